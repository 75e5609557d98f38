"""Rows: of every kind of file, whatever is in it, and back again."""

from __future__ import annotations

import gzip
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detector import Detector
from detector.scale import compression, records
from detector.scale.records import MAX_BYTES, Fields, Place, Record, Row, Wanted, jsonl
from detector.scale.records import csv as tables

WANTED = Wanted()
JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**70), 2**70)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(), max_size=9),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=9,
)
ROWS = st.lists(
    st.dictionaries(st.text(max_size=5), JSON, max_size=4).map(
        lambda row: {**row, "text": "Le texte."}
    ),
    max_size=5,
)


def read(path: Path, wanted: Wanted = WANTED) -> list[Row]:
    return list(records.read(str(path), wanted))


def problems(path: Path) -> list[tuple[int | None, str]]:
    return [(row.place.number, row.problem) for row in read(path) if row.problem]


def texts(path: Path) -> list[str]:
    return [row.prose.text for row in read(path) if row.prose]


def encoded(path: Path, rows: list[Row], name: str) -> bytes:
    """Rows as a file of that name holds them, block by block."""
    encoder = records.kind(name).Encoder(Detector(), WANTED, None)  # type: ignore[attr-defined]
    data = b""
    for row in rows:
        assert not encoder.problem(row, annotated=None)
        encoder.put(Record(row))
        data += compression.compressor(name)(encoder.block())
    path.write_bytes(data)
    return data


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("rows")


@given(ROWS)
def test_json_lines_read_what_they_write(folder: Path, rows: list[dict[str, Any]]) -> None:
    for name in ("a.jsonl", "a.jsonl.gz"):
        path = folder / name
        made = [Row(Place("x", 1), 1.0, Fields(row)) for row in rows]
        encoded(path, made, name)
        found = read(path)
        assert [row.content and row.content.fields() for row in found] == rows
        assert [row.place.number for row in found] == list(range(1, len(rows) + 1))


@given(ROWS)
def test_a_row_that_passes_keeps_its_very_line(folder: Path, rows: list[dict[str, Any]]) -> None:
    path = folder / "b.jsonl"
    lines = [json.dumps(row, indent=None, separators=(" ,", " :")) for row in rows]
    path.write_text("\n".join(lines), "utf-8")
    again = encoded(folder / "c.jsonl", read(path), "c.jsonl")
    assert again.decode().splitlines() == lines


@given(
    st.lists(
        st.lists(
            st.text(st.characters(exclude_categories=["Cs"]), max_size=9), min_size=2, max_size=2
        ),
        max_size=5,
    )
)
def test_tables_read_what_they_write(folder: Path, cells: list[list[str]]) -> None:
    made = [
        Row(Place("x", 1), 1.0, Fields(dict(zip(("text", "b"), row, strict=True)))) for row in cells
    ]
    encoded(folder / "d.csv", made, "d.csv")
    if cells:
        found = [row.content.fields() for row in read(folder / "d.csv") if row.content]
        assert [list(row.values()) for row in found] == cells


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        (b'{"', "is no JSON: Unterminated string starting at: line 1 column 2 (char 1)"),
        (b"[1]", "is no JSON object"),
        (b'"text"', "is no JSON object"),
        (b'{"text": "\xff"}', "is not UTF-8"),
        (b"[" * 100_000, "is nested too deep"),
        (b'{"a":' * 100_000, "is nested too deep"),
        (b'{"text": null}', "its “text” is null, not a text"),
        (b'{"text": 3}', "its “text” is a number, not a text"),
        (b'{"text": ["a"]}', "its “text” is a list, not a text"),
        (b'{"text": {}}', "its “text” is a table, not a text"),
        (b'{"id": 1}', "has no field “text”; --text-field names another"),
    ],
)
def test_lines_that_are_no_rows(tmp_path: Path, line: bytes, problem: str) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(b'{"text": "un"}\n\n' + line + b'\n{"text": "deux"}')
    assert problems(path) == [(3, problem)]
    assert texts(path) == ["un", "deux"]


