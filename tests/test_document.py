"""The document: offsets into an untouched text, gaps, sentences, quotation, emphasis."""

from __future__ import annotations

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from detector.document import Document, fold
from detector.gap import Gap, gap_kind
from detector.host import host
from detector.languages.identify import identify
from detector.prose import BLOCK, GAP, Builder, Mark, Marked, Prose
from detector.tokens import split
from tests.proses import proses

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


def test_every_character_of_latin_text_is_a_letter_or_none_by_both_tokenisers() -> None:
    general = regex.compile(r"(\p{L}[\p{L}\p{M}]*+)")
    for code in (*range(0x250), *range(0x2000, 0x2070), *range(0x20A0, 0x20D0)):
        text = f"a{chr(code)}b {chr(code)}"
        assert split(text) == general.split(text), hex(code)
    for mark in ("\u0301", "\u20d0"):
        assert split(f"e{mark}t") == general.split(f"e{mark}t") == ["", f"e{mark}t", ""]


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


def marked(*stretches: tuple[str, Mark | None]) -> Document:
    """A document of marked stretches."""
    text, marks = "", []
    for stretch, mark in stretches:
        if mark:
            marks.append(Marked(mark, len(text), len(text) + len(stretch)))
        text += stretch
    return Document(Prose(text, text, (), tuple(marks)), host("fr"))


@pytest.mark.parametrize("gap", [GAP, f" {GAP} ", BLOCK, f"'{GAP}", f"-{GAP}", f"{GAP}{BLOCK}"])
def test_what_a_reader_left_out_breaks_whatever_runs_over_words(gap: str) -> None:
    assert gap_kind(gap) & Gap.BREAK
    assert not gap_kind(gap) & (Gap.GLUE_LEFT | Gap.GLUE_RIGHT)
    assert bool(gap_kind(gap) & Gap.SENTENCE) == (BLOCK in gap)
    doc = read(f"une{gap}journey in{gap}a{gap}row de plus")
    assert doc.phrases == []
    assert 1 not in doc.calls


def test_marks_say_what_is_quoted_and_set_apart() -> None:
    doc = marked(
        ("Un ", None), ("mot fort", Mark.EMPHASISED), (" et ", None), ("lien", Mark.LINK),
        (" puis ", None), ("on dit", Mark.QUOTED), (" Titre", Mark.HEADING),
    )  # fmt: skip
    assert [doc.words[i] for i in sorted(doc.emphasised)] == ["mot", "fort", "lien"]
    assert [doc.words[i] for i in sorted(doc.quoted)] == ["on", "dit"]


def test_what_is_declared_foreign_is_neither_suspect_nor_a_vote_on_the_language() -> None:
    host_words = "Le village dort et la rivière passe sous le pont. "
    foreign = "The additional journey was a scarce pleasure and they spoke of it for years. " * 3
    doc = marked((foreign, Mark.FOREIGN), (host_words, None))
    assert identify(doc).code == "fr"
    assert doc.own == read(host_words).folded
    assert doc.common == read(host_words).common
    assert not [i for i in doc.hot if i in doc.declared]
    assert len(doc.leaning) == len(read(host_words).leaning)
    assert identify(marked((foreign, None), (host_words, None))).code != "fr"
    assert identify(marked((foreign, Mark.FOREIGN))).code is None


@given(proses())
def test_marks_fall_on_the_words_that_begin_under_them(prose: Prose) -> None:
    doc = Document(prose, host("fr"))
    under = [
        {i for i, start in enumerate(doc.starts) for m in prose.marks
         if m.mark in kinds and m.start <= start < m.end}
        for kinds in ((Mark.FOREIGN,), (Mark.LINK, Mark.EMPHASISED), (Mark.QUOTED,))
    ]  # fmt: skip
    assert doc.declared == under[0]
    assert doc.emphasised >= under[1]
    assert doc.quoted >= under[2]


def test_nested_marks_cost_no_more_than_one() -> None:
    builder = Builder("mot " * 2000)
    for at in range(2000):
        builder.open(Mark.QUOTED)
        builder.take(4 * at, 4 * at + 4)
    doc = Document(builder.prose(), host("fr"))
    assert len(doc.prose.marks) == 1
    assert len(doc.quoted) == 2000


@given(TEXTS)
def test_distinct_gaps_say_what_stands_between_words(text: str) -> None:
    doc = read(text)
    assert doc.between == set(doc.gaps)
    assert doc.marks == set("".join(doc.gaps))
    assert doc.vocabulary == set(doc.words)


@given(TEXTS, st.frozensets(st.sampled_from([" ", ", ", "-", ".", "'", ""])))
def test_tokens_after_gaps_and_joined_by_them(text: str, gaps: frozenset[str]) -> None:
    doc = read(text)
    after = list(doc.after(gaps))
    assert after == [i for i, gap in enumerate(doc.gaps) if gap in gaps]
    joined = [i for first, stop in doc.joined(gaps) for i in range(first + 1, stop)]
    assert joined == [i for i in after if 0 < i < len(doc)]
    for first, stop in doc.joined(gaps):
        assert stop - first > 1


@given(TEXTS)
def test_words_stand_where_they_are_found(text: str) -> None:
    doc = read(text)
    for words in (doc.vocabulary, frozenset(doc.words[::3]), frozenset({"é"})):
        assert list(doc.where(words)) == [i for i, word in enumerate(doc.words) if word in words]


@given(TEXTS)
def test_sentences_start_where_they_say(text: str) -> None:
    doc = read(text)
    assert [doc.sentence(i).first for i in doc.sentence_starts[: len(doc)]] == (
        doc.sentence_starts if len(doc) else []
    )


def test_odd_words_are_no_french_and_no_ascii() -> None:
    doc = read("L'été à Łódź, la gаrantie, chalet, zzz et l'Élysée.")
    assert doc.odd == {"Łódź", "gаrantie"}
