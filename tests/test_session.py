"""Documents keep their order, failures their place, and the tally its count."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from detector import readers, session
from detector.formats import Checked, Failed
from detector.prose import Prose, plain
from detector.readers import Source
from detector.report import Report, Severity
from detector.session import Tally
from tests.reports import checked, finding, report


class Eager:
    """A detector that reads every text before it reports on the first, as a pool may."""

    def check_many(self, texts: Iterable[Prose], jobs: int = 1) -> Iterator[Report]:
        for prose in list(texts):
            text = prose.text
            if text == "broken":
                yield report(error="no report")
            else:
                yield report(finding(text, 0, 1), notes=("9 words",))


class Lazy(Eager):
    """A detector that reads a text only when its report is asked for."""

    def check_many(self, texts: Iterable[Prose], jobs: int = 1) -> Iterator[Report]:
        for text in texts:
            yield from super().check_many([text])


@pytest.fixture(params=[Eager, Lazy])
def detector(request: pytest.FixtureRequest) -> Eager:
    """Both ways of reading."""
    made = request.param()
    assert isinstance(made, Eager)
    return made


def test_failures_keep_their_place(detector: Eager, tmp_path: Path) -> None:
    for name, text in {"a": "9 a", "c": "8 c", "d": "broken"}.items():
        (tmp_path / name).write_text(text)
    documents: list[str | Failed] = [
        Failed("folder", "Permission denied"),
        *(str(tmp_path / name) for name in "abcd"),
        str(tmp_path),
    ]
    results = list(session.check(documents, detector))
    assert [Path(result.path).name for result in results] == [
        "folder",
        *"abcd",
        tmp_path.name,
    ]
    assert [type(result) for result in results] == [
        Failed,
        Checked,
        Failed,
        Checked,
        Failed,
        Failed,
    ]
    assert [result.error for result in results if isinstance(result, Failed)] == [
        "Permission denied",
        "No such file or directory",
        "no report",
        "Not a regular file",
    ]
    assert [result.text for result in results if isinstance(result, Checked)] == ["9 a", "8 c"]


def test_a_document_without_report_is_not_lost(tmp_path: Path) -> None:
    class Silent(Eager):
        def check_many(self, texts: Iterable[Prose], jobs: int = 1) -> Iterator[Report]:
            return iter(list(super().check_many(texts))[:1])

    for name in "ab":
        (tmp_path / name).write_text("9")
    first, second = session.check([str(tmp_path / "a"), str(tmp_path / "b")], Silent())
    assert isinstance(first, Checked)
    assert second == Failed(str(tmp_path / "b"), "No report came back")


def test_the_notes_of_reader_and_detector_are_joined(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("9 é", encoding="cp1252")
    (result,) = session.check([str(tmp_path / "a")], Lazy())
    assert isinstance(result, Checked)
    assert result.report.notes == ("read as cp1252, because it is not valid UTF-8", "9 words")


def test_an_archive_gives_a_result_for_each_part(
    detector: Eager, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read(data: bytes, name: str) -> list[Source]:
        return [Source(plain(text), part=text) for text in data.decode().split()]

    monkeypatch.setattr(readers, "read", read)
    for name, text in {"a": "1 2 3", "b": "4"}.items():
        (tmp_path / name).write_text(text)
    results = list(session.check([str(tmp_path / "a"), str(tmp_path / "b")], detector))
    assert [(Path(r.path).name, r.part, r.text) for r in results if isinstance(r, Checked)] == [
        *(("a", text, text) for text in "123"),
        ("b", "4", "4"),
    ]


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (ValueError("it is cut short"), "it is cut short"),
        (KeyError("body"), "KeyError: 'body'"),
        (RecursionError("deep"), "RecursionError: deep"),
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
    first, second = session.check([str(tmp_path / "a"), str(tmp_path / "b")], Lazy())
    assert first == Failed(str(tmp_path / "a"), reason)
    assert isinstance(second, Checked)


def test_standard_input_has_the_name_that_it_was_given(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, path in ((None, "-"), ("notes.md", "notes.md")):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO("9 é".encode("cp1252"))))
        (result,) = session.check(["-"], Lazy(), stdin_name=name)
        assert isinstance(result, Checked)
        assert (result.path, result.text) == (path, "9 é")


def test_closed_standard_input_is_a_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    results = list(session.check(["-"], Lazy()))
    assert results == [Failed("-", "Standard input is closed")]


def test_the_tally_remembers_the_worst() -> None:
    tally = Tally()
    assert not tally.reaches(Severity.NOTE)
    tally.count(checked("[[mot]]", severity=Severity.WARNING))
    tally.count(checked("[[mot]]", severity=Severity.NOTE))
    tally.count(checked("mot"))
    assert [tally.reaches(severity) for severity in Severity] == [True, True, False]
    assert not tally.failed
    tally.count(Failed("a", "gone"))
    assert tally.failed
    assert tally.worst is Severity.WARNING
