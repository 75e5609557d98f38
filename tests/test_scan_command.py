"""The command scan: what it takes, what it says, and how it ends."""

from __future__ import annotations

import json
import os
import signal
import sys
from pathlib import Path

import pytest

from detector import Detector
from detector.commands.scan import MAX_TOLD
from detector.scale import sink
from seeds.gold import FIXTURES
from tests.command import Run, runner
from tests.killed import scan as started

SPUN = (FIXTURES / "spun" / "sentier.txt").read_text("utf-8")
CLEAN = (FIXTURES / "clean" / "recipe.txt").read_text("utf-8")


@pytest.fixture
def run(
    monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes], tmp_path: Path
) -> Run:
    """The command, run in a folder with a collection."""
    monkeypatch.chdir(tmp_path)
    rows = [{"id": "a", "text": SPUN}, {"id": "b", "text": CLEAN}]
    Path("in.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    return runner(monkeypatch, capsysbinary)


def rows(name: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in Path(name).read_text("utf-8").splitlines()]


def test_rows_are_annotated_and_counted(run: Run) -> None:
    out = run("scan", "in.jsonl", "--output", "out.jsonl", "--statistics", "counts.json")
    assert (out.status, out.err) == (0, "")
    assert [row["verdict"] for row in rows("out.jsonl")] == ["spun", "clean"]
    lines = out.out.splitlines()
    assert lines[0] == "Rows"
    assert [line.split() for line in lines[1:3]] == [["written", "2"], ["dropped", "0"]]
    counts = json.loads(Path("counts.json").read_text("utf-8"))
    assert (counts["documents"], counts["verdicts"]["spun"]) == (2, 1)
    assert sorted(each.name for each in Path().iterdir()) == [
        "counts.json",
        "in.jsonl",
        "out.jsonl",
    ]


def test_a_condition_filters(run: Run) -> None:
    out = run(
        *("scan", "in.jsonl", "--output", "out.jsonl", "--rejects", "no.jsonl"),
        *("--keep", "score < 0.5 and quality > 0.6", "--messages", "fr"),
    )
    assert out.status == 0
    assert [row["id"] for row in rows("out.jsonl")] == ["b"]
    (rejected,) = rows("no.jsonl")
    assert (rejected["id"], rejected["reasons"]) == ("a", ["score < 0.5"])
    assert [line.split() for line in out.out.splitlines()[:3]] == [
        ["Lignes"],
        ["écrites", "1"],
        ["écartées", "1"],
    ]


def test_the_prior_moves_the_score_and_nothing_else(run: Run) -> None:
    run("scan", "in.jsonl", "--output", "out.jsonl", "--prior", "0.01")
    run("scan", "in.jsonl", "--output", "even.jsonl")
    for row, even, text in zip(rows("out.jsonl"), rows("even.jsonl"), (SPUN, CLEAN), strict=True):
        report = Detector(prior=0.01).check(text)
        assert (row["score"], row["verdict"]) == (report.score, report.verdict.value)
        assert row["score"] < even["score"]  # type: ignore[operator]
        assert row["findings"] == even["findings"]


def test_folders_are_walked_in_order_without_what_the_run_writes(run: Run) -> None:
    for name in ("b/z.txt", "b/a.md", "a/more.jsonl.gz", "b/about.json", "b/x.png", "a/y.tar.gz"):
        Path(name).parent.mkdir(exist_ok=True)
        Path(name).write_bytes(b"")
    Path(".gitignore").write_text("*.txt")
    for _ in range(2):
        out = run("scan", ".", "--output", "out.jsonl", "--audit", "2", "--rejects", "no.jsonl")
        assert out.status == 0
        assert [row["id"] for row in rows("out.jsonl")] == ["b/a.md", "b/z.txt", "a", "b"]


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        (["--output", "in.jsonl"], "in.jsonl would be overwritten by what is written."),
        (
            ["--output", "out.txt"],
            "--output out.txt has none of the suffixes .jsonl, .csv and .parquet.",
        ),
        (
            ["--output", "out.parquet.gz"],
            "--output out.parquet.gz has none of the suffixes .jsonl, .csv and .parquet.",
        ),
        (
            ["--output", "o.csv", "--mode", "attributes"],
            "Attributes are written as .jsonl, not o.csv.",
        ),
        (
            ["--output", "o.jsonl", "--rejects", "r.csv"],
            "Rejects are written as .jsonl, not r.csv.",
        ),
        (["--output", "o.jsonl", "--mode", "filter"], "--keep and --mode filter go together."),
        (
            ["--output", "o.jsonl", "--mode", "annotate", "--keep", "score < 1"],
            "--keep and --mode filter go together.",
        ),
        (
            ["--output", "o.jsonl", "--jobs", "0"],
            "--jobs is '0', neither a number from 1 nor auto.",
        ),
        (["--output", "a.jsonl", "--rejects", "./a.jsonl"], "HERE/a.jsonl is to be written twice."),
        (["--output", "no/o.jsonl"], "Cannot write no/o.jsonl: No such file or directory"),
    ],
)
def test_what_cannot_be_done_is_said(run: Run, arguments: list[str], error: str) -> None:
    out = run("scan", "in.jsonl", *arguments)
    said = f"Error: {error}\n".replace("HERE", str(Path.cwd().resolve()))
    assert (out.status, out.out, out.err) == (2, "", said)


