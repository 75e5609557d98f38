"""Two texts side by side at a console: wrapped in columns, with what differs marked.

Marks are brackets as well as colours, so that nothing is lost on paper or in a file. Columns are
counted as the screen does, and what the texts hold cannot act on it (`detector.terminal`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby, zip_longest
from operator import itemgetter
from typing import NamedTuple

from detector.terminal import Cell, Page, cells, paint

BETWEEN = " | "


class Marked(NamedTuple):
    """A piece of text, and how it looks: `terminal.RED` and its like, empty where it is plain."""

    text: str
    look: str = ""


Styled = tuple[Cell, str]
"""A character as it is shown, and its look."""


def beside(left: Iterable[Marked], right: Iterable[Marked], page: Page) -> Iterator[str]:
    """The lines of two texts beside each other, as wide as the page at most."""
    width = (page.width - len(BETWEEN)) // 2
    columns = (_wrapped(_styled(text, page), width) for text in (left, right))
    for one, other in zip_longest(*columns, fillvalue=[]):
        blank = " " * (width - sum(cell.width for cell, _ in one))
        yield f"{_painted(one, page)}{blank}{BETWEEN}{_painted(other, page)}".rstrip()


def _styled(text: Iterable[Marked], page: Page) -> list[Styled]:
    """The characters of a text; what is marked stands in brackets, and all space is one."""
    found: list[Styled] = []
    for piece, look in text:
        squeezed = _squeezed(piece)
        shown = f"[{squeezed}]" if look else squeezed
        found += [(cell, look) for cell in cells(shown, page.encoding)]
    return found


def _squeezed(text: str) -> str:
    """A text in which any run of white space is one space."""
    inside = " ".join(text.split())
    before = " " if inside and text[0].isspace() else ""
    after = " " if text[-1:].isspace() else ""
    return before + inside + after


def _wrapped(text: list[Styled], width: int) -> Iterator[list[Styled]]:
    """Lines of a text that take so many columns at most, broken at spaces where there are any."""
    line: list[Styled] = []
    used = 0
    for space, run in groupby(text, lambda each: each[0].shown == " "):
        word = list(run)
        if used and not space and used + _width(word) > width:
            yield line[:-1]
            line, used = [], 0
        for each in word:
            if used + each[0].width > width:
                yield line
                line, used = [], 0
            if used or not space:
                line.append(each)
                used += each[0].width
    if line:
        yield line


def _width(line: Iterable[Styled]) -> int:
    return sum(cell.width for cell, _ in line)


def _painted(line: list[Styled], page: Page) -> str:
    runs = (
        ("".join(cell.shown for cell, _ in run), look) for look, run in groupby(line, itemgetter(1))
    )
    return "".join(paint(text, look, page) if look else text for text, look in runs)
