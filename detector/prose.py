"""The prose of a file: what a reader takes from it to be read, and where each bit of it stands.

Offsets into a file are what users act on, so that prose never loses them: it is put together from
pieces, each of which knows the stretch of source that it came from. What a reader leaves out (code,
markup, attributes) leaves a gap, and no word reaches over one.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
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
    """Prose from ``start``, written in the source from ``source`` to before ``stop``.

    Written as is where both are equally long; else one unit, such as an entity, that stands or
    falls whole.
    """

    start: int
    end: int
    source: int
    stop: int


class Marked(NamedTuple):
    """A mark on prose from ``start`` to before ``end``."""

    mark: Mark
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Prose:
    """Text to check, its pieces in rising order both of prose and of source, and its marks.

    Text that no piece covers is the reader's own: gaps and paragraph breaks.
    """

    source: str
    text: str
    pieces: tuple[Piece, ...]
    marks: tuple[Marked, ...] = ()

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Offsets in the source of the prose from ``start`` to before ``end``, both inside pieces.

        ValueError where an end of the span is the reader's own text.
        """
        first, last = self._piece(start), self._piece(end - 1)
        begin = first.source if _whole(first) else first.source + start - first.start
        stop = last.stop if _whole(last) else last.source + end - last.start
        return begin, stop

    def _piece(self, offset: int) -> Piece:
        at = bisect_right(self.pieces, offset, key=lambda piece: piece.start) - 1
        if at < 0 or offset >= self.pieces[at].end:
            raise ValueError(f"offset {offset} of the prose stands in no source")
        return self.pieces[at]


def _whole(piece: Piece) -> bool:
    return piece.end - piece.start != piece.stop - piece.source


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
        self._opened: list[tuple[Mark, int]] = []

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
        """What follows is marked until the mark is closed."""
        self._opened.append((mark, self._length))

    def close(self, mark: Mark) -> None:
        """The mark that was opened last ends here; nothing happens where none is open."""
        for at in reversed(range(len(self._opened))):
            if self._opened[at][0] is mark:
                start = self._opened.pop(at)[1]
                if start < self._length:
                    self._marks.append(Marked(mark, start, self._length))
                return

    def prose(self) -> Prose:
        """What was put together; marks still open end with it."""
        for mark, _ in tuple(self._opened):
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
        piece = Piece(start, end, source, stop)
        joined = last.end == start and last.stop == source and self._pieces
        if joined and not _whole(piece) and not _whole(last) and self._as_is(piece, text):
            piece = Piece(last.start, end, last.source, stop)
            self._pieces.pop()
        self._pieces.append(piece)
        self._text.append(text)
        self._length = end

    def _as_is(self, piece: Piece, text: str) -> bool:
        return self._source.startswith(text, piece.source)

    def _own(self, text: str) -> None:
        if self._text and self._text[-1] != text:
            self._text.append(text)
            self._length += len(text)
