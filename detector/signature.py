"""A key by which spins of one text find each other: MinHash over the words that spinning spares.

A spinner of French reads it as English: it replaces words that are spelled like English ones, and
what it puts there is English. So a word that English does not have was never touched and never
planted. Three in five words of French prose are such; what is left of a text without the others is
the same in the original and in all of its spins, whatever the thesaurus and however much it took.
Shingles are runs of these words, over the gaps that the others leave.

The sketch is MinHash by one permutation (Li, Owen and Zhang 2012): each shingle is hashed once, and
falls into one of the bins, each of which keeps its least hash. A bin that nothing fell into takes
that of another, in an order of its own (Shrivastava 2017). The share of equal bins of two sketches
estimates the share of common shingles, the Jaccard index of the two texts.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from hashlib import blake2b
from operator import eq

from detector.document import Document
from detector.lexicon import GATE_BITS, Mark

Signature = tuple[int, ...]
"""The sketch of a text: `BINS` numbers of 32 bits, the same on every machine."""
BINS = 128
SHINGLE = 3
"""Words in a shingle: with two, unrelated texts have three times as much in common; with four a
damaged word costs more."""
_VALUE_SHIFT = 32
_ENGLISH = Mark.ENGLISH | Mark.SURFACE | Mark.ORIGINAL | Mark.EXPANDER


def signature(doc: Document) -> Signature | None:
    """The sketch of a document, None where it has too few words that spinning spares."""
    folded = doc.folded
    return minhash(shingles([folded[i] for i in spared(doc)], SHINGLE))


def spared(doc: Document) -> list[int]:
    """Numbers of the tokens that no English thesaurus can have replaced or planted, in order."""
    marks = doc.host.lexicon.marks
    numbers = ((word, gate >> GATE_BITS) for word, gate in doc.known.items())
    exposed = {word for word, number in numbers if number and marks(number) & _ENGLISH}
    return [i for i, word in enumerate(doc.words) if word not in exposed]


def shingles(words: Sequence[str], size: int) -> set[str]:
    """The distinct runs of so many words."""
    runs = (words[i : i + size] for i in range(len(words) - size + 1))
    return set(map(" ".join, runs))


def minhash(found: Iterable[str]) -> Signature | None:
    """The sketch of a set of shingles, None of an empty one."""
    least: dict[int, int] = {}
    for shingle in found:
        drawn = _hash(shingle)
        number, value = drawn % BINS, drawn >> _VALUE_SHIFT
        if value < least.get(number, value + 1):
            least[number] = value
    if not least:
        return None
    return tuple(
        least[number]
        if number in least
        else next(least[other] for other in _donors(number) if other in least)
        for number in range(BINS)
    )


def similarity(one: Sequence[int], other: Sequence[int]) -> float:
    """How much two signatures have in common, 0 to 1; of 20 estimates 19 are within .09."""
    equal: int = sum(map(eq, one, other))
    return equal / BINS


@cache
def _donors(number: int) -> tuple[int, ...]:
    """The bins in the order in which an empty one asks them for a value."""
    return tuple(sorted(range(BINS), key=lambda other: _hash(f"{number} {other}")))


def _hash(text: str) -> int:
    """64 bits."""
    data = text.encode("utf-8", "surrogatepass")
    return int.from_bytes(blake2b(data, digest_size=8).digest(), "little")
