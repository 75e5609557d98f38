"""What of a document still holds after some of its words changed, and what never may."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from functools import partial
from inspect import ismethod
from itertools import islice
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detector.document import Document
from detector.engine import Case, ask, candidates, examine, proposals, propose
from detector.host import DATA, host
from detector.model import load
from detector.precedent import (
    ANCHOR,
    AROUND,
    CHUNK,
    LOST,
    THROUGHOUT,
    Precedent,
    Stretch,
    stretches,
)
from detector.prose import Mark, Marked, Prose, plain
from detector.rules import proposers
from detector.usage import Setting
from seeds.gold import GoldDocument, fixtures

HOST = host("fr")
MODEL = load(DATA / "fr" / "model.json")
DOCUMENTS = [*fixtures("spun"), *fixtures("hard_negatives")]
SPANS = [(document, span) for document in fixtures("spun") for span in document.spans]
FAR = "Le chat de la voisine dort dans le jardin, et le chien de mon oncle mange sous la table. "
SPUN = "Il a fallu une functions entière du jour pour trouver la bonne placement de ce project."
PLANTED = "functions entière du jour pour trouver la bonne placement de ce project"
PASTED = st.sampled_from(
    [
        *("", "partie", "functions", "in addition", "truly", "le", "La", "l'", "PROJECT", "d’une"),
        *(" ", ". ", "\n\n", " « ", " » ", "*", "_", "-", "3 ", ": ", "\ufffc", "é\u0301"),
    ]
)
"""What edits put in: words that are looked at, and all that stands between words."""


def read(text: str | Prose, earlier: Document | None = None) -> tuple[Document, list[Case]]:
    """A document and its cases, with what an earlier one knows of it."""
    doc = Document(text, HOST)
    if earlier is not None:
        doc.precedent = Precedent(earlier, doc)
    return doc, candidates(doc, MODEL)


def assert_the_same(before: str | Prose, after: str | Prose) -> tuple[Document, Document]:
    """All that is known of a text with the help of another is what is known without."""
    earlier, _ = read(before)
    doc, found = read(after, earlier)
    alone, expected = read(after)
    assert found == expected
    assert doc.places == alone.places
    return earlier, doc


def adopted(earlier: Document, doc: Document) -> int:
    """How many places of a document are an earlier one's."""
    known = {id(here) for here in earlier.places.values()}
    return sum(here is not None and id(here) in known for here in doc.places.values())


class Watched(Document):
    """A document that keeps the names of what is read of it, but not of what it reads itself."""

    seen: set[str]
    _inside = False

    def __getattribute__(self, name: str) -> Any:
        own = partial(object.__getattribute__, self)
        if name in ("seen", "_inside", "_alone") or name.startswith("__") or self._inside:
            return own(name)
        self.seen |= set(Setting._fields) if name == "setting" else {name}
        value = self._alone(own, name)
        return partial(self._alone, value) if ismethod(value) else value

    def _alone(self, act: Callable[..., Any], *arguments: Any) -> Any:
        object.__setattr__(self, "_inside", True)
        try:
            return act(*arguments)
        finally:
            object.__setattr__(self, "_inside", False)


def test_what_is_read_of_a_document_is_what_is_compared() -> None:
    places, cases = set[str](), set[str]()
    for document in (*DOCUMENTS, *islice(fixtures("clean"), 3)):
        doc = Document(document.text, HOST)
        doc.__class__ = Watched
        assert isinstance(doc, Watched)
        proposed = ask(Document(document.text, HOST), proposers())
        doc.seen = places
        found = proposals(doc, proposed)
        doc.seen = cases
        for proposal in found:
            examine(doc, proposal, MODEL)
    always = {"host", "places", "budget", "precedent"}
    assert places <= AROUND | {"counts"} | always
    assert cases <= AROUND | THROUGHOUT | {"host"}
    assert places | cases >= THROUGHOUT, "a comparison of what nothing reads any more"


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document.name)
def test_a_document_with_its_originals_is_known_from_the_one_without(
    document: GoldDocument,
) -> None:
    text = document.text
    for span in reversed(document.spans[::3]):
        text = text[: span.start] + (span.original or "") + text[span.end :]
    earlier, doc = assert_the_same(document.text, text)
    if text == document.text:
        weighed = [here for here in doc.places.values() if here is not None]
        assert adopted(earlier, doc) == len(weighed)


@st.composite
def edits(draw: st.DrawFn) -> tuple[str, str]:
    """A part of a fixture, and the same with some stretches replaced."""
    text = draw(st.sampled_from(DOCUMENTS)).text
    start = draw(st.integers(0, max(len(text) - 1_500, 0)))
    before = after = text[start : start + draw(st.integers(0, 3_000))]
    for _ in range(draw(st.integers(0, 6))):
        at = draw(st.integers(0, len(after)))
        end = min(at + draw(st.integers(0, 12)), len(after))
        after = after[:at] + draw(PASTED | st.text(max_size=4)) + after[end:]
    return before, after


@settings(max_examples=150)
@given(edits())
def test_any_edit_leaves_what_is_known_as_it_would_be_found(texts: tuple[str, str]) -> None:
    assert_the_same(*texts)


