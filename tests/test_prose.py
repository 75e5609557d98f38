"""Prose knows where each bit of it stands, and a builder never loses its way."""

from __future__ import annotations

import pickle
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detector.prose import BLOCK, GAP, Builder, Mark, Marked, Piece, Prose, plain
from tests.proses import proses


@given(proses())
def test_pieces_rise_and_say_what_they_stand_for(prose: Prose) -> None:
    for piece in prose.pieces:
        assert piece.start < piece.end
        assert piece.source < piece.stop
        written = prose.source[piece.source : piece.stop]
        assert piece.literal == (written == prose.text[piece.start : piece.end])
    for one, other in pairwise(prose.pieces):
        assert one.end <= other.start
        assert one.stop <= other.source


@given(proses())
def test_what_no_piece_covers_is_gaps_and_breaks(prose: Prose) -> None:
    at = 0
    for start, end, *_ in (*prose.pieces, (len(prose.text), 0)):
        own = prose.text[at:start]
        assert not own.replace(BLOCK, "").replace(GAP, "")
        assert GAP * 2 not in own
        assert BLOCK * 2 not in own
        at = end


@given(proses(), st.data())
def test_every_span_between_pieces_maps_to_its_source(prose: Prose, data: st.DataObject) -> None:
    if not prose.pieces:
        return
    inside = [i for piece in prose.pieces for i in range(piece.start, piece.end)]
    start = data.draw(st.sampled_from(inside))
    last = data.draw(st.sampled_from([i for i in inside if i >= start]))
    begin, stop = prose.span(start, last + 1)
    assert 0 <= begin < stop <= len(prose.source)
    touched = [p for p in prose.pieces if p.start <= last and p.end > start]
    own = len(prose.text[start : last + 1]) > sum(
        min(p.end, last + 1) - max(p.start, start) for p in touched
    )
    contiguous = all(one.stop == other.source for one, other in pairwise(touched))
    if all(piece.literal for piece in touched) and contiguous and not own:
        assert prose.source[begin:stop] == prose.text[start : last + 1]
    for piece in touched:
        if not piece.literal:
            assert begin <= piece.source
            assert piece.stop <= stop


@given(proses())
def test_offsets_lead_back_from_the_source(prose: Prose) -> None:
    taken = {}
    for piece in prose.pieces:
        for at in range(piece.source, piece.stop):
            taken[at] = piece.start + (at - piece.source if piece.literal else 0)
    for at in range(-1, len(prose.source) + 1):
        if at in taken:
            assert prose.offset(at) == taken[at]
            assert prose.span(taken[at], taken[at] + 1)[0] <= at
        else:
            with pytest.raises(ValueError, match="not in the prose"):
                prose.offset(at)


@given(proses())
def test_marks_are_sorted_and_stretches_of_one_kind_apart(prose: Prose) -> None:
    assert list(prose.marks) == sorted(prose.marks, key=lambda m: (m.start, -m.end))
    for kind in Mark:
        of_kind = [marked for marked in prose.marks if marked.mark is kind]
        assert all(0 <= m.start < m.end <= len(prose.text) for m in of_kind)
        assert all(one.end <= other.start for one, other in pairwise(of_kind))


@given(proses())
def test_prose_survives_pickling(prose: Prose) -> None:
    assert pickle.loads(pickle.dumps(prose)) == prose  # noqa: S301


@given(st.text())
def test_a_plain_text_is_its_own_prose(text: str) -> None:
    prose = plain(text)
    assert prose.text == prose.source == text
    for start in range(len(text)):
        assert prose.span(start, len(text)) == (start, len(text))


def test_the_readers_own_text_stands_nowhere() -> None:
    builder = Builder("un <b>")
    builder.take(0, 3)
    builder.gap()
    prose = builder.prose()
    assert prose.text == "un " + GAP
    for span in ((3, 4), (0, 4), (-1, 1), (4, 5)):
        with pytest.raises(ValueError, match="stands in no source"):
            prose.span(*span)


def test_a_unit_as_long_as_its_source_is_still_one() -> None:
    builder = Builder("|ab|")
    builder.decode(0, 4, "mots")
    prose = builder.prose()
    assert prose.pieces == (Piece(0, 4, 0, 4, literal=False),)
    assert prose.span(1, 2) == (0, 4)


def test_neighbours_are_one_piece() -> None:
    builder = Builder("abcdef")
    for at in range(3):
        builder.take(at, at + 1)
    builder.take(4, 6)
    assert builder.prose().pieces == (Piece(0, 3, 0, 3), Piece(3, 5, 4, 6))


@pytest.mark.parametrize("span", [(0, 2), (1, 3), (3, 2), (2, 5)])
def test_the_builder_refuses_to_reach_back_or_beyond(span: tuple[int, int]) -> None:
    builder = Builder("abcd")
    builder.take(0, 2)
    with pytest.raises(ValueError, match="does not follow"):
        builder.take(*span)
    with pytest.raises(ValueError, match="does not follow"):
        builder.decode(*span, "x")


def test_marks_inside_their_own_kind_are_one() -> None:
    builder = Builder("abcd")
    builder.close(Mark.LINK)
    builder.open(Mark.QUOTED)
    builder.open(Mark.QUOTED)
    builder.take(0, 1)
    builder.close(Mark.QUOTED)
    builder.take(1, 2)
    builder.open(Mark.LINK)
    builder.close(Mark.LINK)
    builder.close(Mark.QUOTED)
    builder.take(2, 3)
    builder.open(Mark.FOREIGN)
    builder.take(3, 4)
    assert builder.prose().marks == (Marked(Mark.QUOTED, 0, 2), Marked(Mark.FOREIGN, 3, 4))
