"""The lines of a text as readers of line-based markup go through them."""

from __future__ import annotations

import re
from typing import NamedTuple

_LINE = re.compile(r"([ \t]*+)([^\r\n]*+)(?:\r\n|\r|\n|\Z)")


class Row(NamedTuple):
    """A line: where it starts, where its first sign stands, and where its last one ends.

    ``indent`` is the column of the first sign, with a tab at every eighth; a blank line has none,
    and its ``first`` is its ``stop``.
    """

    start: int
    first: int
    stop: int
    indent: int

    @property
    def blank(self) -> bool:
        """Whether nothing but white space stands in it."""
        return self.first == self.stop


def rows(text: str, start: int = 0) -> list[Row]:
    """All lines from an offset on, without their ends and the white space before these."""
    found = []
    while start < len(text):
        line = _LINE.match(text, start)
        if line is None:
            break
        first, length = line.start(2), len(line[2].rstrip())
        indent = len(line[1].expandtabs()) if length else 0
        found.append(Row(start, first, first + length, indent))
        start = line.end()
    return found


def end_of_indented(found: list[Row], at: int, indent: int) -> int:
    """The number of the first row from one on that is neither blank nor indented by more."""
    while at < len(found) and (found[at].blank or found[at].indent > indent):
        at += 1
    return at
