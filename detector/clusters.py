"""Documents of a collection that are spins of one another, found by their signatures.

All pairs of a collection are too many to look at, so that documents meet in buckets first: the bins
of a signature are cut into bands, and two documents that agree in all of a band share its bucket
(locality-sensitive hashing, Indyk and Motwani 1998). Of pairs that have a share s of their bins in
common, 1 - (1 - s^4)^32 meet: 87 of 100 at .5, all but 2 in 10,000 at .7. Those that meet are held
against each other by all of their bins, and whoever is alike through others is in one cluster.

A document takes half a kilobyte and its name while it waits; no text is kept.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from hashlib import blake2b
from typing import NamedTuple

from detector.document import Document
from detector.signature import BINS, signature, similarity

ROWS = 4
"""Bins in a band."""
LEAST, DEFAULT = 0.5, 0.7
"""Share of bins in common from which documents may count as alike, and where nobody says else."""
MAX_APART = 32
"""Documents in one bucket that are not alike, from which more are not held against each other."""


class Member(NamedTuple):
    """A document of a cluster, how alike it is to the first, and whether its words are the same."""

    name: str
    similarity: float
    same: bool


Cluster = tuple[Member, ...]
"""Two documents and more that are alike, in the order in which they came."""


class Collection:
    """Signatures of documents by name, in the order in which they come."""

    def __init__(self) -> None:
        self.unsigned = 0
        """Documents with too few words to tell."""
        self._names: list[str] = []
        self._bins: list[array[int]] = []
        self._digests: list[bytes] = []

    def __len__(self) -> int:
        return len(self._names) + self.unsigned

    def add(self, name: str, doc: Document) -> None:
        """Take in one more document; its text is not kept."""
        signed = signature(doc)
        if signed is None:
            self.unsigned += 1
            return
        words = " ".join(doc.folded).encode("utf-8", "surrogatepass")
        self._names.append(name)
        self._bins.append(array("I", signed))
        self._digests.append(blake2b(words, digest_size=16).digest())

    def clusters(self, least: float = DEFAULT) -> list[Cluster]:
        """Documents that have a share of at least ``least`` in common, the largest cluster first.

        One chain of likenesses makes one cluster, so that two of its members may be less alike.
        """
        together = self._joined(least)
        groups: defaultdict[int, list[int]] = defaultdict(list)
        for i in range(len(self._names)):
            groups[_root(together, i)].append(i)
        found = [self._cluster(group) for group in groups.values() if len(group) > 1]
        return sorted(found, key=lambda cluster: -len(cluster))

    def _joined(self, least: float) -> list[int]:
        """By document one that it is alike, which may be itself; who ends at one is together."""
        together = list(range(len(self._names)))
        for start in range(0, BINS, ROWS):
            buckets: defaultdict[bytes, list[int]] = defaultdict(list)
            for i, bins in enumerate(self._bins):
                bucket = buckets[bins[start : start + ROWS].tobytes()]
                alike = [j for j in bucket if self._alike(together, i, j, least)]
                for j in alike:
                    together[_root(together, i)] = _root(together, j)
                if not alike and len(bucket) < MAX_APART:
                    bucket.append(i)
        return together

    def _alike(self, together: list[int], i: int, j: int, least: float) -> bool:
        if _root(together, i) == _root(together, j):
            return True
        return similarity(self._bins[i], self._bins[j]) >= least

    def _cluster(self, group: list[int]) -> Cluster:
        first = group[0]
        return tuple(
            Member(
                self._names[i],
                similarity(self._bins[first], self._bins[i]),
                self._digests[first] == self._digests[i],
            )
            for i in group
        )


def _root(together: list[int], i: int) -> int:
    """Where a chain of documents that are together ends; the way there is shortened."""
    while together[i] != i:
        together[i] = together[together[i]]
        i = together[i]
    return i
