"""Evidence to probability: additive models and a ranking of originals, read from plain JSON.

Each clue has a curve from its value to natural log-odds, so that a confidence is the intercept plus
one readable weight per clue. The first pass knows a candidate alone; the second has what that one
said of the rest of the document as well. Trees look again at what is at all likely, and add one
more weight: what the clues say in each other's company.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from math import exp, inf, log
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from detector import ranks
from detector.company import ids
from detector.curves import Curve, Twins, ready, summed, through, total, totals, weighed
from detector.evidence import CATEGORIES, OPTION_FEATURES
from detector.interplay import TRAITS
from detector.lexicon import Mark
from detector.messages import DEFAULT
from detector.report import Evidence
from detector.trees import Forest, Trees, planted

if TYPE_CHECKING:
    from detector.options import Option, Place
    from detector.ranks import Ranked
    from detector.rules import Row


def probability(logit: float) -> float:
    """Logistic function, safe for any finite logit."""
    return 1 / (1 + exp(-logit)) if logit > -700 else _LEAST


_LEAST = 1 / (1 + exp(700.0))
"""What any lower logit comes to."""


def logit(probability: float) -> float:
    """Log-odds of a probability strictly between 0 and 1."""
    return log(probability / (1 - probability))


_EVIDENCE: Callable[[tuple[object, ...]], Evidence] = partial(tuple.__new__, Evidence)
"""Evidence of its fields in a row, at a third of the cost of naming them."""


FLAT = through((0.0,), (0.0,))
"""The curve of a clue that weighs nothing."""


class Additive(NamedTuple):
    """Intercept and curves by clue; a clue without a curve weighs nothing."""

    intercept: float
    curves: Mapping[str, Curve]

    def weigh(self, clues: Iterable[Row], language: str = DEFAULT) -> tuple[Evidence, ...]:
        """Each clue with its weight; those without a curve are left out.

        ``language`` is the one that the evidence is to speak.
        """
        return tuple(map(_EVIDENCE, weighed(self.curves, clues, language)))

    def logit(self, clues: Iterable[Row], start: float | None = None) -> float:
        """The weights of all clues on top of a start, the intercept unless it is given."""
        return total(self.curves, clues, self.intercept if start is None else start)


class Ranking:
    """How an option is scored against the others of its place: a weight for each of its features.

    ``weights`` are coefficients of OPTION_FEATURES; `score` is their product with
    `option_features`, added up without making those.
    """

    def __init__(self, weights: Iterable[float]) -> None:
        self.weights = tuple(map(float, weights))
        parts = ranks.weights(self.weights)
        self.closeness = parts.closeness
        """By link byte, the part of a score that the thesaurus link alone gives."""
        self._parts: Any = parts if ranks.ranked is ranks.pure_ranked else parts.packed

    def score(self, place: Place, option: Option) -> float:
        """Log-odds of one option against another are the difference of their scores."""
        return ranks.scores(self._parts, (option,), bool(place.marks & Mark.EXPANDER))[0]

    def rank(self, place: Place, options: tuple[Option, ...]) -> list[Ranked]:
        """Options by descending probability, a softmax over their scores."""
        if len(options) == 1:
            return [(options[0], 1.0)]
        return ranks.ranked(self._parts, options, place.marks & Mark.EXPANDER != 0)


class Joint:
    """Two additive models that read the same clues, evaluated in one look-up a clue."""

    def __init__(self, one: Additive, other: Additive) -> None:
        self._intercepts = one.intercept, other.intercept
        curves = {}
        for name in one.curves.keys() | other.curves.keys():
            pair = one.curves.get(name, FLAT), other.curves.get(name, FLAT)
            knots = tuple(sorted({knot for curve in pair for knot in curve.knots}))
            # A line of the union holds from a knot on, those of a curve up to the next one.
            starts = (-inf, *knots)
            lines = [tuple(curve.line(start) for curve in pair) for start in starts]
            curves[name] = Twins(knots, tuple((*first, *second) for first, second in lines))
        self._curves = ready(curves)

    def logits(self, clues: Iterable[Row]) -> tuple[float, float]:
        """What each of the two makes of the clues; the same as their own `Additive.logit`."""
        return totals(self._curves, clues, *self._intercepts)


class Rest:
    """An additive model that adds what a document says to what another made of a case's own clues.

    The figures that are measured for every case are weighed without making clues of them.
    """

    def __init__(self, model: Additive) -> None:
        curves = ready(model.curves)
        self._curves = {kind: tuple(map(curves.get, ids(kind))) for kind in CATEGORIES}

    def logit(self, kind: str, values: tuple[float, ...], start: float) -> float:
        """The weights for a case of a class, on top of a start; as `Additive.logit` of the clues.

        ``values`` are those of `Measured`.
        """
        return summed(self._curves[kind], values, start)


@dataclass(frozen=True)
class Model:
    """Everything that training fits."""

    ranking: Ranking
    alone: Additive
    """First pass: a case by itself."""
    together: Additive
    """Second pass: with what the first one says of the rest of the document."""
    trees: Trees
    """What the second pass makes of clues together, where it holds a case to be at all likely."""
    document: Additive
    prior: float
    """Share of spun documents that the document score was calibrated for."""

    @cached_property
    def rest(self) -> Rest:
        """The second pass over what the rest of the document says."""
        return Rest(self.together)

    @cached_property
    def forest(self) -> Forest:
        """The trees, to be followed for every document."""
        return Forest(self.trees)

    @cached_property
    def joint(self) -> Joint:
        """Both passes over a case's own clues."""
        return Joint(self.alone, self.together)


def load(path: Path) -> Model:
    """Read a model file; ValueError when it is not one."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        return Model(
            ranking=Ranking([float(data["ranking"][name]) for name in OPTION_FEATURES]),
            alone=_additive(data["alone"]),
            together=_additive(data["together"]),
            trees=planted(TRAITS, **data["trees"]),
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
