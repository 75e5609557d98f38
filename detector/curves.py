"""Curves from the value of a clue to log-odds, and what clues add up to on them.

Like those of `detector.fits`, these functions have twins in C, which give the same bits.
"""

from __future__ import annotations

import os
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain, pairwise
from struct import pack
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from detector.rules import Row


class Line(NamedTuple):
    """A piece of a curve: base plus slope times value."""

    base: float
    slope: float


class Curve(NamedTuple):
    """Log-odds by value: linear between knots, constant beyond the outer ones.

    ``lines[i]`` holds from knot i - 1 to knot i.
    """

    knots: tuple[float, ...]
    lines: tuple[Line, ...]

    def line(self, value: float) -> Line:
        """The piece that holds at a value; at a knot, the one that begins there."""
        return self.lines[bisect_right(self.knots, value)]

    def at(self, value: float) -> float:
        """Log-odds of a value."""
        base, slope = self.line(value)
        return base + slope * value

    @property
    def weights(self) -> tuple[float, ...]:
        """Log-odds at the knots."""
        return tuple(map(self.at, self.knots))


class Twins(NamedTuple):
    """Two curves over the knots of both: each line has base and slope of one, then of the other."""

    knots: tuple[float, ...]
    lines: tuple[tuple[float, float, float, float], ...]


def through(knots: Sequence[float], weights: Sequence[float]) -> Curve:
    """The curve through some log-odds at rising knots; ValueError where they do not rise."""
    if not knots or len(knots) != len(weights) or any(a >= b for a, b in pairwise(knots)):
        raise ValueError("a curve needs rising knots and a weight for each")
    lines = [Line(weights[0], 0.0)]
    for (left, right), (low, high) in zip(pairwise(knots), pairwise(weights), strict=True):
        slope = (high - low) / (right - left)
        lines.append(Line(low - slope * left, slope))
    return Curve(tuple(knots), (*lines, Line(weights[-1], 0.0)))


def packed(curve: Curve | Twins) -> bytes:
    """A curve as the compiled twins read it: how many knots, the knots, base and slope of lines."""
    knots, lines = curve
    figures = (len(knots), *knots, *chain.from_iterable(lines))
    return pack(f"={len(figures)}d", *figures)


def pure_total(curves: Mapping[str, Curve], rows: Iterable[Row], start: float) -> float:
    """The log-odds of all clues on top of a start; one without a curve adds nothing."""
    get = curves.get
    for name, value, _, _, _ in rows:
        curve = get(name)
        if curve is not None:
            knots, lines = curve
            base, slope = lines[bisect_right(knots, value)]
            start += base + slope * value
    return start


def pure_summed(curves: Sequence[Curve | None], values: Sequence[float], start: float) -> float:
    """The log-odds of some values, each on its own curve if it has one, on top of a start."""
    for curve, value in zip(curves, values, strict=False):
        if curve is not None:
            knots, lines = curve
            base, slope = lines[bisect_right(knots, value)]
            start += base + slope * value
    return start


def pure_totals(
    curves: Mapping[str, Twins], rows: Iterable[Row], one: float, other: float
) -> tuple[float, float]:
    """The same by two curves at once, on top of a start for each."""
    get = curves.get
    for name, value, _, _, _ in rows:
        curve = get(name)
        if curve is not None:
            knots, lines = curve
            base, slope, base_other, slope_other = lines[bisect_right(knots, value)]
            one += base + slope * value
            other += base_other + slope_other * value
    return one, other


def pure_weighed(
    curves: Mapping[str, Curve], rows: Iterable[Row], language: str
) -> list[tuple[object, ...]]:
    """The fields of `report.Evidence` for each clue that has a curve, in a language."""
    get = curves.get
    found: list[tuple[object, ...]] = []
    for name, value, source, template, parts in rows:
        curve = get(name)
        if curve is not None:
            knots, lines = curve
            base, slope = lines[bisect_right(knots, value)]
            found.append((name, value, base + slope * value, source, template, parts, language))
    return found


if TYPE_CHECKING or os.environ.get("SPIN_DETECTOR_PURE"):
    summed, total, totals, weighed = pure_summed, pure_total, pure_totals, pure_weighed
else:
    try:
        from detector._curves import summed, total, totals, weighed
    except ImportError:
        summed, total, totals, weighed = pure_summed, pure_total, pure_totals, pure_weighed


def ready(curves: Mapping[str, Curve] | Mapping[str, Twins]) -> dict[str, Any]:
    """Curves as `total` or `totals` reads them fastest, for whoever asks them often."""
    if total is pure_total:
        return dict(curves)
    return {name: packed(curve) for name, curve in curves.items()}
