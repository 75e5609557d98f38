"""The prose of a file: what a reader takes from it to be read, and where each bit of it stands.

Offsets into a file are what users act on, so that prose never loses them: it is put together from
pieces, each of which knows the stretch of source that it came from. What a reader leaves out (code,
markup, attributes) leaves a gap, and no word reaches over one.
"""

from __future__ import annotations

from bisect import bisect_right
from enum import StrEnum
from typing import NamedTuple

GAP = "\ufffc"
"""Stands where a reader left something out inside a line; no letter, so that it parts words."""
BLOCK = "\n\n"
"""Stands between paragraphs, headings, items and cells."""


class Mark(StrEnum):
    """What markup says of a stretch of prose."""

    QUOTED = "quoted"
    EMPHASISED = "emphasised"
    LINK = "link"
    HEADING = "heading"
    FOREIGN = "foreign"
    """Declared to be in another language, as by ``lang="en"``."""


class Piece(NamedTuple):
    """Prose from ``start`` to before ``end``, written in the source from ``source`` to ``stop``.

    A literal piece is written as is; another is one unit, such as an entity, that stands or falls
    whole.
    """

    start: int
    end: int
    source: int
    stop: int
    literal: bool = True


class Marked(NamedTuple):
    """A mark on prose from ``start`` to before ``end``."""

    mark: Mark
    start: int
    end: int


class Prose(NamedTuple):
    """Text to check, its pieces in rising order both of prose and of source, and its marks.

    Text that no piece covers is the reader's own: gaps and paragraph breaks.
    """

    source: str
    text: str
    pieces: tuple[Piece, ...]
    marks: tuple[Marked, ...] = ()

    @property
    def whole(self) -> bool:
        """Whether it is all of its source as written: offsets are the same in both."""
        size = len(self.source)
        return self.text == self.source and self.pieces == (Piece(0, size, 0, size),)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Offsets in the source of the prose from ``start`` to before ``end``, both inside pieces.

        ValueError where an end of the span is the reader's own text.
        """
        first, last = self._piece(start), self._piece(end - 1)
        begin = first.source + (start - first.start if first.literal else 0)
        stop = last.source + end - last.start if last.literal else last.stop
        return begin, stop

    def offset(self, source: int) -> int:
        """Where in the prose an offset of the source stands: the start of its unit in one.

        ValueError where nothing was taken from there.
        """
        at = bisect_right(self.pieces, source, key=lambda piece: piece.source) - 1
        if at < 0 or source >= self.pieces[at].stop:
            raise ValueError(f"offset {source} of the source is not in the prose")
        piece = self.pieces[at]
        return piece.start + (source - piece.source if piece.literal else 0)

    def _piece(self, offset: int) -> Piece:
        at = bisect_right(self.pieces, offset, key=lambda piece: piece.start) - 1
        if at < 0 or offset >= self.pieces[at].end:
            raise ValueError(f"offset {offset} of the prose stands in no source")
        return self.pieces[at]


def plain(text: str) -> Prose:
    """All of a text as prose, unmarked."""
    return Prose(text, text, (Piece(0, len(text), 0, len(text)),) if text else ())


class Builder:
    """Puts prose together from a source, front to back.

    A reader calls `take`, `decode`, `gap` and `block` in the order of the source, and `open` and
    `close` around marked stretches.
    """

    def __init__(self, source: str) -> None:
        self._source = source
        self._text: list[str] = []
        self._length = 0
        self._pieces: list[Piece] = []
        self._marks: list[Marked] = []
        self._depths = dict.fromkeys(Mark, 0)
        self._starts = dict.fromkeys(Mark, 0)

    def take(self, source: int, stop: int) -> None:
        """Add source text as it is written; ValueError where it reaches back."""
        self._add(self._source[source:stop], source, stop)

    def decode(self, source: int, stop: int, text: str) -> None:
        """Add what a stretch of source stands for, such as an entity or an escape."""
        self._add(text, source, stop)

    def gap(self) -> None:
        """Something was left out here; more than one gap running is one."""
        self._own(GAP)

    def block(self) -> None:
        """What follows is another paragraph; more than one break running is one."""
        self._own(BLOCK)

    def open(self, mark: Mark) -> None:
        """What follows is marked until the mark is closed as often as it was opened."""
        if not self._depths[mark]:
            self._starts[mark] = self._length
        self._depths[mark] += 1

    def close(self, mark: Mark) -> None:
        """A mark that was opened ends here; nothing happens where none is open."""
        if self._depths[mark]:
            self._depths[mark] -= 1
            if not self._depths[mark] and self._starts[mark] < self._length:
                self._marks.append(Marked(mark, self._starts[mark], self._length))

    def prose(self) -> Prose:
        """What was put together; marks still open end with it."""
        for mark in Mark:
            while self._depths[mark]:
                self.close(mark)
        marks = tuple(sorted(self._marks, key=lambda marked: (marked.start, -marked.end)))
        return Prose(self._source, "".join(self._text), tuple(self._pieces), marks)

    def _add(self, text: str, source: int, stop: int) -> None:
        last = self._pieces[-1] if self._pieces else Piece(0, 0, 0, 0)
        if not last.stop <= source <= stop <= len(self._source):
            raise ValueError(f"source {source} to {stop} does not follow what was taken")
        if not text or source == stop:
            return
        start, end = self._length, self._length + len(text)
        literal = end - start == stop - source and self._source.startswith(text, source)
        if literal and last.literal and (last.end, last.stop) == (start, source) and self._pieces:
            self._pieces.pop()
            start, source = last.start, last.source
        self._pieces.append(Piece(start, end, source, stop, literal))
        self._text.append(text)
        self._length = end

    def _own(self, text: str) -> None:
        if self._text and self._text[-1] != text:
            self._text.append(text)
            self._length += len(text)
