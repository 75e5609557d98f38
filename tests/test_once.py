"""What is worked out once."""

from __future__ import annotations

from typing import Any

import pytest

from detector.once import once


class Text:
    def __init__(self, text: str) -> None:
        self.text = text
        self.asked = 0

    @once
    def words(self) -> list[str]:
        """The words."""
        self.asked += 1
        return self.text.split()


def test_it_is_worked_out_once_for_each() -> None:
    one, other = Text("un deux"), Text("trois")
    assert one.words is one.words
    assert (one.words, other.words) == (["un", "deux"], ["trois"])
    assert (one.asked, other.asked) == (1, 1)


def test_it_is_documented_as_the_method_is() -> None:
    assert Text.words.__doc__ == "The words."


def test_what_fails_is_worked_out_again() -> None:
    text: Any = Text("un")
    text.text = None
    with pytest.raises(AttributeError):
        _ = text.words
    text.text = "deux"
    assert text.words == ["deux"]
