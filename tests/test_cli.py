"""The command: exit statuses, where output goes, and what is said when something is wrong."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from detector import Config, __version__
from detector.prose import Prose
from detector.report import Report, Severity
from tests.command import Run, runner
from tests.reports import finding, report


class Scripted:
    """A detector that finds the names of severities, so that a test says what is found."""

    def __init__(self, language: str, config: Config) -> None:
        if language not in {"fr", "auto"}:
            raise ValueError(f"no host language {language!r}")
        self.language, self.config = language, config

    def check(self, prose: Prose) -> Report:
        text = prose.text
        if text.startswith("interrupt"):
            raise KeyboardInterrupt
        return report(
            *(
                finding(text, start, start + len(severity), severity=severity, confidence=0.8)
                for severity in Severity
                if (start := text.find(severity)) >= 0 and self.config.min_confidence <= 0.8
            )
        )


@pytest.fixture
def run(
    monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes], tmp_path: Path
) -> Run:
    """The command in an empty folder, with a detector that is told what to find."""
    monkeypatch.setattr("detector.arguments.Detector", Scripted)
    monkeypatch.chdir(tmp_path)
    for name in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    return runner(monkeypatch, capsysbinary)


@pytest.mark.parametrize(
    ("word", "fail_on", "status"),
    [
        ("rien", "note", 0),
        ("note", "note", 1),
        ("note", "warning", 0),
        ("note", None, 0),
        ("warning", None, 1),
        ("warning", "error", 0),
        ("error", "error", 1),
        ("error", "never", 0),
    ],
)
def test_the_status_says_whether_a_finding_is_severe(
    run: Run, word: str, fail_on: str | None, status: int
) -> None:
    options = () if fail_on is None else ("--fail-on", fail_on)
    assert run("check", "-", *options, stdin=word.encode()).status == status


def test_a_finding_below_the_confidence_neither_shows_nor_fails(run: Run) -> None:
    shown = run("check", "-", stdin=b"error")
    hidden = run("check", "-", "--min-confidence", "0.81", stdin=b"error")
    assert (shown.status, hidden.status) == (1, 0)
    assert "-:1:1: error:" in shown.out
    assert "-:1:1: error:" not in hidden.out


def test_a_file_that_cannot_be_read_fails_the_run_but_not_the_others(
    run: Run, tmp_path: Path
) -> None:
    (tmp_path / "b.txt").write_text("error")
    outcome = run("check", "a.txt", "b.txt")
    assert outcome.status == 2
    assert outcome.err == "a.txt: No such file or directory\n"
    assert "b.txt:1:1: error:" in outcome.out
    assert "Could not read 1 file." in outcome.out
    assert "Traceback" not in outcome.err


def test_jsonl_reports_it_in_its_place(run: Run, tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text("error")
    outcome = run("check", "a.txt", "b.txt", "--format", "jsonl")
    first, second = map(json.loads, outcome.out.splitlines())
    assert first == {"path": "a.txt", "error": "No such file or directory"}
    assert second["path"] == "b.txt"
    assert outcome.status == 2


def test_without_path_the_current_folder_is_walked(run: Run, tmp_path: Path) -> None:
    (tmp_path / "b.md").write_text("warning")
    (tmp_path / "c.py").write_text("error")
    outcome = run("check")
    assert outcome.status == 1
    assert "b.md:1:1: warning:" in outcome.out
    assert "c.py" not in outcome.out


def test_a_word_when_nothing_matched(run: Run) -> None:
    outcome = run("check", ".")
    assert (outcome.status, outcome.out) == (0, "")
    assert outcome.err.startswith("Nothing to check: no ")
    assert ".txt" in outcome.err


def test_output_goes_to_the_file_as_utf8_without_colour(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b" in run("check", "-", stdin=b"error").out
    outcome = run("check", "-", "--output", "out.txt", stdin="été error".encode())
    assert (outcome.status, outcome.out) == (1, "")
    written = (tmp_path / "out.txt").read_text(encoding="utf-8")
    assert "été error" in written
    assert "\x1b" not in written


def test_output_is_neither_walked_nor_overwrites_a_document(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("note")
    (tmp_path / "out.txt").write_text("error")
    assert run("check", "a.txt", "out.txt", "--output", "./out.txt").status == 2
    assert (tmp_path / "out.txt").read_text() == "error"
    assert run("check", "--output", "out.txt").status == 0
    assert "Checked 1 document" in (tmp_path / "out.txt").read_text()


def test_output_may_be_standard_output(run: Run) -> None:
    assert "-:1:1: error:" in run("check", "-", "--output", "-", stdin=b"error").out


def test_an_output_that_cannot_be_written_is_named(run: Run) -> None:
    outcome = run("check", "-", "--output", "none/out.txt", stdin=b"error")
    assert outcome.status == 2
    assert outcome.err == "Error: Cannot write none/out.txt: No such file or directory\n"


@pytest.mark.parametrize(
    "arguments",
    [
        ("check", "--format", "none"),
        ("check", "--fail-on", "fatal"),
        ("check", "--min-confidence", "2"),
        ("check", "--jobs", "0"),
        ("check", "--language", "tlh"),
        ("check", "--none"),
        ("none",),
    ],
)
def test_wrong_usage_is_said_in_a_line(run: Run, arguments: tuple[str, ...]) -> None:
    outcome = run(*arguments)
    assert outcome.status == 2
    assert "Error: " in outcome.err
    assert outcome.out == ""


def test_languages_are_passed_on(run: Run) -> None:
    assert run("check", "-", "--language", "auto", stdin=b"error").status == 1


def test_interruption_has_a_status_of_its_own(run: Run) -> None:
    assert run("check", "-", stdin=b"interrupt").status == 130


def test_standard_input_may_be_named(run: Run) -> None:
    outcome = run("check", "-", "--stdin-filename", "notes/été.md", stdin=b"error")
    assert "notes/été.md:1:1: error:" in outcome.out


def test_hostile_names_do_not_reach_the_console(run: Run) -> None:
    outcome = run("check", "\x1b[2Jnone.txt")
    assert outcome.err == "\\x1b[2Jnone.txt: No such file or directory\n"
    assert "\x1b" not in run("check", "-", "--output", "\x1b[2J/none").err


def test_version_and_help(run: Run) -> None:
    assert run("--version").out == f"spin-detector, version {__version__}\n"
    assert "[note|warning|error|never]" in run("check", "--help").out
