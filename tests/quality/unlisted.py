"""The tables as they would be without the hand-edited rows that touch a document's planted words.

Whoever reads a reference text and then edits lists may teach the detector that text. So it is
scored a second time, without every row that names a planted word or the word that stood there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import NamedTuple
from unittest.mock import patch

from detector.document import Document, fold
from detector.frames import Frame, Frames
from detector.host import host
from detector.lexicon import Mark
from detector.tokens import split
from seeds.gold import GoldSpan
from seeds.sources import rows

HOST = "fr"
MARKS = {("anglicisms", "form"): Mark.ACCEPTED, ("modifiers", "modifier"): Mark.EXPANDER}
"""Lists whose rows mark a word of the vocabulary, by list and column."""
FRAMES = (("expressions", "expression"), ("names", "name"))
"""Lists whose rows are frames."""

Words = tuple[str, ...]


class Rows(NamedTuple):
    """Rows of the hand-edited lists, as folded words."""

    marks: dict[Words, int]
    frames: frozenset[Words]

    def __len__(self) -> int:
        return len(self.marks) + len(self.frames)


def words(text: str) -> Words:
    """The folded words of a text."""
    return tuple(fold(word) for word in split(text)[1::2])


def planted(spans: Iterable[GoldSpan]) -> frozenset[str]:
    """Every word that was planted or stood in such a place."""
    return frozenset(
        w for s in spans for text in (s.surface, s.original or "") for w in words(text)
    )


def touching(named: frozenset[str]) -> Rows:
    """The rows that name one of some words."""
    marks: dict[Words, int] = {}
    for (table, column), mark in MARKS.items():
        for row in rows(table):
            entry = words(row[column])
            if not named.isdisjoint(entry):
                marks[entry] = marks.get(entry, 0) | mark
    entries = (words(row[column]) for table, column in FRAMES for row in rows(table))
    return Rows(marks, frozenset(entry for entry in entries if not named.isdisjoint(entry)))


@contextmanager
def without_rows(dropped: Rows) -> Iterator[None]:
    """The tables without some rows.

    A frame that another source has as well goes too: which of them a frame is from is not kept.
    """
    host.cache_clear()
    lexicon = host(HOST).lexicon
    table = bytearray(lexicon._table)
    for entry, mark in dropped.marks.items():
        number = lexicon.number(" ".join(entry))
        if number:
            table[4 * number - 1] &= ~mark & 0xFF
    around = Frames.around

    def fewer(self: Frames, doc: Document, first: int, stop: int) -> list[Frame]:
        found: Sequence[Frame] = around(self, doc, first, stop)
        return [frame for frame in found if words(frame.whole(doc)) not in dropped.frames]

    try:
        with (
            patch.object(lexicon, "_table", memoryview(table)),
            patch.object(Frames, "around", fewer),
        ):
            yield
    finally:
        host.cache_clear()
