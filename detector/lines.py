"""Where an offset is for a person or an editor: line and column.

Only LF, CRLF and CR end a line. ``str.splitlines`` also breaks at form feeds, U+2028 and others,
which no editor counts, and every line number after one would be wrong.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

_TERMINATOR = re.compile(r"\r\n|\r|\n")


class Position(NamedTuple):
    """Line and column of an offset, both from 1; the column counts code points."""

    line: int
    column: int


def line_starts(text: str) -> list[int]:
    """Offset of the first character of every line, in order; never empty."""
    return [0, *(match.end() for match in _TERMINATOR.finditer(text))]


def position(starts: Sequence[int], offset: int) -> Position:
    """Line and column of an offset, given the line starts of its text."""
    line = bisect_right(starts, offset)
    return Position(line, offset - starts[line - 1] + 1)


def line_end(text: str, starts: Sequence[int], line: int) -> int:
    """Offset just past the last character of a line (from 1), its terminator left out."""
    if line == len(starts):
        return len(text)
    end = starts[line]
    return end - 2 if text.endswith("\r\n", starts[line - 1], end) else end - 1
