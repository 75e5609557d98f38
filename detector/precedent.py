"""A document as it was before some of its words changed, and what of it still holds.

Putting originals back changes a few words, and then all of the document is asked for again. What
may stand in a place (`options.place`) and what speaks for it (`engine.examine`) follow from the
words around it and from how some words are used in the document; where both are as they were, so is
all that follows. Nothing is taken on trust of what was changed: the two documents are compared.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from detector.document import MAX_PHRASE
from detector.engine import Case
from detector.frames import MAX_WORDS
from detector.usage import MAX_RUN, NEAR

if TYPE_CHECKING:
    from detector.document import Document
    from detector.engine import Proposal

AROUND = frozenset(
    "words folded gates kinds number expands calls frames borrowed leaning sentence_starts"
    " opens_sentence".split()
)
"""What a place and its case read of a document that tokens within reach decide, and one gap."""
THROUGHOUT = frozenset("counts quoted emphasised".split())
"""What they read that words anywhere may decide; `Precedent` compares each of these by itself.

They read nothing else of its words: what a new clue reads is entered here and compared there.
"""
_REACHES = MAX_PHRASE, MAX_WORDS, MAX_RUN, NEAR
CHUNK = 64
"""Tokens that are compared at once."""
LOST, ANCHOR = 16, 3
"""Tokens that may lie between two stretches, and how many one is known again by."""
_CASE: Callable[[tuple[object, ...]], Case] = partial(tuple.__new__, Case)
"""A case of its fields in a row, at a fraction of the cost of naming one."""
_SKIPS = [(gone, skips - gone) for skips in range(1, LOST + 1) for gone in range(skips + 1)]
"""Tokens of either document that may lie between two stretches, the fewest first."""


class Stretch(NamedTuple):
    """Tokens ``first`` to before ``stop``, which stood ``shift`` tokens earlier before."""

    first: int
    stop: int
    shift: int


class Precedent:
    """What an earlier document says of the places of a later one of the same language.

    ``moved`` are the folded words that may occur more or less often than they did.
    """

    def __init__(self, earlier: Document, doc: Document) -> None:
        self._earlier, self._doc = earlier, doc
        self.reach = 1 + max(*_REACHES, doc.host.surroundings.reach)
        """How many tokens beside a place, with the gap beyond them, have a say in it."""
        self.stretches = stretches(earlier, doc)
        self._firsts = [stretch.first for stretch in self.stretches]
        self._adopted: dict[tuple[int, int], int] = {}
        self.moved = frozenset(_changed(earlier, doc, self.stretches))

    def shift(self, first: int, stop: int) -> int | None:
        """How much later a place stands, None unless all within its reach moved with it."""
        low, high, size = first - self.reach, stop + self.reach, len(self._doc)
        at = bisect_right(self._firsts, max(low, 0)) - 1
        if at < 0:
            return None
        _, end, shift = self.stretches[at]
        if min(high, size) > end or (low < 0 and shift):
            return None
        return shift if high <= size or self._same_end(shift) else None

    def _same_end(self, shift: int) -> bool:
        """Whether the last tokens moved by so much, and the text ends as it did."""
        doc, earlier = self._doc, self._earlier
        return len(doc) - len(earlier) == shift and doc.kinds[-1] == earlier.kinds[-1]

    def adopt(self, first: int, stop: int) -> bool:
        """Give the document what is known of a place; false where it has to be weighed anew."""
        shift = self.shift(first, stop)
        if shift is None or (first - shift, stop - shift) not in self._earlier.places:
            return False
        place = self._earlier.places[first - shift, stop - shift]
        if place is not None:
            if not self.moved.isdisjoint([option[0][0] for option in place.options]):
                return False
            self._adopted[first, stop] = shift
        self._doc.places[first, stop] = place
        return True

    def case(self, proposal: Proposal) -> Case | None:
        """The case of a proposal as it was examined, None where that has to be done anew."""
        first, stop, place, rules = proposal
        shift = self._adopted.get((first, stop))
        if shift is None or place.surface in self.moved:
            return None
        doc, earlier, before = self._doc, self._earlier, first - shift
        case = earlier.cases.get((before, stop - shift))
        if case is None or case.proposal.rules != rules:
            return None
        same = (
            doc.gaps[first] == earlier.gaps[before]
            and (first in doc.quoted) is (before in earlier.quoted)
            and (first in doc.emphasised) is (before in earlier.emphasised)
        )
        return _CASE((proposal, *case[1:])) if same else None


def stretches(earlier: Document, doc: Document) -> list[Stretch]:
    """The tokens of a document that an earlier one has as well, in the order of both.

    They are written alike, follow on a gap of the same kind, and are the same to the markup.
    """
    before = earlier.words, earlier.kinds, earlier.gates
    after = doc.words, doc.kinds, doc.gates
    found: list[Stretch] = []
    old = new = 0
    while True:
        length = _alike(before, after, old, new)
        if length:
            found.append(Stretch(new, new + length, new - old))
        old, new = old + length, new + length
        beyond = _again(earlier.words, doc.words, old, new)
        if beyond is None:
            return found
        old, new = beyond


Columns = tuple[Sequence[object], ...]


def _alike(before: Columns, after: Columns, old: int, new: int) -> int:
    """How many tokens are alike in all columns, from one in each of two documents on."""
    length, found = 0, CHUNK
    size = min(len(before[0]) - old, len(after[0]) - new)
    while found == CHUNK and length < size:
        found = min(CHUNK, size - length)
        for one, two in zip(before, after, strict=True):
            was, now = one[old : old + found], two[new : new + found]
            if was != now:
                found = next(i for i, (a, b) in enumerate(zip(was, now, strict=True)) if a != b)
        old, new, length = old + found, new + found, length + found
    return length


def _again(
    before: Sequence[str], after: Sequence[str], old: int, new: int
) -> tuple[int, int] | None:
    """Where two rows of words have the next few in common after some that they have not."""
    for gone, come in _SKIPS:
        one, two = old + gone, new + come
        anchor = before[one : one + ANCHOR]
        if anchor and anchor == after[two : two + ANCHOR]:
            return one, two
    return None


def _changed(earlier: Document, doc: Document, found: Sequence[Stretch]) -> Iterator[str]:
    """The words of both documents that stand in no stretch."""
    edge = Stretch(0, 0, 0), Stretch(len(doc), len(doc), len(doc) - len(earlier))
    for (_, stop, shift), (first, _, then) in pairwise((edge[0], *found, edge[1])):
        yield from doc.folded[stop:first]
        yield from earlier.folded[stop - shift : first - then]
