"""What stands between two words: plain space says nothing, all else parts, joins or marks them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

_APOSTROPHES = "'’ʼ＇"
_HYPHENS = "-‐‑"
_SENTENCE_END = re.compile(r"[.!?…][\"'»”’)\]]*\s|\n\s*\n|\n[ \t]*(?:[-*#>•]|\d+[.)])")
_CODE = frozenset("_@#$&+=\\/|<>{}~^")
_OPENING = frozenset("«“‹")
_CLOSING = frozenset("»”›")
_STRAIGHT = '"'
_QUOTES = (_STRAIGHT, *sorted(_OPENING | _CLOSING))
_EMPHASIS = re.compile(r"[*_`]+")


class Gap:
    """Bits of what stands between two words; 0 is plain space."""

    ELISION: Final = 1
    HYPHEN: Final = 2
    BREAK: Final = 4
    SENTENCE: Final = 8
    NUMBER: Final = 16
    GLUE_LEFT: Final = 32
    """The gap ends in a mark of code, address or number that belongs to the next word."""
    GLUE_RIGHT: Final = 64
    """The gap begins with such a mark, belonging to the word before."""


OPEN = frozenset((0, Gap.ELISION))
"""Kinds of the gaps over which words call for something."""


@lru_cache(maxsize=4096)
def gap_kind(gap: str) -> int:
    """Classify what stands between two words."""
    if gap.isspace():
        return Gap.SENTENCE | Gap.BREAK if _SENTENCE_END.search(gap) else 0
    if len(gap) == 1:
        if gap in _APOSTROPHES:
            return Gap.ELISION
        if gap in _HYPHENS:
            return Gap.HYPHEN
    if not gap:
        return 0
    kind = Gap.BREAK
    if _SENTENCE_END.search(gap):
        kind |= Gap.SENTENCE
    if any(c.isdigit() for c in gap):
        kind |= Gap.NUMBER
    inner = gap[0] in ".:" and not any(map(str.isspace, gap))
    if inner or _is_code(gap[-1]):
        kind |= Gap.GLUE_LEFT
    if inner or _is_code(gap[0]):
        kind |= Gap.GLUE_RIGHT
    return kind


def _is_code(char: str) -> bool:
    """Whether a character joins words into an address, a number or code."""
    return char in _CODE or char.isnumeric()


def quotes(gap: str) -> bool:
    """Whether a gap may open or close a quotation, or ends a paragraph, and with it any."""
    return "\n\n" in gap or any(map(gap.__contains__, _QUOTES))


def quotations(gaps: Iterable[tuple[int, str]]) -> list[int]:
    """Numbers of the tokens between quotation marks that are closed in the same paragraph.

    ``gaps`` are those that `quotes`, each with the number of the token after it.
    """
    inside: list[int] = []
    opened = -1
    for i, gap in gaps:
        for char in gap:
            if char in _OPENING or (char == _STRAIGHT and opened < 0):
                opened = i
            elif opened >= 0 and (char in _CLOSING or char == _STRAIGHT):
                inside.extend(range(opened, i))
                opened = -1
        if "\n\n" in gap:
            opened = -1
    return inside


def emphasises(gap: str) -> bool:
    """Whether a gap may begin or end an emphasis."""
    return "*" in gap or "_" in gap or "`" in gap


def emphases(gaps: Iterable[tuple[int, str]]) -> list[int]:
    """Numbers of the tokens between asterisks, underscores or backticks of one kind.

    ``gaps`` are those that `emphasises`, each with the number of the token after it.
    """
    inside: list[int] = []
    opened, mark = -1, ""
    for i, gap in gaps:
        for found in _EMPHASIS.findall(gap):
            if opened >= 0 and found == mark:
                inside.extend(range(opened, i))
                opened = -1
            else:
                opened, mark = i, found
    return inside
