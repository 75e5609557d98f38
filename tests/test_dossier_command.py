"""The dossier as a command: built, brought up to date, cut short."""

from __future__ import annotations

import hashlib
import re
import shutil
from collections import Counter
from html import unescape
from pathlib import Path

import pytest

from detector.dossier.shelf import SUMS
from tests.command import Run
from tests.dossiers import DONE, files, page, prepared, put, record


@pytest.fixture
def run(
    monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes], tmp_path: Path
) -> Run:
    """The command in a folder with documents of two suppliers."""
    return prepared(monkeypatch, capsysbinary, tmp_path)


def test_a_dossier_has_an_index_suppliers_and_documents(run: Run) -> None:
    done = run("dossier", "art", "--output", "d")
    assert (done.status, done.err) == (0, "")
    assert done.out == "d/index.html: 2 of 3 documents look spun\n"
    found = files()
    assert Counter(name.partition("/")[0] for name in found) == {
        "SHA256SUMS": 1,
        "documents": 6,
        "dossier.json": 1,
        "index.html": 1,
        "suppliers": 2,
    }
    index = found["index.html"].decode()
    assert ">art/ali</a>" in index
    assert (
        "<code>spin-detector dossier --by folder --register all --messages en art</code>" in index
    )
    shown = page("art/ali/1.txt").read_text("utf-8")
    assert "Le <mark>additionally</mark> grand, à <mark>extensive</mark> terme." in shown
    assert "Le <ins>plus</ins> grand, à <ins>long</ins> terme." in shown
    assert hashlib.sha256(Path("art/ali/1.txt").read_bytes()).hexdigest() in shown
    assert "moby: plus" in shown


def test_every_link_leads_somewhere(run: Run) -> None:
    run("dossier", "art", "--output", "d")
    for name, data in files().items():
        for target in re.findall(r'href="([^"#]+)"', data.decode()):
            assert (Path("d") / name).parent.joinpath(target).is_file(), (name, target)


def test_anybody_can_check_the_sums(run: Run) -> None:
    run("dossier", "art", "--output", "d")
    found = files()
    lines = found.pop(SUMS).decode().splitlines()
    assert {line[66:]: line[:64] for line in lines} == {
        name: hashlib.sha256(data).hexdigest() for name, data in found.items()
    }


def test_the_same_sources_make_the_same_bytes(run: Run) -> None:
    run("dossier", "art", "--output", "d")
    run("dossier", "art", "--output", "e", "--no-progress")
    assert files("d") == files("e")


def test_only_what_changed_is_made_anew(run: Run) -> None:
    run("dossier", "art", "--output", "d")
    before = {name: (Path("d") / name).stat().st_mtime_ns for name in files()}
    put("art/ali/2.txt", "deux\nRien de plus.")
    DONE.clear()
    run("dossier", "art", "--output", "d")
    assert DONE == {"deux": 1}
    after = {name: (Path("d") / name).stat().st_mtime_ns for name in files()}
    changed = {name for name in before if before[name] != after[name]}
    assert {Path(name).stem for name in changed if name.startswith("documents")} == {
        page("art/ali/2.txt").stem
    }


def test_what_was_tampered_with_is_made_anew(run: Run) -> None:
    run("dossier", "art", "--output", "d")
    before = files()
    page("art/ali/1.txt").write_text("rien")
    record("art/zoe/3.md")[0].write_text('{"path": "art/zoe/3.md", "parts": 3}')
    (Path("d") / "documents" / ("0" * 16 + ".html")).write_text("de trop")
    DONE.clear()
    run("dossier", "art", "--output", "d")
    assert set(DONE) == {"un", "trois"}
    assert files() == before


def test_a_run_that_was_cut_short_goes_on(run: Run) -> None:
    put("art/ali/3.txt", "interrupt\n")
    assert run("dossier", "art", "--output", "d").status == 130
    assert DONE == {"un": 1, "deux": 1, "interrupt": 1}
    assert run("verify", "d").status == 2
    Path("d/documents/.spin-detector-0a1b").write_text("half")
    put("art/ali/3.txt", "Rien.")
    DONE.clear()
    assert run("dossier", "art", "--output", "d").status == 0
    assert DONE == {"deux": 1, "Rien.": 1, "trois": 1}
    assert run("verify", "d").status == 0
    resumed = files()
    shutil.rmtree("d")
    run("dossier", "art", "--output", "d")
    assert files() == resumed


