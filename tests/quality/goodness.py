"""Table of `Report.quality`: honest registers should score high, degraded documents low."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from random import Random
from statistics import mean
from typing import NamedTuple

from detector import Detector
from detector.signals import FULL, is_deep
from tests.quality.calibration import auroc
from tests.quality.degraded import MAKERS
from tests.quality.tables import Cell, Table

PER_REGISTER = 40
"""Documents of a register that are graded."""
DEGRADED = 10
"""Of those, how many are degraded in every way."""
POOR = 0.5


class Grade(NamedTuple):
    """Quality by the cheap signals and by all; 0 where the text is unsupported."""

    cheap: float
    full: float
    supported: bool


def grade(detector: Detector, text: str) -> Grade:
    """The quality of a text by a detector of full signals."""
    report = detector.check(text)
    if report.quality is None:
        return Grade(0.0, 0.0, supported=False)
    cheap = [left for name, left in report.quality_reasons.items() if not is_deep(name)]
    return Grade(min(cheap, default=1.0), report.quality, supported=True)


def degraded(texts: Mapping[str, Sequence[str]], seed: int) -> Iterator[tuple[str, list[str]]]:
    """Some documents of each register, degraded in one way after another."""
    chosen = [text for group in texts.values() for text in group[:DEGRADED]]
    for name, maker in MAKERS.items():
        chance = Random(f"{seed} {name}")
        yield name, [maker(text, chance) for text in chosen]


def quality_table(texts: Mapping[str, Sequence[str]], seed: int) -> Table:
    """Quality by register and by way of degrading, with how well it tells the two apart."""
    detector = Detector(signals=FULL)
    few = {name: group[:PER_REGISTER] for name, group in texts.items()}
    honest = {name: [grade(detector, text) for text in group] for name, group in few.items()}
    rows = [_row(name, grades, None) for name, grades in honest.items()]
    everything = [each for group in honest.values() for each in group]
    for name, group in degraded(few, seed):
        rows.append(_row(name, [grade(detector, text) for text in group], everything))
    figures = ("mean", f"under {POOR}", "AUROC")
    columns = [f"{extent} {figure}" for extent in ("cheap", "full") for figure in figures]
    note = (
        "Degraded documents are made of the first ones of each register; AUROC is of honest ones"
        " over them. What is unsupported has no quality and counts as 0."
    )
    return Table("Quality", ("text", "documents", "unsupported", *columns), tuple(rows), (note,))


def _row(name: str, grades: Sequence[Grade], honest: Sequence[Grade] | None) -> tuple[Cell, ...]:
    cells: list[Cell] = [name, len(grades), sum(not each.supported for each in grades)]
    for column in (0, 1):
        own = [each[column] for each in grades]
        area = None
        if honest is not None:
            labels = [True] * len(honest) + [False] * len(own)
            area = auroc([each[column] for each in honest] + own, labels)
        cells += [mean(own), sum(value < POOR for value in own) / len(own), area]
    return tuple(cells)
