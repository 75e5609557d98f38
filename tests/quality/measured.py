"""Write ``detector/data/measured.json``: how often the detector errs on texts that are known.

    python -m tests.quality.measured

A dossier tells its reader what mistakes to expect, and takes the figures from there, not from
prose: per register of clean text the documents called suspect and spun and the findings from each
confidence on, of hand-spun fixtures the planted words that were found, and named rightly.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import click

from detector import Config, Detector
from detector.checker import data_hash
from detector.dossier.expectation import FILE, THRESHOLDS, TRADE
from seeds import corpora
from seeds.gold import fixtures
from tests.quality.counts import total
from tests.quality.evaluate import SEED
from tests.quality.outcomes import Check, Outcome, outcome, outcomes
from tests.quality.scorer import score
from tests.quality.simulated import registers, sample

LINES = 10_000
"""Lines of a corpus that are read, as by the evaluation."""


def check() -> Check:
    """A detector that keeps whatever is a finding at the lowest threshold."""
    return Detector(config=Config(min_confidence=min(THRESHOLDS))).check


def register(found: Sequence[Outcome]) -> dict[str, Any]:
    """What is said of clean documents; those that the detector turns away do not count."""
    read = [each for each in found if each.verdict != "unsupported"]
    sure = [each.confidence for document in read for each in document.predictions]
    return {
        "documents": len(read),
        "suspect": sum(each.verdict == "suspect" for each in read),
        "spun": sum(each.verdict == "spun" for each in read),
        "words": sum(each.words for each in read),
        "findings": [sum(each >= least for each in sure) for least in THRESHOLDS],
    }


def spun(found: Sequence[Outcome], least: float) -> dict[str, int]:
    """What was found of what a person planted, at one threshold."""
    kept = (
        (each.gold, [said for said in each.predictions if said.confidence >= least])
        for each in found
    )
    counts = total(score(*pair) for pair in kept)
    figures = ("gold", "found", "predicted", "right", "named", "first")
    return {"documents": len(found)} | {name: getattr(counts, name) for name in figures}


def clean(check: Check) -> Iterator[tuple[str, list[Outcome]]]:
    """Clean documents by register, checked; those of several corpora may come apart."""
    yield TRADE, outcomes(fixtures("hard_negatives"), check)
    of = registers()
    for corpus in corpora.names():
        click.echo(corpus, err=True)
        yield of[corpus], [outcome(each, check) for each in sample(corpus, SEED, LINES)]


def measured(check: Check) -> dict[str, Any]:
    """All figures, with what they were measured with."""
    groups: dict[str, list[Outcome]] = {}
    for name, found in clean(check):
        groups.setdefault(name, []).extend(found)
    return {
        "data": data_hash("fr"),
        "thresholds": list(THRESHOLDS),
        "registers": {name: register(groups[name]) for name in sorted(groups)},
        "spun": spun(outcomes(fixtures("spun"), check), Config().min_confidence),
    }


@click.command()
@click.argument("output", type=click.Path(path_type=Path), default=FILE)
def main(output: Path) -> None:
    """Measure, and write the figures."""
    text = json.dumps(measured(check()), indent=1)
    output.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
