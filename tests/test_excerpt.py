"""The carets stand under the span, whatever is before it, and the line fits the page."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detector.excerpt import Excerpt, excerpt
from detector.lines import line_end, line_starts, position
from detector.terminal import Page, cells

MIXED = st.text(st.sampled_from("abc \t中😀é\x1b\u202e\n\r…"), max_size=120)


def at(text: str, needle: str, page: Page | None = None) -> Excerpt:
    """The excerpt of the first place where the needle stands."""
    start = text.index(needle)
    return excerpt(text, line_starts(text), start, start + len(needle), page or Page())


def columns(line: str) -> list[str]:
    """What stands in each column of a shown line."""
    return [part for shown, width in cells(line) for part in [shown] + [""] * (width - 1)]


@given(MIXED, st.data(), st.integers(20, 60))
def test_carets_stand_under_the_span(text: str, data: st.DataObject, width: int) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    starts = line_starts(text)
    line, carets = excerpt(text, starts, start, end, Page(width=width))

    left, count = carets.count(" "), carets.count("^")
    assert carets == " " * left + "^" * count
    assert sum(cell.width for cell in cells(line)) <= width
    span = cells(text[start : min(end, line_end(text, starts, position(starts, start).line))])
    columns_of_span = sum(cell.width for cell in span)
    if columns_of_span <= width - 2:
        assert count == max(1, columns_of_span)
    if columns_of_span:
        assert "".join(cell.shown for cell in span).startswith(
            "".join(columns(line)[left : left + count])
        )


@pytest.mark.parametrize(
    ("text", "needle", "line", "carets"),
    [
        ("un mot", "mot", "un mot", "   ^^^"),
        ("un\nmot\nici", "mot", "mot", "^^^"),
        ("un\r\nmot ici\r\n", "mot", "mot ici", "^^^"),
        ("\tmot", "mot", "    mot", "    ^^^"),
        ("中文 mot", "mot", "中文 mot", "     ^^^"),
        ("dans 中文 mot", "中文", "dans 中文 mot", "     ^^^^"),
        ("e\u0301te\u0301 mot", "mot", "e\u0301te\u0301 mot", "    ^^^"),
        ("\x1b[0m mot", "mot", r"\x1b[0m mot", "        ^^^"),
        ("un mot\nlong", "mot\nlong", "un mot…", "   ^^^"),
    ],
)
def test_one_line(text: str, needle: str, line: str, carets: str) -> None:
    assert at(text, needle) == Excerpt(line, carets)


def test_a_long_line_is_cut_on_both_sides() -> None:
    line, carets = at("a" * 500 + " money " + "b" * 500, "money", Page(width=21))
    assert line == "…aaaaaa money bbbbbb…"
    assert carets == "        ^^^^^"


def test_room_that_one_side_does_not_need_goes_to_the_other() -> None:
    assert at("money " + "b" * 500, "money", Page(width=21)).line == "money bbbbbbbbbbbbb…"
    assert at("a" * 500 + " money", "money", Page(width=21)).line == "…aaaaaaaaaaaaa money"


def test_a_span_wider_than_the_page_is_cut_too() -> None:
    line, carets = at("a" * 500, "a" * 400, Page(width=21))
    assert line == "a" * 19 + "…"
    assert carets == "^" * 19


def test_an_empty_span_gets_a_caret() -> None:
    assert excerpt("un mot", [0], 3, 3, Page()) == Excerpt("un mot", "   ^")
    assert excerpt("", [0], 0, 0, Page()) == Excerpt("", "^")


def test_the_ellipsis_suits_the_encoding() -> None:
    assert at("a" * 99 + "x", "x", Page("ascii", width=20)).line == "..." + "a" * 13 + "x"


def test_a_line_of_megabytes_costs_no_more_than_its_neighbourhood() -> None:
    text = "mot " * 1_000_000
    starts = line_starts(text)
    begin = time.process_time()
    for start in range(0, 2_000_000, 10_000):
        excerpt(text, starts, start, start + 3, Page())
    assert time.process_time() - begin < 2
