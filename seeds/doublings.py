"""Two French words side by side that come from one of English and its synonym.

English is spun by putting synonyms in, and some spinners put them beside the word instead of in its
place; translated, "very extremely" is "très extrêmement". Which words double each other is read off
the English thesauri and the hand list of translations.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import permutations, product
from typing import NamedTuple

from seeds import french
from seeds.slips import Part, synonyms, translations
from seeds.tables import frequencies

TIES: dict[Part, int] = {"adjective": 5, "adverb": 2}
"""Listings from which two words are one to a spinner; few adverbs have many."""


class Doubling(NamedTuple):
    """Two words that double each other, and the English words that explain them, in their order."""

    part: Part
    first: str
    second: str
    english: str
    synonym: str

    @property
    def commoner(self) -> str:
        """The word of the two that French uses more."""
        zipf = frequencies.zipf("fr")
        return max((self.first, self.second), key=lambda word: (zipf.get(word, 0.0), word))


def doublings() -> Iterator[Doubling]:
    """Doubled adverbs, and doubled adjectives of one gender and number; in either order."""
    for part, ties in TIES.items():
        known = translations(part)
        for english in sorted(known):
            for other in (english, *synonyms(english, ties)):
                for one, two in product(known[english], known.get(other, ())):
                    yield from _written(one, two, part, english, other)


def _written(one: str, two: str, part: Part, english: str, other: str) -> Iterator[Doubling]:
    pairs = [(one, two)]
    if part == "adjective":
        feminine = french.feminine(one), french.feminine(two)
        plurals = [tuple(map(french.plural, pair)) for pair in ((one, two), feminine)]
        pairs += [feminine, *((ours, theirs) for ours, theirs in plurals)]
    for (first, said), (second, meant) in (
        order for pair in pairs for order in permutations(zip(pair, (english, other), strict=True))
    ):
        if first != second:
            yield Doubling(part, first, second, said, meant)
