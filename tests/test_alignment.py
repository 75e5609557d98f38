"""Two texts side by side: all words of both, once, and edits that make one of the other."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detector.comparison import alignment
from detector.comparison.alignment import Row, Stretch, rows
from detector.document import Document
from detector.host import host
from seeds.gold import GoldDocument, fixtures, unspun

FRENCH = host("fr")
ALPHA = "Le garçon a déjà mangé à côté du vieux théâtre."
BETA = "Ses élèves répètent où elle était née."
GAMMA = "Même très tôt, la forêt garde sa place et reste muette."
WORDS = "le la grand train plus élève forêt additionally très money naïf".split()
TEXTS = st.lists(
    st.tuples(st.sampled_from(WORDS), st.sampled_from([" ", ". ", ", ", "\n\n"])), max_size=40
).map(lambda pairs: "".join(word + gap for word, gap in pairs))


def read(text: str) -> Document:
    return Document(text, FRENCH)


def aligned(source: str, spun: str) -> tuple[Document, Document, list[Row]]:
    one, other = read(source), read(spun)
    return one, other, rows(one, other)


def edits(source: str, spun: str) -> list[tuple[str, str]]:
    """The words on either side of each edit."""
    one, other, found = aligned(source, spun)
    return [
        (" ".join(one.words[slice(*e.source)]), " ".join(other.words[slice(*e.spun)]))
        for row in found
        for e in row.edits
    ]


def check(one: Document, other: Document, found: list[Row]) -> None:
    """Rows hold every token of both sides once, and what no edit holds is the same."""
    assert sorted(i for row in found for i in range(*row.source)) == list(range(len(one)))
    assert [i for row in found for i in range(*row.spun)] == list(range(len(other)))
    for row in found:
        made: list[str] = []
        at = row.source.first
        for edit in row.edits:
            assert row.source.first <= at <= edit.source.first <= edit.source.stop
            assert edit.source or edit.spun
            made += one.folded[at : edit.source.first] + other.folded[slice(*edit.spun)]
            at = edit.source.stop
        made += one.folded[at : row.source.stop]
        assert made == other.folded[slice(*row.spun)]


@given(TEXTS, TEXTS)
def test_edits_make_the_spun_text_of_the_source(source: str, spun: str) -> None:
    check(*aligned(source, spun))


@given(TEXTS)
def test_a_text_does_not_differ_from_itself(text: str) -> None:
    assert not edits(text, text)


@given(st.permutations([ALPHA, BETA, GAMMA, "Un. Deux.", "Plus grand train."]), TEXTS)
def test_sentences_may_stand_in_any_order(order: list[str], more: str) -> None:
    check(*aligned(" ".join(sorted(order)) + more, " ".join(order) + more))


@pytest.mark.parametrize("document", tuple(fixtures("spun")), ids=lambda each: each.name)
def test_hand_spun_words_are_found_where_they_are(document: GoldDocument) -> None:
    one, other, found = aligned(unspun(document), document.text)
    check(one, other, found)
    spans = {other.span(*e.spun) for row in found for e in row.edits if e.spun}
    gold = {(span.start, span.end) for span in document.spans}
    assert len(spans ^ gold) <= 2, "neighbours that were both swapped are one edit"


def test_words_between_spared_words_stand_for_each_other() -> None:
    assert edits(
        "La plus grande élève arrive à midi.", "La most large élève arrive à protocol."
    ) == [("plus grande", "most large"), ("midi", "protocol")]


def test_a_sentence_that_moved_is_known_again() -> None:
    one, _, found = aligned(f"{ALPHA} {BETA} {GAMMA}", f"{BETA} {GAMMA} {ALPHA}")
    assert [(one.slice(*row.source)[:2], row.moved) for row in found] == [
        ("Se", False),
        ("Mê", False),
        ("Le", True),
    ]
    assert not any(row.edits for row in found)


def test_words_of_a_sentence_that_moved_are_compared_too() -> None:
    moved = GAMMA.replace("place", "put")
    assert edits(f"{ALPHA} {BETA} {GAMMA}", f"{moved} {ALPHA} {BETA}") == [("place", "put")]


def test_what_is_gone_and_what_is_new() -> None:
    assert edits(f"{ALPHA} {BETA}", ALPHA) == [(BETA[:-1], "")]
    assert edits(ALPHA, f"{BETA} {ALPHA}") == [("", BETA[:-1])]
    assert edits("", ALPHA) == [("", ALPHA[:-1])]
    assert edits("", "") == []


def test_a_long_stretch_without_anything_in_common_is_taken_whole(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(alignment, "MAX_ALIGNED", 6)
    _, _, (row,) = aligned("un deux trois quatre cinq six sept", "un deux trois")
    assert row.edits == ((Stretch(0, 7), Stretch(0, 3)),)
