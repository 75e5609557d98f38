"""A sample of documents, drawn stratum by stratum while they pass.

Most documents of a collection have a low score, so that a sample that did not look at scores would
hold next to none of the others. Here each range of scores gives as many, as far as it has them.
Which ones is decided by a hash of where a document stands: the same collection gives the same
sample, whatever was interrupted in between.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_right, insort
from collections.abc import Sequence
from typing import Any

from detector.scale.records import Place

EDGES = (0.1, 0.3, 0.5, 0.7, 0.9)
"""Scores at which a stratum ends and the next begins; verdicts change at the third and the last."""


class Sample:
    """The documents with the lowest hashes of each stratum, no more than ``size`` of any."""

    def __init__(self, size: int, state: Any = None) -> None:
        self.size = size
        self._keys: list[list[str]] = [[] for _ in range(len(EDGES) + 1)]
        self.documents = [0] * len(self._keys)
        if state is not None:
            self._keys, self.documents = state

    def offer(self, key: str, stratum: int) -> bool:
        """Count a document; whether it is in the sample as it is now."""
        self.documents[stratum] += 1
        keys = self._keys[stratum]
        if len(keys) >= self.size and key >= keys[-1]:
            return False
        insort(keys, key)
        del keys[self.size :]
        return True

    def state(self) -> Any:
        """What it takes to go on, as JSON can hold it."""
        return self._keys, self.documents

    def drawn(self) -> frozenset[str]:
        """The keys of the sample: strata that have too few leave their places to the others."""
        shares = allocate(self.size, [len(keys) for keys in self._keys])
        chosen = zip(self._keys, shares, strict=True)
        return frozenset(key for keys, share in chosen for key in keys[:share])


def allocate(size: int, there: Sequence[int]) -> list[int]:
    """How many to take of each stratum: the same of all, as far as they have them.

    What cannot be shared evenly goes to those with the highest scores.
    """
    shares = [0] * len(there)
    while size:
        open_ones = [i for i in reversed(range(len(there))) if shares[i] < there[i]]
        if not open_ones:
            break
        each = max(1, size // len(open_ones))
        for i in open_ones:
            taken = min(each, there[i] - shares[i], size)
            shares[i] += taken
            size -= taken
    return shares


def stratum(score: float) -> int:
    """The stratum of a score, from 0."""
    return bisect_right(EDGES, score)


def bounds(number: int) -> tuple[float, float]:
    """The scores from which and up to which a stratum reaches."""
    edges = (0.0, *EDGES, 1.0)
    return edges[number], edges[number + 1]


def key(place: Place) -> str:
    """The hash that a document is drawn by."""
    return hashlib.sha256(place.title.encode("utf-8", "surrogateescape")).hexdigest()[:16]
