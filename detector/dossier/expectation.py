"""What a detector's own mistakes amount to: rates with their intervals, and figures measured.

The figures are data, ``data/measured.json``, because they change with the model;
`tests.quality.measured` writes them from clean text of known registers and from hand-spun fixtures.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from detector.interval import wilson

FILE = Path(__file__).parents[1] / "data" / "measured.json"
THRESHOLDS = (0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99)
"""Confidences from which findings in clean text were counted, in rising order."""
ALL = "all"
"""Every register together."""
TRADE = "trade"
"""Honest texts full of the English words of a trade: the hardest that there are."""


class Share(NamedTuple):
    """A share of a number of cases, with its 95 % interval (`detector.interval`)."""

    value: float
    low: float
    high: float

    def of(self, cases: float) -> Share:
        """So much of a number of cases."""
        return Share(*(cases * each for each in self))


class Register(NamedTuple):
    """Clean text of one register, and what was said of it all the same.

    ``findings`` counts those from each of `THRESHOLDS` on.
    """

    documents: int
    suspect: int
    spun: int
    words: int
    findings: tuple[int, ...]

    def found(self, min_confidence: float) -> int:
        """Findings in it at a threshold, or at the nearest lower one that was measured."""
        return self.findings[max(0, bisect_right(THRESHOLDS, min_confidence) - 1)]


class Planted(NamedTuple):
    """Planted words of hand-spun fixtures: how many were found, and named rightly at once."""

    documents: int
    gold: int
    found: int
    predicted: int
    right: int
    named: int
    first: int


def share(cases: int, number: int) -> Share:
    """The share that some cases are of a number; of 0 it is 0, of which nothing is known."""
    return Share(cases / number if number else 0.0, *wilson(cases, number))


def registers() -> tuple[str, ...]:
    """The registers that were measured, all together first."""
    return ALL, *_read()["registers"]


def register(name: str) -> Register:
    """The figures of a register; KeyError where it was not measured."""
    found = _read()["registers"]
    return _together(map(_register, found.values())) if name == ALL else _register(found[name])


def planted() -> Planted:
    """The figures of the hand-spun fixtures."""
    return Planted(**_read()["spun"])


def measured_with() -> str:
    """Hash of the tables and model that the figures were measured with."""
    return str(_read()["data"])


def _register(values: dict[str, Any]) -> Register:
    return Register(**values)._replace(findings=tuple(values["findings"]))


def _together(each: Iterable[Register]) -> Register:
    documents, suspect, spun, words, findings = zip(*each, strict=True)
    counted = tuple(map(sum, zip(*findings, strict=True)))
    return Register(sum(documents), sum(suspect), sum(spun), sum(words), counted)


@cache
def _read() -> Any:
    return json.loads(FILE.read_text("utf-8"))
