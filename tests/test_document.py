"""The document: offsets into an untouched text, gaps, sentences, quotation, emphasis."""

from __future__ import annotations

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from detector.document import Document, Gap, fold, gap_kind
from detector.host import host

TEXTS = st.text(
    st.characters() | st.sampled_from("aeiou éà'’-.,«»\"*_\n \t0\u0301\u200b"), max_size=200
)


def read(text: str) -> Document:
    return Document(text, host("fr"))


@given(TEXTS)
def test_gaps_and_words_are_the_text(text: str) -> None:
    doc = read(text)
    assert len(doc.gaps) == len(doc.words) + 1
    pieces = [piece for pair in zip(doc.gaps, [*doc.words, ""], strict=True) for piece in pair]
    assert "".join(pieces) == text


@given(TEXTS)
def test_offsets_point_into_the_text(text: str) -> None:
    doc = read(text)
    for i in range(len(doc)):
        token = doc.token(i)
        assert text[token.start : token.end] == token.text == doc.words[i]


@given(TEXTS)
def test_sentences_cover_every_token_once(text: str) -> None:
    doc = read(text)
    at = 0
    while at < len(doc):
        sentence = doc.sentence(at)
        assert sentence.first == at < sentence.stop
        assert all(doc.sentence(i) == sentence for i in range(at, sentence.stop))
        at = sentence.stop


@given(TEXTS.filter(lambda t: not regex.search(r"\p{M}", t)))
def test_tokens_are_the_runs_of_letters(text: str) -> None:
    assert read(text).words == regex.findall(r"\p{L}+", text)


def test_elided_articles_and_parts_of_compounds_are_tokens() -> None:
    doc = read("L'avant-centre d’Arles")
    assert doc.words == ["L", "avant", "centre", "d", "Arles"]
    assert [doc.kinds[i] for i in range(1, 5)] == [Gap.ELISION, Gap.HYPHEN, 0, Gap.ELISION]


def test_a_letter_and_its_combining_mark_are_one_token() -> None:
    doc = read("e\u0301te\u0301 long")
    assert doc.words == ["e\u0301te\u0301", "long"]
    assert doc.folded == ["été", "long"]


@pytest.mark.parametrize(
    ("gap", "kind"),
    [
        (" ", 0),
        ("\u00a0", 0),
        ("\n", 0),
        ("\n\n", Gap.SENTENCE | Gap.BREAK),
        (", ", Gap.BREAK),
        (". ", Gap.BREAK | Gap.SENTENCE),
        (" 12 ", Gap.BREAK | Gap.NUMBER),
        ("://", Gap.BREAK | Gap.GLUE_LEFT | Gap.GLUE_RIGHT),
        (".", Gap.BREAK | Gap.GLUE_LEFT | Gap.GLUE_RIGHT),
        (" (", Gap.BREAK),
        ("_", Gap.BREAK | Gap.GLUE_LEFT | Gap.GLUE_RIGHT),
    ],
)
def test_gap_kind(gap: str, kind: int) -> None:
    assert gap_kind(gap) == kind


def test_quotation_is_closed_within_its_paragraph() -> None:
    doc = read('Il dit « bon vent » et "au revoir" puis « jamais.\n\nRien ne suit.')
    assert [doc.words[i] for i in sorted(doc.quoted)] == ["bon", "vent", "au", "revoir"]


def test_emphasis_needs_both_of_its_marks() -> None:
    doc = read("Un *mot fort* et **deux** et _trois_ puis * rien.")
    assert [doc.words[i] for i in sorted(doc.emphasised)] == ["mot", "fort", "deux", "trois"]


def test_fold_composes_and_lowers() -> None:
    assert fold("E\u0301TE\u0301") == "été"
