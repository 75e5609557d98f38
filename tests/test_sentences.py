"""Sentences that begin in lower case, and why most of them pass."""

from __future__ import annotations

import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from detector.document import Document
from detector.host import host
from detector.sentences import FEW, follows_abbreviation, lowered

PIECES = st.sampled_from(["Le chat", "dort", "la nuit", ".", "…", "?", " ", "\n", "p. ex. ", "é"])


def found(text: str) -> list[str]:
    doc = Document(text, host("fr"))
    return [text[item.start : item.end] for item in lowered(doc)]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Le chat dort. la nuit tombe. On rentre.", ["la nuit tombe."]),
        ("Le chat dort.\n\nla nuit tombe\n\nOn rentre.", ["la nuit tombe"]),
        ("Le chat dort. la nuit", ["la nuit"]),
        ("Le chat dort. était-ce la nuit ? Oui.", ["était-ce la nuit ?"]),
        ("Le chat dort… la nuit tombe.", []),
        ("Le chat dort ! la nuit tombe.", []),
        ("Voir M. le maire.", ["le maire."]),
        ("« Le chat dort. » la nuit tombe.", []),
        ("la nuit tombe. Le chat dort.", []),
        ("Le chat dort.la nuit tombe.", []),
    ],
)
def test_a_full_stop_and_then_lower_case(text: str, sentences: list[str]) -> None:
    assert found(text) == sentences


@pytest.mark.parametrize(
    ("text", "follows"),
    [("Voir art. premier", True), ("Avec K. le soir", True), ("Le chat dort. la nuit", False)],
)
def test_abbreviations_end_no_sentence(text: str, follows: bool) -> None:
    doc = Document(text, host("fr"))
    (sentence,) = lowered(doc)
    assert follows_abbreviation(doc, sentence.first) == follows


def test_who_always_writes_so_is_left_alone() -> None:
    habit = "le chat dort. la nuit tombe. on rentre. il pleut. c'est tout. "
    assert found(habit) == []
    assert len(found("Il pleut toujours. " * 30 + habit)) == 5


@given(st.lists(PIECES, max_size=12).map("".join))
def test_they_are_those_that_the_text_shows(text: str) -> None:
    assume(len(re.findall(r"\.\s+(?=[a-zé])", text)) <= FEW)
    shown = [match.end() for match in re.finditer(r"(?<=[^\W\d_])\.\s+(?=[a-zé])", text)]
    assert [item.start for item in lowered(Document(text, host("fr")))] == shown


@given(st.lists(PIECES, max_size=30).map("".join))
def test_tokens_and_offsets_agree(text: str) -> None:
    doc = Document(text, host("fr"))
    for first, stop, start, end in lowered(doc):
        assert doc.starts[first] == start < end <= len(text)
        assert first < stop <= len(doc)
        assert all(start <= doc.starts[i] < end for i in range(first, stop))
        assert text[start].islower()
