"""Evidence to probability: additive models and a ranking of originals, read from plain JSON.

Each clue has a curve from its value to natural log-odds, linear between knots and constant beyond
them, so that a confidence is the intercept plus one readable weight per clue. The first pass knows
a candidate alone; the later ones have what the one before said of the rest of the document as well.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from math import exp, log
from operator import mul
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from detector.evidence import LINK_FEATURES, OPTION_FEATURES, option_features
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


class Curve(NamedTuple):
    """Log-odds by value: linear between knots, constant beyond the outer ones."""

    knots: tuple[float, ...]
    weights: tuple[float, ...]

    def at(self, value: float) -> float:
        """Log-odds of a value."""
        knots, weights = self.knots, self.weights
        if value <= knots[0]:
            return weights[0]
        if value >= knots[-1]:
            return weights[-1]
        i = bisect_right(knots, value)
        share = (value - knots[i - 1]) / (knots[i] - knots[i - 1])
        return weights[i - 1] + share * (weights[i] - weights[i - 1])


class Additive(NamedTuple):
    """Intercept and curves by clue; a clue without a curve weighs nothing."""

    intercept: float
    curves: Mapping[str, Curve]

    def weigh(self, clues: Iterable[Clue]) -> tuple[Evidence, ...]:
        """Each clue with its weight; those without a curve are left out."""
        curves = self.curves
        return tuple(
            Evidence(clue.id, clue.value, curves[clue.id].at(clue.value), clue.source, clue.text)
            for clue in clues
            if clue.id in curves
        )

    def logit(self, clues: Iterable[Clue]) -> float:
        """Intercept plus the weights of all clues."""
        total, get = self.intercept, self.curves.get
        for clue in clues:
            curve = get(clue.id)
            if curve is not None:
                total += curve.at(clue.value)
        return total


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

    def closeness(self, place: Place, option: Option) -> float:
        """The part of an option's ranking score that the thesaurus link alone gives."""
        features = option_features(place, option)[: len(LINK_FEATURES)]
        return float(sum(map(mul, self.ranking, features)))

    def rank(self, place: Place, options: Sequence[Option]) -> list[Ranked]:
        """Options by descending probability, a softmax over their scores."""
        scores = [sum(map(mul, self.ranking, option_features(place, option))) for option in options]
        top = max(scores)
        weights = [exp(score - top) for score in scores]
        total = sum(weights)
        ranked = [Ranked(o, w / total) for o, w in zip(options, weights, strict=True)]
        return sorted(ranked, key=lambda item: (-item.probability, item.option.text))


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
    curves = {str(name): _curve(str(name), curve) for name, curve in data["curves"].items()}
    return Additive(float(data["intercept"]), curves)


def _curve(name: str, data: Any) -> Curve:
    knots, weights = tuple(map(float, data["knots"])), tuple(map(float, data["weights"]))
    if not knots or len(knots) != len(weights) or any(a >= b for a, b in pairwise(knots)):
        raise ValueError(f"curve {name} needs rising knots and a weight for each")
    return Curve(knots, weights)
