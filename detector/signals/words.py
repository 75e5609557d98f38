"""Signals of the words: how long, how common, how many of them are known."""

from __future__ import annotations

from functools import lru_cache
from unicodedata import category

from detector.prose import GAP
from detector.sieve import Sieve
from detector.signals.page import Page


def mean_word_length(page: Page) -> float:
    """Characters of a word, on the average; from 1 up, about 4.5 in French.

    Gopher (Rae et al. 2021, A1.1) keeps 3 to 10, FineWeb-2 (Penedo et al. 2025) 2 to 11 in French.
    Formula: letters / words. datatrove counts a number as a word; an apostrophe or a hyphen parts
    words here, as in the tokeniser that FineWeb-2 has for French, mostly.
    """
    return page.rate(page.letters)


def alphabetic_word_ratio(page: Page) -> float:
    """Share of words that hold a letter; 0 to 1.

    Gopher asks for .8, FineWeb-2 for .812 in French. Formula: words / (words + stretches between
    spaces that hold a number or a symbol and no letter). datatrove counts a punctuation mark as a
    word without a letter, so that its ratio is lower, by a tenth and more in ordinary French; here
    punctuation is no word.
    """
    doc = page.doc
    counted = sum(_lone(gap) * doc.gap_counts[gap] for gap in _with_lone(doc.between))
    first, last = doc.gaps[0], doc.gaps[-1]
    edges = _lone(f" {first}") - _lone(first) + _lone(f"{last} ") - _lone(last)
    return page.words / (page.words + counted + edges)


@lru_cache(maxsize=4096)
def _lone(gap: str) -> int:
    """How many stretches of a gap touch no word and hold a number or a symbol."""
    if not _tells(gap):
        return 0
    inner = gap.split()[not gap[0].isspace() :]
    if inner and not gap[-1].isspace():
        inner.pop()
    return sum(map(_tells, inner))


_with_lone = Sieve(lambda gap: len(gap) > 2 and _lone(gap))


def _tells(stretch: str) -> bool:
    """Whether a stretch holds a number or a symbol; what a reader left out is none."""
    return any(category(char)[0] in "NS" for char in stretch if char != GAP)


def hash_ratio(page: Page) -> float:
    """Hash signs per word; from 0 up.

    Gopher's symbol-to-word ratio, at most .1. Formula: count of ``#`` / words. datatrove divides by
    words and punctuation marks.
    """
    return page.rate(page.text.count("#")) if "#" in page.doc.marks else 0.0


def ellipsis_ratio(page: Page) -> float:
    """Ellipses per word; from 0 up.

    Gopher's symbol-to-word ratio, at most .1. Formula: count of ``...`` and ``…`` / words.
    datatrove divides by words and punctuation marks.
    """
    return page.rate(page.ellipses)


def stopword_ratio(page: Page) -> float:
    """Share of frequent function words; 0 to 1, .17 and more in French prose.

    Those are the host language's without what its neighbours share, so that the share tells French
    from Italian as well. Formula: occurrences / words.
    """
    return page.rate(page.doc.common)


def stopword_types(page: Page) -> float:
    """How many different stop words there are; 0 to 18 in French.

    Gopher asks a text for 2 of 8 English ones, FineWeb-2 for 2 of its French ones. Case does not
    matter here, and it does in datatrove; *l'* and *d'* count without the apostrophe.
    """
    return float(sum(map(page.doc.watched.__contains__, page.doc.host.language.stopwords)))


def foreign_ratio(page: Page) -> float:
    """Share of words that lean to English, accepted borrowings included; 0 to 1.

    Formula: words that are far more frequent in English than in the host language / words.
    """
    return page.rate(len(page.doc.leaning))


def oov_ratio(page: Page) -> float:
    """Share of words out of vocabulary: forms of neither the host language nor English; 0 to 1.

    Names, misprints, and what a scanner or a wrong encoding made of words.
    """
    return page.rate(len(page.doc.unknown))


CHEAP = (
    mean_word_length,
    alphabetic_word_ratio,
    hash_ratio,
    ellipsis_ratio,
    stopword_ratio,
    stopword_types,
    foreign_ratio,
    oov_ratio,
)
