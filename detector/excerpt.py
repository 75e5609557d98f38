"""A source line with carets under a span, as wide as a page and no wider.

Carets are placed by columns on the screen, not by characters: wide characters take two, combining
marks none, tabs and escapes several. A line may be megabytes long, so only what is near the
span is ever looked at.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import accumulate, takewhile
from typing import NamedTuple

from detector.lines import line_end, position
from detector.terminal import Cell, Page, cells


class Excerpt(NamedTuple):
    """Two rows to print below each other."""

    line: str
    carets: str


def excerpt(text: str, starts: Sequence[int], start: int, end: int, page: Page) -> Excerpt:
    """The first line of a span, cut around it with an ellipsis where it is wider than the page.

    ``starts`` are the line starts of the text. An empty span gets one caret.
    """
    line = position(starts, start).line
    first, last = starts[line - 1], line_end(text, starts, line)
    stop = max(start, min(end, last))
    ellipsis = cells("…", page.encoding)
    room = page.width - 2 * _width(ellipsis)

    marked = _fitting(cells(text[start : min(stop, start + room)], page.encoding), room)
    room -= _width(marked)
    before = cells(text[max(first, start - room) : start], page.encoding)
    after = cells(text[stop : min(last, stop + room)], page.encoding)
    if start + len(marked) < stop:
        after = []
    left = _fitting(reversed(before), max(room // 2, room - _width(after)))[::-1]
    right = _fitting(after, room - _width(left))

    if start - len(left) > first:
        left = ellipsis + _without_orphan_marks(left)
    if start + len(marked) + len(right) < last or end > last:
        right = right + ellipsis
    return Excerpt(
        line=_shown([*left, *marked, *right]).rstrip(),
        carets=" " * _width(left) + "^" * max(1, _width(marked)),
    )


def _fitting(row: Iterable[Cell], room: int) -> list[Cell]:
    """The first cells of a row that take no more than so many columns."""
    row = list(row)
    totals = accumulate(cell.width for cell in row)
    return row[: sum(1 for _ in takewhile(lambda total: total <= room, totals))]


def _without_orphan_marks(row: list[Cell]) -> list[Cell]:
    """A row without leading combining marks whose letter was cut off."""
    return row[next((i for i, cell in enumerate(row) if cell.width), len(row)) :]


def _width(row: Iterable[Cell]) -> int:
    return sum(cell.width for cell in row)


def _shown(row: Iterable[Cell]) -> str:
    return "".join(cell.shown for cell in row)
