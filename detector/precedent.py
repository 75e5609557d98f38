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
from itertools import pairwise, product
from typing import TYPE_CHECKING, NamedTuple

from detector.document import MAX_PHRASE
from detector.engine import Case
from detector.frames import MAX_WORDS
from detector.usage import MAX_RUN, NEAR

if TYPE_CHECKING:
    from detector.document import Document
    from detector.engine import Proposal
    from detector.frames import Frame

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
"""Tokens of each document that may lie between two stretches, and those that begin the next."""
_CASE: Callable[[tuple[object, ...]], Case] = partial(tuple.__new__, Case)
"""A case of its fields in a row, at a fraction of the cost of naming one."""
_SKIPS = sorted(product(range(LOST + 1), repeat=2), key=lambda skip: (max(skip), -min(skip)))[1:]
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
        self.stretches = stretches(earlier, doc)
        self.moved = frozenset(_changed(earlier, doc, self.stretches))
        self._inner = tuple(self._within_reach())
        self._firsts = [inner.first for inner in self._inner]
        self._adopted: dict[tuple[int, int], int] = {}

    def _within_reach(self) -> Iterator[Stretch]:
        """Of each stretch the tokens in which all lies within reach that has a say in a place.

        An end of the text lies within reach where the earlier text ends there as well.
        """
        doc, earlier = self._doc, self._earlier
        reach = 1 + max(*_REACHES, doc.host.surroundings.reach)
        size, same_end = len(doc), doc.kinds[-1] == earlier.kinds[-1]
        for first, stop, shift in self.stretches:
            starts = first == 0 == shift
            ends = same_end and stop == size and size - shift == len(earlier)
            low, high = first if starts else first + reach, stop if ends else stop - reach
            if low < high:
                yield Stretch(low, high, shift)

    def shift(self, first: int, stop: int) -> int | None:
        """How much later a place stands, None unless all within its reach moved with it."""
        at = bisect_right(self._firsts, first) - 1
        if at < 0:
            return None
        _, end, shift = self._inner[at]
        return shift if stop <= end else None

    def frames(self, first: int, stop: int) -> list[Frame] | None:
        """What the words around a place leave open there, None where that is to be looked up."""
        shift = self.shift(first, stop)
        return None if shift is None else self._earlier.framed.get((first - shift, stop - shift))

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
