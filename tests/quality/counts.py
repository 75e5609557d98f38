"""What was wanted, found, predicted and named, and the shares that these counts make.

A share of nothing is None, so that no table claims a precision where nothing was predicted.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from tests.quality.tables import Cell

COLUMNS = (
    *("gold", "found", "predicted", "right", "precision", "recall", "F1"),
    *("exact precision", "exact recall", "exact F1", "top-1", "top-3"),
)


class Counts(NamedTuple):
    """What was wanted, found, predicted and named, in one document or in sum."""

    gold: int = 0
    found: int = 0
    found_exactly: int = 0
    predicted: int = 0
    right: int = 0
    right_exactly: int = 0
    named: int = 0
    """Gold spans that have an original."""
    first: int = 0
    third: int = 0

    def plus(self, other: Counts) -> Counts:
        """The sum of two counts."""
        return Counts(*(a + b for a, b in zip(self, other, strict=True)))

    def cells(self) -> tuple[Cell, ...]:
        """The cells under COLUMNS."""
        overlap, exact = precision(self), exact_precision(self)
        return (
            *(self.gold, self.found, self.predicted, self.right),
            *(overlap, recall(self), f1(self)),
            *(exact, exact_recall(self), exact_f1(self)),
            *(top_1(self), top_3(self)),
        )


def _share(part: float, whole: float) -> float | None:
    return part / whole if whole else None


def precision(counts: Counts) -> float | None:
    """Share of the predictions that overlap a gold span."""
    return _share(counts.right, counts.predicted)


def recall(counts: Counts) -> float | None:
    """Share of the gold spans that a prediction overlaps."""
    return _share(counts.found, counts.gold)


def f1(counts: Counts) -> float | None:
    """Harmonic mean of precision and recall by overlap; 0 where nothing was predicted."""
    return _mean(precision(counts), recall(counts))


def exact_precision(counts: Counts) -> float | None:
    """Share of the predictions that are gold spans."""
    return _share(counts.right_exactly, counts.predicted)


def exact_recall(counts: Counts) -> float | None:
    """Share of the gold spans that were predicted as they are."""
    return _share(counts.found_exactly, counts.gold)


def exact_f1(counts: Counts) -> float | None:
    """Harmonic mean of exact precision and recall."""
    return _mean(exact_precision(counts), exact_recall(counts))


def top_1(counts: Counts) -> float | None:
    """Share of the known originals that came first."""
    return _share(counts.first, counts.named)


def top_3(counts: Counts) -> float | None:
    """Share of the known originals that were among the first three."""
    return _share(counts.third, counts.named)


def _mean(precision: float | None, recall: float | None) -> float | None:
    if precision is None or recall is None:
        return 0.0 if recall == 0 else None
    return 2 * precision * recall / (precision + recall) if precision and recall else 0.0


def total(counts: Iterable[Counts]) -> Counts:
    """The sum of many counts."""
    added = Counts()
    for one in counts:
        added = added.plus(one)
    return added
