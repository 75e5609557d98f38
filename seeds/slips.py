"""What comes of a term of English that is spun first and translated then, word by word.

A term of two words has the French that stands for it; a thesaurus offers others for each of the
two, and a translator has French for those. "Board of directors" is "conseil d'administration";
with *plank* for *board* it is "planche de directeurs".
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cache
from itertools import product
from typing import Literal, NamedTuple

from seeds import french, thesaurus
from seeds.english import singulars
from seeds.sources import rows
from seeds.tables import frequencies

Part = Literal["adjective", "adverb", "noun"]
MIN_TIES = 4
"""Listings of a synonym, by thesaurus and direction, from which a spinner is taken to use it."""
MIN_ZIPF_SYNONYM = 2.5
_OF = " of "


class Slip(NamedTuple):
    """Two words of French, joined by a linking word or not, and the English that explains them."""

    first: str
    second: str
    linked: bool
    right: str
    english: str
    spun: str


class _Member(NamedTuple):
    """A word of a term or what a spinner makes of it, and its French."""

    english: str
    french: str
    swapped: bool


@cache
def translations(part: Part) -> dict[str, tuple[str, ...]]:
    """English words of one part of speech and their French."""
    listed = ((*row["entry"].partition(" "), row["french"]) for row in rows("translations"))
    return {word: tuple(text.split("|")) for own, _, word, text in listed if own == part}


def terms() -> dict[str, str]:
    """English terms and the French that stands for them."""
    calques = {row["english"].lower(): row["right"] for row in rows("calques")}
    return calques | {row["english"]: row["french"] for row in rows("terms")}


@cache
def synonyms(word: str, ties: int = MIN_TIES) -> tuple[str, ...]:
    """What thesauri offer for a word in so many places, both directions of one included; sorted."""
    net, moby, mythes = thesaurus.wordnet(), thesaurus.moby(), thesaurus.mythes()
    counts: Counter[str] = Counter()
    for other in net.synonyms.get(word, ()):
        counts[other] += 2
    for listed in (net.related.get(word, ()), moby.get(word, ()), mythes.get(word, ())):
        counts.update(listed)
    counts.update(other for other in moby.get(word, ()) if word in moby.get(other, ()))
    kept = (other for other, count in counts.items() if count >= ties)
    return tuple(sorted(w for w in kept if frequencies.english(w) >= MIN_ZIPF_SYNONYM))


def _members(word: str, part: Part, right: frozenset[str]) -> Iterator[_Member]:
    """A word of a term and its synonyms with their French, which the right term does not hold."""
    known = translations(part)
    base = next((w for w in (word, *singulars(word)) if w in known), word)
    own = known.get(base, ())
    yield from (_Member(word, text, swapped=False) for text in own)
    for other in synonyms(base):
        for text in known.get(other, ()):
            if text not in own and text not in right:
                yield _Member(other, text, swapped=True)


def slips() -> Iterator[Slip]:
    """All slips of all terms, in the singular and the plural, one word swapped in each."""
    for english, right in sorted(terms().items()):
        modifier, between, head = english.partition(_OF)
        if between:
            modifier, head = head, modifier
        else:
            modifier, between, head = english.partition(" ")
        if not head or " " in modifier + head:
            continue
        own = frozenset(right.lower().replace("'", " ").replace("-", " ").split())
        parts: tuple[Part, ...] = ("noun",) if between == _OF else ("adjective", "noun")
        for part in parts:
            for first, last in product(_members(modifier, part, own), _members(head, "noun", own)):
                if first.swapped != last.swapped:
                    words = (last, first) if between == _OF else (first, last)
                    spun = between.join(word.english for word in words)
                    yield from _written(last.french, first.french, part, right, english, spun)


def _written(
    head: str, modifier: str, part: Part, right: str, english: str, spun: str
) -> Iterator[Slip]:
    """The forms of a slip in the singular, then in the plural."""
    if part == "adjective":
        singular, plural = french.forms(modifier)
    else:
        singular = plural = frozenset((modifier, french.plural(modifier)))
    heads = (head, french.plural(head))
    rights = (right, french.plural_of(right))
    for noun, forms, original in zip(heads, (singular, plural), rights, strict=True):
        for form in sorted(forms):
            pair = (noun, form)
            if part == "adjective" and french.stands_before(modifier):
                pair = (form, noun)
            yield Slip(*pair, part == "noun", original, english, spun)
