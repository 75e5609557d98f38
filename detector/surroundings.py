"""Which originals go with the words around a place, by vectors instead of counts.

N-grams only know what stood side by side in counted French; most right originals never stood
between just these words. Vectors learn from all words within reach, and let a word stand for those
that are used like it: an original is likely where its vector points the way that the words around
the place do, each by what it says of a word so far before or after it.

`Affinities` is compiled from ``_surroundings.c`` where there was a compiler. Vectors are of small
integers, so that both versions give the same figures.
"""

from __future__ import annotations

import os
from array import array
from collections.abc import Sequence
from operator import add, mul
from typing import TYPE_CHECKING, NamedTuple

from detector.gap import Gap
from detector.lexicon import GATE_BITS
from detector.storage import whole

if TYPE_CHECKING:
    from detector.fits import Around

SHIFT = 7
"""Bits that the sum over the words around loses, so that products of it stay below 32 bits."""
SHARE = 0.55
"""What an affinity adds to the log-odds by which originals are chosen to be weighed in full; from
the same fit as `inversion.link_prior`."""
MAX_SIZE, MAX_REACH = 256, 16


class Vectors(NamedTuple):
    """The parts of a table of vectors, mapped.

    ``size`` is the length of a vector, ``reach`` how many words on either side have a say;
    ``scale`` turns products into natural log-odds. ``rows`` holds a context's row by vocabulary
    number; of ``positions``, ``contexts`` and ``originals`` each row is a vector of signed bytes,
    and row 0 of the latter two stands for words that have none.
    """

    size: int
    reach: int
    scale: float
    rows: memoryview
    positions: memoryview
    contexts: memoryview
    originals: memoryview


def around(place: Around, reach: int) -> list[int]:
    """Numbers of so many tokens before a place and as many after, breaks and numbers included.

    One break stands for each end of the text, and 0 for what would lie beyond.
    """
    gates, _, first, stop, _ = place
    before = _beside(place, range(first, -1, -1), -1, reach)
    return [*reversed(before), *_beside(place, range(stop, len(gates) + 1), 0, reach)]


def _beside(place: Around, gaps: range, beyond: int, reach: int) -> list[int]:
    """So many tokens on one side, by the gaps there and where the word beyond a gap is."""
    gates, kinds, _, _, (pause, figure) = place
    size, found = len(gates), list[int]()
    for gap in gaps:
        kind = kinds[gap] if 0 < gap < size else Gap.BREAK
        if kind & (Gap.NUMBER | Gap.BREAK):
            found.append(figure if kind & Gap.NUMBER else pause)
        at = gap + beyond
        if len(found) >= reach or not 0 <= at < size:
            break
        found.append(gates[at] >> GATE_BITS)
    return [*found[:reach], *[0] * (reach - len(found))]


class PureAffinities:
    """How well originals suit the words around a place."""

    def __init__(self, vectors: Vectors) -> None:
        self._vectors = vectors

    def weigh_at(
        self, place: Around, rows: array[int], odds: array[float], found: array[float]
    ) -> None:
        """Weigh originals where they stand."""
        self.weigh(around(place, self._vectors.reach), rows, odds, found)

    def weigh(
        self, near: Sequence[int], rows: array[int], odds: array[float], found: array[float]
    ) -> None:
        """Write natural log-odds of originals by the words around, and add to ``odds`` a share.

        ``near`` are vocabulary numbers of the words before, then of those after, each in order;
        ``rows`` are the originals' as `Surroundings.row` gives them; ``odds`` and ``found`` have a
        place for each.
        """
        size, _, scale, by_number, positions, contexts, originals = self._vectors
        summed = [0] * size
        for at, number in enumerate(near):
            if row := by_number[number]:
                context = contexts[row * size : (row + 1) * size]
                weights = positions[at * size : (at + 1) * size]
                summed = list(map(add, summed, map(mul, weights, context)))
        pointing = [value >> SHIFT for value in summed]
        for i, row in enumerate(rows):
            value = scale * sum(map(mul, pointing, originals[row * size : (row + 1) * size]))
            found[i] = value
            odds[i] += SHARE * value


class Surroundings:
    """The table of vectors, over mapped memory.

    ``data`` is a little-endian file: uint32 length of a vector, reach, contexts, originals, words
    of the vocabulary; float32 scale; uint32 vocabulary numbers of the originals; uint16 rows of
    contexts by vocabulary number; then vectors of int8: positions, contexts, originals.
    """

    def __init__(self, data: memoryview) -> None:
        size, self.reach, contexts, originals, words = data[:20].cast("I").tolist()
        if not (0 < size <= MAX_SIZE and 0 < self.reach <= MAX_REACH):
            raise ValueError(f"{size} numbers for each of {self.reach} words on either side")
        scale = data[20:24].cast("f")[0]
        at = 24
        numbers = data[at : at + 4 * originals].cast("I").tolist()
        at += 4 * originals
        rows = data[at : at + 2 * (words + 1)].cast("H")
        at += 2 * (words + 1)
        blocks = []
        for count in (2 * self.reach, contexts + 1, originals + 1):
            blocks.append(data[at : at + size * count].cast("b"))
            at += size * count
        whole(data, at)
        self._rows = {number: row for row, number in enumerate(numbers, 1)}
        self.vectors = Vectors(size, self.reach, scale, rows, *blocks)
        self.affinities = Affinities(self.vectors)

    def row(self, number: int) -> int:
        """An original's row by its vocabulary number; 0, of which the affinity is 0, if none."""
        return self._rows.get(number, 0)


if TYPE_CHECKING or os.environ.get("SPIN_DETECTOR_PURE"):
    Affinities = PureAffinities
else:
    try:
        from detector._surroundings import Affinities
    except ImportError:
        Affinities = PureAffinities