def test_a_condition_without_meaning_is_shown_with_a_mark(run: Run) -> None:
    out = run("scan", "in.jsonl", "--output", "o.jsonl", "--keep", "words > 9 and scor < 1\x1b")
    assert (out.status, out.out) == (2, "")
    assert out.err.splitlines() == [
        "  words > 9 and scor < 1\\x1b",
        "                ^",
        "Error: --keep, column 15: no report has “scor”; did you mean “score”?",
    ]


def test_nothing_to_read(run: Run) -> None:
    Path("empty").mkdir()
    out = run("scan", "empty", "--output", "o.jsonl")
    assert (out.status, out.err) == (2, "Error: There is nothing to read in empty.\n")


def test_the_first_problems_are_named_and_the_others_counted(run: Run) -> None:
    with Path("in.jsonl").open("a") as file:
        file.write("{\n" * (MAX_TOLD + 3))
    out = run("scan", "in.jsonl", "gone.jsonl", "--output", "o.jsonl")
    assert out.status == 2
    lines = out.err.splitlines()
    assert lines[0].startswith("in.jsonl:3: is no JSON: ")
    assert len(lines) == MAX_TOLD + 1
    assert lines[-1] == "4 more rows could not be read, written or checked"
    assert len(rows("o.jsonl")) == 2


def test_what_a_file_is_called_cannot_act_on_the_terminal(run: Run) -> None:
    name = "\x1b[31m.jsonl"
    Path(name).write_text("{\n")
    out = run("scan", name, "in.jsonl", "--output", "o.jsonl")
    assert (out.status, "\x1b" in out.err) == (2, False)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full")
def test_a_full_device_is_said(run: Run) -> None:
    out = run("scan", "in.jsonl", "--output", "/dev/full")
    assert (out.status, out.err) == (
        2,
        "Error: Cannot write /dev/full: No space left on device\n",
    )
    assert not Path("/dev/full.checkpoint").exists()
    out = run("scan", "in.jsonl", "--output", "o.jsonl", "--statistics", "/dev/full")
    assert (out.status, out.err.splitlines()[0].partition(";")[0]) == (
        2,
        "Error: Cannot write /dev/full: No space left on device",
    )


@pytest.mark.skipif(sys.platform == "win32", reason="no pipes with names")
def test_a_pipe_gets_the_rows_as_they_are(run: Run) -> None:
    os.mkfifo("pipe")
    reader = os.open("pipe", os.O_RDONLY | os.O_NONBLOCK)
    try:
        Path("in.jsonl").write_text('{"text": "Un mot."}')
        out = run("scan", "in.jsonl", "--output", "pipe", "--mode", "attributes")
        assert (out.status, out.out) == (0, "")
        assert json.loads(os.read(reader, 100_000))["id"] == "in.jsonl:1"
    finally:
        os.close(reader)


def test_an_interrupted_run_ends_with_its_status_and_goes_on(run: Run) -> None:
    Path("in.jsonl").write_text((json.dumps({"text": SPUN}) + "\n") * 3000)
    arguments = ["in.jsonl", "--output", "out.jsonl", "--no-progress"]
    with started(Path.cwd(), arguments, 4) as program:
        checkpoint = sink.beside(Path("out.jsonl"), "checkpoint")
        while not checkpoint.exists() and program.poll() is None:
            pass
        program.send_signal(signal.SIGINT)
        _, said = program.communicate()
    assert (program.returncode, said.strip()) == (130, b"")
    assert checkpoint.exists()
    assert not Path("out.jsonl").exists()
    out = run("scan", "in.jsonl", "--output", "out.jsonl", "--prefix", "x_")
    assert out.status == 2
    assert "(--prefix); --restart begins anew" in out.err


def test_a_configuration_that_is_wrong_stops_the_run(run: Run) -> None:
    Path("spin-detector.toml").write_text("profile = 3")
    out = run("scan", "in.jsonl", "--output", "o.jsonl")
    assert (out.status, out.out) == (2, "")
    assert "spin-detector.toml: profile is 3" in out.err


def test_rules_of_the_configuration_are_left_out(run: Run) -> None:
    Path("spin-detector.toml").write_text('select = ["missing-elision"]')
    run("scan", "in.jsonl", "--output", "o.jsonl")
    found = {each["rule"] for row in rows("o.jsonl") for each in row["findings"]}  # type: ignore[attr-defined]
    assert found <= {"missing-elision"}
