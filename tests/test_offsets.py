"""Bytes of a text's UTF-8 lead to its code points."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from detector.markup.offsets import Offsets


@given(st.text(st.sampled_from("aé€🎈\n\u0301") | st.characters(exclude_categories=["Cs"])))
def test_every_character_is_found_by_its_first_byte(text: str) -> None:
    offsets = Offsets(text)
    at = 0
    for i, char in enumerate(text):
        assert offsets(at) == i
        at += len(char.encode())
    assert offsets(at) == len(text)
