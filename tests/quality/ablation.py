"""What each kind of evidence is worth: the model fitted anew without it, and measured.

    python -m tests.quality.ablation [--only KIND...] [--share 4] [--json FILE]

For each kind, ranking and curves are fitted without its clues and features, on one training
document in ``--share``; the first row has all of them on the same documents. What proposes spans
and picks the originals to weigh stays as it is, so that the figures say what the evidence adds to
that. Spins and clean texts are those of the test blocks, as everywhere.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple
from unittest.mock import patch

import click

from detector.evidence import OPTION_FEATURES
from detector.model import Additive, Model, load
from seeds import fitting, train
from seeds.samples import Sample, samples
from tests.quality.counts import f1, precision, recall, top_1, total
from tests.quality.evaluate import COMPARED, SEED
from tests.quality.intervals import bootstrap
from tests.quality.material import CLEAN, HARD, Material, Sizes, of_fixtures, with_corpora
from tests.quality.outcomes import detector
from tests.quality.scorer import score
from tests.quality.simulated import SETTINGS
from tests.quality.tables import Cell, Table, markdown, plain

EVERYTHING = "everything"


class Kind(NamedTuple):
    """Evidence of one kind: clues by the part of their id before the colon, features by name."""

    clues: tuple[str, ...]
    features: tuple[str, ...] = ()


KINDS = {
    EVERYTHING: Kind(()),
    "context": Kind(("context", "fit"), ("loss", "gain", "large gain", "apart")),
    "thesaurus link": Kind(
        ("inversion", "rivals"),
        ("moby", "moby-back", "mutual", "wordnet", "related", "mismatch", "closeness"),
    ),
    "grammar": Kind(("grammar", "sound", "agreement", "elision"), ("gender", "number", "elision")),
    "expressions and names": Kind(("expression", "name"), ("frame",)),
    "usage in the document": Kind(
        (
            *("shape", "quoted", "emphasised", "code", "joined", "hyphen"),
            *("run", "surroundings", "repetition", "elsewhere"),
        ),
        ("elsewhere",),
    ),
    "company": Kind(("company", "rate", "surest", "trade", "known", "share", "borrowed")),
    "list of borrowings": Kind(("accepted", "trade", "known", "borrowed")),
    "frequencies": Kind(
        ("lean", "rarity", "foreign", "native", "headword", "part"), ("zipf", "zipf english")
    ),
}
FORM = frozenset(("certainty", "phrase", "expansion"))
"""Clues that are no kind: what the ranking is sure of, and what sort of span it is."""


def stem(clue: str) -> str:
    """The part of a clue's id that all classes of surfaces share."""
    return clue.partition(":")[0]


def unsorted(model: Model) -> list[str]:
    """Clues that the model weighs and that no kind has, of which no row can tell."""
    sorted_ = FORM.union(*(kind.clues for kind in KINDS.values()))
    return sorted({stem(clue) for clue in model.together.curves} - sorted_)


@contextmanager
def fitted_without(kind: Kind) -> Iterator[None]:
    """Training that does not see the evidence of a kind."""
    whole_fit: Callable[..., Additive] = fitting.fit
    whole_rank: Callable[..., tuple[float, ...]] = fitting.fit_ranking
    columns = {OPTION_FEATURES.index(name) for name in kind.features}

    def fit(data: Sequence[Any], *arguments: Any, **options: Any) -> Additive:
        kept = [{k: v for k, v in row.items() if stem(k) not in kind.clues} for row in data]
        return whole_fit(kept, *arguments, **options)

    def rank(groups: Sequence[Any], *arguments: Any, **options: Any) -> tuple[float, ...]:
        blind = [
            ([_zeroed(features, columns) for features in places], answer)
            for places, answer in groups
        ]
        return whole_rank(blind, *arguments, **options)

    with patch.object(train, "fit", fit), patch.object(train, "fit_ranking", rank):
        yield


def _zeroed(features: Sequence[float], columns: Collection[int]) -> tuple[float, ...]:
    return tuple(0.0 if i in columns else value for i, value in enumerate(features))


@cache
def documents(share: int) -> tuple[Sample, ...]:
    """One training document in so many, each with its spin."""
    found = [
        *samples("train", seed=train.SEED, limits=train.LIMITS),
        *samples("train", seed=train.SEED + 1, limits=train.LIMITS, jargon=True),
    ]
    return tuple(sample for sample in found if sample.group % share == 0)


def fitted(kind: Kind, share: int) -> Model:
    """A model without a kind of evidence."""
    with fitted_without(kind), TemporaryDirectory() as folder:
        path = Path(folder) / "model.json"
        train.dump(train.train(documents(share)), path)
        return load(path)


def measured(model: Model, sizes: Sizes) -> Material:
    """Fixtures, spins and clean corpora by a model."""
    tenth = [setting for setting in SETTINGS if setting.intensity == COMPARED]
    with TemporaryDirectory() as folder:
        path = Path(folder) / "model.json"
        train.dump(model, path)
        with detector(path) as check:
            return with_corpora(of_fixtures(check), sizes, check, tenth)


def row(name: str, material: Material) -> tuple[Cell, ...]:
    """What a model finds, rightly and wrongly."""
    made = [score(*o.pair) for group in material.spun.values() for o in group]
    written = total(score(*o.pair) for o in material.fixtures)
    alarms: list[Cell] = []
    for group in (material.clean[CLEAN], material.clean[HARD], material.corpora):
        words = sum(o.words for o in group)
        alarms.append(1000 * sum(len(o.predictions) for o in group) / words)
    figures = (precision(total(made)), recall(total(made)), bootstrap(made, f1, SEED))
    return (name, *figures, top_1(total(made)), f1(written), top_1(written), *alarms)


COLUMNS = (
    *("without", "precision", "recall", "F1", "top-1", "fixtures: F1", "fixtures: top-1"),
    *("clean fixtures: per 1,000", "hard negatives: per 1,000", "corpora: per 1,000"),
)


@click.command()
@click.option("--only", "names", multiple=True, type=click.Choice(list(KINDS)), help="A kind.")
@click.option("--share", default=4, show_default=True, help="One training document in so many.")
@click.option("--lines", default=300, show_default=True, help="Lines per corpus to spin.")
@click.option("--clean-lines", default=1000, show_default=True, help="Lines to leave clean.")
@click.option("--json", "output", type=click.Path(path_type=Path), help="Write the table there.")
def main(
    names: tuple[str, ...], share: int, lines: int, clean_lines: int, output: Path | None
) -> None:
    """Fit without each kind of evidence, and print what that costs."""
    rows = []
    notes = [f"Fitted anew on one training document in {share}; spins of {COMPARED:.0%}."]
    for name, kind in KINDS.items():
        if names and name not in names:
            continue
        click.echo(f"without {name}" if kind.clues else name, err=True)
        model = fitted(kind, share)
        if not kind.clues and (missing := unsorted(model)):
            notes.append(f"In no kind: {', '.join(missing)}.")
        label = "–" if name == EVERYTHING else name
        rows.append(row(label, measured(model, Sizes(lines, clean_lines, SEED))))
    table = Table("Ablation", COLUMNS, tuple(rows), tuple(notes))
    click.echo(markdown(table), nl=False)
    if output:
        text = json.dumps(plain(table), indent=1, ensure_ascii=False)
        output.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
