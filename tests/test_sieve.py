"""A test that is asked of the same strings in text after text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from detector.sieve import MAX_LENGTH, MAX_REMEMBERED, Sieve


def test_no_string_is_asked_about_again() -> None:
    asked: list[str] = []

    def passes(text: str) -> bool:
        asked.append(text)
        return text == "x"

    found = Sieve(passes)
    for _ in range(3):
        assert found(frozenset("xyz")) == {"x"}
    assert sorted(asked) == ["x", "y", "z"]


def test_memory_is_bounded() -> None:
    found = Sieve(lambda _: False)
    found(frozenset({"y" * (MAX_LENGTH + 1), "z"}))
    assert found._refused == {"z"}
    for i in range(2 * MAX_REMEMBERED):
        found(frozenset({str(i)}))
    assert len(found._refused) <= MAX_REMEMBERED + 1
    found = Sieve(lambda _: True)
    for i in range(2 * MAX_REMEMBERED):
        found(frozenset({str(i), "y" * (MAX_LENGTH + 1)}))
    assert len(found._passed) <= MAX_REMEMBERED + 1


@given(st.lists(st.frozensets(st.text(max_size=3)), max_size=8))
def test_it_is_a_filter(groups: list[frozenset[str]]) -> None:
    found = Sieve(str.isalpha)
    for group in groups:
        assert found(group) == frozenset(filter(str.isalpha, group))
