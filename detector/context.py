"""How well a word fits where it stands: n-gram probabilities with words on both sides.

Counts of one to three words, smoothed from the longer history to the shorter by a Dirichlet prior
(MacKay and Peto 1995): P(w | h) = (c(h w) + k P(w | h')) / (c(h) + k). Counts are kept as one byte
of logarithm behind a 16-bit fingerprint: a wrong hit has odds of about 1 in 16,000.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import log10
from typing import NamedTuple

from detector.neighbours import Neighbours

FACTORS = (0x2545F4914F, 0x369DEA0F31, 0x27D4EB2F15)
"""Odd factors of 38 bits: times a word number of 21 bits they stay below 60, where Python's
integers are fast."""
FIRST, SECOND, THIRD = FACTORS
PRINT_SHIFT = 21
COUNT_STEPS = 10
"""Counts are stored as round(10 * log2(count)) + 1."""
STRENGTH = (20.0, 5.0)
"""k of the Dirichlet prior for one and for two words of history."""
FLOOR = 1e-8
"""Probability of a word that was never counted."""

COUNTS = [0.0, *(2 ** (q / COUNT_STEPS) for q in range(255))]


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
        self.neighbours = neighbours
        self.distant = distant
        entries, buckets, total = data[:24].cast("Q").tolist()
        at = 24
        self.offsets = data[at : at + 4 * (buckets + 1)].cast("I")
        at += 4 * (buckets + 1)
        self.prints = data[at : at + 2 * entries].cast("H")
        at += 2 * entries
        self.values = data[at : at + entries]
        self.buckets = buckets
        self._unigrams = unigrams
        self._total = float(total)

    def count(self, first: int, second: int, third: int = 0) -> float:
        """How often two or three words followed each other; 0 when never or pruned."""
        return COUNTS[self.packed(first, second, third)]

    def packed(self, first: int, second: int, third: int = 0) -> int:
        """The byte that `count` stands for in the table."""
        key = first * FIRST ^ second * SECOND ^ third * THIRD
        bucket, mark = key % self.buckets, key >> PRINT_SHIFT & 0xFFFF
        prints, offsets = self.prints, self.offsets
        for i in range(offsets[bucket], offsets[bucket + 1]):
            if prints[i] == mark:
                return self.values[i]
        return 0

    def unigram(self, word: int) -> float:
        """How often a word was counted."""
        return COUNTS[self._unigrams[word - 1]] if word else 0.0

    def window(self, left: tuple[int, int], right: tuple[int, int]) -> Window:
        """The place between (second before, first before) and (first after, second after)."""
        return Window(self, left, right)

    def association(self, before: int, word: int, after: int) -> float:
        """Log10 of how much likelier a word and its neighbours are together than apart.

        A neighbour of number 0 has no say.
        """
        if not word:
            return 0.0
        k1, total = STRENGTH[0], self._total
        own = self.unigram(word)
        found = 0.0
        if before:
            prior = max(own / total, FLOOR)
            joint = self.count(before, word) / prior + k1
            found += log10(joint / (self.unigram(before) + k1))
        if after:
            joint = self.count(word, after) / self.prior(after) + k1
            found += log10(joint / (own + k1))
        return found

    def words(self, numbers: Iterable[int]) -> Words:
        """What is known of some words by themselves."""
        k1, _ = STRENGTH
        chosen = tuple(numbers)
        columns = tuple(map(self.neighbours.column, chosen))
        wholes = tuple(self.unigram(number) + k1 for number in chosen)
        spreads = tuple(k1 * self.prior(number) for number in chosen)
        return Words(
            chosen,
            wholes,
            spreads,
            tuple(log10(spread / whole) for spread, whole in zip(spreads, wholes, strict=True)),
            columns,
            tuple(at for at, column in enumerate(columns) if not column),
        )

    def prior(self, word: int) -> float:
        """Probability of a word by itself."""
        return max(self.unigram(word) / self._total, FLOOR)


class Words(NamedTuple):
    """Words to be tried at a place, with what is known of each by itself; all of one length.

    ``wholes`` are their smoothed counts as a history, ``spreads`` k times their probability,
    ``alones`` log10 of the ratio of these, ``columns`` their places in the rows of neighbours;
    ``others`` says which of them have no place there.
    """

    numbers: tuple[int, ...]
    wholes: tuple[float, ...]
    spreads: tuple[float, ...]
    alones: tuple[float, ...]
    columns: tuple[int, ...]
    others: tuple[int, ...]


class Fits(NamedTuple):
    """Fits of words as far as pairs tell, and the packed pair counts on either side."""

    values: list[float]
    lefts: list[int]
    rights: list[int]


class Window:
    """A place with two words on either side, and what its fits have in common.

    A fit is the log10 probability of a word and of the two after it, given the two before, less
    ``floor``, which is the same for all words at one place: that of the far left word does not
    depend on the word, so that differences of two fits are log-ratios of the whole window.
    """

    def __init__(self, ngrams: NGrams, left: tuple[int, int], right: tuple[int, int]) -> None:
        self._ngrams = ngrams
        self._far, self._before = left
        self._after, self._last = right
        k1, k2 = STRENGTH
        self._history = ngrams.unigram(self._before) + k1
        self._pair = ngrams.count(self._far, self._before)
        self._pair_history = self._pair + k2
        self._unseen = k2 / self._pair_history / self._history
        self._near = k1 * ngrams.prior(self._after)
        self._step = ngrams.count(self._after, self._last)
        self._p_last = (self._step + k1 * ngrams.prior(self._last)) / (
            ngrams.unigram(self._after) + k1
        )
        self.floor = log10(self._near * self._p_last * self._unseen)

    def coarse(self, words: Words) -> Fits:
        """Fits of many words as far as pairs tell; triples are not looked up."""
        ngrams, near = self._ngrams, self._near
        columns = words.columns
        lefts = list(map(ngrams.neighbours.after(self._before).__getitem__, columns))
        rights = list(map(ngrams.neighbours.before(self._after).__getitem__, columns))
        for at in words.others:
            lefts[at] = ngrams.packed(self._before, words.numbers[at])
            rights[at] = ngrams.packed(words.numbers[at], self._after)
        values = list(words.alones)
        for at, (left, right) in enumerate(zip(lefts, rights, strict=True)):
            if left or right:
                seen = (COUNTS[left] + words.spreads[at]) * (COUNTS[right] + near)
                values[at] = log10(seen / words.wholes[at] / near)
        return Fits(values, lefts, rights)

    def refined(self, words: Words, coarse: Fits, i: int) -> float:
        """The fit of the i-th of the words with its triples."""
        if not coarse.lefts[i] and not coarse.rights[i]:
            return coarse.values[i]
        left, right = COUNTS[coarse.lefts[i]], COUNTS[coarse.rights[i]]
        return self._fit(words.numbers[i], left, right, words.spreads[i], words.wholes[i])

    def apart(self, words: Words, i: int) -> float:
        """The association of the i-th word with the words next but one; 0 for no original."""
        column = words.columns[i]
        if not column:
            return 0.0
        ngrams, (k1, _) = self._ngrams, STRENGTH
        found = 0.0
        if self._far:
            joint = k1 * COUNTS[ngrams.distant.after(self._far)[column]] / words.spreads[i] + k1
            found += log10(joint / (ngrams.unigram(self._far) + k1))
        if self._last:
            joint = COUNTS[ngrams.distant.before(self._last)[column]] / ngrams.prior(self._last)
            found += log10((joint + k1) / words.wholes[i])
        return found

    def fit(self, word: int) -> float:
        """The fit of one word by its number, 0 for one that no table knows."""
        ngrams, (k1, _) = self._ngrams, STRENGTH
        left, right = ngrams.count(self._before, word), ngrams.count(word, self._after)
        return self._fit(word, left, right, k1 * ngrams.prior(word), ngrams.unigram(word) + k1)

    def _fit(self, word: int, left: float, right: float, spread: float, whole: float) -> float:
        """The chain with triples where their pairs were counted."""
        ngrams, p_last, (_, k2) = self._ngrams, self._p_last, STRENGTH
        p_word = (left + spread) * self._unseen
        p_after = (right + self._near) / whole
        if left and self._pair:
            p_word += ngrams.count(self._far, self._before, word) / self._pair_history
        if left and right:
            triple = ngrams.count(self._before, word, self._after)
            p_after = (triple + k2 * p_after) / (left + k2)
        if right and self._step:
            triple = ngrams.count(word, self._after, self._last)
            p_last = (triple + k2 * p_last) / (right + k2)
        return log10(p_word * p_after * p_last) - self.floor

    def association(self, words: Words, coarse: Fits, i: int) -> float:
        """`NGrams.association` of the i-th word with its neighbours, from counts at hand."""
        k1, _ = STRENGTH
        found = 0.0
        if self._before:
            joint = k1 * COUNTS[coarse.lefts[i]] / words.spreads[i] + k1
            found += log10(joint / self._history)
        if self._after:
            joint = k1 * COUNTS[coarse.rights[i]] / self._near + k1
            found += log10(joint / words.wholes[i])
        return found
