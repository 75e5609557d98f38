"""How well a word fits where it stands: n-gram probabilities with words on both sides.

Counts of one to three words, smoothed from the longer history to the shorter by a Dirichlet prior
(MacKay and Peto 1995): P(w | h) = (c(h w) + k P(w | h')) / (c(h) + k). Counts are kept as one byte
of logarithm behind a 16-bit fingerprint: a wrong hit has odds of about 1 in 16,000.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from math import log10
from operator import itemgetter, or_
from typing import NamedTuple

from detector.neighbours import Neighbours
from detector.storage import whole

FACTORS = (0x2545F4914F, 0x369DEA0F31, 0x27D4EB2F15)
"""Odd factors of 38 bits: times a word number of 21 bits they stay below 60, where Python's
integers are fast."""
FIRST, SECOND, THIRD = FACTORS
PRINT_SHIFT = 21
COUNT_STEPS = 10
"""Counts are stored as round(10 * log2(count)) + 1."""
STRENGTH = (20.0, 5.0)
"""k of the Dirichlet prior for one and for two words of history."""
MIN_TRIPLE = 2
"""Triples counted less often are not in the table; no triple is commoner than its pairs."""
FLOOR = 1e-8
"""Probability of a word that was never counted."""

Pick = Callable[[Sequence[int]], tuple[int, ...]]

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
        offsets = data[at : at + 4 * (buckets + 1)].cast("I")
        at += 4 * (buckets + 1)
        prints = data[at : at + 2 * entries].cast("H")
        at += 2 * entries
        whole(data, at + entries)
        self.packed = _packed(buckets, offsets, prints, data[at : at + entries])
        """The byte that `count` stands for in the table."""
        self.ones = bytes(1) + bytes(unigrams)
        """Packed counts of words by their number; 0 for no word."""
        self.priors = [max(count / total, FLOOR) for count in COUNTS]
        """Probability of a word by itself, by its packed count."""

    def count(self, first: int, second: int, third: int = 0) -> float:
        """How often two or three words followed each other; 0 when never or pruned."""
        return COUNTS[self.packed(first, second, third)]

    def unigram(self, word: int) -> float:
        """How often a word was counted."""
        return COUNTS[self.ones[word]]

    def window(self, left: tuple[int, int], right: tuple[int, int]) -> Window:
        """The place between (second before, first before) and (first after, second after)."""
        return Window(self, left, right)

    def association(self, before: int, word: int, after: int) -> float:
        """Log10 of how much likelier a word and its neighbours are together than apart.

        A neighbour of number 0 has no say.
        """
        if not word:
            return 0.0
        k1 = STRENGTH[0]
        own = self.ones[word]
        found = 0.0
        if before:
            joint = self.count(before, word) / self.priors[own] + k1
            found += log10(joint / (self.unigram(before) + k1))
        if after:
            joint = self.count(word, after) / self.prior(after) + k1
            found += log10(joint / (COUNTS[own] + k1))
        return found

    def words(self, numbers: Iterable[int]) -> Words:
        """What is known of some words by themselves."""
        k1, _ = STRENGTH
        chosen = tuple(numbers)
        columns = tuple(map(self.neighbours.column, chosen))
        wholes = tuple(self.unigram(number) + k1 for number in chosen)
        spreads = tuple(k1 * self.prior(number) for number in chosen)
        # With a column of 0 more, because an itemgetter of one item makes no tuple.
        pick: Pick = itemgetter(*columns, 0)
        return Words(
            chosen,
            wholes,
            spreads,
            tuple(log10(spread / whole) for spread, whole in zip(spreads, wholes, strict=True)),
            columns,
            tuple(at for at, column in enumerate(columns) if not column),
            pick,
        )

    def prior(self, word: int) -> float:
        """Probability of a word by itself."""
        return self.priors[self.ones[word]]


def _packed(
    buckets: int, offsets: memoryview, prints: memoryview, values: memoryview
) -> Callable[..., int]:
    """The look-up of two or three words; a closure, because spun text asks for little else."""

    def packed(first: int, second: int, third: int = 0) -> int:
        key = first * FIRST ^ second * SECOND ^ third * THIRD
        bucket = key % buckets
        i, end = offsets[bucket], offsets[bucket + 1]
        mark = key >> PRINT_SHIFT & 0xFFFF
        while i < end:
            if prints[i] == mark:
                return values[i]
            i += 1
        return 0

    return packed


class Words(NamedTuple):
    """Words to be tried at a place, with what is known of each by itself; all of one length.

    ``wholes`` are their smoothed counts as a history, ``spreads`` k times their probability,
    ``alones`` log10 of the ratio of these, ``columns`` their places in the rows of neighbours;
    ``others`` says which of them have no place there; ``pick`` takes all columns of a row at once,
    and a last one that means nothing.
    """

    numbers: tuple[int, ...]
    wholes: tuple[float, ...]
    spreads: tuple[float, ...]
    alones: tuple[float, ...]
    columns: tuple[int, ...]
    others: tuple[int, ...]
    pick: Pick


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
        priors, ones, packed = ngrams.priors, ngrams.ones, ngrams.packed
        after, last = ones[self._after], priors[ones[self._last]]
        self._history = COUNTS[ones[self._before]] + k1
        self._pair = COUNTS[packed(self._far, self._before)]
        self._pair_history = self._pair + k2
        self._unseen = k2 / self._pair_history / self._history
        self._near = k1 * priors[after]
        self._step = COUNTS[packed(self._after, self._last)]
        self._p_last = (self._step + k1 * last) / (COUNTS[after] + k1)
        self.floor = log10(self._near * self._p_last * self._unseen)

    def coarse(self, words: Words) -> Fits:
        """Fits of many words as far as pairs tell; triples are not looked up."""
        ngrams, near, wholes, spreads = self._ngrams, self._near, words.wholes, words.spreads
        lefts = list(words.pick(ngrams.neighbours.after(self._before)))
        rights = list(words.pick(ngrams.neighbours.before(self._after)))
        for at in words.others:
            lefts[at] = ngrams.packed(self._before, words.numbers[at])
            rights[at] = ngrams.packed(words.numbers[at], self._after)
        values = list(words.alones)
        del lefts[-1], rights[-1]
        seen = [at for at, either in enumerate(map(or_, lefts, rights)) if either]
        for at in seen:
            both = (COUNTS[lefts[at]] + spreads[at]) * (COUNTS[rights[at]] + near)
            values[at] = log10(both / wholes[at] / near)
        return Fits(values, lefts, rights)

    def refined(self, words: Words, coarse: Fits, i: int) -> float:
        """The fit of the i-th of the words with its triples."""
        left, right = coarse.lefts[i], coarse.rights[i]
        if not left and not right:
            return coarse.values[i]
        return self._fit(
            words.numbers[i], COUNTS[left], COUNTS[right], words.spreads[i], words.wholes[i]
        )

    def apart(self, words: Words, chosen: Iterable[int]) -> list[float]:
        """The association of some of the words with the words next but one; 0 for no original."""
        ngrams, (k1, _) = self._ngrams, STRENGTH
        far, last = self._far, self._last
        before, after = ngrams.distant.after(far), ngrams.distant.before(last)
        whole = ngrams.unigram(far) + k1
        unseen, prior = log10(k1 / whole) if far else 0.0, ngrams.prior(last)
        found = []
        for i in chosen:
            column = words.columns[i]
            value = unseen
            if not column:
                value = 0.0
            else:
                if far and (count := before[column]):
                    value = log10((k1 * COUNTS[count] / words.spreads[i] + k1) / whole)
                if last:
                    value += log10((COUNTS[after[column]] / prior + k1) / words.wholes[i])
            found.append(value)
        return found

    def fit(self, word: int) -> float:
        """The fit of one word by its number, 0 for one that no table knows."""
        ngrams, (k1, _) = self._ngrams, STRENGTH
        left, right = ngrams.count(self._before, word), ngrams.count(word, self._after)
        return self._fit(word, left, right, k1 * ngrams.prior(word), ngrams.unigram(word) + k1)

    def _fit(self, word: int, left: float, right: float, spread: float, whole: float) -> float:
        """The chain with triples where their pairs were counted."""
        packed, p_last, (_, k2) = self._ngrams.packed, self._p_last, STRENGTH
        p_word = (left + spread) * self._unseen
        p_after = (right + self._near) / whole
        far, before, after, last = self._far, self._before, self._after, self._last
        if left >= MIN_TRIPLE <= self._pair:
            p_word += COUNTS[packed(far, before, word)] / self._pair_history
        if left and right:
            triple = COUNTS[packed(before, word, after)] if left >= MIN_TRIPLE <= right else 0.0
            p_after = (triple + k2 * p_after) / (left + k2)
        if right and self._step:
            common = right >= MIN_TRIPLE <= self._step
            triple = COUNTS[packed(word, after, last)] if common else 0.0
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
