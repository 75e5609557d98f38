"""Words, gaps and offsets as columns: as compiled as in Python."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detector import tokens as module
from detector.tokens import Column, Numbered, flagged, pure_flagged, pure_tokens, split, tokens

compiled = pytest.mark.skipif(not module._compiled, reason="installed without a compiler")
LATIN = st.text(
    st.sampled_from("aeé ’.-\n\tœªµºÀ×÷ɏ\x00\xad\u200b\u2019€")
    | st.characters(max_codepoint=0x24F)
    | st.characters(min_codepoint=0x2000, max_codepoint=0x206F)
)
ANY = LATIN | st.text(st.characters(exclude_categories=()))
COLUMNS = st.lists(st.sampled_from(["", "a", "b", "été", " "]))


@given(ANY)
def test_columns_are_the_text_again(text: str) -> None:
    found = tokens(text)
    pieces = split(text)
    assert (found.words.values, found.gaps.values) == (pieces[1::2], pieces[0::2])
    for start, word in zip(found.starts, found.words.values, strict=True):
        assert text.startswith(word, start)


@given(ANY)
def test_both_readings_are_the_same(text: str) -> None:
    found, reference = tokens(text), pure_tokens(text)
    assert list(found.starts) == list(reference.starts)
    for one, other in ((found.words, reference.words), (found.gaps, reference.gaps)):
        assert one.values == other.values
        assert list(one.counts.items()) == list(other.counts.items())
        lengths = {value: len(value) for value in other.values}
        assert one.spread(lengths) == other.spread(lengths)
        wanted = {value for value in other.values if len(value) % 2}
        assert one.where(wanted) == other.where(wanted)


@compiled
@given(LATIN)
def test_latin_is_read_compiled(text: str) -> None:
    assert isinstance(tokens(text).words, Numbered)


@compiled
def test_texts_with_more_values_than_a_small_table_holds() -> None:
    letters = "abcdefghijklmnopqrstuvwxyz"
    words = [a + b + c for a in letters for b in letters for c in letters]
    text = " ".join(words + words[::-1]) + "." * 1000
    found = tokens(text)
    assert found.words.values == words + words[::-1]
    assert found.words.counts == dict.fromkeys(words, 2)
    assert found.starts[-1] == len(text) - 1003


def test_columns() -> None:
    column = Column(["a", "", "b", "a"])
    assert column.counts == {"a": 2, "": 1, "b": 1}
    assert column.spread({"a": 1, "b": 2, "": 3}) == [1, 3, 2, 1]
    assert column.where({"a", ""}) == [0, 1, 3]


@pytest.mark.parametrize("text", ["du café", "\u0394\u03ad\u03bb\u03c4\u03b1 et lambda"])
def test_an_unknown_value_cannot_be_spread(text: str) -> None:
    with pytest.raises(KeyError):
        tokens(text).words.spread({"du": 1})


@given(st.lists(st.integers(0, 2**40)), st.integers(0, 2**40))
def test_flags(values: list[int], flags: int) -> None:
    assert flagged(values, flags) == pure_flagged(values, flags)


@compiled
def test_what_is_compiled_refuses_what_it_cannot_read() -> None:
    beyond = (7).to_bytes(4, sys.byteorder)
    for wrong in (b"text", None):
        with pytest.raises(TypeError):
            module._compiled.read(wrong)
    with pytest.raises(IndexError):
        module._compiled.spread(["a"], beyond)
    with pytest.raises(IndexError):
        module._compiled.where(b"\x01", beyond)
    for arguments in ((["a"],), (("a",), beyond), (["a"], "0000")):
        with pytest.raises(TypeError):
            module._compiled.spread(*arguments)
        with pytest.raises(TypeError):
            module._compiled.where(*arguments)
    with pytest.raises(TypeError):
        module._compiled.flagged(["a"], 1)
    with pytest.raises(TypeError):
        module._compiled.flagged([1], "1")


def test_it_can_be_left_out() -> None:
    code = "from detector import tokens as t; print(t._compiled, t.tokens('a b').words.values)"
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={"SPIN_DETECTOR_PURE": "1", "PYTHONPATH": "."},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "None ['a', 'b']\n"
