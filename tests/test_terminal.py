"""Nothing in a document acts on the console, and everything shown can be encoded there."""

from __future__ import annotations

import io
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detector.terminal import Page, cells, page, visible

ANYTHING = st.text(st.characters(exclude_categories=()))
ENCODINGS = st.sampled_from(["utf-8", "ascii", "cp1252", "cp850", "latin-1"])


class Console(io.StringIO):
    """A stream at which a person reads."""

    encoding = "cp1252"

    def isatty(self) -> bool:
        return True


@given(ANYTHING, ENCODINGS)
def test_whatever_is_shown_is_harmless_and_encodable(text: str, encoding: str) -> None:
    shown = visible(text, encoding)
    shown.encode(encoding)
    assert not {unicodedata.category(char) for char in shown} & {"Cc", "Cf", "Cs", "Zl", "Zp"}


@given(st.text(st.characters(min_codepoint=0x20, max_codepoint=0x7E)), ENCODINGS)
def test_printable_ascii_is_left_alone(text: str, encoding: str) -> None:
    assert visible(text, encoding) == text


@pytest.mark.parametrize(
    ("char", "shown"),
    [
        ("\x1b", r"\x1b"),
        ("\x00", r"\x00"),
        ("\r", r"\r"),
        ("\x9b", r"\x9b"),
        ("\u202e", r"\u202e"),
        ("\u2066", r"\u2066"),
        ("\u200b", r"\u200b"),
        ("\ud800", r"\ud800"),
        ("\U000e0041", r"\U000e0041"),
    ],
)
def test_what_would_act_or_hide_is_written_out(char: str, shown: str) -> None:
    assert visible(char) == shown


def test_a_poorer_encoding_gets_the_nearest_letters() -> None:
    assert visible("« Dès l’été… œuvre – 中 »", "ascii") == '" Des l\'ete... oeuvre - \\u4e2d "'
    assert visible("« Dès l’été… œuvre »", "cp1252") == "« Dès l’été… œuvre »"
    assert visible("e\u0301te\u0301", "ascii") == "ete"


@pytest.mark.parametrize(
    ("char", "width"),
    [("a", 1), ("é", 1), ("\u0301", 0), ("\u1161", 0), ("中", 2), ("Ａ", 2), ("😀", 2), ("\t", 4)],
)
def test_cells_know_their_columns(char: str, width: int) -> None:
    assert [cell.width for cell in cells(char)] == [width]


@pytest.mark.parametrize(
    ("environ", "colour"),
    [
        ({}, True),
        ({"NO_COLOR": "1"}, False),
        ({"NO_COLOR": ""}, True),
        ({"TERM": "dumb"}, False),
        ({"TERM": "dumb", "FORCE_COLOR": "1"}, True),
        ({"NO_COLOR": "1", "FORCE_COLOR": "1"}, False),
    ],
)
def test_colour_at_a_console(environ: dict[str, str], colour: bool) -> None:
    assert page(Console(), environ).colour is colour


@pytest.mark.parametrize(("environ", "colour"), [({}, False), ({"FORCE_COLOR": "1"}, True)])
def test_colour_in_a_file(environ: dict[str, str], colour: bool) -> None:
    assert page(io.TextIOWrapper(io.BytesIO(), "utf-8"), environ).colour is colour


def test_the_page_follows_the_stream() -> None:
    assert page(Console(), {}).encoding == "cp1252"
    assert page(io.TextIOWrapper(io.BytesIO(), "UTF8"), {}) == Page()
    assert page(io.StringIO(), {}).encoding == "ascii"
