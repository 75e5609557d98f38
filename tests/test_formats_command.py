"""Formats through the whole command: what goes where, with what status."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from detector import formats
from detector.cli import main

FIXTURES = Path(__file__).resolve().parents[1] / "fixtures"
SPUN, CLEAN = FIXTURES / "spun" / "musee.txt", FIXTURES / "clean" / "recipe.txt"


@pytest.fixture(autouse=True)
def _in_fixtures(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(FIXTURES)


def status(*arguments: str) -> int:
    with pytest.raises(SystemExit) as exit_:
        main(["check", *arguments])
    assert isinstance(exit_.value.code, int)
    return exit_.value.code


@pytest.mark.parametrize("name", formats.names())
def test_each_format_writes_a_file_and_leaves_the_status_alone(
    name: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "out"
    assert status("--format", name, "--output", str(target), str(SPUN)) == 1
    assert "musee.txt" in target.read_text("utf-8")
    assert status("--format", name, "--output", str(target), str(CLEAN)) == 0
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("name", ["text", "concise"])
def test_people_get_statistics_after_the_findings(
    name: str, capfd: pytest.CaptureFixture[str]
) -> None:
    assert status("--statistics", "--format", name, str(SPUN)) == 1
    out, err = capfd.readouterr()
    assert out.index("Checked 1 document (1 spun)") < out.index("Documents\n") < out.index("Rules")
    assert err == ""


def test_programs_get_statistics_aside(capfd: pytest.CaptureFixture[str]) -> None:
    assert status("--statistics", "--format", "jsonl", str(SPUN)) == 1
    out, err = capfd.readouterr()
    assert json.loads(out)["verdict"] == "spun"
    assert err.startswith("Documents\n")


def test_documents_are_grouped_by_folder(capfd: pytest.CaptureFixture[str]) -> None:
    assert status("--format", "html", "spun/musee.txt", "clean/recipe.txt") == 1
    out = capfd.readouterr().out
    assert '<th scope="row">spun</th>' in out


def test_documents_are_grouped_by_a_field_of_their_front_matter(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    for name, head in (
        ("a.md", '---\nauthor: "Zo\\u00e9"\nseo:\n  author: Ali\n---\n'),
        ("b.md", '+++\nauthor = "Zoé"\n+++\n'),
        ("c.md", ""),
    ):
        (tmp_path / name).write_text(head + SPUN.read_text("utf-8"), "utf-8")
    assert status("--format", "html", "--by", "author", str(tmp_path)) == 1
    out = capfd.readouterr().out
    assert "By author" in out
    assert '<th scope="row">Zoé</th><td data-value="2">2</td>' in out
    assert '<th scope="row">none</th><td data-value="1">1</td>' in out
    assert "Ali" not in out.partition('id="texts"')[0]
    (tmp_path / "spin-detector.toml").write_text('by = "author"', "utf-8")
    assert status("--format", "html", str(tmp_path)) == 1
    assert "By author" in capfd.readouterr().out
    assert status("--format", "html", "--by", "folder", str(tmp_path)) == 1
    assert "By author" not in capfd.readouterr().out


@pytest.mark.skipif(sys.platform == "win32", reason="such file names need Linux or macOS")
def test_a_hostile_file_name_is_harmless(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    name = "a\n::error::b\x1b[31m\u202e|<script>.txt"
    Path(name).write_bytes(SPUN.read_bytes())
    for form in formats.names():
        assert status("--format", form, name) == 1
        out = capfd.readouterr().out
        assert not {"\x1b", "\u202e"} & set(out)
        assert "\n::error::b" not in out
