"""Pairs made by program: what the table holds, where a pair counts, and what each program makes."""

from __future__ import annotations

import marisa_trie
import pytest
from hypothesis import given
from hypothesis import strategies as st

from detector.document import Document, fold
from detector.host import DATA, host
from detector.languages import load
from detector.pairs import LINKED, LISTS, MAX_LINKS, Pairs
from detector.rules import tracers
from tests.available import needs_sources

PATH = DATA / "fr" / "pairs.marisa"
TRIE = marisa_trie.BytesTrie().mmap(str(PATH))
ROWS = {key: text.decode() for key, text in TRIE.items() if key not in LISTS}
PAIRS = Pairs(PATH, load("fr").links)
PARTS = {
    "doubled-qualifier": 2,
    "spun-before-translation": 3,
    "swapped-term": 3,
    "translated-name": 1,
}
MAX_BYTES = 700_000


def found(text: str) -> list[str]:
    doc = Document(text, host("fr"))
    return [doc.slice(hit.first, hit.stop) for hit in doc.telltales]


def test_every_row_is_of_a_rule_that_says_it_with_as_many_parts() -> None:
    assert PARTS.keys() <= {rule.name for rule in tracers()}
    assert {text.split("\t")[0] for text in ROWS.values()} == PARTS.keys()
    for key, text in ROWS.items():
        rule, original, *parts = text.split("\t")
        assert original, key
        assert len(parts) == PARTS[rule], key


def test_every_key_is_folded_and_found_by_its_anchor() -> None:
    for key in ROWS:
        words = key.split(LINKED if LINKED in key else " ")
        assert words == [fold(word) for word in words]
        text = words if LINKED not in key else [words[0], "de", words[1]]
        assert any(
            (pair.first, pair.stop) == (0, len(text))
            for i, word in enumerate(text)
            if word in PAIRS.anchors
            for pair in PAIRS.around(text, i, PAIRS.sides(text[i]))
        ), key


def test_the_table_stays_small() -> None:
    assert PATH.stat().st_size < MAX_BYTES


PLACES = [
    ("Le troc libre a commencé.", ["troc libre"]),
    ("Le troc, libre, a commencé.", []),
    ("Le troc. Libre à lui.", []),
    ("Le « troc libre » a commencé.", []),
    ("Le *troc libre* a commencé.", []),
    ("TROC LIBRE", ["TROC LIBRE"]),
    ("Un bourreau de labeur passe.", ["bourreau de labeur"]),
    ("Un bourreau du labeur passe.", ["bourreau du labeur"]),
    ("Un bourreau de la labeur passe.", ["bourreau de la labeur"]),
    ("Un bourreau labeur passe.", []),
    ("Un bourreau et labeur passent.", []),
    ("Un bourreau de la de labeur passe.", []),
]


@pytest.mark.parametrize(("text", "phrases"), PLACES)
def test_a_pair_counts_where_nothing_but_links_parts_it(text: str, phrases: list[str]) -> None:
    assert found(text + " Il pleut sur les toits de la ville et dans les rues.") == phrases


def test_links_are_bounded() -> None:
    words = ["bourreau", *["de"] * (MAX_LINKS + 1), "labeur"]
    assert not [
        pair for i in range(len(words)) for pair in PAIRS.around(words, i, PAIRS.sides(words[i]))
    ]


@given(st.lists(st.sampled_from(["bourreau", "de", "labeur", "la", "troc", "libre", "zut", ""])))
def test_pairs_lie_in_any_text(words: list[str]) -> None:
    for i in range(len(words)):
        for pair in PAIRS.around(words, i, PAIRS.sides(words[i])):
            assert 0 <= pair.first < pair.stop <= len(words)
            assert pair.first <= i < pair.stop


@needs_sources
def test_slips_swap_one_word_of_a_term() -> None:
    from seeds.slips import slips

    made = {(slip.first, slip.second, slip.linked): slip for slip in slips()}
    assert made["troc", "libre", False].english == "free trade"
    assert made["troc", "libre", False].spun == "free swap"
    assert made["trocs", "libres", False].first == "trocs"
    for slip in made.values():
        english, spun = slip.english.split(" "), slip.spun.split(" ")
        assert sum(ours != theirs for ours, theirs in zip(english, spun, strict=True)) == 1


@needs_sources
def test_swaps_keep_one_member_of_a_compound() -> None:
    from seeds.swaps import swaps

    made = list(swaps())
    assert ("bourreau", "labeur", True, "bourreau de travail", "travail", "labeur") in made
    for swap in made:
        assert swap.word in fold(swap.right)
        assert swap.synonym in (swap.first, swap.second)


@needs_sources
def test_doublings_come_in_both_orders_and_agree() -> None:
    from seeds.doublings import doublings

    made = {(pair.first, pair.second): pair for pair in doublings()}
    assert made["vraiment", "réellement"].commoner == "vraiment"
    assert ("réellement", "vraiment") in made
    assert ("énormes", "immenses") in made
    assert ("énormes", "immense") not in made
    assert not [pair for pair in made if pair[0] == pair[1]]


@needs_sources
def test_renderings_turn_a_word_of_a_name() -> None:
    from seeds.renderings import renderings

    made = {(each.first, each.second, each.linked): each.name for each in renderings()}
    assert made["bill", "portes", False] == "Bill Gates"
    assert made["rue", "mur", True] == "Wall Street"
    for first, second, linked in made:
        assert linked or f"{first} {second}" != fold(made[first, second, linked])


@needs_sources
def test_what_clean_text_holds_goes_with_its_other_numbers() -> None:
    from seeds.tables.pairs import Key, Row, sifted

    keys = [Key("troc", "libre", False), Key("trocs", "libres", False), Key("vol", "haché", False)]
    rows = [Row(key, "slip", (group,), "rule", ()) for key, group in zip(keys, "aab", strict=True)]
    assert list(sifted(rows, ["Un bon repas."])) == keys
    assert list(sifted(rows, ["Le troc, libre ou non."])) == keys
    assert list(sifted(rows, ["Le troc libre."])) == keys[2:]
    common = Row(Key("grand", "temps", False), "slip", ("c",), "rule", ())
    assert list(sifted([*rows, common], [])) == keys
