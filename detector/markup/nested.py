"""Prose of a text that is written inside another, as Markdown is in the strings of a notebook."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from detector.prose import BLOCK, GAP, Builder, Mark, Piece, Prose


def add(builder: Builder, prose: Prose, within: Prose) -> None:
    """Add prose that was read from ``within.text`` to a builder for ``within.source``.

    Pieces of ``within`` cover all of its text, and those that are not literal are escapes of one
    character each.
    """
    edges = _edges(prose)
    text, at = prose.text, 0
    for piece in _mapped(prose, within):
        at = _own(builder, text, at, piece.start, edges)
        _mark(builder, edges, at)
        if not piece.literal:
            builder.decode(piece.source, piece.stop, text[piece.start : piece.end])
            at = piece.end
            continue
        shift = piece.source - piece.start
        while edges and edges[-1].offset < piece.end:
            cut = edges[-1].offset
            builder.take(at + shift, cut + shift)
            at = cut
            _mark(builder, edges, at)
        builder.take(at + shift, piece.stop)
        at = piece.end
    _own(builder, text, at, len(text), edges)
    _mark(builder, edges, len(text))


class _Edge(NamedTuple):
    """Where a mark starts or ends."""

    offset: int
    starts: bool
    mark: Mark


def _edges(prose: Prose) -> list[_Edge]:
    """All edges of marks, last first."""
    edges = [_Edge(marked.start, mark=marked.mark, starts=True) for marked in prose.marks]
    edges += [_Edge(marked.end, mark=marked.mark, starts=False) for marked in prose.marks]
    return sorted(edges, reverse=True)


def _mark(builder: Builder, edges: list[_Edge], offset: int) -> None:
    """Open and close what starts and ends up to an offset."""
    while edges and edges[-1].offset <= offset:
        _, starts, mark = edges.pop()
        if starts:
            builder.open(mark)
        else:
            builder.close(mark)


def _own(builder: Builder, text: str, start: int, stop: int, edges: list[_Edge]) -> int:
    """Repeat the gaps and breaks between two pieces; returns where they end."""
    while start < stop:
        _mark(builder, edges, start)
        if text.startswith(GAP, start):
            builder.gap()
            start += len(GAP)
        else:
            builder.block()
            start += len(BLOCK)
    return start


def _mapped(prose: Prose, within: Prose) -> Iterator[Piece]:
    """The pieces of prose by where they stand in the outer source."""
    units = iter(within.pieces)
    unit = next(units, None)
    for piece in prose.pieces:
        if not piece.literal:
            source, stop = within.span(piece.source, piece.stop)
            yield piece._replace(source=source, stop=stop)
            continue
        shift, at = piece.start - piece.source, piece.source
        while at < piece.stop:
            while unit and unit.end <= at:
                unit = next(units, None)
            if unit is None:
                raise ValueError(f"offset {at} is in no piece of the text around it")
            end = min(unit.end, piece.stop)
            source = unit.source + at - unit.start
            stop = source + end - at if unit.literal else unit.stop
            yield Piece(at + shift, end + shift, source, stop, unit.literal)
            at = end
