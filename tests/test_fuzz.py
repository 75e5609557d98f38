"""Whatever broke something once, whatever hypothesis thinks of, and a moment of atheris."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

import pytest
from hypothesis import given, settings

from detector.formats import Checked
from detector.host import DATA, Host
from detector.languages import load as load_language
from detector.storage import TableError, loading
from detector.suppress import suppress
from tests.fuzz import CORPUS, TABLES, TARGETS, run, seeds
from tests.hostile import BYTES, COMMENTED, CONFIGURATIONS, JSON_LINES, MARKUP, TEXTS
from tests.reports import report

INPUTS = [(name, path) for name in TARGETS for path in seeds(name)]
BINARY = sorted(name for name in TABLES if name.endswith(".bin"))


def encoded(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


@pytest.mark.parametrize(("name", "path"), INPUTS, ids=lambda each: getattr(each, "name", each))
def test_what_was_kept_breaks_nothing(name: str, path: Path) -> None:
    TARGETS[name](path.read_bytes())


def test_all_that_was_kept_is_for_a_target() -> None:
    assert {folder.name for folder in CORPUS.iterdir()} <= set(TARGETS)


@pytest.mark.parametrize("name", sorted(set(TARGETS) - {"check", "configuration"}))
@settings(max_examples=40)
@given(BYTES)
def test_no_bytes_break_anything(name: str, data: bytes) -> None:
    TARGETS[name](data)


@settings(max_examples=60)
@given(TEXTS.map(encoded) | MARKUP.map(encoded))
def test_no_text_breaks_a_check(data: bytes) -> None:
    TARGETS["check"](data)


@settings(max_examples=60)
@given(CONFIGURATIONS)
def test_no_configuration_breaks_the_settings(data: bytes) -> None:
    TARGETS["configuration"](data)


@settings(max_examples=60)
@given(JSON_LINES.map(encoded))
def test_no_records_break_a_notebook(data: bytes) -> None:
    TARGETS["jupyter"](data)


@settings(max_examples=60)
@given(COMMENTED)
def test_no_comment_breaks_suppression(text: str) -> None:
    for suffix in (".md", ".mdx", ".rst", ".adoc", ".po"):
        found = suppress(Checked(f"a{suffix}", text, report(text=text))).report.findings
        assert all(text[item.start : item.end] == item.text for item in found)


@pytest.mark.skipif(find_spec("atheris") is None, reason="atheris is not installed: `make fuzz`")
@pytest.mark.parametrize("name", ["markdown", "tokens"])
def test_atheris_runs(name: str) -> None:
    done = run(name, "-runs=300")
    assert done.returncode == 0, done.stderr
    assert "number_of_executed_units: 300" in done.stderr


@pytest.mark.parametrize("name", BINARY)
@pytest.mark.parametrize("kept", [0, 3, 30, -1], ids=["empty", "no header", "header", "one less"])
def test_a_table_that_is_cut_short_is_named(name: str, kept: int, tmp_path: Path) -> None:
    file = tmp_path / name
    file.write_bytes((DATA / "fr" / name).read_bytes()[:kept])
    with pytest.raises(TableError, match=f"{name} is damaged or missing"), loading(file):
        TABLES[name](file)


def test_a_folder_without_tables_is_named(tmp_path: Path) -> None:
    with pytest.raises(TableError, match=r"forms\.marisa is damaged or missing"):
        Host(load_language("fr"), tmp_path)
