"""Web archives: pages and texts of them are documents, other records are not."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from detector.scale import records
from detector.scale.records import MAX_BYTES, Row, Wanted, warc

pytest.importorskip("warcio")

PAGE = "<html><head><title>Un titre</title></head><body><p>Voilà l&rsquo;été.</p></body></html>"


def archive(path: Path, *made: tuple[str, str, bytes, dict[str, str]]) -> Path:
    """An archive of records: their type, type of content, bytes and further HTTP headers."""
    data = b""
    for number, (kind, declared, body, headers) in enumerate(made):
        content = body
        fields = {
            "WARC-Type": kind,
            "WARC-Record-ID": f"<urn:{number}>",
            "WARC-Date": "2024-05-01T00:00:00Z",
            "WARC-Target-URI": f"https://a.example/{number}",
            "Content-Type": declared,
        }
        if kind == "response":
            lines = {"Content-Type": declared, **headers}
            content = b"HTTP/1.1 200 OK\r\n" + _lines(lines) + b"\r\n" + body
            fields["Content-Type"] = "application/http"
        fields["Content-Length"] = str(len(content))
        record = b"WARC/1.0\r\n" + _lines(fields) + b"\r\n" + content + b"\r\n\r\n"
        data += gzip.compress(record) if path.suffix == ".gz" else record
    path.write_bytes(data)
    return path


def _lines(fields: dict[str, str]) -> bytes:
    return "".join(f"{name}: {value}\r\n" for name, value in fields.items()).encode()


def read(path: Path) -> list[Row]:
    return list(records.read(str(path), Wanted()))


@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz", "a.wet", "a.warc.wet.gz"])
def test_pages_and_texts(tmp_path: Path, name: str) -> None:
    page = PAGE.encode()
    found = read(
        archive(
            tmp_path / name,
            ("warcinfo", "application/warc-fields", b"software: a", {}),
            ("response", "text/html; charset=utf-8", page, {}),
            ("response", "TEXT/HTML", gzip.compress(page), {"Content-Encoding": "gzip"}),
            ("response", "image/png", b"\x89PNG", {}),
            ("conversion", "text/plain", "Un été.".encode(), {}),
            ("request", "text/plain", b"GET /", {}),
        )
    )
    assert [row.problem for row in found] == [""] * 3
    assert [(row.place.number, row.id) for row in found] == [
        (2, "<urn:1>"),
        (3, "<urn:2>"),
        (5, "<urn:4>"),
    ]
    for row in found[:2]:
        assert row.prose
        assert "Voilà l’été." in row.prose.text
        assert row.content
        assert row.content.fields() == {
            "id": row.id,
            "text": PAGE,
            "url": f"https://a.example/{row.id[5:-1]}",
            "date": "2024-05-01T00:00:00Z",
        }
    assert found[2].prose
    assert found[2].prose.text == "Un été."


def test_a_bomb_is_one_problem(tmp_path: Path) -> None:
    bomb = gzip.compress(b" " * (MAX_BYTES + 10), 9)
    found = read(
        archive(
            tmp_path / "a.warc.gz",
            ("response", "text/html", bomb, {"Content-Encoding": "gzip"}),
            ("response", "text/html", PAGE.encode(), {}),
        )
    )
    assert [row.problem for row in found] == [f"longer than {MAX_BYTES:,} bytes", ""]


@pytest.mark.parametrize("data", [b"no archive", b"\x1f\x8bxx", b"WARC/1.0\r\nA" + b"a" * 200])
def test_what_is_no_archive(tmp_path: Path, data: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(warc, "_MAX_BETWEEN", 100)
    (tmp_path / "a.warc").write_bytes(data)
    assert [row.place.number for row in read(tmp_path / "a.warc") if row.problem] == [None]


@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz"])
def test_an_archive_that_is_cut_short_says_so_after_what_it_holds(
    tmp_path: Path, name: str
) -> None:
    page = ("response", "text/html", PAGE.encode() * 50, {"Server": "a"})
    whole = archive(tmp_path / name, page, page).read_bytes()
    (tmp_path / name).write_bytes(whole[: len(whole) * 3 // 4])
    found = read(tmp_path / name)
    assert found[0].problem == ""
    assert found[-1].problem.startswith("cannot be read beyond ")
    assert found[-1].place.number is None
