"""Prose inside an escaped text is the same prose, with places in the file around it."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detector.markup import nested
from detector.markup.positions import String, decode
from detector.prose import Builder, Prose, plain
from detector.readers import html
from tests.written import assert_maps_back, near

MARKUP = near(
    *"<p> <b> </b> <a\thref=x> </a> &eacute; <code>a</code> <h1> </h1> <q> </q> \\".split(" ")
)


def inside(text: str, *, ascii_only: bool = True) -> Prose:
    source = json.dumps(text, ensure_ascii=ascii_only)
    builder = Builder(source)
    decode(builder, source, String(1, len(source) - 1))
    return builder.prose()


@given(st.text() | MARKUP, st.booleans())
def test_nothing_changes_but_the_places(text: str, ascii_only: bool) -> None:
    within = inside(text, ascii_only=ascii_only)
    prose = html.prose(within.text)
    builder = Builder(within.source)
    nested.add(builder, prose, within)
    found = builder.prose()
    assert_maps_back(found)
    assert (found.text, found.marks) == (prose.text, prose.marks)
    for piece in prose.pieces:
        start, stop = found.span(piece.start, piece.end)
        assert json.loads(f'"{found.source[start:stop]}"') == text[piece.source : piece.stop]


def test_a_word_points_at_its_escapes() -> None:
    within = inside("un <b>été&nbsp;</b>")
    builder = Builder(within.source)
    nested.add(builder, html.prose(within.text), within)
    found = builder.prose()
    start, stop = found.span(3, 6)
    assert (found.text, found.source[start:stop]) == ("un été\u00a0", r"\u00e9t\u00e9")


def test_text_that_stands_nowhere_is_refused() -> None:
    with pytest.raises(ValueError, match="offset 2 is in no piece"):
        nested.add(Builder("abc"), plain("abc"), plain("ab"))
