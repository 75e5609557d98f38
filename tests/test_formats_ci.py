"""The formats of build servers and reviewers: what each asks for beyond being well formed."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import pytest

from detector.formats import Failed, Result, load
from detector.report import Original, Severity
from detector.terminal import Page
from tests.reports import checked, documents


def written(name: str, *found: Result) -> str:
    return "".join(load(name).render(found, Page()))


def read(name: str, *found: Result) -> Any:
    return json.loads(written(name, *found))


# GitHub


def test_github_shows_the_worst_first() -> None:
    found: list[Result] = [
        checked("[[un]]", severity=Severity.NOTE, confidence=0.99),
        checked("[[deux]]", severity=Severity.ERROR, confidence=0.8),
        checked("[[trois]]", severity=Severity.WARNING, confidence=0.9),
        checked("[[quatre]]", severity=Severity.ERROR, confidence=0.9),
        Failed("perdu", "gone"),
    ]
    *commands, closing = written("github", *found).splitlines()
    assert [command.split("::")[1].split(" ")[0] for command in commands] == [
        *("error",) * 3,
        "warning",
        "notice",
    ]
    assert "could not be checked" in commands[0]
    assert "title=foreign-word%2C 90%25" in commands[1]
    assert "title=foreign-word%2C 80%25" in commands[2]
    assert closing == (
        "Checked 4 documents (4 spun): 2 errors, 1 warning, 1 note. Could not read 1 file."
    )


def test_github_escapes_messages_and_properties() -> None:
    (command, _) = written("github", checked("[[mot]]", "a:b,c%d.md", message="1 %\r\n::x")).split(
        "\n", 1
    )
    assert command.startswith("::error file=a%3Ab%2Cc%25d.md,line=1,col=1,endColumn=4,title=")
    assert "::1 %25\\r\\n::x (perhaps plus (91%25))%0A- " in command


def test_github_gives_columns_on_one_line_only() -> None:
    over, within = written("github", checked("le [[grand\nboard]] de [[money]]")).splitlines()[:2]
    assert "line=1,endLine=2,title" in over
    assert "line=2,col=10,endColumn=15,title" in within


# GitLab


def test_gitlab_has_what_it_asks_for() -> None:
    first, *_, lost = read("gitlab", *documents())
    assert list(first) == ["description", "check_name", "fingerprint", "severity", "location"]
    assert first["location"] == {"path": "presse/été.md", "lines": {"begin": 2, "end": 2}}
    assert (first["severity"], lost["severity"], lost["check_name"]) == (
        "major",
        "critical",
        "unreadable",
    )


def test_gitlab_fingerprints_are_unique() -> None:
    found = [*documents(), checked("le [[board]] de\n" * 3, "encore.txt"), Failed("b", "gone")]
    fingerprints = [issue["fingerprint"] for issue in read("gitlab", *found)]
    assert len(set(fingerprints)) == len(fingerprints) == 10


def test_paths_are_relative_to_the_working_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    found = checked("[[mot]]", str(tmp_path / "sous" / "a.md"))
    assert read("gitlab", found)[0]["location"]["path"] == "sous/a.md"
    assert read("rdjson", found)["diagnostics"][0]["location"]["path"] == "sous/a.md"
    assert "file=sous/a.md," in written("github", found)


# JUnit


def test_junit_has_a_suite_for_each_document() -> None:
    suites = ET.fromstring(written("junit", *documents()))
    counts = [
        tuple(int(suite.attrib[key]) for key in ("tests", "failures", "errors", "skipped"))
        for suite in suites
    ]
    assert counts == [
        (2, 2, 0, 0),
        (1, 0, 0, 0),
        (1, 0, 0, 1),
        (1, 0, 0, 0),
        (1, 1, 0, 0),
        (1, 1, 0, 0),
        (1, 0, 1, 0),
    ]
    for suite, (tests, failures, errors, skipped) in zip(suites, counts, strict=True):
        assert len(suite.findall("testcase")) == tests
        assert len(suite.findall("testcase/failure")) == failures
        assert len(suite.findall("testcase/error")) == errors
        assert len(suite.findall("testcase/skipped")) == skipped


def test_junit_writes_forbidden_characters_out() -> None:
    suites = ET.fromstring(written("junit", checked("[[a\x00b\ufffe\ud800]]", "\x1b.md")))
    (case,) = suites.iter("testcase")
    assert case.attrib["name"] == "1:1 foreign-word “a\\x00b\\ufffe\\ud800”"
    assert suites[0].attrib["name"] == "\\x1b.md"


# Reviewdog


def test_rdjson_counts_columns_in_bytes_of_utf_8() -> None:
    text = "Été 😀 [[board]] de l'œuvre"
    (diagnostic,) = read("rdjson", checked(text))["diagnostics"]
    place = diagnostic["location"]["range"]
    line = text.replace("[[", "").replace("]]", "").encode()
    assert line[place["start"]["column"] - 1 : place["end"]["column"] - 1] == b"board"
    assert diagnostic["suggestions"] == [{"range": place, "text": "plus"}]


def test_rdjson_suggests_the_second_where_it_is_close() -> None:
    close = (Original("carte", 0.5), Original("", 0.3), Original("table", 0.1))
    (diagnostic,) = read("rdjson", checked("[[board]]", originals=close))["diagnostics"]
    assert [suggestion["text"] for suggestion in diagnostic["suggestions"]] == ["carte", ""]
    (diagnostic,) = read("rdjson", checked("[[board]]", originals=()))["diagnostics"]
    assert "suggestions" not in diagnostic
