"""Which words of a spun text stand where which words of its source stood.

Sentences find each other by the words that spinning spares (`detector.signature`): a sentence whose
spared words occur once on either side is the same sentence, however many of its other words were
swapped, and wherever it went. Inside of it each spared word stands for itself, so that the words
between two of them stand for the words between the same two. What is left without a partner lies
between sentences that have one, and is aligned word by word (`difflib`). Texts of any length take
time in proportion to it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, deque
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import groupby, pairwise
from typing import NamedTuple

from detector.document import Document
from detector.signature import spared

MIN_KEY = 2
"""Spared words of a sentence from which it can be known again."""
MAX_ALIGNED = 1_000
"""Words on a side from which a stretch without any sentence in common is taken as a whole."""


class Stretch(NamedTuple):
    """Tokens ``first`` to before ``stop``; none where both are the token that it is before."""

    first: int
    stop: int

    def __bool__(self) -> bool:
        return self.first < self.stop


class Edit(NamedTuple):
    """Words of the source, and those that the spun text has in their place; either may be none."""

    source: Stretch
    spun: Stretch


class Row(NamedTuple):
    """A stretch of both texts to be read side by side, mostly a sentence, and its edits.

    ``moved`` says that it stands elsewhere in the spun text, beside other neighbours.
    """

    source: Stretch
    spun: Stretch
    edits: tuple[Edit, ...]
    moved: bool = False


Key = tuple[str, ...]
"""What a sentence is known by: its spared words."""


class _Side(NamedTuple):
    """One of the two documents: its sentences, the key of each, and its spared tokens."""

    doc: Document
    sentences: list[Stretch]
    keys: list[Key]
    spared: list[int]

    def marks(self, stretch: Stretch) -> list[int]:
        """Numbers of the spared tokens in a stretch."""
        low, high = (bisect_left(self.spared, end) for end in stretch)
        return self.spared[low:high]

    def over(self, numbers: Sequence[int]) -> Stretch:
        """The tokens of sentences that follow each other."""
        return Stretch(self.sentences[numbers[0]].first, self.sentences[numbers[-1]].stop)


def rows(source: Document, spun: Document) -> list[Row]:
    """Both documents side by side, all of them, in the order of the spun one.

    What the spun one lacks comes where it would stand.
    """
    ours, theirs = _side(source), _side(spun)
    partners = _partners(ours.keys, theirs.keys)
    anchors = _in_order(partners)
    moved = {j: i for i, j in partners.items() if anchors.get(i) != j}
    gone = frozenset(moved.values())
    ends = [(-1, -1), *anchors.items(), (len(ours.keys), len(theirs.keys))]
    found: list[Row] = []
    for (i, j), (k, m) in pairwise(ends):
        if i >= 0:
            found.append(_known_again(ours, theirs, i, j))
        found += _between(ours, theirs, range(i + 1, k), range(j + 1, m), moved, gone)
    return found


def _side(doc: Document) -> _Side:
    starts = [*doc.sentence_starts, len(doc)]
    sentences = [Stretch(*ends) for ends in pairwise(starts)] if len(doc) else []
    side = _Side(doc, sentences, [], spared(doc))
    side.keys.extend(tuple(doc.folded[i] for i in side.marks(each)) for each in sentences)
    return side


def _partners(ours: Sequence[Key], theirs: Sequence[Key]) -> dict[int, int]:
    """The sentences that can be known again, by number in rising order, and where they are now."""
    here, there = _once(ours), _once(theirs)
    return {i: there[key] for key, i in here.items() if key in there}


def _once(keys: Sequence[Key]) -> dict[Key, int]:
    """The keys of some length that only one sentence has, and that sentence."""
    counts = Counter(keys)
    return {key: i for i, key in enumerate(keys) if len(key) >= MIN_KEY and counts[key] == 1}


def _in_order(partners: dict[int, int]) -> dict[int, int]:
    """Those of the partners that are in the same order on both sides."""
    ours, theirs = list(partners), sorted(partners.values())
    matcher = SequenceMatcher(None, list(partners.values()), theirs, autojunk=False)
    return {
        ours[block.a + n]: theirs[block.b + n]
        for block in matcher.get_matching_blocks()
        for n in range(block.size)
    }


def _between(
    ours: _Side,
    theirs: _Side,
    i: range,
    j: range,
    moved: dict[int, int],
    gone: frozenset[int],
) -> Iterator[Row]:
    """What stands between two sentences that are the same: ``i`` of ours, ``j`` of theirs.

    ``moved`` are sentences from elsewhere, by where they are now, ``gone`` those that went
    elsewhere; where they part what is left on both sides, the parts stand for each other in order.
    """
    left = deque(ours.over(list(run)) for away, run in groupby(i, gone.__contains__) if not away)
    nothing = _nowhere(ours, i.start)
    for origin, run in groupby(j, lambda number: moved.get(number, -1)):
        numbers = list(run)
        if origin >= 0:
            yield _known_again(ours, theirs, origin, numbers[0], moved=True)
        else:
            yield _aligned(ours, theirs, left.popleft() if left else nothing, theirs.over(numbers))
    yield from (_aligned(ours, theirs, stretch, _nowhere(theirs, j.stop)) for stretch in left)


def _nowhere(side: _Side, number: int) -> Stretch:
    """No words before a sentence; of the one after the last, at the end."""
    at = side.sentences[number].first if number < len(side.sentences) else len(side.doc)
    return Stretch(at, at)


def _known_again(ours: _Side, theirs: _Side, i: int, j: int, *, moved: bool = False) -> Row:
    """A sentence that is on both sides: its spared words part it into places."""
    source, spun = ours.sentences[i], theirs.sentences[j]
    edits: list[Edit] = []
    a, b = source.first, spun.first
    marks = zip(ours.marks(source), theirs.marks(spun), strict=True)
    for c, d in (*marks, (source.stop, spun.stop)):
        edits += _edits(ours.doc, theirs.doc, Stretch(a, c), Stretch(b, d))
        a, b = c + 1, d + 1
    return Row(source, spun, tuple(edits), moved)


def _aligned(ours: _Side, theirs: _Side, source: Stretch, spun: Stretch) -> Row:
    """A row of stretches that have no sentence in common."""
    return Row(source, spun, tuple(_edits(ours.doc, theirs.doc, source, spun)))


def _edits(ours: Document, theirs: Document, source: Stretch, spun: Stretch) -> Iterator[Edit]:
    """Where the words of two stretches differ."""
    old, new = ours.folded[slice(*source)], theirs.folded[slice(*spun)]
    if old == new:
        return
    if not old or not new or max(len(old), len(new)) > MAX_ALIGNED:
        yield Edit(source, spun)
        return
    for tag, a, b, c, d in SequenceMatcher(None, old, new).get_opcodes():
        if tag != "equal":
            yield Edit(
                Stretch(source.first + a, source.first + b), Stretch(spun.first + c, spun.first + d)
            )