def test_a_document_that_is_gone_leaves_the_dossier(run: Run) -> None:
    run("dossier", "art", "--output", "d")
    Path("art/zoe/3.md").unlink()
    run("dossier", "art", "--output", "d")
    assert len([name for name in files() if name.startswith("documents")]) == 4
    assert len([name for name in files() if name.startswith("suppliers")]) == 1


def test_files_that_cannot_be_read_are_listed_and_the_others_done(run: Run) -> None:
    done = run("dossier", "art", "absent.txt", "--output", "d")
    assert done.status == 2
    assert done.err == "absent.txt: No such file or directory\n"
    assert "<b>absent.txt</b>: No such file or directory" in files()["index.html"].decode()
    assert len([name for name in files() if name.startswith("documents")]) == 6
    assert run("verify", "d").status == 0


def test_the_dossier_s_own_folder_is_no_source(run: Run) -> None:
    for _ in range(2):
        assert run("dossier", "art", "--output", "art/d").out.startswith("art/d/index.html: 2 of 3")


@pytest.mark.parametrize(
    ("by", "suppliers"),
    [
        ("folder", ["art/ali", "art/zoe"]),
        ("field:agency", ["Zoé", "none"]),
        ("csv:qui.csv", ["Ali & <fils>", "none"]),
    ],
)
def test_suppliers(run: Run, by: str, suppliers: list[str]) -> None:
    put("qui.csv", "art/ali/1.txt;Ali & <fils>\nart/ali/2.txt;Ali & <fils>\n")
    assert run("dossier", "art", "--output", "d", "--by", by).status == 0
    pages = [data.decode() for name, data in files().items() if name.startswith("suppliers")]
    titles = [unescape(each.split("<h1>")[1].split("</h1>")[0]) for each in pages]
    assert sorted(titles) == suppliers
    assert run("verify", "d").status == 0


def test_a_supplier_that_changes_makes_its_page_anew(run: Run) -> None:
    put("qui.csv", "art/ali/1.txt;Ali\n")
    run("dossier", "art", "--output", "d", "--by", "csv:qui.csv")
    put("qui.csv", "art/ali/1.txt;Alix\n")
    assert "art/ali/1.txt: its supplier has changed" in run("verify", "d").out
    DONE.clear()
    run("dossier", "art", "--output", "d", "--by", "csv:qui.csv")
    assert DONE == {"un": 1}


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (("-", "--output", "d"), "Standard input cannot be read again"),
        (("art", "--output", "art"), "art is no dossier: it has no dossier.json"),
        (("art", "--output", "art/ali/1.txt"), "dossier.json: Not a directory"),
        (("art", "--output", "d", "--by", "auteur"), "--by is 'auteur', not folder"),
        (("art", "--output", "d", "--jobs", "0"), "--jobs is '0'"),
        (("art", "--output", "d", "--register", "x"), "Invalid value for '--register'"),
        (("art", "--output", "d", "--config", "no.toml"), "no.toml: No such file or directory"),
        (("art",), "Missing option '--output'"),
    ],
)
def test_what_cannot_be_done_is_said(run: Run, arguments: tuple[str, ...], reason: str) -> None:
    before = files("art")
    done = run("dossier", *arguments)
    assert done.status == 2
    assert reason in done.err
    assert files("art") == before


def test_pages_speak_french(run: Run) -> None:
    done = run("dossier", "art", "--output", "d", "--messages", "fr")
    assert done.out == "d/index.html\xa0: 2 sur 3 documents semblent altérés\n"
    assert b'<html lang="fr">' in files()["index.html"]
    assert "La phrase présumée est une conjecture" in page("art/ali/1.txt").read_text("utf-8")
