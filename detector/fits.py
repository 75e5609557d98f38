"""How well words fit a place, from the counts of the n-gram table: all that is hot in spun text.

The same class is compiled from ``_fits.c`` where the package was installed with a compiler; it
gives the same figures, bit by bit. This one is the reference, and what runs elsewhere. `Fits` is
whichever there is; ``SPIN_DETECTOR_PURE=1`` in the environment asks for this one.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable, Sequence
from math import exp, inf, log10
from operator import or_
from struct import Struct
from typing import TYPE_CHECKING, NamedTuple

from detector.gap import Gap
from detector.lexicon import GATE_BITS

if TYPE_CHECKING:
    from detector.neighbours import Neighbours

FACTORS = (0x2545F4914F, 0x369DEA0F31, 0x27D4EB2F15)
"""Odd factors of 38 bits: times a word number of 21 bits they stay below 60, where Python's
integers are fast."""
FIRST, SECOND, THIRD = FACTORS
PRINT_SHIFT = 21
COUNT_STEPS = 10
"""Counts are stored as round(10 * log2(count)) + 1."""
COUNTS = (0.0, *(2 ** (q / COUNT_STEPS) for q in range(255)))
"""Counts by the byte that is stored for them."""
STRENGTH = (20.0, 5.0)
"""k of the Dirichlet prior for one and for two words of history."""
MIN_TRIPLE = 2
"""Triples counted less often are not in the table; no triple is commoner than its pairs."""
PAIRS = 0.45
"""Natural log-odds of a tenfold better fit by pairs of words, beside all else that is known of an
original before it is weighed in full; from the same fit as `inversion.link_prior`."""
MAX_OPTIONS = 8
"""Originals of one place that are weighed in full, the best by all of that."""
MAX_BEHIND = 3.0
"""How far behind the best of them, in the same natural log-odds, an original is not weighed."""

STORED = Struct("=dddII")
"""A word as the compiled twin reads it: whole, spread, alone, number and column of `Words`."""

Pair = tuple[int, int]
Around = tuple[list[int], list[int], int, int, Pair]
"""A place in a text: the gates and the kinds of gaps of all, the number of its first token and of
the one after its last, the words that stand for punctuation and for a number."""
Pick = Callable[[Sequence[int]], tuple[int, ...]]


class Words(NamedTuple):
    """Words to be tried at a place, with what is known of each by itself; all of one length.

    ``wholes`` are their smoothed counts as a history, ``spreads`` k times their probability,
    ``alones`` log10 of the ratio of these, ``columns`` their places in the rows of neighbours;
    ``others`` says which of them have no place there; ``pick`` takes all columns of a row at once,
    and a last one that means nothing; ``packed`` is all of it once more (`STORED`).
    """

    numbers: tuple[int, ...]
    wholes: tuple[float, ...]
    spreads: tuple[float, ...]
    alones: tuple[float, ...]
    columns: tuple[int, ...]
    others: tuple[int, ...]
    pick: Pick
    packed: bytes


Weighed = tuple[float, float, list[float], list[int], list[float], list[float]]
"""What `Fits.weigh` makes of the words of a place, a surface and its originals: log10 fit of the
surface; its association with its neighbours; natural log-odds of each original by thesaurus and
pairs of words; places, from 1, of those weighed in full; their gains over the surface, and their
associations with the words next but one."""
Placed = tuple[float, float, float, list[int], list[float], list[float]]
"""The same, but for the probability that the original is among those weighed in full in place of
all log-odds."""


class Table(NamedTuple):
    """The parts of an n-gram table, mapped, and what is known of its words by themselves.

    ``offsets`` are those of buckets in ``prints`` (16-bit fingerprints) and ``values`` (counts);
    ``ones`` holds packed counts by word, 0 for no word; ``priors`` are probabilities and ``counts``
    counts, by packed count.
    """

    buckets: int
    offsets: memoryview
    prints: memoryview
    values: memoryview
    ones: bytes
    priors: tuple[float, ...]
    counts: tuple[float, ...]


class PureFits:
    """Fits of words between two words on either side, by a table and rows of neighbours.

    A fit is the log10 probability of a word and of the two after it, given the two before.
    """

    def __init__(self, table: Table, beside: Neighbours, distant: Neighbours) -> None:
        self.ones, self.priors = table.ones, table.priors
        self.beside, self.distant = beside, distant
        self.packed = _packed(*table[:4])
        """The stored count of two or three words, 0 where they were not counted or pruned."""

    def association(self, before: int, word: int, after: int) -> float:
        """Log10 of how much likelier a word and its neighbours are together than apart.

        A neighbour of number 0 has no say.
        """
        if not word:
            return 0.0
        k, own = STRENGTH[0], self.ones[word]
        spread, whole = k * self.priors[own], COUNTS[own] + k
        left = self.packed(before, word) if before else 0
        right = self.packed(word, after) if after else 0
        return self._together(before, after, left, right, spread, whole)

    def estranged(
        self, gates: list[int], kinds: list[int], places: list[int], spared: int, least: float
    ) -> list[int]:
        """Those of some places of a text whose word is less at home among its neighbours than that.

        Also those whose gate has one of the flags ``spared``. A break parts neighbours.
        """
        inside = (0, *(not kind & Gap.BREAK for kind in kinds[1:-1]), 0)
        numbers = (*(gate >> GATE_BITS for gate in gates), 0)
        return [
            i
            for i in places
            if gates[i] & spared
            or self.association(
                inside[i] and numbers[i - 1], numbers[i], inside[i + 1] and numbers[i + 1]
            )
            < least
        ]

    def _together(
        self, before: int, after: int, left: int, right: int, spread: float, whole: float
    ) -> float:
        k, found = STRENGTH[0], 0.0
        if before:
            joint = k * COUNTS[left] / spread + k
            found += log10(joint / (COUNTS[self.ones[before]] + k))
        if after:
            joint = k * COUNTS[right] / (k * self.priors[self.ones[after]]) + k
            found += log10(joint / whole)
        return found

    def fit(self, left: Pair, right: Pair, word: int) -> float:
        """The fit of one word by its number, 0 for one that no table knows."""
        here, own = _Window(self, left, right), self.ones[word]
        pairs = COUNTS[self.packed(left[1], word)], COUNTS[self.packed(word, right[0])]
        spread, whole = STRENGTH[0] * self.priors[own], COUNTS[own] + STRENGTH[0]
        return here.fit(word, *pairs, spread, whole) + here.floor

    def weigh_at(
        self,
        place: Around,
        words: Words,
        odds: Sequence[float],
        framed: Collection[int],
        least: float,
    ) -> Placed | None:
        """Weigh a surface and its originals where they stand."""
        found = self.weigh(*window(*place), words, odds, framed, least)
        if found is None:
            return None
        own, together, scores, chosen, gains, aparts = found
        return own, together, _share(scores, chosen), chosen, gains, aparts

    def weigh(
        self,
        left: Pair,
        right: Pair,
        words: Words,
        odds: Sequence[float],
        framed: Collection[int] = (),
        least: float = -inf,
    ) -> Weighed | None:
        """Weigh a surface and its originals, whose log-odds by the thesaurus are ``odds``.

        Places in ``framed`` are weighed in full whatever they score. None where no gain by pairs
        of words reaches ``least``.
        """
        here = _Window(self, left, right)
        values, lefts, rights = here.coarse(words)
        own = values[0] = here.refined(words, 0, values[0], lefts[0], rights[0])
        if max(values) - own < least:
            return None
        scores = [odd + PAIRS * value for odd, value in zip(odds, values[1:], strict=True)]
        chosen = _likeliest(scores)
        if framed:
            chosen = sorted(set(framed).union(chosen))
        gains = [here.refined(words, i, values[i], lefts[i], rights[i]) - own for i in chosen]
        spread, whole = words.spreads[0], words.wholes[0]
        together = self._together(left[1], right[0], lefts[0], rights[0], spread, whole)
        return own + here.floor, together, scores, chosen, gains, here.apart(words, chosen)


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


def _likeliest(scores: list[float]) -> list[int]:
    """Places, from 1, of the scores that are close to the highest, in order."""
    least = max(scores, default=0.0) - MAX_BEHIND
    chosen = [i for i, score in enumerate(scores, 1) if score >= least]
    if len(chosen) > MAX_OPTIONS:
        chosen = sorted(sorted(chosen, key=lambda i: -scores[i - 1])[:MAX_OPTIONS])
    return chosen


def _share(scores: Sequence[float], chosen: Iterable[int]) -> float:
    """Probability that the original is among the chosen; added up as C does, not by `sum`."""
    every = some = 0.0
    for score in scores:
        every += exp(score)
    for i in chosen:
        some += exp(scores[i - 1])
    return some / every if some else 1.0


def window(
    gates: Sequence[int], kinds: Sequence[int], first: int, stop: int, marks: Pair
) -> tuple[Pair, Pair]:
    """Numbers of the two tokens before a place and the two after, breaks and numbers included."""
    after, last = _side(gates, kinds, range(stop, stop + 2), 0, marks)
    before, far = _side(gates, kinds, range(first, first - 2, -1), -1, marks)
    return (far, before), (after, last)


def _side(
    gates: Sequence[int], kinds: Sequence[int], gaps: range, beyond: int, marks: Pair
) -> list[int]:
    """Two tokens on one side, by the gaps there and where the word beyond a gap is."""
    pause, figure = marks
    found: list[int] = []
    for gap in gaps:
        kind = kinds[gap] if 0 < gap < len(gates) else Gap.BREAK
        if kind & (Gap.NUMBER | Gap.BREAK):
            found.append(figure if kind & Gap.NUMBER else pause)
        at = gap + beyond
        found.append(gates[at] >> GATE_BITS if 0 <= at < len(gates) else pause)
    return found[:2]


class _Window:
    """A place and what its fits have in common: (second before, first before), (first after, ...).

    Fits here are less ``floor``, which is the same for all words at one place: that of the far left
    word does not depend on the word.
    """

    def __init__(self, fits: PureFits, left: Pair, right: Pair) -> None:
        self._fits = fits
        self._far, self._before = left
        self._after, self._last = right
        k1, k2 = STRENGTH
        priors, ones, packed = fits.priors, fits.ones, fits.packed
        after, last = ones[self._after], priors[ones[self._last]]
        self._pair = COUNTS[packed(self._far, self._before)]
        self._pair_history = self._pair + k2
        self._unseen = k2 / self._pair_history / (COUNTS[ones[self._before]] + k1)
        self._near = k1 * priors[after]
        self._step = COUNTS[packed(self._after, self._last)]
        self._p_last = (self._step + k1 * last) / (COUNTS[after] + k1)
        self.floor = log10(self._near * self._p_last * self._unseen)

    def coarse(self, words: Words) -> tuple[list[float], list[int], list[int]]:
        """Fits of many words as far as pairs tell, and packed pair counts on either side."""
        fits, near, wholes, spreads = self._fits, self._near, words.wholes, words.spreads
        lefts = list(words.pick(fits.beside.after(self._before)))
        rights = list(words.pick(fits.beside.before(self._after)))
        for at in words.others:
            lefts[at] = fits.packed(self._before, words.numbers[at])
            rights[at] = fits.packed(words.numbers[at], self._after)
        values = list(words.alones)
        del lefts[-1], rights[-1]
        seen = [at for at, either in enumerate(map(or_, lefts, rights)) if either]
        for at in seen:
            both = (COUNTS[lefts[at]] + spreads[at]) * (COUNTS[rights[at]] + near)
            values[at] = log10(both / wholes[at] / near)
        return values, lefts, rights

    def refined(self, words: Words, i: int, coarse: float, left: int, right: int) -> float:
        """The fit of the i-th of the words with its triples, given what its pairs say."""
        if not left and not right:
            return coarse
        spread, whole = words.spreads[i], words.wholes[i]
        return self.fit(words.numbers[i], COUNTS[left], COUNTS[right], spread, whole)

    def fit(self, word: int, left: float, right: float, spread: float, whole: float) -> float:
        """The chain with triples where their pairs were counted."""
        packed, p_last, (_, k2) = self._fits.packed, self._p_last, STRENGTH
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

    def apart(self, words: Words, chosen: Iterable[int]) -> list[float]:
        """The association of some of the words with the words next but one; 0 for no original."""
        fits, (k1, _) = self._fits, STRENGTH
        far, last = self._far, self._last
        before, after = fits.distant.after(far), fits.distant.before(last)
        whole = COUNTS[fits.ones[far]] + k1
        unseen, prior = log10(k1 / whole) if far else 0.0, fits.priors[fits.ones[last]]
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


if TYPE_CHECKING or os.environ.get("SPIN_DETECTOR_PURE"):
    Fits = PureFits
else:
    try:
        from detector._fits import Fits
    except ImportError:
        Fits = PureFits
