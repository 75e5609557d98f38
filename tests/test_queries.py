"""Queries for search engines: long, rare, untouched, and as the source has them."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from detector import Config, Detector
from detector.prose import Prose
from detector.queries import DOUBT, MAX_WORDS, MIN_WORDS, Query, queries
from detector.readers import read
from detector.report import Original, Report, Severity
from detector.tokens import split
from seeds.gold import FIXTURES, GoldDocument, fixtures, unspun
from tests.command import Run, runner
from tests.reports import finding, report

DETECTOR = Detector(config=Config(min_confidence=DOUBT))
SENTENCE = "Le pâtissier déjà vieilli allait à pied jusqu'au théâtre où jouaient ses élèves."


def asked(text: str | Prose, found: Report | None = None, count: int = 5) -> list[Query]:
    doc = DETECTOR.read(text)
    return queries(found or DETECTOR.check(text), doc, count)


def plain(text: str) -> str:
    return " ".join(regex.sub(r"[^\p{L}\p{M}\p{N}\s'’.,:;!?()%€$/‐‑–-]+", " ", text).split())


def test_queries_are_in_the_source_word_for_word() -> None:
    """Of 80 queries for our spun fixtures 78 are; two have a planted word that nothing betrays."""
    right = [
        query.text in plain(unspun(document))
        for document in fixtures("spun")
        for query in asked(document.text)
    ]
    assert len(right) == 5 * 16
    assert sum(right) >= 76


@pytest.mark.parametrize("document", tuple(fixtures("spun")), ids=lambda each: each.name)
def test_queries_have_a_length_that_engines_take_and_share_no_word(document: GoldDocument) -> None:
    found = asked(document.text)
    for query in found:
        assert MIN_WORDS <= len(split(query.text)) // 2 <= MAX_WORDS
        assert '"' not in query.text
        assert plain(document.text[query.start : query.end]) == query.text or query.originals
    spans = sorted((query.start, query.end) for query in found)
    assert all(one[1] <= other[0] for one, other in pairwise(spans))


@given(st.text(st.characters(exclude_categories=()), max_size=200))
def test_any_text_can_be_asked_about(text: str) -> None:
    for query in asked(f"{text} {SENTENCE} {text}"):
        assert MIN_WORDS <= len(split(query.text)) // 2 <= MAX_WORDS
        assert '"' not in query.text
        assert not set("\n\x1b\u202e") & set(query.text)


def test_rare_words_come_first_and_the_count_decides() -> None:
    common = "Elle a mis le livre sur la table et puis elle est sortie avec lui."
    first, second = asked(f"{common} {SENTENCE}")
    assert "pâtissier" in first.text
    assert second.text in common
    assert asked(f"{common} {SENTENCE}", count=1) == [first]


def test_a_touched_word_is_in_no_query() -> None:
    at = SENTENCE.index("pied")
    hit = finding(SENTENCE, at, at + 4, severity=Severity.NOTE)
    assert asked(SENTENCE, report(hit, text=SENTENCE)) == []


def test_a_sure_original_is_put_back() -> None:
    spun = SENTENCE.replace("pied", "ft")
    at = spun.index("ft")
    hit = finding(spun, at, at + 2, originals=(Original("pied", 0.99),), confidence=0.99)
    (query,) = asked(spun, report(hit, text=spun))
    assert "allait à pied jusqu'au" in query.text
    assert query.originals == ("pied",)
    assert "ft jusqu" in spun[query.start : query.end]
    doubtful = finding(spun, at, at + 2, originals=(Original("pied", 0.5),), confidence=0.99)
    assert asked(spun, report(doubtful, text=spun)) == []


def test_a_query_does_not_reach_over_what_a_reader_left_out() -> None:
    half = len(SENTENCE) // 2
    (source,) = read(f"{SENTENCE[:half]}`code`{SENTENCE[half:]}".encode(), "a.md")
    assert asked(source.prose) == []
    (source,) = read(f"**{SENTENCE}**".encode(), "a.md")
    (query,) = asked(source.prose)
    assert source.text[query.start : query.end] == query.text


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]) -> Run:
    """The command among the fixtures."""
    monkeypatch.chdir(FIXTURES)
    return runner(monkeypatch, capsysbinary)


def test_the_command_prints_a_query_a_line(run: Run) -> None:
    outcome = run("sources", "spun/roman.txt", "--count", "3")
    assert (outcome.status, outcome.err) == (0, "")
    lines = outcome.out.splitlines()
    assert len(lines) == 3
    text = plain(Path("spun/roman.txt").read_text("utf-8"))
    assert all(line[0] == line[-1] == '"' and line[1:-1] in text for line in lines)


def test_programs_get_places(run: Run) -> None:
    found = json.loads(run("sources", "spun/roman.txt", "--format", "json").out)
    text = Path("spun/roman.txt").read_text("utf-8")
    assert (found["version"], found["path"], len(found["queries"])) == (1, "spun/roman.txt", 5)
    for query in found["queries"]:
        words = text[query["start"] : query["end"]]
        assert plain(words) == query["query"]
        line = text.splitlines()[query["line"] - 1]
        assert line.startswith(words.split()[0], query["column"] - 1)


def test_nothing_untouched_is_said(run: Run) -> None:
    outcome = run("sources", "-", stdin=b"Trop court.")
    assert outcome == (0, "", "-: no 8 words that follow each other are left untouched\n")


def test_a_file_that_is_not_there(run: Run) -> None:
    assert run("sources", "no.txt") == (2, "", "no.txt: No such file or directory\n")


def test_a_configuration_that_cannot_be_followed_is_named(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "spin-detector.toml").write_text("nonsense = 1")
    (tmp_path / "a.txt").write_text(SENTENCE, "utf-8")
    monkeypatch.chdir(tmp_path)
    outcome = run("sources", "a.txt")
    assert (outcome.status, outcome.out) == (2, "")
    assert outcome.err.startswith("a.txt: spin-detector.toml: unknown key")


def test_what_a_text_hides_is_not_in_its_queries(run: Run) -> None:
    text = SENTENCE.replace("déjà", "d\u200béjà\x1b[31m \u202e").encode()
    outcome = run("sources", "-", stdin=text)
    assert not {"\x1b", "\u200b", "\u202e"} & set(outcome.out)
