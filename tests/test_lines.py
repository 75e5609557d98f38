"""Offsets to lines and columns, against a slow and plain definition."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detector.lines import Position, line_end, line_starts, position

TEXTS = st.text(st.sampled_from("ab\n\r\x0b\x0c\x1c\x85\u2028\t中\u0301😀"))


def slow_position(text: str, offset: int) -> Position:
    """Count lines and columns one character at a time."""
    line = column = 1
    for i in range(offset):
        column += 1
        ended = text[i] == "\n" or (text[i] == "\r" and text[i + 1 : i + 2] != "\n")
        if ended:
            line, column = line + 1, 1
    return Position(line, column)


@given(TEXTS)
def test_position_counts_code_points(text: str) -> None:
    starts = line_starts(text)
    for offset in range(len(text) + 1):
        assert position(starts, offset) == slow_position(text, offset)


@given(TEXTS)
def test_lines_and_terminators_make_up_the_text(text: str) -> None:
    starts = line_starts(text)
    lines = [text[start : line_end(text, starts, i)] for i, start in enumerate(starts, start=1)]
    assert lines == re.split(r"\r\n|\r|\n", text)


@pytest.mark.parametrize("other", ["\x0b", "\x0c", "\x1c", "\x85", "\u2028", "\u2029"])
def test_nothing_else_ends_a_line(other: str) -> None:
    assert line_starts(f"a{other}b") == [0]


def test_crlf_is_one_end() -> None:
    assert line_starts("a\r\nb\rc\nd") == [0, 3, 5, 7]