@settings(max_examples=100)
@given(st.lists(st.sampled_from([FAR, SPUN, SPUN.upper(), "« ", " »", "* ", " *", "\n"])), edits())
def test_texts_of_the_same_sentences_do_not_mix_them_up(
    pieces: list[str], texts: tuple[str, str]
) -> None:
    assert_the_same("".join(pieces), "".join(reversed(pieces)))
    assert_the_same("".join(pieces) + texts[0], texts[1] + "".join(pieces))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (f"« {FAR * 3}{SPUN} {FAR * 3}", f"« {FAR * 3}{SPUN} {FAR * 3} »"),  # quoted from afar
        (f"*{FAR * 3}{SPUN} {FAR * 3}", f"*{FAR * 3}{SPUN} {FAR * 3}*"),
        (f"{SPUN} {FAR * 3}", f"{SPUN} {FAR * 3} partie functions"),  # counted from afar
        (f"{SPUN} {FAR * 3} partie", f"{SPUN} {FAR * 3} chat"),
        (f"{SPUN} {FAR * 3} functions", f"{SPUN} {FAR * 3} chat"),
        (f"{FAR * 3}{SPUN}", f"{FAR * 3}{SPUN[:-1]}"),  # the end of the text
        (f"{SPUN}{FAR}", SPUN),
        (SPUN, f"{FAR}{SPUN}"),
        (f"{FAR}{SPUN}", f"{FAR[:-2]}{SPUN}"),
        (f"Elle dit que {PLANTED}", PLANTED),
        (f"{PLANTED} de la maison", PLANTED),
        (f"{FAR}Mais, Functions du jour. {FAR}", f"{FAR}Mais: Functions du jour. {FAR}"),
        ("", SPUN),
        (SPUN, ""),
    ],
)
def test_what_words_afar_decide_is_seen(before: str, after: str) -> None:
    assert_the_same(before, after)
    assert_the_same(after, before)


@pytest.mark.parametrize("mark", Mark)
def test_what_markup_decides_is_seen(mark: Mark) -> None:
    text = f"{FAR * 3}{SPUN} {FAR * 3}"
    at = text.index("functions")
    prose = plain(text)
    marked = prose._replace(marks=(Marked(mark, at, at + 9),))
    assert_the_same(prose, marked)
    assert_the_same(marked, prose)


def test_most_of_a_changed_fixture_is_not_worked_out_again() -> None:
    known = places = 0
    for document in fixtures("spun"):
        span = document.spans[0]
        text = document.text[: span.start] + (span.original or "") + document.text[span.end :]
        earlier, doc = assert_the_same(document.text, text)
        known += adopted(earlier, doc)
        places += sum(here is not None for here in doc.places.values())
    assert known > 0.8 * places


def test_a_case_that_rules_propose_otherwise_is_examined_anew() -> None:
    earlier, found = read(f"{FAR}{SPUN}{FAR}")
    doc = Document(earlier.text, HOST)
    known = doc.precedent = Precedent(earlier, doc)
    assert propose(doc)
    assert found
    for case in earlier.cases.values():
        assert known.case(case.proposal) == case
        assert known.case(case.proposal._replace(rules=())) is None


WORDS = st.lists(st.sampled_from("un de le chat dort functions . » * \n 3".split(" ")), max_size=90)


@given(WORDS, WORDS)
def test_stretches_are_alike_and_all_else_may_have_moved(one: list[str], two: list[str]) -> None:
    earlier, doc = Document(" ".join(one), HOST), Document(" ".join(two), HOST)
    known, end, past = Precedent(earlier, doc), 0, 0
    for first, stop, shift in known.stretches:
        assert first >= end
        assert first - shift >= past
        assert stop > first
        end, past = stop, stop - shift
        for i in range(first, stop):
            assert doc.words[i] == earlier.words[i - shift]
            assert doc.kinds[i] == earlier.kinds[i - shift]
    changed = {
        word for word in doc.counts | earlier.counts if doc.counts[word] != earlier.counts[word]
    }
    assert changed <= known.moved


def test_a_stretch_is_found_again_after_what_changed() -> None:
    words = [f"mot{chr(97 + i // 26)}{chr(97 + i % 26)}" for i in range(3 * CHUNK)]
    earlier = Document(" ".join(words), HOST)
    assert stretches(earlier, earlier) == [Stretch(0, len(words), 0)]
    gone = [*words[:70], *words[70 + LOST :]]
    assert stretches(earlier, Document(" ".join(gone), HOST)) == [
        Stretch(0, 70, 0),
        Stretch(70, len(gone), -LOST),
    ]
    come = [*words[:70], *["un"] * LOST, *words[70:]]
    assert stretches(earlier, Document(" ".join(come), HOST)) == [
        Stretch(0, 70, 0),
        Stretch(70 + LOST, len(come), LOST),
    ]
    assert stretches(earlier, Document(" ".join(words[ANCHOR + LOST :]), HOST)) == []
    assert Precedent(earlier, earlier).moved == set()
    swapped = Precedent(earlier, Document(" ".join(["un", *words[1:]]), HOST))
    assert swapped.moved == {"un", words[0]}
    assert Counter(swapped.stretches) == Counter([Stretch(1, len(words), 0)])
