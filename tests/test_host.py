"""A host language with its tables: shared, bounded, the same for everyone."""

from __future__ import annotations

from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import pytest

import detector.host
from detector.document import Document
from detector.host import DATA, Host, host
from detector.inversion import link_prior
from detector.languages import load
from detector.lexicon import Form, Gate

WORDS = "le jardin journey truly in fenêtre week garden Village ÉTÉ xqzt place".split()


def fresh() -> Host:
    return Host(load("fr"), DATA / "fr")


def gates(of: Host, words: Iterable[str]) -> dict[str, int]:
    known = of.reader.read(" ".join(words)).words.known
    return {word: known[word] for word in words}


def test_a_host_is_loaded_once() -> None:
    assert host("fr") is host("fr")


@pytest.mark.parametrize("code", ["xx", "../fr", "", "fr.py"])
def test_an_unknown_code_is_a_value_error(code: str) -> None:
    with pytest.raises(ValueError, match="no host language"):
        host(code)


def test_two_hosts_give_the_same_answers() -> None:
    one, two = fresh(), fresh()
    assert gates(one, WORDS) == gates(two, WORDS[::-1])
    for word in WORDS:
        number = one.lexicon.number(word)
        assert number == two.lexicon.number(word)
        if number:
            assert one.originals(number) == two.originals(number)


def test_a_remembered_answer_is_the_first_answer() -> None:
    one = fresh()
    number = one.lexicon.number("journey")
    assert gates(one, WORDS) == gates(one, WORDS)
    assert one.originals(number) == one.originals(number) == fresh().originals(number)


def test_remembered_originals_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(detector.host, "MAX_SURFACES", 5)
    one = fresh()
    for number in range(1, 50):
        one.originals(number)
    assert len(one._originals) <= 5 + 1


def test_threads_share_a_host() -> None:
    one, expected = fresh(), gates(fresh(), WORDS)
    with ThreadPoolExecutor(4) as pool:
        assert all(found == expected for found in pool.map(partial(gates, one), [WORDS] * 40))


def test_originals_are_native_words_that_are_not_only_names() -> None:
    one = host("fr")
    for known in one.originals(one.lexicon.number("journey")):
        assert known.form & ~Form.PROPER
        assert known.form == one.lexicon.form(known.text)
        assert one.lexicon.spelling(known.number) == known.text
        entry = one.lexicon.entry(known.text)
        assert entry is not None
        assert (known.zipf, known.zipf_english) == (entry.zipf_host, entry.zipf_english)


def test_the_prior_of_an_original_grows_with_its_use_and_its_link() -> None:
    one = host("fr")
    found = {known.text: known for known in one.originals(one.lexicon.number("town"))}
    plain, inflected = found["village"], found["villages"]
    assert link_prior(plain.link) > link_prior(inflected.link)
    assert plain.prior > inflected.prior


@pytest.mark.parametrize(
    ("word", "original"),
    [("village", True), ("danger", True), ("fenêtre", False), ("journey", False)],
)
def test_the_gate_knows_what_a_spinner_may_replace(word: str, original: bool) -> None:
    assert bool(gates(host("fr"), [word])[word] & Gate.ORIGINAL) is original


@pytest.mark.parametrize(
    ("word", "mute"),
    [
        ("homme", True),
        ("habitude", True),
        ("hyène", True),
        ("héros", False),
        ("héroïne", True),
        ("hache", False),
        ("hors", False),
        ("haricot", False),
        ("hier", None),
        ("", None),
    ],
)
def test_mute_h(word: str, mute: bool | None) -> None:
    assert host("fr").mute_h(word) is mute


def test_a_document_reads_with_its_host() -> None:
    doc = Document("Le journey fut lent", host("fr"))
    assert [doc.words[i] for i in doc.hot] == ["journey"]
