"""Forms, frequencies and gates of the committed tables."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detector.document import Document, fold
from detector.host import host
from detector.languages import Slot
from detector.lexicon import Form, Gate, Mark
from seeds.sources import rows

LEXICON = host("fr").lexicon
SLOTS = {"m": Slot.MAS, "f": Slot.FEM, "s": Slot.SG, "p": Slot.PL}


@pytest.mark.parametrize(
    ("word", "noun", "adjective"),
    [
        ("jardin", "ms", ""),
        ("jardins", "mp", ""),
        ("maison", "fs", ""),
        ("chevaux", "mp", ""),
        ("brebis", "fsp", ""),
        ("élève", "mfs", ""),
        ("murale", "", "fs"),
        ("verdâtres", "", "mfp"),
    ],
)
def test_gender_and_number(word: str, noun: str, adjective: str) -> None:
    form = LEXICON.form(word)
    assert form & 15 == sum(SLOTS[letter] for letter in noun)
    assert form >> 4 & 15 == sum(SLOTS[letter] for letter in adjective)


@pytest.mark.parametrize(
    ("word", "bit"),
    [
        ("marcher", Form.INFINITIVE),
        ("marchions", Form.VERB),
        ("fermée", Form.PARTICIPLE),
        ("lentement", Form.ADVERB),
        ("dans", Form.GRAMMAR),
        ("trois", Form.GRAMMAR),
        ("lyon", Form.PROPER),
    ],
)
def test_part_of_speech(word: str, bit: int) -> None:
    assert LEXICON.form(word) & bit


@pytest.mark.parametrize("word", ["garden", "enormous", "truly", "jardinn", "xqzt", "", "été long"])
def test_what_is_no_french_form_has_no_form(word: str) -> None:
    assert LEXICON.form(word) == 0


def test_frequencies_lean_to_their_language() -> None:
    for word in ("jardin", "maison", "lentement", "été"):
        entry = LEXICON.entry(word)
        assert entry is not None
        assert entry.zipf_host > entry.zipf_english + 1
    for word in ("garden", "house", "slowly"):
        entry = LEXICON.entry(word)
        assert entry is not None
        assert entry.zipf_english > entry.zipf_host + 1


@pytest.mark.parametrize(
    ("word", "gate"),
    [
        ("garden", Gate.HOT | Gate.FOREIGN),
        ("slowly", Gate.HOT | Gate.FOREIGN),
        ("lentement", 0),
        ("fenêtre", 0),
        ("xqzt", 0),
        ("", 0),
    ],
)
def test_gate(word: str, gate: int) -> None:
    assert LEXICON.gate(word) & (Gate.HOT | Gate.FOREIGN) == gate


def test_gates_cost_nothing_for_ordinary_french() -> None:
    text = "les enfants mangeaient lentement leur soupe en regardant tomber la neige dehors"
    assert Document(text, host("fr")).hot == []


def marks(word: str) -> int:
    return LEXICON.marks(LEXICON.number(word))


def test_marks() -> None:
    assert marks("week end") & Mark.ACCEPTED
    assert marks("brand new") & Mark.EXPANDER
    assert marks("village") & Mark.ORIGINAL
    assert marks("journey") & Mark.SURFACE
    assert marks("journey") & Mark.ENGLISH
    assert marks("garden") & Mark.NOUN
    assert not marks("truly") & Mark.NOUN
    assert not marks("fenêtre") & (Mark.SURFACE | Mark.ENGLISH | Mark.ORIGINAL)
    assert marks("in") & Mark.PHRASE


def test_spelling_is_the_inverse_of_number() -> None:
    last = len(LEXICON.unigrams)
    assert last > 100_000
    for number in (*range(1, last, 997), last):
        assert LEXICON.number(LEXICON.spelling(number)) == number
    with pytest.raises(KeyError):
        LEXICON.spelling(last + 1)


def test_an_entry_is_the_sum_of_its_parts() -> None:
    entry = LEXICON.entry("village")
    assert entry is not None
    assert entry.number == LEXICON.number("village")
    assert entry.marks == LEXICON.marks(entry.number)


UNREACHABLE = pytest.mark.xfail(
    reason="the tries read UTF-8 up to a NUL; no token of a document holds either", strict=True
)


@pytest.mark.parametrize(
    "word",
    [
        "",
        "xqzt",
        "\0",
        "jardin xqzt",
        *(pytest.param(word, marks=UNREACHABLE) for word in ("été\0", "\ud800", "été\udfff")),
    ],
)
def test_what_nobody_spells_is_unknown(word: str) -> None:
    assert LEXICON.number(word) == 0
    assert LEXICON.entry(word) is None
    assert LEXICON.form(word) == 0
    assert LEXICON.gate(word) == Gate.UNKNOWN


@given(st.text(st.characters(exclude_categories=()), max_size=40))
def test_every_word_of_every_text_can_be_looked_up(text: str) -> None:
    doc = Document(text, host("fr"))
    for word in doc.folded:
        number = LEXICON.number(word)
        entry = LEXICON.entry(word)
        assert (entry.number if entry else 0) == number
        assert not number or LEXICON.spelling(number) == word == fold(word)
        assert 0 <= LEXICON.form(word) < 1 << 14
        assert LEXICON.gate(word) >= 0
        assert number or LEXICON.gate(word) == (0 if LEXICON.form(word) else Gate.UNKNOWN)


def test_everyday_words_that_look_english_are_native() -> None:
    everyday = [row["form"] for row in rows("usage")]
    assert len(everyday) > 250
    assert [word for word in everyday if not LEXICON.form(word)] == []
