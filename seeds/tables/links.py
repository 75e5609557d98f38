"""The spinner's dictionary, turned round: which words an English thesaurus makes of which.

An *original* is a word that occurs in French text and is spelled like an entry of an English
thesaurus; a *surface* is what a thesaurus offers for it. A link says by which families and in which
direction the two are joined, and how alike their neighbourhoods are.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache

import numpy as np
from scipy import sparse

from detector.inversion import COSINE_EDGES, SHIFT, Link
from seeds import thesaurus
from seeds.english import plural, singulars
from seeds.tables import frequencies

MIN_ZIPF_ORIGINAL = 3.0
MIN_ZIPF_SURFACE = 2.0
MIN_LETTERS = 3
_LETTERS = re.compile(r"[a-z]+")


@cache
def neighbours() -> dict[str, dict[str, int]]:
    """Base form -> synonym -> relations, before inflection and closeness."""
    moby, wordnet = thesaurus.moby(), thesaurus.wordnet()
    graph: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for head, words in moby.items():
        for word in words:
            graph[head][word] |= Link.MOBY
            graph[word][head] |= Link.MOBY_BACK
    for word, others in wordnet.synonyms.items():
        for other in others:
            graph[word][other] |= Link.WORDNET
    for word, others in wordnet.related.items():
        for other in others:
            graph[word][other] |= Link.RELATED
            graph[other][word] |= Link.RELATED
    return graph


@cache
def originals() -> tuple[str, ...]:
    """Words of French text with an English reading, sorted."""
    graph = neighbours()
    return tuple(
        sorted(
            word
            for word, zipf in frequencies.zipf("fr").items()
            if zipf >= MIN_ZIPF_ORIGINAL
            and len(word) >= MIN_LETTERS
            and _LETTERS.fullmatch(word)
            and any(base in graph for base in bases(word))
        )
    )


def bases(word: str) -> Iterator[str]:
    """The English entries that a spinner may look up for a word: itself, then its base forms."""
    yield word
    yield from singulars(word)


class Closeness:
    """Cosine of two words' idf-weighted neighbourhoods in Moby made symmetric."""

    def __init__(self) -> None:
        graph = neighbours()
        moby = Link.MOBY | Link.MOBY_BACK
        # Sorted, because sums of floats depend on their order and sets have none.
        words = sorted(w for w, near in graph.items() if any(n & moby for n in near.values()))
        self._row = {word: i for i, word in enumerate(words)}
        pairs = [
            (self._row[w], self._row[n])
            for w in words
            for n, link in graph[w].items()
            if link & moby and n in self._row
        ]
        row, column = np.array(pairs).T
        degree = np.bincount(column, minlength=len(words))
        weight = np.log(len(words) / np.maximum(degree, 1)).astype(np.float32)
        matrix = sparse.csr_matrix(
            (weight[column], (row, column)), shape=(len(words), len(words)), dtype=np.float32
        )
        norm = np.sqrt(np.asarray(matrix.multiply(matrix).sum(axis=1)).ravel())
        self._matrix = sparse.diags_array(1 / np.maximum(norm, 1e-9)) @ matrix

    def buckets(self, word: str, others: Iterable[str]) -> dict[str, int]:
        """Bucket (0 far to 7 near) of each other word's closeness to a word."""
        listed = [other for other in others if other in self._row]
        if word not in self._row or not listed:
            return {}
        rows = self._matrix[[self._row[other] for other in listed]]
        cosines = (rows @ self._matrix[[self._row[word]]].T).toarray().ravel()
        found = np.searchsorted(np.array(COSINE_EDGES), cosines, side="right")
        return dict(zip(listed, found.tolist(), strict=True))


def pairs() -> Iterator[tuple[str, str, int]]:
    """Every (original, surface, link byte), inflected; several for a pair are all given."""
    graph, close = neighbours(), Closeness()
    for original in originals():
        for base in bases(original):
            if base not in graph:
                continue
            near = graph[base]
            bucket = close.buckets(base, near)
            for word, relation in near.items():
                link = relation | bucket.get(word, 0) << SHIFT
                for inflected, mismatch in _inflections(word, inflected=base != original):
                    surface = phrase(inflected)
                    if surface != original and _usable(surface):
                        yield original, surface, link | (Link.MISMATCH if mismatch else 0)


def phrase(text: str) -> str:
    """A multiword entry as the tokenizer will see it: hyphens and apostrophes are gaps."""
    return " ".join(text.lower().replace("-", " ").replace("'", " ").split())


def _inflections(word: str, *, inflected: bool) -> Iterator[tuple[str, bool]]:
    yield word, inflected
    if inflected:
        yield plural(word), False


def _usable(surface: str) -> bool:
    return frequencies.english(surface) >= MIN_ZIPF_SURFACE
