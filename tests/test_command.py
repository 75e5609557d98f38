"""The whole command in a process of its own, with the real detector."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from detector import commands
from tests.interrupted import interrupt

ROOT = Path(__file__).resolve().parents[1]
SPUN = sorted((ROOT / "fixtures" / "spun").glob("*.txt"))
CLEAN = sorted((ROOT / "fixtures" / "clean").glob("*.txt"))
ENVIRON = {
    **{name: value for name, value in os.environ.items() if not name.endswith("_COLOR")},
    "PYTHONPATH": str(ROOT),
    "PYTHONIOENCODING": "utf-8",
    "SPIN_DETECTOR_CACHE": os.devnull,
}
COMMAND = [sys.executable, "-m", "detector"]


def run(*arguments: object, stdin: bytes = b"", **environ: str) -> subprocess.CompletedProcess[str]:
    """Run the command to its end."""
    done = subprocess.run(
        [*COMMAND, *map(str, arguments)],
        input=stdin,
        capture_output=True,
        env=ENVIRON | environ,
        check=False,
    )
    assert b"Traceback" not in done.stderr, done.stderr.decode()
    return subprocess.CompletedProcess(
        done.args, done.returncode, done.stdout.decode(), done.stderr.decode()
    )


def records(output: str) -> list[dict[str, Any]]:
    """The objects of a JSON Lines output."""
    return [json.loads(line) for line in output.splitlines()]


def test_a_spun_document_is_shown_and_fails() -> None:
    done = run("check", SPUN[0])
    assert done.returncode == 1
    assert f"{SPUN[0]}: spun" in done.stdout
    assert "^^^" in done.stdout
    assert "Checked 1 document (1 spun):" in done.stdout
    assert done.stderr == ""


def test_a_clean_document_passes() -> None:
    done = run("check", CLEAN[0])
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "Checked 1 document (1 clean): no findings.\n"


def test_spans_lines_and_columns_are_those_of_the_file() -> None:
    done = run("check", "--format", "jsonl", *SPUN)
    found = records(done.stdout)
    assert [record["path"] for record in found] == [str(path) for path in SPUN]
    assert sum(bool(record["findings"]) for record in found) > 12
    for record in found:
        text = Path(record["path"]).read_bytes().decode()
        lines = text.split("\n")
        for each in record["findings"]:
            assert text[each["start"] : each["end"]] == each["text"]
            line = lines[each["line"] - 1]
            assert line[each["column"] - 1 : each["end_column"] - 1] == each["text"]
            assert each["end_line"] == each["line"]


def test_standard_input_gives_what_the_file_gives() -> None:
    from_file = records(run("check", "--format", "jsonl", SPUN[0]).stdout)
    data = SPUN[0].read_bytes()
    piped = run("check", "--format", "jsonl", "-", "--stdin-filename", SPUN[0], stdin=data)
    assert records(piped.stdout) == from_file


def test_encodings_and_line_endings_change_nothing_but_the_note(tmp_path: Path) -> None:
    text = SPUN[0].read_text("utf-8")
    variants = {"utf-8-sig": 0, "utf-16": 1, "cp1252": 1}
    for encoding in variants:
        (tmp_path / f"{encoding}.txt").write_bytes(text.encode(encoding, "replace"))
    (tmp_path / "crlf.txt").write_bytes(text.replace("\n", "\r\n").encode())
    plain = records(run("check", "--format", "jsonl", SPUN[0]).stdout)[0]
    for record in records(run("check", "--format", "jsonl", tmp_path).stdout):
        places = [(f["line"], f["column"], f["text"]) for f in record["findings"]]
        assert places == [(f["line"], f["column"], f["text"]) for f in plain["findings"]]
        assert len(record["notes"]) == variants.get(Path(record["path"]).stem, 0)


def test_bad_input_is_reported_and_the_rest_is_checked(tmp_path: Path) -> None:
    bad = {
        "a-empty": b"",
        "b-no-letters": b"1 2 3 !\n" * 50,
        "c-one-word": b"a" * 200_000,
        "d-one-line": b"le chat dort " * 20_000,
        "e-english": b"This page is only available in English, and nobody translated it. " * 9,
        "f-nul": b"le\x00chat \x1b[31m" * 50,
        "g-undecodable": b"\x81\x8d\xe9t\xe9 " * 50,
        "h-utf16-odd": b"\xff\xfea\x00b",
        "i-marks": "\ufeff\u202e\u200b\U000e0041".encode() * 50,
    }
    for name, data in bad.items():
        (tmp_path / f"{name}.txt").write_bytes(data)
    (tmp_path / "z.txt").write_bytes(SPUN[0].read_bytes())
    done = run("check", "--format", "jsonl", tmp_path, tmp_path / "missing.txt")
    found = records(done.stdout)
    assert [Path(record["path"]).stem for record in found] == [*bad, "z", "missing"]
    assert all("verdict" in record for record in found[:-1])
    assert found[-2]["verdict"] == "spun"
    assert found[-1]["error"] == "No such file or directory"
    assert done.returncode == 2
    assert run("check", tmp_path).returncode == 1


def test_a_console_without_accents_gets_ascii() -> None:
    done = run("check", SPUN[0], PYTHONIOENCODING="ascii")
    assert done.returncode == 1
    assert done.stdout.isascii()


def test_jsonl_is_utf8_on_any_console() -> None:
    done = run("check", "--format", "jsonl", SPUN[0], PYTHONIOENCODING="ascii")
    assert done.stdout == run("check", "--format", "jsonl", SPUN[0]).stdout


@pytest.mark.skipif(sys.platform == "win32", reason="signals and pipes are of another kind there")
def test_a_reader_that_leaves_ends_the_run_quietly() -> None:
    process = subprocess.Popen(
        [*COMMAND, "check", *map(str, SPUN * 20)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=ENVIRON,
    )
    assert process.stdout
    assert process.stderr
    process.stdout.read(10)
    process.stdout.close()
    with process:
        assert process.stderr.read() == b""
    assert process.returncode == 141


@pytest.mark.skipif(sys.platform == "win32", reason="signals and pipes are of another kind there")
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_an_interrupted_run_says_so_by_its_status(jobs: str) -> None:
    paths = [*map(str, CLEAN + SPUN), "-"]
    ended = interrupt([*COMMAND, "check", "--format", "jsonl", "--jobs", jobs, *paths], ENVIRON)
    assert json.loads(ended.first)["path"] == paths[0]
    assert b"Traceback" not in ended.err
    assert ended.status == 130


def test_the_output_is_the_same_in_every_process() -> None:
    one = run("check", "--format", "jsonl", *SPUN, PYTHONHASHSEED="1")
    two = run("check", "--format", "jsonl", *SPUN, PYTHONHASHSEED="2")
    assert two.stdout == one.stdout


def test_several_processes_give_the_same_output() -> None:
    paths = [*SPUN[:3], "missing.txt", *CLEAN[:3]]
    one = run("check", "--format", "jsonl", *paths)
    two = run("check", "--format", "jsonl", "--jobs", 2, *paths)
    assert (two.returncode, two.stdout) == (one.returncode, one.stdout)


def test_the_command_imports_only_what_it_needs() -> None:
    script = (
        "import sys\nfrom detector.cli import main\n"
        "try:\n    main(['check', sys.argv[1]])\n"
        "finally:\n    print(*sys.modules, file=sys.stderr)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(SPUN[0])],
        capture_output=True,
        text=True,
        # What measures coverage imports for itself.
        env={name: value for name, value in ENVIRON.items() if not name.startswith("COVERAGE_")},
        check=False,
    )
    loaded = set(done.stderr.split())
    assert "detector.checker" in loaded
    heavy = {"numpy", "scipy", "sklearn", "langdetect", "importlib.metadata", "multiprocessing"}
    assert not loaded & heavy
    assert not loaded & {"detector.restore", "detector.rewrite", "detector.diff"}


def test_help_lists_every_command_with_what_it_does() -> None:
    listed = run("--help").stdout
    for name in commands.names():
        command = commands.load(name)
        assert command
        assert f"  {name} " in listed
        assert command.get_short_help_str().removesuffix("...") in " ".join(listed.split())


def test_all_signals_are_measured_where_they_are_asked_for() -> None:
    cheap, full = (
        records(run("check", "--format", "jsonl", "--signals", extent, CLEAN[0]).stdout)[0]
        for extent in ("cheap", "full")
    )
    assert "perplexity" not in cheap["signals"]
    assert cheap["signals"].items() < full["signals"].items()
    assert (full["quality"], full["quality_reasons"]) == (1, {})
    assert f"{CLEAN[0]}: quality 1.00\n" in run("check", "--signals", "full", CLEAN[0]).stdout
    assert run("check", "--signals", "some", CLEAN[0]).returncode == 2