def test_a_number_that_takes_forever_is_no_json(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(b'{"text": "un", "n": ' + b"9" * 1_000_000 + b'}\n{"text": "deux"}')
    assert [number for number, _ in problems(path)] == [1]
    assert texts(path) == ["deux"]


def test_odd_texts_are_texts(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    odd = "\0 \ud800 \u2028 \x85 \x1b"
    path.write_text('\ufeff{"text": "un"}\n' + json.dumps({"text": odd, "id": 0}))
    assert texts(path) == ["un", odd]
    assert [row.id for row in read(path)] == [f"{path}:1", 0]


@pytest.mark.parametrize("name", ["a.jsonl", "a.csv"])
@pytest.mark.parametrize("ended", [True, False])
def test_a_line_without_end_is_one_problem(
    tmp_path: Path, name: str, ended: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (jsonl, tables):
        monkeypatch.setattr(module, "MAX_BYTES", 1000)
    path = tmp_path / name
    row = b'{"text": "un"}\n' if name == "a.jsonl" else b"text\nun\n"
    path.write_bytes(row + b'"' + b"x" * 5_000_000 + b'"' + (b"\n" + row if ended else b""))
    assert len(problems(path)) == 1
    assert texts(path)[0] == "un"
    assert len(texts(path)) >= 1 + ended


def test_a_bomb_is_one_problem(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl.gz"
    with gzip.open(path, "wb", 1) as file:
        file.write(b'{"text": "un"}\n')
        for _ in range(120):
            file.write(b" " * 1_000_000)
        file.write(b'\n{"text": "deux"}\n')
    assert problems(path) == [(2, f"longer than {MAX_BYTES:,} bytes")]
    assert texts(path) == ["un", "deux"]


@pytest.mark.parametrize(("cut", "whole"), [(5, 0), (36, 1), (45, 1), (-4, 2), (-9, 1)])
def test_a_file_that_is_cut_short_says_so_after_what_it_holds(
    tmp_path: Path, cut: int, whole: int
) -> None:
    path = tmp_path / "a.jsonl.gz"
    lines = [gzip.compress(b'{"text": "un"}\n'), gzip.compress(b'{"text": "deux"}\n', 0)]
    path.write_bytes(b"".join(lines)[:cut])
    assert [number for number, _ in problems(path)] == [None]
    assert texts(path) == ["un", "deux"][:whole]


def test_what_is_not_compressed_after_all(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl.gz"
    path.write_bytes(b'{"text": "un"}\n')
    assert [number for number, _ in problems(path)] == [None]


def test_zstd(tmp_path: Path) -> None:
    if sys.version_info < (3, 14):
        pytest.importorskip("backports.zstd")
    made = [Row(Place("x", 1), 1.0, Fields({"text": text})) for text in ("un", "deux")]
    encoded(tmp_path / "a.jsonl.zst", made, "a.jsonl.zst")
    assert texts(tmp_path / "a.jsonl.zst") == ["un", "deux"]
    (tmp_path / "b.jsonl.zst").write_bytes(b'{"text": "un"}\n')
    assert [number for number, _ in problems(tmp_path / "b.jsonl.zst")] == [None]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_cells_are_separated_as_in_the_header(tmp_path: Path, separator: str) -> None:
    path = tmp_path / "a.csv"
    path.write_text(separator.join(("id", "text")) + "\n" + separator.join(("7", '"a\nb"')))
    (row,) = read(path)
    assert (row.id, row.prose and row.prose.text) == ("7", "a\nb")


def test_rows_of_a_table_that_are_none(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"id,text\n1,un\n2\n3,a,b\n4,\xff\n\n5,deux\0\n6," + '"été"'.encode())
    assert problems(path) == [
        (2, "has 1 cells, not 2"),
        (3, "has 3 cells, not 2"),
        (4, "is not UTF-8"),
    ]
    assert texts(path) == ["un", "deux\0", "été"]


@pytest.mark.parametrize(
    ("header", "problem"),
    [
        (b"", "has no header"),
        (b"a,b\n1,2\n", "has no column “text”, only a, b; --text-field names another"),
        (b"text,text\n1,2\n", "has 2 columns “text”"),
    ],
)
def test_tables_of_another_schema(tmp_path: Path, header: bytes, problem: str) -> None:
    (tmp_path / "a.csv").write_bytes(header)
    assert problems(tmp_path / "a.csv") == [(None, problem)]


def test_fields_have_the_names_that_are_given(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"corps": "un", "clef": "k", "text": 1}')
    (row,) = read(tmp_path / "a.jsonl", Wanted("corps", "clef"))
    assert (row.id, row.prose and row.prose.text) == ("k", "un")


def test_documents_are_read_as_what_they_are(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("# Un\n\n`code`")
    (tmp_path / "b.txt.gz").write_bytes(gzip.compress("été".encode("cp1252")))
    (page,) = read(tmp_path / "a.md")
    assert page.prose
    assert "code" not in page.prose.text
    assert page.content
    assert page.content.fields() == {"id": str(tmp_path / "a.md"), "text": "# Un\n\n`code`"}
    (text,) = read(tmp_path / "b.txt.gz")
    assert (text.prose and text.prose.text, len(text.notes)) == ("été", 1)


@pytest.mark.parametrize("name", ["a.jsonl", "a.txt", "a.csv", "a.parquet"])
def test_what_is_missing_or_no_file(tmp_path: Path, name: str) -> None:
    assert problems(tmp_path / name) == [(None, "No such file or directory")]
    (tmp_path / name).mkdir()
    assert problems(tmp_path / name) == [(None, "Not a regular file")]


@given(st.binary(max_size=200))
def test_any_bytes_give_rows_or_problems(folder: Path, data: bytes) -> None:
    for name in ("x.jsonl", "x.csv", "x.jsonl.gz", "x.txt", "x.json.gz"):
        (folder / name).write_bytes(gzip.compress(data) if name.endswith("json.gz") else data)
        for row in read(folder / name):
            assert (row.prose is None) == bool(row.problem)


def test_packages_that_are_missing_are_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(name: str) -> Callable[..., Any]:
        raise ImportError(name)

    monkeypatch.setattr(compression, "import_module", gone)
    (tmp_path / "a.jsonl.zst").write_bytes(b"")
    ((_, problem),) = problems(tmp_path / "a.jsonl.zst")
    assert "pip install 'spin-detector[zstd]'" in problem
