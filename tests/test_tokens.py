"""Words, gaps and offsets as columns: as compiled as in Python."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detector import tokens as module
from detector.tokens import (
    Column,
    Met,
    NumberedWords,
    PureReader,
    Reader,
    flagged,
    pure_flagged,
    pure_sifted,
    sifted,
    split,
)

compiled = pytest.mark.skipif(not module._compiled, reason="installed without a compiler")
LATIN = st.text(
    st.sampled_from("aaeEé ’.-\n\tœªµºÀ×÷ɏ\x00\xad\u200b\u2019€")
    | st.characters(max_codepoint=0x24F)
    | st.characters(min_codepoint=0x2000, max_codepoint=0x206F)
)
ANY = LATIN | st.text(st.characters(exclude_categories=()))


def meet(word: str) -> Met:
    return Met(word.lower(), 3 * len(word), not word.isascii(), len(word) < 3)


READER, REFERENCE = Reader(meet, 1000), PureReader(meet, 1000)
SMALL, SMALL_REFERENCE = Reader(meet, 2), PureReader(meet, 2)


def check_both(text: str, reader: PureReader, pure: PureReader) -> None:
    found, reference = reader.read(text), pure.read(text)
    assert list(found.starts) == list(reference.starts)
    for one, other in ((found.words, reference.words), (found.gaps, reference.gaps)):
        assert one.values == other.values
        assert list(one.counts.items()) == list(other.counts.items())
        lengths = {value: len(value) for value in other.values}
        assert one.spread(lengths) == one.each(len) == other.spread(lengths) == other.each(len)
        wanted = {value for value in other.values if len(value) % 2}
        assert one.where(wanted) == other.where(wanted)
    words, expected = found.words, reference.words
    assert words.folded() == expected.folded() == [meet(w).folded for w in words.values]
    assert words.gates() == expected.gates() == [meet(w).gate for w in words.values]
    assert words.distinct == expected.distinct
    assert set(words.odd) == set(expected.odd) == {w for w in words.values if meet(w).odd}
    assert words.known == expected.known
    assert words.folded_counts() == expected.folded_counts() == Counter(words.folded())
    watched = Counter(word.lower() for word in words.values if len(word) < 3)
    assert words.watched() == expected.watched() == watched


@given(ANY)
def test_columns_are_the_text_again(text: str) -> None:
    found = READER.read(text)
    pieces = split(text)
    assert (found.words.values, found.gaps.values) == (pieces[1::2], pieces[0::2])
    for start, word in zip(found.starts, found.words.values, strict=True):
        assert text.startswith(word, start)


@given(ANY)
def test_both_readings_are_the_same(text: str) -> None:
    check_both(text, READER, REFERENCE)
    check_both(text, SMALL, SMALL_REFERENCE)


@compiled
@given(LATIN)
def test_latin_is_read_compiled(text: str) -> None:
    assert isinstance(READER.read(text).words, NumberedWords)


@pytest.mark.parametrize("kind", [Reader, PureReader])
def test_what_is_remembered_is_bounded(kind: type[PureReader]) -> None:
    letters = "abcdefghijklmnopqrstuvwxyz"
    asked: Counter[str] = Counter()

    def counted(word: str) -> Met:
        asked[word] += 1
        return meet(word)

    reader = kind(counted, 10)
    for first in letters:
        for second in letters:
            found = reader.read(f"{first}{second} mot {first}{second} {'long' * 30}").words
            assert found.gates() == [6, 9, 6, 360]
    assert asked["ab"] == 1
    assert 676 / 10 - 1 <= asked["mot"] < 676 / 4


@compiled
def test_texts_with_more_values_than_a_small_table_holds() -> None:
    letters = "abcdefghijklmnopqrstuvwxyz"
    words = [a + b + c for a in letters for b in letters for c in letters]
    text = " ".join(words + words[::-1]) + "." * 1000
    check_both(text, READER, REFERENCE)
    check_both(text, Reader(meet, 100_000), REFERENCE)
    found = READER.read(text)
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
        READER.read(text).words.spread({"du": 1})


FLAGS = st.integers(0, 2**40)


@given(st.lists(FLAGS), st.lists(FLAGS, max_size=8).map(tuple))
def test_flags(values: list[int], sorts: tuple[int, ...]) -> None:
    found = sifted(values, sorts)
    assert found == pure_sifted(values, sorts)
    assert list(found) == [flagged(values, flags) for flags in sorts]
    assert list(found) == [pure_flagged(values, flags) for flags in sorts]


def test_values_of_more_than_one_sort() -> None:
    assert sifted([1, 2, 1, 0, 3, 1], (1, 2, 4)) == ([0, 2, 4, 5], [1, 4], [])


@pytest.mark.parametrize("kind", [Reader, PureReader])
def test_a_failure_to_meet_a_word_is_the_callers(kind: type[PureReader]) -> None:
    def refuse(word: str) -> Met:
        raise LookupError(word)

    reader = kind(refuse, 10)
    for _ in range(2):
        with pytest.raises(LookupError, match="mot"):
            reader.read("un-mot"[3:])


@compiled
def test_what_is_compiled_refuses_what_it_cannot_read() -> None:
    core = module._compiled
    arguments: tuple[object, ...]
    beyond = (7).to_bytes(4, sys.byteorder)
    for wrong in (b"text", None):
        with pytest.raises(TypeError):
            core.Memory(meet, 10).read(wrong)
    for wrong_met in (None, (), ("a", 1)):
        with pytest.raises(TypeError):
            core.Memory(lambda _, wrong_met=wrong_met: wrong_met, 10).read("mot")
    for most in (0, -1, 2**40):
        with pytest.raises(ValueError, match="words"):
            core.Memory(meet, most)
    with pytest.raises(TypeError):
        core.Memory(meet)
    with pytest.raises(TypeError):
        core.Memory(meet, most=10)
    with pytest.raises(IndexError):
        core.spread(["a"], beyond)
    with pytest.raises(IndexError):
        core.where(b"\x01", beyond)
    for arguments in ((["a"],), (("a",), beyond), (["a"], "0000")):
        with pytest.raises(TypeError):
            core.spread(*arguments)
        with pytest.raises(TypeError):
            core.where(*arguments)
    for arguments in ((["a"], 1), ([1], "1"), ((1,), 1), ([2**70], 1)):
        with pytest.raises((TypeError, OverflowError)):
            core.flagged(*arguments)
    for arguments in ((["a"], (1,)), ([1], ("1",)), ([1], [1]), ([2**70], (1,)), ([1], (2**70,))):
        with pytest.raises((TypeError, OverflowError)):
            core.sifted(*arguments)
    with pytest.raises(ValueError, match="9 sorts"):
        core.sifted([1], (1,) * 9)
    for arguments in (({}, ["a"], []), ({}, ("a",), [1]), ([], [], []), ({}, [[]], [1])):
        with pytest.raises(TypeError):
            core.tally(*arguments)


def test_it_can_be_left_out() -> None:
    code = "from detector import tokens as t; print(t._compiled, t.Reader is t.PureReader)"
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={"SPIN_DETECTOR_PURE": "1", "PYTHONPATH": "."},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "None True\n"
