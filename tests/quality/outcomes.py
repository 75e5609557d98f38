"""What the detector makes of a document, kept as plain values for all tables to count."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple
from unittest.mock import patch

from detector import Config, Detector, Report, checker
from detector.model import load
from detector.report import Kind
from seeds.gold import GoldDocument, GoldSpan
from tests.quality.scorer import Prediction

Check = Callable[[str], Report]


class Outcome(NamedTuple):
    """A document with its gold and what was said of it.

    The score of a document that the detector turns away is 0: nothing is found in it.
    """

    document: GoldDocument
    predictions: tuple[Prediction, ...]
    words: int
    verdict: str
    score: float

    @property
    def gold(self) -> tuple[GoldSpan, ...]:
        """The spans that were planted."""
        return self.document.spans

    @property
    def pair(self) -> tuple[tuple[GoldSpan, ...], tuple[Prediction, ...]]:
        """Gold and predictions, as the scorer wants them."""
        return self.gold, self.predictions


@contextmanager
def detector(model: Path | None = None, config: Config | None = None) -> Iterator[Check]:
    """The default detector, with another model than the committed one where one is named."""
    check = Detector(config=config).check
    if model is None:
        yield check
        return
    other = load(model)
    with patch.object(checker, "fitted", lambda code: other):
        yield check


def predictions(report: Report) -> tuple[Prediction, ...]:
    """The substitutions among a report's findings."""
    return tuple(
        Prediction(
            f.start,
            f.end,
            tuple(o.text for o in f.originals),
            f.rule,
            f.confidence,
            f.originals[0].confidence if f.originals else 0.0,
        )
        for f in report.findings
        if f.kind == Kind.SUBSTITUTION
    )


def outcome(document: GoldDocument, check: Check) -> Outcome:
    """Check one document."""
    report = check(document.text)
    found = predictions(report)
    return Outcome(document, found, report.words, report.verdict.value, report.score or 0.0)


def outcomes(documents: Iterable[GoldDocument], check: Check) -> list[Outcome]:
    """Check many documents."""
    return [outcome(document, check) for document in documents]
