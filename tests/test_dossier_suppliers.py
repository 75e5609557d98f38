"""Who delivered a document: by folder, by a field, by a table."""

from __future__ import annotations

from pathlib import Path

import pytest

from detector.dossier.suppliers import SuppliersError, read
from tests.reports import checked


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty current folder."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_by_folder() -> None:
    suppliers = read("folder")
    assert suppliers.known("articles/agence/a.txt") == "articles/agence"
    assert suppliers.known("a.txt") == "."
    assert suppliers.of(checked("mot", "b/a.txt")) == "b"


def test_by_a_field_of_the_front_matter() -> None:
    suppliers = read("field:agency")
    assert suppliers.known("a.md") is None
    assert suppliers.of(checked("---\nagency: Zoé & fils\n---\nmot", "a.md")) == "Zoé & fils"
    assert suppliers.of(checked("mot", "a.md")) == ""


@pytest.mark.parametrize(
    "table",
    [
        'path,supplier\na.txt,Ali\nb/c.txt,"Zoé, fils"\n',
        "path;supplier\r\na.txt;Ali\r\nb/c.txt;Zoé, fils\r\n",
        "a.txt\tAli\n\nb/c.txt\tZoé, fils\tet le reste\n",
        "\ufeffa.txt\tAli\nb/../b/c.txt\tZoé, fils\n",
    ],
)
def test_by_a_table_beside_the_documents(folder: Path, table: str) -> None:
    (folder / "liste").mkdir()
    (folder / "liste" / "a.txt").write_text("mot")
    (folder / "liste" / "qui.csv").write_bytes(table.encode())
    suppliers = read("csv:liste/qui.csv")
    assert suppliers.known("liste/a.txt") == "Ali"
    assert suppliers.known(str(folder / "liste" / "b" / "c.txt")) == "Zoé, fils"
    assert suppliers.known("liste/d.txt") == ""
    assert suppliers.known("a.txt") == ""


@pytest.mark.parametrize(
    ("by", "reason"),
    [
        ("author", "--by is 'author', not folder, field:NAME or csv:FILE"),
        ("field:", "--by is 'field:', not"),
        ("csv:rien.csv", "rien.csv: No such file or directory"),
        ("csv:.", r"\.: Is a directory"),
        ("csv:court.csv", "court.csv: line 2 has no path and supplier"),
        ("csv:nul.csv", "nul.csv: line 2 has no path and supplier"),
        ("csv:long.csv", "long.csv: line 1: field larger than field limit"),
    ],
)
def test_what_tells_no_supplier(folder: Path, by: str, reason: str) -> None:
    (folder / "court.csv").write_text("a.txt,Ali\nseul\n")
    (folder / "nul.csv").write_text("a.txt,Ali\nb\0.txt,Zoé\n")
    (folder / "long.csv").write_text("a.txt," + "x" * 200_000)
    with pytest.raises(SuppliersError, match=reason):
        read(by)
