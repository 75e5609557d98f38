"""Print FR-SPIN, the tables behind every claim about quality, as Markdown.

    python -m tests.quality.evaluate [--json FILE] [--external DIR]
    python -m tests.quality.evaluate --model FILE --family moby [--without-family wordnet]

The spun documents are made when the command runs: seeds and sizes decide which.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, get_args

import click

from detector import Config, __version__
from detector.host import DATA
from seeds import corpora
from seeds.gold import GoldDocument, article
from seeds.spinner import FAMILIES, Family
from tests.performance.measure import MissingError
from tests.quality import simulated
from tests.quality.calibration import reliability
from tests.quality.comparison import SPANS, documents_comparison, methods_in, spans_comparison
from tests.quality.curves import LEAST, Curves, certainties, confidences, draw, points
from tests.quality.findings import alarms_table, fixtures_table, simulated_table
from tests.quality.goodness import quality_table
from tests.quality.lemmas import lemmas_table
from tests.quality.material import (
    CLEAN,
    HARD,
    Material,
    Sizes,
    have_corpora,
    of_fixtures,
    with_corpora,
)
from tests.quality.originals import originals_reliability, restore_table
from tests.quality.outcomes import Check, detector, outcome, outcomes
from tests.quality.prevalence import prevalence_table
from tests.quality.profiled import profiles_table
from tests.quality.scorer import Pair, predictions_path, read_gold, read_predictions, spans_table
from tests.quality.simulated import Setting
from tests.quality.tables import Table, markdown, plain
from tests.quality.traced import traced, traces_table
from tests.quality.transfer import Held, homographs_table, transfer_table, without
from tests.quality.unlisted import planted, touching, without_rows
from tests.quality.verdicts import by_intensity, planted_table, score_reliability, score_table
from tests.quality.verdicts import scores as spun_scores

COMPARED = 0.10
"""Intensity at which the baselines are compared."""
SEED = 77


def tables(material: Material, held: Held, seed: int, examples: int) -> Iterator[Table]:
    """All tables that the material is enough for."""
    written = material.fixtures
    yield fixtures_table("Hand-spun fixtures", written)
    if material.spins:
        yield simulated_table(material.spun, held.trained, seed)
        yield transfer_table(material.spun, held)
        yield homographs_table(material.spun, held)
    yield alarms_table(material.clean, simulated.registers(), examples, held.sources)
    found = {n: traced(o.document.text for o in group) for n, group in material.clean.items()}
    yield traces_table(found, simulated.registers())
    made = [o for group in material.spun.values() for o in group]
    if material.spins:
        yield score_table(material.spins, material.corpora)
        yield planted_table(material.spins, material.corpora)
        yield prevalence_table(material.spins, material.corpora)
        yield score_reliability(material.spins)
        yield originals_reliability("simulated spins", made)
    yield originals_reliability("hand-spun fixtures", written)
    spins = {_named(s): group for s, group in material.spun.items() if s.intensity == COMPARED}
    yield lemmas_table({"hand-spun fixtures": written} | spins)
    texts = {name: [o.document.text for o in group] for name, group in material.clean.items()}
    yield quality_table(texts, seed)
    spun, clean = {"fixtures": written}, {n: material.clean[n] for n in (CLEAN, HARD)}
    compared = {"fixtures": (written, [o for group in clean.values() for o in group])}
    tenth = [p for s, group in material.spins.items() if s.intensity == COMPARED for p in group]
    if material.spins:
        clean["corpora"] = material.corpora
        name = f"spins of {COMPARED:.0%}"
        compared[name] = ([spun for spun, _ in tenth], [clean for _, clean in tenth])
    yield restore_table(spun | ({"simulated": made} if made else {}), clean)
    yield spans_comparison({name: spun for name, (spun, _) in compared.items()}, clean)
    yield documents_comparison(compared)


def _named(setting: Setting) -> str:
    return f"{setting.family}, {setting.intensity:.0%}"


def blocked(material: Material) -> dict[str, list[GoldDocument]]:
    """Documents by what a profile should do with them."""
    groups = {
        "clean fixtures and hard negatives": [*material.clean[CLEAN], *material.clean[HARD]],
        "clean corpora": material.corpora,
        "spun fixtures": material.fixtures,
    }
    for setting, spun in material.spun.items():
        groups.setdefault(f"spins of {setting.intensity:.0%}", []).extend(spun)
    return {name: [o.document for o in group] for name, group in groups.items() if group}


def external(folder: Path, check: Check) -> Iterator[Table]:
    """Spans of somebody else's documents by the detector, and by the predictions beside them."""
    documents = read_gold(folder)
    if not documents:
        raise click.UsageError(f"{folder}: no NAME.gold.json")
    yield fixtures_table(f"{folder.resolve().name}: this detector", outcomes(documents, check))
    pairs: list[Pair] = [
        (document.spans, read_predictions(path, document.text))
        for document in documents
        if (path := predictions_path(folder, document)).is_file()
    ]
    if pairs:
        note = f"{len(pairs)} of {len(documents)} documents have predictions."
        yield spans_table(f"{folder.resolve().name}: predictions", pairs, (note,))


