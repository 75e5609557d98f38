"""Documents keep their order, failures their place, and the tally its count."""

from __future__ import annotations

import io
import sys
from pathlib import Path
from typing import cast

import pytest

from detector import Detector, readers, session
from detector.formats import Checked, Failed
from detector.messages import Message
from detector.prose import Prose, plain
from detector.readers import Source
from detector.report import Report
from detector.scale.pool import check_each
from detector.settings import SettingsError
from tests.reports import finding, report


class Scripted:
    """A detector that finds the first letter of everything, and fails where it is told to."""

    def check(self, prose: Prose) -> Report:
        if prose.text == "broken":
            return report(error="no report")
        return report(finding(prose.text, 0, 1), notes=("9 words",))


def scripted(name: str) -> Detector:
    """The detector of any document, except of one whose configuration is wrong."""
    if Path(name).name == "wrong":
        raise SettingsError("spin-detector.toml", "unknown key")
    return cast("Detector", Scripted())


@pytest.fixture(params=["lazily", "eagerly"], autouse=True)
def reading(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Texts are read when they are checked, or all before the first is, as a pool may."""
    if request.param == "eagerly":
        lazily = check_each
        monkeypatch.setattr(session, "check_each", lambda pairs, jobs: lazily(list(pairs), jobs))


def test_failures_keep_their_place(tmp_path: Path) -> None:
    for name, text in {"a": "9 a", "c": "8 c", "d": "broken", "wrong": "7 w"}.items():
        (tmp_path / name).write_text(text)
    documents: list[str | Failed] = [
        Failed("folder", "Permission denied"),
        *(str(tmp_path / name) for name in "abcd"),
        str(tmp_path / "wrong"),
        str(tmp_path),
    ]
    results = list(session.check(documents, scripted))
    assert [Path(result.path).name for result in results] == [
        "folder",
        *"abcd",
        "wrong",
        tmp_path.name,
    ]
    assert [type(result) for result in results] == [
        Failed,
        Checked,
        Failed,
        Checked,
        Failed,
        Failed,
        Failed,
    ]
    assert [result.error for result in results if isinstance(result, Failed)] == [
        "Permission denied",
        "No such file or directory",
        "no report",
        "spin-detector.toml: unknown key",
        "Not a regular file",
    ]
    assert [result.text for result in results if isinstance(result, Checked)] == ["9 a", "8 c"]


def test_the_notes_of_reader_and_detector_are_joined(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("9 é", encoding="cp1252")
    (result,) = session.check([str(tmp_path / "a")], scripted)
    assert isinstance(result, Checked)
    assert result.report.notes == ("read as cp1252, because it is not valid UTF-8", "9 words")


def test_an_archive_gives_a_result_for_each_part(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read(data: bytes, name: str) -> list[Source]:
        return [Source(plain(text), part=text) for text in data.decode().split()]

    monkeypatch.setattr(readers, "read", read)
    for name, text in {"a": "1 2 3", "b": "4"}.items():
        (tmp_path / name).write_text(text)
    results = list(session.check([str(tmp_path / "a"), str(tmp_path / "b")], scripted))
    assert [(Path(r.path).name, r.part, r.text) for r in results if isinstance(r, Checked)] == [
        *(("a", text, text) for text in "123"),
        ("b", "4", "4"),
    ]


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (ValueError(Message("it is cut short")), "it is cut short"),
        (ValueError("a secret of the document"), "ValueError in session.py:"),
        (KeyError("a secret of the document"), "KeyError in session.py:"),
        (RecursionError("deep"), "RecursionError in session.py:"),
    ],
)
def test_a_file_that_a_reader_gives_up_on_fails_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: Exception, reason: str
) -> None:
    read = readers.read

    def broken(data: bytes, name: str) -> list[Source]:
        if data == b"x":
            raise error
        return read(data, name)

    monkeypatch.setattr(readers, "read", broken)
    for name, text in {"a": "x", "b": "9"}.items():
        (tmp_path / name).write_text(text)
    first, second = session.check([str(tmp_path / "a"), str(tmp_path / "b")], scripted)
    assert isinstance(first, Failed)
    assert first.path == str(tmp_path / "a")
    assert first.error.startswith(reason)
    assert "secret" not in first.error
    assert isinstance(second, Checked)


def test_standard_input_has_the_name_that_it_was_given(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, path in ((None, "-"), ("notes.md", "notes.md")):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO("9 é".encode("cp1252"))))
        (result,) = session.check(["-"], scripted, stdin_name=name)
        assert isinstance(result, Checked)
        assert (result.path, result.text) == (path, "9 é")


def test_closed_standard_input_is_a_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    results = list(session.check(["-"], scripted))
    assert results == [Failed("-", "Standard input is closed")]
