"""The hand-edited lists and the manifest: sorted, unique, reasoned, and free of contradiction."""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from detector.document import fold
from detector.host import DATA
from detector.tokens import split
from seeds.sources import SEEDS, rows, sources

LISTS = sorted(SEEDS.glob("*.tsv"))
HEADERS = {
    "anglicisms": "form domain reason",
    "calques": "wrong right english spun reason",
    "chrome": "phrase place reason",
    "expressions": "expression reason",
    "modifiers": "modifier reason",
    "names": "name kind reason",
    "residue": "phrase rule place reason",
    "sources": "name registry version licence file sha256 reason",
    "splits": "corpus count_until train_until register reason",
    "terms": "english french reason",
    "tortured": "phrase right language reason",
    "translations": "entry french reason",
    "units": "phrase right reason",
    "usage": "form reason",
}
MAX_MEGABYTES = 30
FRENCH = DATA / "fr"
MANIFEST = json.loads((FRENCH / "MANIFEST.json").read_text("utf-8"))
each_list = pytest.mark.parametrize("path", LISTS, ids=lambda path: path.stem)


@cache
def cells(path: Path) -> list[list[str]]:
    return [line.split("\t") for line in path.read_text("utf-8").removesuffix("\n").split("\n")]


def test_every_list_is_known() -> None:
    assert {path.stem for path in LISTS} == set(HEADERS)


@each_list
def test_a_list_has_its_columns_and_a_reason_in_every_row(path: Path) -> None:
    head, *body = cells(path)
    assert head == HEADERS[path.stem].split()
    assert head[-1] == "reason"
    assert body
    for row in body:
        assert len(row) == len(head), row
        assert all(cell == cell.strip() != "" for cell in row), row


@each_list
def test_a_list_is_sorted_by_code_point_and_unique(path: Path) -> None:
    keys = [row[0] for row in cells(path)[1:]]
    assert keys == sorted(keys)
    assert not [key for key, count in Counter(keys).items() if count > 1]


@each_list
def test_a_list_is_plain_composed_text(path: Path) -> None:
    text = path.read_bytes().decode("utf-8")
    assert text == unicodedata.normalize("NFC", text)
    assert text.endswith("\n")
    assert not {"\r", "\ufeff", "\u200b", "\u00a0"} & set(text)


@pytest.mark.parametrize(
    ("table", "column"), [("anglicisms", "form"), ("modifiers", "modifier"), ("usage", "form")]
)
def test_what_tables_look_up_is_folded(table: str, column: str) -> None:
    assert not [row[column] for row in rows(table) if row[column] != fold(row[column])]


@pytest.mark.parametrize(
    ("table", "wrong", "meant"), [("calques", "spun", "english"), ("tortured", "phrase", "right")]
)
def test_a_reason_names_the_swapped_words_and_the_right_term(
    table: str, wrong: str, meant: str
) -> None:
    for row in rows(table):
        domain, _, rest = row["reason"].partition(": ")
        swaps = rest.removesuffix(f", for {row['right']}")
        assert domain.isalpha(), row
        assert swaps != rest, row
        if swaps == "word for word":
            assert row[wrong].lower() == row[meant].lower(), row
            continue
        for swap in swaps.split(", "):
            original, _, written = swap.partition(" -> ")
            assert _words(original) <= _words(row[meant]), row
            assert _words(written), row
            assert _words(written) <= _words(row[wrong]), row
            assert fold(original) != fold(written), row


def _words(phrase: str) -> set[str]:
    return set(re.split(r"[\s'’|-]+", fold(phrase)))


def test_translations_are_of_a_part_of_speech_and_single_words() -> None:
    for row in rows("translations"):
        part, _, word = row["entry"].partition(" ")
        assert part in {"adjective", "adverb", "noun"}
        assert word.islower()
        assert all(text.isalpha() for text in row["french"].split("|")), row


def test_expressions_are_several_words() -> None:
    for row in rows("expressions"):
        assert len(split(row["expression"])[1::2]) >= 2, row


def test_no_word_is_both_a_borrowing_and_good_french() -> None:
    borrowed, french = ({row["form"] for row in rows(name)} for name in ("anglicisms", "usage"))
    assert sorted(borrowed & french) == []


def test_splits_leave_the_last_fifth_for_testing() -> None:
    for row in rows("splits"):
        assert 0 <= int(row["count_until"]) <= int(row["train_until"]) <= 80, row


def test_sources_are_pinned() -> None:
    for source in sources().values():
        assert len(bytes.fromhex(source.sha256)) == 32
        assert source.registry in {"pypi", "debian", "npm"}
        assert source.version


def test_the_manifest_lists_every_file_of_the_data() -> None:
    files = {path.name for path in FRENCH.iterdir()} - {"MANIFEST.json"}
    assert set(MANIFEST["tables"]) == files


@pytest.mark.parametrize("name", sorted(MANIFEST["tables"]))
def test_a_table_is_the_one_in_the_manifest(name: str) -> None:
    table = MANIFEST["tables"][name]
    assert hashlib.sha256((FRENCH / name).read_bytes()).hexdigest() == table["sha256"]
    assert table["licence"]
    assert table["sources"]
    assert set(table["sources"]) <= set(sources()) | {"corpora"}


def test_the_sources_of_the_manifest_are_those_of_the_list() -> None:
    assert MANIFEST["sources"] == {
        source.name: {
            "version": source.version,
            "licence": source.licence,
            "sha256": source.sha256,
        }
        for source in sources().values()
    }


def test_the_data_stay_small() -> None:
    size = sum(path.stat().st_size for path in DATA.rglob("*") if path.is_file())
    assert size <= MAX_MEGABYTES * 1_000_000