def articles(check: Check) -> Iterator[Table]:
    """The two reference articles, where they are."""
    for number in ("000", "002"):
        try:
            document: GoldDocument = article(number)
        except FileNotFoundError as absent:
            click.echo(str(absent), err=True)
            continue
        whole = [outcome(document, check)]
        yield fixtures_table(f"Article {number}", whole)
        if document.spans:
            yield lemmas_table({f"article {number}": whole})
            dropped = touching(planted(document.spans))
            with without_rows(dropped):
                found = [outcome(document, check)]
            title = f"Article {number} without {len(dropped)} rows that touch its planted words"
            yield fixtures_table(title, found)


def plotted(material: Material, model: Path | None, found: Sequence[Table], folder: Path) -> None:
    """Draw the curves of what was measured; findings below the threshold are asked for anew."""
    tenth = [p for s, group in material.spins.items() if s.intensity == COMPARED for p in group]
    groups = {"fixtures": material.fixtures}
    if tenth:
        groups |= {f"spins of {COMPARED:.0%}": [spun for spun, _ in tenth]}
    with detector(model, Config(min_confidence=LEAST)) as check:
        doubted = {n: outcomes((o.document for o in group), check) for n, group in groups.items()}
    last = list(doubted.values())[-1]
    probabilities = {"planted": confidences(last), "first original": certainties(last)}
    spins = [p for pairs in by_intensity(material.spins).values() for p in pairs]
    scores = {"spun": reliability(*spun_scores(spins))} if spins else {}
    spans = {name: points(group) for name, group in doubted.items()}
    others = methods_in(next(t for t in found if t.title == SPANS), list(groups)[-1])
    folder.mkdir(parents=True, exist_ok=True)
    try:
        draw(Curves(spans, others, probabilities, scores), folder / "quality.svg")
    except MissingError as missing:
        click.echo(f"no plot: {missing}", err=True)


def provenance(model: Path | None, sizes: Sizes) -> dict[str, Any]:
    """What the figures were made with."""
    path = model or DATA / "fr" / "model.json"
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    return {"version": __version__, "model": digest, **sizes._asdict()}


@click.command()
@click.option("--lines", default=1000, show_default=True, help="Lines per corpus to spin.")
@click.option("--clean-lines", default=10_000, show_default=True, help="Lines to leave clean.")
@click.option("--seed", default=SEED, show_default=True, help="What to draw, and how to spin it.")
@click.option("--corpora/--no-corpora", "wanted", default=True, help="Fixtures only, if not.")
@click.option("--model", type=click.Path(exists=True, path_type=Path), help="Another model.json.")
@click.option(
    "--family",
    "families",
    multiple=True,
    type=click.Choice(get_args(Family)),
    default=FAMILIES,
    help="A thesaurus family that the model was trained on; by default all. Labels rows only.",
)
@click.option(
    "--without-family",
    "dropped",
    multiple=True,
    type=click.Choice(get_args(Family)),
    help="A thesaurus family that the reverse index is to do without.",
)
@click.option(
    "--left-out",
    multiple=True,
    type=click.Choice(corpora.names()),
    help="A corpus that the model was trained without. Labels rows only.",
)
@click.option(
    "--held-out-homographs",
    is_flag=True,
    help="The model was trained with --hold-out-homographs. Labels rows only.",
)
@click.option("--articles", "read_articles", is_flag=True, help="Add the two reference articles.")
@click.option("--examples", default=0, help="False findings to quote per register.")
@click.option(
    "--external",
    "folder",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Score the documents of this folder instead.",
)
@click.option("--plots", type=click.Path(path_type=Path), help="Draw quality.svg in that folder.")
@click.option("--json", "output", type=click.Path(path_type=Path), help="Write the tables there.")
def main(
    lines: int,
    clean_lines: int,
    seed: int,
    wanted: bool,
    model: Path | None,
    families: tuple[Family, ...],
    dropped: tuple[Family, ...],
    left_out: tuple[str, ...],
    held_out_homographs: bool,
    read_articles: bool,
    examples: int,
    folder: Path | None,
    plots: Path | None,
    output: Path | None,
) -> None:
    """Print the tables of FR-SPIN as Markdown."""
    sizes = Sizes(lines, clean_lines, seed)
    indexed = [family for family in FAMILIES if family not in dropped]
    held = Held(families, indexed, held_out_homographs, left_out)
    made_with = provenance(model, sizes)
    with detector(model) as check, without(dropped):
        if folder:
            found = list(external(folder, check))
        else:
            material = of_fixtures(check)
            if wanted and have_corpora():
                material = with_corpora(material, sizes, check)
            found = list(tables(material, held, seed, examples))
            found.append(profiles_table(blocked(material), model))
            if plots:
                plotted(material, model, found, plots)
            found += articles(check) if read_articles else ()
    click.echo("\n".join(map(markdown, found)), nl=False)
    if output:
        data = {"provenance": made_with, "tables": [plain(t) for t in found]}
        output.write_text(json.dumps(data, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
