"""How well a word fits where it stands: n-gram probabilities with words on both sides.

Counts of one to three words, smoothed from the longer history to the shorter by a Dirichlet prior
(MacKay and Peto 1995): P(w | h) = (c(h w) + k P(w | h')) / (c(h) + k). Counts are kept as one byte
of logarithm behind a 16-bit fingerprint: a wrong hit has odds of about 1 in 16,000.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import log10
from typing import NamedTuple

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

    def __init__(self, data: memoryview, unigrams: Sequence[int]) -> None:
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
        key = first * FIRST ^ second * SECOND ^ third * THIRD
        bucket, mark = key % self.buckets, key >> PRINT_SHIFT & 0xFFFF
        prints, offsets = self.prints, self.offsets
        for i in range(offsets[bucket], offsets[bucket + 1]):
            if prints[i] == mark:
                return COUNTS[self.values[i]]
        return 0.0

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
        chosen = tuple(numbers)
        return Words(
            chosen,
            tuple(map(self.unigram, chosen)),
            tuple(map(self.prior, chosen)),
            tuple(number * FIRST for number in chosen),
            tuple(number * SECOND for number in chosen),
        )

    def prior(self, word: int) -> float:
        """Probability of a word by itself."""
        return max(self.unigram(word) / self._total, FLOOR)


class Words(NamedTuple):
    """Words to be tried at a place, with what is known of each by itself; all of one length.

    ``firsts`` and ``seconds`` are their shares of the hash of a pair as its first and second word.
    """

    numbers: tuple[int, ...]
    counts: tuple[float, ...]
    priors: tuple[float, ...]
    firsts: tuple[int, ...]
    seconds: tuple[int, ...]


class Fits(NamedTuple):
    """Fits of words as far as pairs tell, and the pair counts on either side."""

    values: list[float]
    lefts: list[float]
    rights: list[float]


class Window:
    """A place with two words on either side, and what its fits have in common.

    A fit is the log10 probability of a word and of the two after it, given the two before. That of
    the far left word does not depend on the word, so that differences of two fits at one place are
    log-ratios of the whole window.
    """

    def __init__(self, ngrams: NGrams, left: tuple[int, int], right: tuple[int, int]) -> None:
        self._ngrams = ngrams
        self._far, self._before = left
        self._after, self._last = right
        k1, k2 = STRENGTH
        self._history = ngrams.unigram(self._before) + k1
        self._pair_history = ngrams.count(self._far, self._before) + k2
        self._unseen = k2 / self._pair_history / self._history
        self._near = k1 * ngrams.prior(self._after)
        self._step = ngrams.count(self._after, self._last)
        self._p_last = (self._step + k1 * ngrams.prior(self._last)) / (
            ngrams.unigram(self._after) + k1
        )

    def coarse(self, words: Words) -> Fits:
        """Fits of many words as far as pairs tell; triples are not looked up.

        The look-up of `NGrams.count` stands here once more, unrolled, because most of the time of
        a check is spent in it.
        """
        ngrams, near = self._ngrams, self._near
        buckets, offsets = ngrams.buckets, ngrams.offsets
        prints, packed = ngrams.prints, ngrams.values
        ahead, behind = self._before * FIRST, self._after * SECOND
        k1, _ = STRENGTH
        tail = self._p_last * self._unseen
        values, lefts, rights = [], [], []
        for _, own, prior, first, second in zip(*words, strict=True):
            left = right = 0.0
            if own:
                key = ahead ^ second
                bucket, mark = key % buckets, key >> PRINT_SHIFT & 0xFFFF
                for i in range(offsets[bucket], offsets[bucket + 1]):
                    if prints[i] == mark:
                        left = COUNTS[packed[i]]
                        break
                key = first ^ behind
                bucket, mark = key % buckets, key >> PRINT_SHIFT & 0xFFFF
                for i in range(offsets[bucket], offsets[bucket + 1]):
                    if prints[i] == mark:
                        right = COUNTS[packed[i]]
                        break
            lefts.append(left)
            rights.append(right)
            values.append(log10((left + k1 * prior) * (right + near) / (own + k1) * tail))
        return Fits(values, lefts, rights)

    def refined(self, words: Words, coarse: Fits, i: int) -> float:
        """The fit of the i-th of the words with its triples."""
        left, right = coarse.lefts[i], coarse.rights[i]
        if not left and not right:
            return coarse.values[i]
        word, own, prior = words.numbers[i], words.counts[i], words.priors[i]
        k1, k2 = STRENGTH
        ngrams, p_last = self._ngrams, self._p_last
        p_word = (left + k1 * prior) * self._unseen
        p_after = (right + self._near) / (own + k1)
        if left:
            p_word += ngrams.count(self._far, self._before, word) / self._pair_history
        if left and right:
            triple = ngrams.count(self._before, word, self._after)
            p_after = (triple + k2 * p_after) / (left + k2)
        if right and self._step:
            triple = ngrams.count(word, self._after, self._last)
            p_last = (triple + k2 * p_last) / (right + k2)
        return log10(p_word * p_after * p_last)

    def association(self, words: Words, coarse: Fits, i: int) -> float:
        """`NGrams.association` of the i-th word with its neighbours, from counts at hand."""
        k1, _ = STRENGTH
        found = 0.0
        if self._before:
            found += log10((coarse.lefts[i] / words.priors[i] + k1) / self._history)
        if self._after:
            joint = k1 * coarse.rights[i] / self._near + k1
            found += log10(joint / (words.counts[i] + k1))
        return found

    def fit(self, word: int) -> float:
        """The fit of one word by its number, 0 for one that no table knows."""
        words = self._ngrams.words((word,))
        return self.refined(words, self.coarse(words), 0)
