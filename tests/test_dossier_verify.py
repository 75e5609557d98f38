"""A dossier made again from its sources: the same, or what differs."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

import pytest

from detector.dossier.order import Maker
from detector.dossier.shelf import SUMS
from tests.command import Run
from tests.dossiers import files, names, page, prepared, put


@pytest.fixture
def run(
    monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes], tmp_path: Path
) -> Run:
    """The command in a folder with documents of two suppliers."""
    return prepared(monkeypatch, capsysbinary, tmp_path)


def test_a_copy_is_verified(run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    run("dossier", "art", "--output", "d")
    shutil.copytree("d", "copie/d")
    shutil.copytree("art", "copie/art")
    before = files("copie")
    done = run("verify", "copie/d", "--root", "copie")
    assert (done.status, done.out) == (0, "copie/d: the same, 3 documents\n")
    monkeypatch.chdir(tmp_path / "copie" / "art")
    assert run("verify", "../d", "--root", "..", "--jobs", "1").status == 0
    monkeypatch.chdir(tmp_path)
    assert files("copie") == before


def test_a_byte_that_changes_is_named(run: Run) -> None:
    run("dossier", "art", "--output", "d")
    source = Path("art/ali/1.txt")
    source.write_bytes(source.read_bytes().replace(b"grand", b"brand"))
    done = run("verify", "d")
    assert done.status == 1
    assert done.out == "art/ali/1.txt: its source has changed\nd: 1 difference\n"
    source.write_bytes(source.read_bytes().replace(b"brand", b"grand"))
    assert run("verify", "d").status == 0
    for name in ("index.html", page("art/zoe/3.md").relative_to("d").as_posix()):
        path = Path("d") / name
        whole = path.read_bytes()
        path.write_bytes(whole[:-9] + bytes([whole[-9] ^ 1]) + whole[-8:])
        assert run("verify", "d").out == (
            f"{name}: changed since the dossier was built\nd: 1 difference\n"
        )
        path.write_bytes(whole)


def test_sums_that_were_tampered_with_as_well_do_not_help(run: Run) -> None:
    run("dossier", "art", "--output", "d")
    path = page("art/ali/1.txt")
    name = path.relative_to("d").as_posix()
    old = hashlib.sha256(path.read_bytes()).hexdigest()
    path.write_bytes(path.read_bytes().replace(b"extensive", b"excessive"))
    new = hashlib.sha256(path.read_bytes()).hexdigest()
    sums = Path("d", SUMS)
    sums.write_text(sums.read_text().replace(old, new))
    assert run("verify", "d").out == f"{name}: would be made otherwise\nd: 1 difference\n"


def test_all_that_can_differ_is_told_apart(run: Run) -> None:
    run("dossier", "art", "--output", "d")
    first, _ = names("art/ali/1.txt")
    assert run("decide", "d", "confirmed", first).status == 0
    put("art/ali/2.txt", "deux\nAutre chose.")
    Path("art/zoe/3.md").rename("art/zoe/4.md")
    Path("d/suppliers/" + "0" * 16 + ".html").write_text("de trop")
    done = run("verify", "d")
    assert done.status == 1
    assert done.out.splitlines() == [
        "art/ali/1.txt: decisions about it have changed",
        "art/ali/2.txt: its source has changed",
        "art/zoe/3.md: its source is gone, or left out now",
        "art/zoe/4.md: was no document of the dossier",
        "suppliers/0000000000000000.html: was put there since the dossier was built",
        "d: 5 differences",
    ]
    put("spin-detector.toml", "accept = ['additionally']\n")
    assert "art/ali/1.txt: its configuration has changed" in run("verify", "d").out
    french = run("verify", "d", "--messages", "fr").out
    assert "art/ali/1.txt\xa0: sa configuration a changé" in french


def test_another_maker_is_named(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    run("dossier", "art", "--output", "d")
    other = Maker("9.9", "0" * 64, "f" * 64)
    with monkeypatch.context() as patch:
        patch.setattr("detector.dossier.order.maker", lambda: other)
        found = run("verify", "d").out.splitlines()
    assert [line.partition(", here ")[2] for line in found] == ["9.9", "0" * 12, "f" * 12, ""]
    assert [line.partition(":")[0] for line in found[:3]] == [
        "Version",
        "Program",
        "Tables and model",
    ]
    assert found[3] == "d: 3 differences"


def test_a_page_that_is_made_otherwise_is_named(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    run("dossier", "art", "--output", "d")
    monkeypatch.setattr("detector.dossier.page.MOST", 1)
    name = page("art/ali/1.txt").relative_to("d").as_posix()
    assert run("verify", "d").out == f"{name}: would be made otherwise\nd: 1 difference\n"


def test_what_is_no_dossier_cannot_be_verified(run: Run) -> None:
    assert "art is no dossier" in run("verify", "art").err
    run("dossier", "art", "--output", "d")
    assert "x: Not a directory" in run("verify", "d", "--root", "x").err
    whole = Path("d/dossier.json").read_text()
    for broken in (
        "{",
        "[]",
        '{"format": 1}',
        whole.replace('"all"', '"x"'),
        whole.replace('"en"', "3"),
    ):
        Path("d/dossier.json").write_text(broken)
        done = run("verify", "d")
        assert (done.status, done.err) == (2, "Error: d/dossier.json: is damaged\n")
    Path("d/dossier.json").write_text(whole.replace('"format": 1', '"format": 2'))
    assert "made for another version" in run("verify", "d").err
    Path("d/dossier.json").write_text(whole)
    Path("d", SUMS).unlink()
    assert "d: not finished; make it again: spin-detector dossier" in run("verify", "d").err
