"""Quotation marks whose partner is gone: counted by what stands between words."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from detector.document import Document
from detector.host import host
from detector.rules.unbalanced_quotes import PAIRS, is_balanced


@given(st.lists(st.sampled_from((*"«»“”", "« ", "mot", " ", "\n\n"))).map("".join))
def test_quotation_marks_are_balanced_as_the_text_has_them(text: str) -> None:
    gaps = Document(text, host("fr")).gap_counts
    balanced = all(text.count(mark) == text.count(partner) for mark, partner in PAIRS.items())
    assert is_balanced(gaps) == balanced
