"""How surprising a text is to the n-gram table that originals are weighed with."""

from __future__ import annotations

from math import exp, log

from detector.signals.page import Page


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
    return _perplexity([chance for chance, _ in page.chances])


def perplexity_ratio(page: Page) -> float | None:
    """Perplexity over what it is without history; from 0 up.

    How little the words before a word say of it, whatever the subject: French prose has .02 to 2,
    trade texts to 8, the same words in any order 25 (a pair that was never counted speaks against
    a word, so that more than 1 is common). None where there is no word to predict.

    Formula: exp of the mean of ln P(w) - ln P(w | u v), of the same words as `perplexity`.
    """
    return _perplexity([chance / alone for chance, alone in page.chances])


def _perplexity(chances: list[float]) -> float | None:
    return exp(-sum(map(log, chances)) / len(chances)) if chances else None


FULL = {each.__name__: each for each in (perplexity, perplexity_ratio)}
