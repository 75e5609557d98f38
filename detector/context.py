"""How well a word fits where it stands: n-gram probabilities with words on both sides.

Counts of one to three words, smoothed from the longer history to the shorter by a Dirichlet prior
(MacKay and Peto 1995): P(w | h) = (c(h w) + k P(w | h')) / (c(h) + k). Counts are kept as one byte
of logarithm behind a 16-bit fingerprint: a wrong hit has odds of about 1 in 16,000.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import log10

FACTORS = (0x2545F4914F, 0x369DEA0F31, 0x27D4EB2F15)
"""Odd factors of 38 bits: times a word number of 21 bits they stay below 60, where Python's
integers are fast."""
FIRST, SECOND, THIRD = FACTORS
PRINT_SHIFT = 21
COUNT_STEPS = 10
"""Counts are stored as round(10 * log2(count)) + 1."""
STRENGTH = (4.0, 2.0)
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
        self._offsets = data[at : at + 4 * (buckets + 1)].cast("I")
        at += 4 * (buckets + 1)
        self._prints = data[at : at + 2 * entries].cast("H")
        at += 2 * entries
        self._values = data[at : at + entries]
        self._buckets = buckets
        self._unigrams = unigrams
        self._total = float(total)

    def count(self, first: int, second: int, third: int = 0) -> float:
        """How often two or three words followed each other; 0 when never or pruned."""
        key = first * FIRST ^ second * SECOND ^ third * THIRD
        bucket, mark = key % self._buckets, key >> PRINT_SHIFT & 0xFFFF
        prints, offsets = self._prints, self._offsets
        for i in range(offsets[bucket], offsets[bucket + 1]):
            if prints[i] == mark:
                return COUNTS[self._values[i]]
        return 0.0

    def unigram(self, word: int) -> float:
        """How often a word was counted."""
        return COUNTS[self._unigrams[word - 1]] if word else 0.0

    def fit(self, left: tuple[int, int], word: int, right: tuple[int, int]) -> float:
        """Log10 probability of a word and of the two after it, given the two before.

        ``left`` is (second before, first before), ``right`` (first after, second after). The
        probability of the far left word does not depend on ``word``, so that differences of two
        fits at one place are log-ratios of the whole window.
        """
        if not word:
            return log10(FLOOR) + self._unknown(right)
        before, far = left[1], left[0]
        after, last = right
        own = self.unigram(word)
        left_pair = self.count(before, word) if own else 0.0
        right_pair = self.count(word, after) if own else 0.0
        total = self._total
        k1, k2 = STRENGTH

        prior = max(own / total, FLOOR)
        p_word = (left_pair + k1 * prior) / (self.unigram(before) + k1)
        if left_pair:
            triple = self.count(far, before, word)
            p_word = (triple + k2 * p_word) / (self.count(far, before) + k2)

        p_after = (right_pair + k1 * self._prior(after)) / (own + k1)
        if left_pair and right_pair:
            triple = self.count(before, word, after)
            p_after = (triple + k2 * p_after) / (left_pair + k2)

        step = self.count(after, last)
        p_last = (step + k1 * self._prior(last)) / (self.unigram(after) + k1)
        if right_pair and step:
            triple = self.count(word, after, last)
            p_last = (triple + k2 * p_last) / (right_pair + k2)
        return log10(p_word) + log10(p_after) + log10(p_last)

    def pair_fits(
        self, left: tuple[int, int], words: Sequence[int], right: tuple[int, int]
    ) -> list[float]:
        """`fit` of many words at one place as far as pairs tell: triples are not looked up.

        The look-up of `count` stands here once more, unrolled, because most of the time of a check
        is spent in it.
        """
        before, after = left[1], right[0]
        k1, total, unigrams = STRENGTH[0], self._total, self._unigrams
        buckets, offsets, prints, values = (
            self._buckets,
            self._offsets,
            self._prints,
            self._values,
        )
        history = self.unigram(before) + k1
        near = k1 * self._prior(after)
        step = self.count(after, right[1])
        p_last = (step + k1 * self._prior(right[1])) / (self.unigram(after) + k1)
        ahead, behind = before * FIRST, after * SECOND
        found = []
        for word in words:
            own = COUNTS[unigrams[word - 1]]
            p_word, p_after = k1 * max(own / total, FLOOR), near
            if own:
                key = ahead ^ word * SECOND
                bucket, mark = key % buckets, key >> PRINT_SHIFT & 0xFFFF
                for i in range(offsets[bucket], offsets[bucket + 1]):
                    if prints[i] == mark:
                        p_word += COUNTS[values[i]]
                        break
                key = word * FIRST ^ behind
                bucket, mark = key % buckets, key >> PRINT_SHIFT & 0xFFFF
                for i in range(offsets[bucket], offsets[bucket + 1]):
                    if prints[i] == mark:
                        p_after += COUNTS[values[i]]
                        break
            found.append(log10(p_word * p_after / (own + k1) * p_last / history))
        return found

    def association(self, before: int, word: int, after: int) -> float:
        """Log10 of how much likelier a word and its neighbours are together than apart.

        A neighbour of number 0 has no say.
        """
        if not word:
            return 0.0
        k1, total = STRENGTH[0], 0.0
        for first, second in ((before, word), (word, after)):
            if first and second:
                prior = self._prior(second)
                joint = (self.count(first, second) + k1 * prior) / (self.unigram(first) + k1)
                total += log10(joint / prior)
        return total

    def _prior(self, word: int) -> float:
        return max(self.unigram(word) / self._total, FLOOR)

    def _unknown(self, right: tuple[int, int]) -> float:
        """Fit of what follows a word that no table knows: no history to go by."""
        after, last = right
        k1 = STRENGTH[0]
        step = self.count(after, last)
        p_last = (step + k1 * self._prior(last)) / (self.unigram(after) + k1)
        return log10(self._prior(after)) + log10(p_last)
