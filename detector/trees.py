"""Trees that read the clues of a case together: what one clue is worth may depend on the others.

A curve weighs its clue by itself. That a word is repeated speaks for honest English where its
context fits it, and for a spinner that swaps by word where an original would fit far better; only
a tree can say so. Trees look again at what the curves hold to be at all likely.

Like those of `detector.curves`, the functions have twins in C, which give the same bits.
"""

from __future__ import annotations

import os
from array import array
from collections.abc import Iterable, Mapping, Sequence
from math import isfinite
from typing import TYPE_CHECKING, Any, NamedTuple

from detector.evidence import CATEGORIES

Named = tuple[Any, ...]
"""A clue, of which its identifier and its value count here, the first two."""
ABSENT = -99.0
"""The value of a clue that a case does not have."""
FIELDS = 4
"""Numbers of a node: column, threshold, where to go on up to it, and where above it; or a leaf's:
-1, its log-odds, and nothing twice."""
MAX_DEPTH = 30


def pure_grown(nodes: array[float], roots: array[int], width: int) -> Any:
    """Trees as `pure_descend` follows them, through rows of a width."""
    return nodes, roots, width


def pure_descend(forest: Any, values: Sequence[float]) -> list[float]:
    """For each row of values the sum of the leaves that it leads to, one in each tree."""
    nodes, roots, width = forest
    found = []
    for first in range(0, len(values), width):
        leaves = 0.0
        for root in roots:
            at = root
            while (column := nodes[at]) >= 0:
                low = values[first + int(column)] <= nodes[at + 1]
                at = int(nodes[at + 2 if low else at + 3])
            leaves += nodes[at + 1]
        found.append(leaves)
    return found


def pure_fill(
    columns: Mapping[str, int],
    values: array[float],
    width: int,
    clues: list[Iterable[Named]],
    absent: float,
) -> None:
    """Put the values of clues in their columns, those of each case in a row of its own.

    ``absent`` is the value of a column without a clue so far: of a clue that occurs twice the first
    counts.
    """
    get = columns.get
    for row, some in enumerate(clues):
        for clue in some:
            column = get(clue[0])
            if column is not None and values[row * width + column] == absent:
                values[row * width + column] = clue[1]


class Trees(NamedTuple):
    """A sum of decision trees over traits and clues.

    ``columns`` are those of clues by their identifier; traits come before them. ``nodes`` holds
    those of all trees one after the other, a tree's own before its branches; ``roots`` says where
    each tree begins.
    """

    start: float
    columns: Mapping[str, int]
    width: int
    nodes: array[float]
    roots: array[int]

    def blank(self, cases: int) -> array[float]:
        """What the trees read of some cases, a row of columns for each, without anything in it."""
        return array("d", (ABSENT,)) * (self.width * cases)

    def fill(self, values: array[float], clues: list[Iterable[Named]]) -> None:
        """Put the clues of cases in their columns, where these are blank."""
        fill(self.columns, values, self.width, clues, ABSENT)

    def values(self, traits: Sequence[float], clues: Iterable[Named]) -> array[float]:
        """What the trees read of a case, by column."""
        found = array("d", (*traits, *(ABSENT,) * (self.width - len(traits))))
        self.fill(found, [clues])
        return found

    def logits(self, values: array[float]) -> list[float]:
        """Log-odds of cases, by rows of columns; `Forest` for whoever asks more than once."""
        return Forest(self).logits(values)

    def logit(self, traits: Sequence[float], clues: Iterable[Named]) -> float:
        """Log-odds of a case with such traits and clues."""
        return self.logits(self.values(traits, clues))[0]


class Forest:
    """Trees to be followed often: where they lead is checked once."""

    def __init__(self, trees: Trees) -> None:
        self._start = trees.start
        self._trees = grown(trees.nodes, trees.roots, trees.width)

    def logits(self, values: array[float]) -> list[float]:
        """Log-odds of cases, by rows of columns."""
        start = self._start
        return [start + found for found in descend(self._trees, values)]


def merged(clue: str) -> str:
    """The name of a clue without the class of surface that its curve is for."""
    name, separated, kind = clue.rpartition(":")
    return name if separated and kind in CATEGORIES else clue


def columns(traits: Sequence[str], clues: Iterable[str]) -> dict[str, int]:
    """Columns by the identifiers of clues: behind the traits, one for all classes of surfaces."""
    found: dict[str, int] = {}
    for at, name in enumerate(clues, len(traits)):
        found |= dict.fromkeys((name, *(f"{name}:{kind}" for kind in CATEGORIES)), at)
    return found


def planted(
    traits: Sequence[str], clues: Sequence[str], start: float, trees: Iterable[Any]
) -> Trees:
    """Trees as they are stored; ValueError where they are none.

    A branch is a list of trait or clue, threshold, and what follows up to it and above; a leaf is a
    number.
    """
    names = [*traits, *clues]
    places = {name: at for at, name in enumerate(names)}
    nodes, roots = array("d"), array("q")

    def grow(branch: Any, depth: int) -> int:
        at = len(nodes)
        if isinstance(branch, int | float):
            nodes.extend((-1.0, float(branch), 0.0, 0.0))
        elif isinstance(branch, list) and len(branch) == FIELDS and depth < MAX_DEPTH:
            name, threshold, low, high = branch
            nodes.extend((float(places[name]), float(threshold), 0.0, 0.0))
            nodes[at + 2] = grow(low, depth + 1)
            nodes[at + 3] = grow(high, depth + 1)
        else:
            raise ValueError("a branch is a number, or a list of four")
        if not isfinite(nodes[at + 1]):
            raise ValueError("thresholds and leaves are finite")
        return at

    for tree in trees:
        roots.append(grow(tree, 0))
    return Trees(float(start), columns(traits, clues), len(names), nodes, roots)


if TYPE_CHECKING or os.environ.get("SPIN_DETECTOR_PURE"):
    descend, fill, grown = pure_descend, pure_fill, pure_grown
else:
    try:
        from detector._trees import descend, fill, grown
    except ImportError:
        descend, fill, grown = pure_descend, pure_fill, pure_grown
