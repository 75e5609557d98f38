"""How likely words are after the two before them, by the table that originals are weighed with.

Only words that a thesaurus lists are predicted: the table holds their contexts and no others.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from detector.context import NGrams
from detector.fits import COUNTS, STRENGTH
from detector.gap import Gap
from detector.lexicon import GATE_BITS, Gate

if TYPE_CHECKING:
    from detector.document import Document


def chances(doc: Document) -> list[tuple[float, float]]:
    """P(w | u v) and P(w) of each word that is predicted."""
    ngrams = doc.host.ngrams
    return [
        (_probability(ngrams, far, near, word), ngrams.prior(word))
        for far, near, word in _trigrams(doc)
    ]


def _trigrams(doc: Document) -> Iterator[tuple[int, int, int]]:
    """The numbers of each predicted word and of the two before it, breaks and numbers included."""
    pause, number = doc.host.break_mark, doc.host.number_mark
    far, near = pause, pause
    for gate, kind in zip(doc.gates, doc.kinds, strict=False):
        if kind & Gap.NUMBER:
            far, near = near, number
        elif kind & Gap.BREAK:
            far, near = near, pause
        word = gate >> GATE_BITS
        if gate & Gate.ORIGINAL:
            yield far, near, word
        far, near = near, word


def _probability(ngrams: NGrams, far: int, near: int, word: int) -> float:
    """P(word | far near); counts are rounded, so that a fraction may come out above 1."""
    (k1, k2), ones = STRENGTH, ngrams.ones
    found = ngrams.prior(word)
    if not near:
        return found
    pair = ngrams.packed(near, word)
    found = (COUNTS[pair] + k1 * found) / (COUNTS[ones[near]] + k1)
    if pair and far and (history := ngrams.packed(far, near)):
        triple = COUNTS[ngrams.packed(far, near, word)]
        found = (triple + k2 * found) / (COUNTS[history] + k2)
    return min(found, 1.0)
