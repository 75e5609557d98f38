"""How surprising a text is to the n-gram table that originals are weighed with."""

from __future__ import annotations

from collections.abc import Iterator
from math import exp, log
from typing import TYPE_CHECKING

from detector.context import COUNTS, STRENGTH, NGrams
from detector.document import Gap
from detector.lexicon import GATE_BITS, Gate
from detector.signals.page import Page

if TYPE_CHECKING:
    from detector.document import Document


def perplexity(page: Page) -> float | None:
    """Perplexity of the words that a thesaurus lists, given the two words before; from 1 up.

    CCNet (Wenzek et al. 2020) sorts web pages by the perplexity of a language model of subwords.
    This is not that figure: the n-gram table holds the contexts of words that a spinner may
    replace and of no others, so that only those are predicted. It depends on the subject as much
    as on the writing: debates have 100, literature 500, news 2,000, trade texts 20,000. None where
    there is no word to predict.

    Formula: exp of the mean of -ln P(w | u v), with counts of the table smoothed from two words of
    history to one and to none by Dirichlet priors, as in `detector.context`; punctuation and
    numbers are words of the history.
    """
    return _perplexity([chance for chance, _ in chances(page.doc)])


def perplexity_ratio(page: Page) -> float | None:
    """Perplexity over what it is without history; from 0 up.

    How little the words before a word say of it, whatever the subject: French prose has .02 to 2,
    trade texts to 6, the same words in any order 25 (a pair that was never counted speaks against
    a word, so that more than 1 is common). None where there is no word to predict.

    Formula: exp of the mean of ln P(w) - ln P(w | u v), of the same words as `perplexity`.
    """
    return _perplexity([chance / alone for chance, alone in chances(page.doc)])


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


def _perplexity(chances: list[float]) -> float | None:
    return exp(-sum(map(log, chances)) / len(chances)) if chances else None


def chances(doc: Document) -> list[tuple[float, float]]:
    """P(w | u v) and P(w) of each word that is predicted."""
    ngrams = doc.host.ngrams
    return [
        (_probability(ngrams, far, near, word), ngrams.prior(word))
        for far, near, word in _trigrams(doc)
    ]


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


FULL = {each.__name__: each for each in (perplexity, perplexity_ratio)}
