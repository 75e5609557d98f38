"""Counted French: how often words followed each other, mapped from one file.

Counts of one to three words, smoothed from the longer history to the shorter by a Dirichlet prior
(MacKay and Peto 1995): P(w | h) = (c(h w) + k P(w | h')) / (c(h) + k). Counts are kept as one byte
of logarithm behind a 16-bit fingerprint: a wrong hit has odds of about 1 in 16,000.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import log10
from operator import itemgetter

from detector.fits import COUNTS, STORED, STRENGTH, Fits, Pick, Table, Words
from detector.neighbours import Neighbours
from detector.storage import whole

FLOOR = 1e-8
"""Probability of a word that was never counted."""


class NGrams:
    """Counts of bigrams and trigrams over mapped memory, unigrams from the vocabulary.

    ``data`` is a little-endian file: uint64 entries, buckets and total of words; uint32 bucket
    offsets; uint16 fingerprints; uint8 counts. Word numbers are those of the vocabulary plus one.
    """

    def __init__(
        self,
        data: memoryview,
        unigrams: Sequence[int],
        neighbours: Neighbours,
        distant: Neighbours,
    ) -> None:
        self._neighbours = neighbours
        entries, buckets, total = data[:24].cast("Q").tolist()
        at = 24
        offsets = data[at : at + 4 * (buckets + 1)].cast("I")
        at += 4 * (buckets + 1)
        prints = data[at : at + 2 * entries].cast("H")
        at += 2 * entries
        whole(data, at + entries)
        self.ones = bytes(1) + bytes(unigrams)
        """Packed counts of words by their number; 0 for no word."""
        self._priors = tuple(max(count / total, FLOOR) for count in COUNTS)
        values = data[at : at + entries]
        table = Table(buckets, offsets, prints, values, self.ones, self._priors, COUNTS)
        self.parts = table, neighbours, distant
        """What `fits` are made of."""
        self.fits = Fits(*self.parts)
        self.packed = self.fits.packed
        """The byte that `count` stands for in the table."""

    def count(self, first: int, second: int, third: int = 0) -> float:
        """How often two or three words followed each other; 0 when never or pruned."""
        return COUNTS[self.packed(first, second, third)]

    def unigram(self, word: int) -> float:
        """How often a word was counted."""
        return COUNTS[self.ones[word]]

    def prior(self, word: int) -> float:
        """Probability of a word by itself."""
        return self._priors[self.ones[word]]

    def words(self, numbers: Iterable[int]) -> Words:
        """What is known of some words by themselves."""
        k1, _ = STRENGTH
        chosen = tuple(numbers)
        columns = tuple(map(self._neighbours.column, chosen))
        wholes = tuple(self.unigram(number) + k1 for number in chosen)
        spreads = tuple(k1 * self.prior(number) for number in chosen)
        # With a column of 0 more, because an itemgetter of one item makes no tuple.
        pick: Pick = itemgetter(*columns, 0)
        pairs = zip(spreads, wholes, strict=True)
        alones = tuple(log10(spread / whole) for spread, whole in pairs)
        others = tuple(at for at, column in enumerate(columns) if not column)
        rows = map(STORED.pack, wholes, spreads, alones, chosen, columns)
        return Words(chosen, wholes, spreads, alones, columns, others, pick, b"".join(rows))
