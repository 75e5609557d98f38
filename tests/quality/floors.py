"""The figures that must not get worse, pinned in ``floors.json`` beside the set they are of.

    python -m tests.quality.floors [--lower] [--no-corpora]

measures them anew and pins what came out. A figure that got worse is refused without ``--lower``.
There is no tolerance: the same code, tables and documents make the same figures. Documents and gold
are part of what is pinned, by their hash: figures of other documents are no better and no worse, so
that whoever changes a fixture pins anew.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import click

from seeds.gold import GoldDocument
from tests.quality.calibration import auroc, tpr_at
from tests.quality.counts import Counts, exact_f1, f1, precision, recall, top_1, top_3
from tests.quality.findings import ALARMED
from tests.quality.material import (
    CLEAN,
    HARD,
    Material,
    Sizes,
    have_corpora,
    of_fixtures,
    with_corpora,
)
from tests.quality.outcomes import Check, Outcome, detector
from tests.quality.scorer import breakdown
from tests.quality.simulated import SETTINGS
from tests.quality.verdicts import scores

FILE = Path(__file__).with_name("floors.json")
SIZES = Sizes(lines=75, clean_lines=250, seed=5)
"""A sample of the corpora that is checked in a minute."""
INTENSITIES = (0.03, 0.10)
DIGITS = 4
FIGURES = {
    "precision": precision,
    "recall": recall,
    "F1": f1,
    "exact F1": exact_f1,
    "top-1": top_1,
    "top-3": top_3,
}
FALSE = "false findings"
FALLING = (FALSE, "alarmed")
"""How the names of figures end that are the better the lower they are."""

Figures = dict[str, float]


class Floors(NamedTuple):
    """Figures by name, and the hash of the documents and gold that they are of."""

    documents: str
    figures: Figures


def digest(documents: Iterable[GoldDocument]) -> str:
    """Hash of texts and gold, whatever order they come in."""
    parts = sorted(
        hashlib.sha256(json.dumps([d.text, d.verdict, d.spans]).encode()).hexdigest()
        for d in documents
    )
    return hashlib.sha256("".join(parts).encode()).hexdigest()


def worse(name: str, pinned: float, measured: float) -> bool:
    """Whether a figure fell, or rose if it is one of those that had better be low."""
    return measured > pinned if name.endswith(FALLING) else measured < pinned


def lost(pinned: Mapping[str, float], measured: Mapping[str, float]) -> list[str]:
    """What got worse, and what is no longer measured, in words."""
    return [
        f"{name}: {measured.get(name, 'not measured')}, pinned at {floor}"
        for name, floor in pinned.items()
        if name not in measured or worse(name, floor, measured[name])
    ]


def of_spans(name: str, counts: Counts) -> Iterator[tuple[str, float]]:
    """All shares of some spans, those that do not exist left out."""
    for figure, share in FIGURES.items():
        value = share(counts)
        if value is not None:
            yield f"{name}: {figure}", value


def of_clean(name: str, outcomes: Iterable[Outcome]) -> Iterator[tuple[str, float]]:
    """What was found where nothing is."""
    kept = list(outcomes)
    yield f"{name}: {FALSE}", sum(len(o.predictions) for o in kept)
    yield f"{name}: alarmed", sum(o.verdict in ALARMED for o in kept)


def fixtures_floors(material: Material) -> Floors:
    """Floors of the hand-written documents."""
    groups = {"spun": material.fixtures, **material.clean}
    figures: Figures = {}
    for grade, counts in breakdown([o.pair for o in material.fixtures]):
        if grade in ("all", "core"):
            figures.update(of_spans(f"spun fixtures, {grade}", counts))
    spun = sum(o.verdict == "spun" for o in material.fixtures)
    figures["spun fixtures: called spun"] = spun
    for name in (CLEAN, HARD):
        figures.update(of_clean(name, material.clean[name]))
    return _floors([o for group in groups.values() for o in group], figures)


def corpora_floors(material: Material) -> Floors:
    """Floors of a sample of the corpora, clean and spun."""
    figures: Figures = {}
    clean = {n: group for n, group in material.clean.items() if n not in (CLEAN, HARD)}
    for name, group in clean.items():
        figures.update(of_clean(name, group))
    checked = [o for group in clean.values() for o in group]
    for (family, intensity), pairs in material.spins.items():
        spun = [made for made, _ in pairs]
        name = f"{family}, {intensity:.0%}"
        figures.update(of_spans(name, dict(breakdown([o.pair for o in spun]))["all"]))
        ranked = scores(pairs)
        for figure, value in (("AUROC", auroc(*ranked)), ("TPR at FPR 1 %", tpr_at(0.01, *ranked))):
            if value is not None:
                figures[f"{name}: {figure}"] = value
        checked += spun
    return _floors(checked, figures)


def _floors(outcomes: Iterable[Outcome], figures: Figures) -> Floors:
    rounded = {name: round(value, DIGITS) for name, value in figures.items()}
    return Floors(digest(o.document for o in outcomes), rounded)


def on_fixtures(check: Check) -> Floors:
    """The fixtures, measured."""
    return fixtures_floors(of_fixtures(check))


def on_corpora(check: Check) -> Floors:
    """The sample of the corpora, measured."""
    settings = [s for s in SETTINGS if s.intensity in INTENSITIES]
    return corpora_floors(with_corpora(Material([], {}, {}), SIZES, check, settings))


def pinned(path: Path = FILE) -> dict[str, Floors]:
    """What is pinned, of fixtures and of corpora; nothing where there is no file yet."""
    if not path.is_file():
        return {}
    data: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return {part: Floors(**floors) for part, floors in data.items()}


def pin(measured: Mapping[str, Floors], path: Path = FILE, *, lower: bool = False) -> list[str]:
    """Write figures down; returns what got worse, for which nothing is written unless ``lower``.

    Parts that were not measured stay as they are.
    """
    before = pinned(path)
    losses = [
        f"{part}: {loss}"
        for part, floors in measured.items()
        if part in before
        for loss in lost(before[part].figures, floors.figures)
    ]
    if lower or not losses:
        data = {part: floors._asdict() for part, floors in {**before, **measured}.items()}
        path.write_text(json.dumps(data, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return losses


@click.command()
@click.option("--lower", is_flag=True, help="Pin figures that got worse as well.")
@click.option("--corpora/--no-corpora", "wanted", default=True, help="Fixtures only, if not.")
def main(lower: bool, wanted: bool) -> None:
    """Measure the floors anew and pin them; refuses to lower one unless told to."""
    with detector() as check:
        measured = {"fixtures": on_fixtures(check)}
        if wanted and have_corpora():
            measured["corpora"] = on_corpora(check)
    losses = pin(measured, lower=lower)
    for loss in losses:
        click.echo(loss, err=True)
    if losses and not lower:
        raise click.ClickException("figures got worse and nothing was written: --lower pins them")
    click.echo(f"{FILE.name}: " + ", ".join(f"{len(f.figures)} {p}" for p, f in measured.items()))


if __name__ == "__main__":
    main()
