"""Decisions about findings: taken down, counted, and given back."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.command import Run
from tests.dossiers import DONE, files, names, page, prepared, put
from tests.quality.scorer import read_gold


@pytest.fixture
def run(
    monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes], tmp_path: Path
) -> Run:
    """The command in a folder with documents of two suppliers."""
    return prepared(monkeypatch, capsysbinary, tmp_path)


def test_decisions_are_counted_and_shown(run: Run) -> None:
    run("dossier", "art", "--output", "d")
    first, second = names("art/ali/1.txt")
    (third,) = names("art/zoe/3.md")
    run("decide", "d", "confirmed", first, "--remark", "vu <avec> l'auteur")
    done = run("decide", "d", "rejected", second, third)
    assert done.out == "d/decisions.tsv: 3 decisions\n"
    with Path("d/decisions.tsv").open("a") as file:
        file.write("0" * 16 + "\tunsure\n")
    DONE.clear()
    run("dossier", "art", "--output", "d")
    assert set(DONE) == {"un", "trois"}
    index = files()["index.html"].decode()
    assert "1 confirmed, 2 rejected" in index
    assert "1 decision is about a finding that is gone" in index
    shown = page("art/ali/1.txt").read_text("utf-8")
    assert "<b>confirmed</b> – vu &lt;avec&gt; l&#x27;auteur" in shown
    assert run("verify", "d").status == 0
    run("decide", "d", "undecided", second, third)
    assert run("verify", "d").status == 1


def test_a_finding_keeps_its_name_while_lines_move(run: Run) -> None:
    run("dossier", "art", "--output", "d")
    before = names("art/ali/1.txt")
    put("art/ali/1.txt", "un\nLe additionally grand, à extensive terme.\nFin.")
    run("dossier", "art", "--output", "d")
    first, second = names("art/ali/1.txt")
    assert first == before[0]
    assert second != before[1]
    put("art/ali/1.txt", "un\nLe additionally grand,\n\nà extensive terme.")
    run("dossier", "art", "--output", "d")
    assert names("art/ali/1.txt") == before


def test_what_cannot_be_decided_is_said(run: Run) -> None:
    assert "art is no dossier" in run("decide", "art", "confirmed", "0" * 16).err
    run("dossier", "art", "--output", "d")
    done = run("decide", "d", "confirmed", "0" * 16)
    assert (done.status, done.err) == (2, "Error: “0000000000000000” names no finding\n")
    Path("d/decisions.tsv").write_text("x\ty\n")
    for command in (
        ("dossier", "art", "--output", "d"),
        ("verify", "d"),
        ("labels", "d", "--output", "x"),
    ):
        done = run(*command)
        assert done.status == 2
        assert "decisions.tsv: line 1: “x” names no finding" in done.err


def test_rejected_words_become_accepted_ones(run: Run) -> None:
    run("dossier", "art", "--output", "d")
    first, second = names("art/ali/1.txt")
    run("decide", "d", "rejected", first)
    run("decide", "d", "confirmed", second)
    done = run("accept", "--from", "d", "Zed")
    assert done.out == "spin-detector.toml: additionally, Zed\n"
    run("dossier", "art", "--output", "d")
    assert names("art/ali/1.txt") == [second]
    assert run("accept", "--from", "art").status == 2
    assert run("accept").status == 2


def test_decisions_become_gold(run: Run, tmp_path: Path) -> None:
    put("art/ali/1.txt", "un\nLe additionally grand, à extensive terme.\nUn additionally.")
    run("dossier", "art", "--output", "d")
    _, second = names("art/ali/1.txt")
    (third,) = names("art/zoe/3.md")
    run("decide", "d", "confirmed", second)
    run("decide", "d", "rejected", third)
    done = run("labels", "d", "--output", "or")
    assert (done.status, done.out) == (0, "or: 2 documents\n")
    found = {each.text.strip()[:2]: each for each in read_gold(tmp_path / "or")}
    spans = [(s.surface, s.original, s.kind, s.grade) for s in found["un"].spans]
    assert spans == [
        ("additionally", None, "foreign-word", "artefact"),
        ("extensive", None, "foreign-word", "core"),
    ]
    assert found["un"].verdict == "spun"
    assert (found["tr"].verdict, found["tr"].spans) == ("clean", ())
    put("art/zoe/3.md", "autre")
    done = run("labels", "d", "--output", "or")
    assert done.status == 2
    assert done.err == "art/zoe/3.md: Left out: its source changed since the dossier was built\n"
