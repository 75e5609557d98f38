"""Evidence to probability: additive models and a ranking of originals, read from plain JSON.

Each clue has a curve from its value to natural log-odds, linear between knots and constant beyond
them, so that a confidence is the intercept plus one readable weight per clue. The first pass knows
a candidate alone; the later ones have what the one before said of the rest of the document as well.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from math import exp, log
from operator import mul
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from detector.evidence import LINK_FEATURES, OPTION_FEATURES, place_features
from detector.report import Evidence
from detector.rules import Clue

if TYPE_CHECKING:
    from detector.options import Option, Place


def probability(logit: float) -> float:
    """Logistic function, safe for any finite logit."""
    if logit >= 0:
        return 1 / (1 + exp(-min(logit, 700.0)))
    odds = exp(max(logit, -700.0))
    return odds / (1 + odds)


def logit(probability: float) -> float:
    """Log-odds of a probability strictly between 0 and 1."""
    return log(probability / (1 - probability))


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

    def at(self, value: float) -> float:
        """Log-odds of a value."""
        base, slope = self.lines[bisect_right(self.knots, value)]
        return base + slope * value

    @property
    def weights(self) -> tuple[float, ...]:
        """Log-odds at the knots."""
        return tuple(map(self.at, self.knots))


def through(knots: Sequence[float], weights: Sequence[float]) -> Curve:
    """The curve through some log-odds at rising knots; ValueError where they do not rise."""
    if not knots or len(knots) != len(weights) or any(a >= b for a, b in pairwise(knots)):
        raise ValueError("a curve needs rising knots and a weight for each")
    lines = [Line(weights[0], 0.0)]
    for (left, right), (low, high) in zip(pairwise(knots), pairwise(weights), strict=True):
        slope = (high - low) / (right - left)
        lines.append(Line(low - slope * left, slope))
    return Curve(tuple(knots), (*lines, Line(weights[-1], 0.0)))


class Additive(NamedTuple):
    """Intercept and curves by clue; a clue without a curve weighs nothing."""

    intercept: float
    curves: Mapping[str, Curve]

    def weigh(self, clues: Iterable[Clue]) -> tuple[Evidence, ...]:
        """Each clue with its weight; those without a curve are left out."""
        get = self.curves.get
        return tuple(
            [
                Evidence(name, value, curve.at(value), source, template, parts)
                for name, value, source, template, parts in clues
                if (curve := get(name)) is not None
            ]
        )

    def logit(self, clues: Iterable[Clue]) -> float:
        """Intercept plus the weights of all clues."""
        total, get = self.intercept, self.curves.get
        for name, value, _, _, _ in clues:
            curve = get(name)
            if curve is not None:
                base, slope = curve.lines[bisect_right(curve.knots, value)]
                total += base + slope * value
        return total


@lru_cache(maxsize=8)
def _closeness(ranking: tuple[float, ...]) -> tuple[float, ...]:
    """By link byte, the part of an option's ranking score that the thesaurus link alone gives."""
    return tuple(sum(map(mul, ranking, features)) for features in LINK_FEATURES)


class Ranked(NamedTuple):
    """An option with the probability that it is the original, given that there is one."""

    option: Option
    probability: float


class Model(NamedTuple):
    """Everything that training fits."""

    ranking: tuple[float, ...]
    """Coefficients of OPTION_FEATURES."""
    passes: tuple[Additive, ...]
    """The first knows a case alone, each later one what the one before says of the others."""
    document: Additive
    prior: float
    """Share of spun documents that the document score was calibrated for."""

    def closeness(self, option: Option) -> float:
        """The part of an option's ranking score that the thesaurus link alone gives."""
        return _closeness(self.ranking)[option.link]

    def rank(self, place: Place, options: Sequence[Option]) -> list[Ranked]:
        """Options by descending probability, a softmax over their scores."""
        links, rest = _closeness(self.ranking), self.ranking[len(LINK_FEATURES[0]) :]
        scores = [
            links[option.link] + sum(map(mul, rest, place_features(place, option)))
            for option in options
        ]
        top = max(scores)
        weights = [exp(score - top) for score in scores]
        total = sum(weights)
        order = sorted(range(len(scores)), key=scores.__getitem__, reverse=True)
        return [Ranked(options[i], weights[i] / total) for i in order]


def load(path: Path) -> Model:
    """Read a model file; ValueError when it is not one."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        return Model(
            ranking=tuple(float(data["ranking"][name]) for name in OPTION_FEATURES),
            passes=tuple(map(_additive, data["passes"])),
            document=_additive(data["document"]),
            prior=float(data["prior"]),
        )
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise ValueError(f"{path}: not a model file ({error})") from error


def _additive(data: Any) -> Additive:
    curves = {str(name): _curve(str(name), points) for name, points in data["curves"].items()}
    return Additive(float(data["intercept"]), curves)


def _curve(name: str, data: Any) -> Curve:
    try:
        return through(tuple(map(float, data["knots"])), tuple(map(float, data["weights"])))
    except ValueError as error:
        raise ValueError(f"{name}: {error}") from error
