"""Gold records: of the fixtures, word by word; of the reference articles, where those are."""

from __future__ import annotations

import hashlib
import json
import unicodedata
from pathlib import Path
from typing import Any

import pytest

from detector.document import Document
from detector.host import host
from detector.report import Kind
from detector.rules import tracers
from seeds import gold
from seeds.gold import FIXTURES, GoldDocument, article, article_folders, fixtures
from seeds.sources import SEEDS

REQUIRED = {"spun": 6, "clean": 8, "hard_negatives": 4}
KINDS = {
    "foreign-word",
    "foreign-phrase",
    "expansion",
    "missing-elision",
    "agreement-clash",
    "broken-expression",
    "broken-name",
    "native-synonym",
}
DOCUMENTS = [(folder, document) for folder in REQUIRED for document in fixtures(folder)]
SPUN = [document for folder, document in DOCUMENTS if folder == "spun"]
ARTEFACTS = list(fixtures("artefacts"))
RECORDS: list[dict[str, Any]] = json.loads((SEEDS / "articles.json").read_text("utf-8"))

every = pytest.mark.parametrize(
    ("folder", "document"), DOCUMENTS, ids=lambda x: getattr(x, "name", x)
)
spun = pytest.mark.parametrize("document", SPUN, ids=lambda x: x.name)
damaged = pytest.mark.parametrize("document", ARTEFACTS, ids=lambda x: x.name)
records = pytest.mark.parametrize("record", RECORDS, ids=lambda x: x["document"][:3])


@pytest.mark.parametrize("folder", REQUIRED)
def test_there_are_enough_fixtures_and_none_without_gold(folder: str) -> None:
    texts = {path.stem for path in (FIXTURES / folder).glob("*.txt")}
    assert texts == {path.name.split(".")[0] for path in (FIXTURES / folder).glob("*.gold.json")}
    assert len(texts) >= REQUIRED[folder]


@every
def test_the_verdict_is_that_of_the_folder(folder: str, document: GoldDocument) -> None:
    assert document.verdict == ("spun" if folder == "spun" else "clean")
    assert bool(document.spans) == (folder == "spun")


@every
def test_a_text_is_composed_and_ends_with_one_newline(folder: str, document: GoldDocument) -> None:
    text = document.text
    assert text == unicodedata.normalize("NFC", text)
    assert text.endswith("\n")
    assert not text.endswith("\n\n")
    assert "\r" not in text
    assert 200 <= len(Document(text, host("fr"))) <= 500


def test_no_two_fixtures_share_a_text() -> None:
    assert len({document.text for _, document in DOCUMENTS}) == len(DOCUMENTS)
    assert len({document.name for _, document in DOCUMENTS}) == len(DOCUMENTS)


@spun
def test_spans_are_where_they_say(document: GoldDocument) -> None:
    at = 0
    for span in document.spans:
        assert at <= span.start < span.end
        assert document.text[span.start : span.end] == span.surface
        at = span.end


@spun
def test_spans_are_whole_words_swapped_for_other_words(document: GoldDocument) -> None:
    doc = Document(document.text, host("fr"))
    starts = set(doc.starts)
    ends = {start + len(word) for start, word in zip(doc.starts, doc.words, strict=True)}
    for span in document.spans:
        assert span.start in starts
        assert span.end in ends
        assert span.original != span.surface
        assert span.kind in KINDS
        assert span.grade in {"core", "hard"}
        assert (span.original == "") == (span.kind == "expansion")


@damaged
def test_artefacts_are_where_they_say(document: GoldDocument) -> None:
    at = 0
    for span in document.spans:
        assert at <= span.start < span.end
        assert document.text[span.start : span.end] == span.surface
        assert span.original != span.surface
        assert span.grade == "artefact"
        at = span.end
    assert bool(document.spans) != document.name.startswith("clean_")


def test_every_artefact_is_in_some_fixture_and_nothing_that_no_rule_finds() -> None:
    kinds = {span.kind for document in ARTEFACTS for span in document.spans}
    assert {rule.name for rule in tracers() if rule.kind is Kind.ARTEFACT} <= kinds
    assert kinds <= {rule.name for rule in tracers()}


@damaged
def test_an_artefact_proves_spinning_where_its_rule_counts(document: GoldDocument) -> None:
    counting = {rule.name for rule in tracers() if rule.ratio > 0}
    if any(span.kind in counting for span in document.spans):
        assert document.verdict == "spun"


def test_every_kind_of_trace_is_in_some_fixture() -> None:
    assert {span.kind for document in SPUN for span in document.spans} == KINDS
    assert {span.grade for document in SPUN for span in document.spans} == {"core", "hard"}


def test_a_text_that_was_edited_without_its_gold_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "spun").mkdir()
    source = min((FIXTURES / "spun").glob("*.txt"))
    sidecar = source.with_suffix(".gold.json")
    (tmp_path / "spun" / sidecar.name).write_bytes(sidecar.read_bytes())
    (tmp_path / "spun" / source.name).write_bytes(source.read_bytes())
    monkeypatch.setattr(gold, "FIXTURES", tmp_path)
    assert len(list(fixtures("spun"))) == 1
    (tmp_path / "spun" / source.name).write_bytes(source.read_bytes() + b"\n")
    with pytest.raises(ValueError, match=source.name):
        list(fixtures("spun"))


@records
def test_the_record_of_an_article_agrees_with_itself(record: dict[str, Any]) -> None:
    assert record["document"].endswith(".txt")
    assert len(bytes.fromhex(record["sha256"])) == 32
    assert record["verdict"] == ("spun" if record["spans"] else "clean")
    at = 0
    for span in record["spans"]:
        assert at <= span["start"] < span["end"]
        assert span["end"] - span["start"] == len(span["surface"])
        assert span["grade"] in {"core", "hard", "artefact"}
        assert (span["original"] is None) <= (span["grade"] != "hard")
        at = span["end"]


@records
def test_the_spans_of_an_article_lie_in_its_text(record: dict[str, Any]) -> None:
    try:
        document = article(record["document"][:3])
    except FileNotFoundError as error:
        pytest.skip(str(error))
    assert len(document.spans) == len(record["spans"])
    for span in document.spans:
        assert document.text[span.start : span.end] == span.surface


@pytest.fixture
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SPIN_DETECTOR_SEEDS", str(tmp_path / "named"))
    assert article_folders()[0] == tmp_path / "named"
    monkeypatch.setattr(gold, "article_folders", lambda: [tmp_path / "named", tmp_path / "other"])
    monkeypatch.setattr(gold, "SEEDS", tmp_path)
    return tmp_path


def test_an_article_is_looked_for_in_every_folder(elsewhere: Path) -> None:
    text = "Un texte neuf.\n"
    record = {
        "document": "007_x.txt",
        "sha256": hashlib.sha256(text.encode()).hexdigest(),
        "verdict": "clean",
        "spans": [],
    }
    (elsewhere / "articles.json").write_text(json.dumps([record]), "utf-8")
    with pytest.raises(FileNotFoundError, match=r"007 is in none of .*named.*other"):
        article("007")
    (elsewhere / "other").mkdir()
    (elsewhere / "other" / "007_x.txt").write_text(text, "utf-8")
    assert article("007").text == text
    (elsewhere / "other" / "007_x.txt").write_text(text + "!", "utf-8")
    with pytest.raises(ValueError, match="007_x"):
        article("007")
