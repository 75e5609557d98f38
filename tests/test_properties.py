"""What may be done to a document without changing what is found in it, and what finds it."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from functools import cache
from multiprocessing import get_context
from pathlib import Path

import pytest

from detector import Detector, Report, check
from detector.host import DATA
from detector.report import RESTORE_CONFIDENCE, Verdict
from detector.storage import mapped
from seeds.gold import GoldDocument, fixtures

DOCUMENTS = [d for kind in ("spun", "clean", "hard_negatives") for d in fixtures(kind)]
CLEAN = (
    "La mairie a rouvert la passerelle au printemps. Les habitants du quartier la prennent chaque"
    " matin pour aller au marché, et les enfants y regardent passer les péniches."
)
SURE = 0.95
ROUNDS = 10
WRITTEN: dict[str, Callable[[str], str]] = {
    "NFC": lambda text: unicodedata.normalize("NFC", text),
    "NFD": lambda text: unicodedata.normalize("NFD", text),
    "straight": lambda text: text.replace("’", "'"),
    "typographic": lambda text: text.replace("'", "’"),
    "no-break": lambda text: text.replace(" ", "\xa0"),
    "narrow": lambda text: text.replace(" ", "\u202f"),
}
by_name = pytest.mark.parametrize("document", DOCUMENTS, ids=lambda d: d.name)


@cache
def report(text: str) -> Report:
    return check(text)


@by_name
def test_a_clean_paragraph_costs_no_sure_finding(document: GoldDocument) -> None:
    before, after = report(document.text), check(f"{document.text}\n\n{CLEAN}\n")
    spans = {(item.start, item.end, item.rule) for item in after.findings}
    sure = [item for item in before.findings if item.confidence >= SURE]
    assert [item for item in sure if (item.start, item.end, item.rule) not in spans] == []
    assert all(item.end <= len(document.text) for item in after.findings)


@pytest.mark.parametrize("document", list(fixtures("spun")), ids=lambda d: d.name)
def test_restoring_again_and_again_comes_to_an_end(document: GoldDocument) -> None:
    text = document.text
    for _ in range(ROUNDS):
        text, changes = check(text).restored()
        if not changes:
            break
    assert not changes
    assert check(text).restored(RESTORE_CONFIDENCE) == (text, ())


@pytest.mark.parametrize("form", WRITTEN)
@by_name
def test_spelling_of_the_same_text_changes_no_verdict(document: GoldDocument, form: str) -> None:
    written = WRITTEN[form](document.text)
    same = check(written)
    assert same.verdict == report(document.text).verdict
    for item in same.findings:
        assert written[item.start : item.end] == item.text


def test_threads_and_processes_report_the_same() -> None:
    detector = Detector()
    texts = [document.text for document in DOCUMENTS]
    one = list(map(detector.check, texts))
    with ThreadPoolExecutor(16) as threads:
        assert list(threads.map(detector.check, texts * 2)) == one * 2
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as processes:
        assert list(processes.map(detector.check, texts)) == one
    assert any(found.verdict is Verdict.SPUN for found in one)


@pytest.mark.parametrize("path", sorted((DATA / "fr").glob("*.bin")), ids=lambda path: path.name)
def test_tables_cannot_be_written(path: Path) -> None:
    table = mapped(path)
    assert table.readonly
    with pytest.raises(TypeError):
        table[0] = 0
