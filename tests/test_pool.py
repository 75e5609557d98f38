"""Many documents in several processes: whatever happens to those, every text has its report."""

from __future__ import annotations

import gc
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from itertools import repeat
from pathlib import Path
from typing import Any, cast

import pytest

from detector import Detector, process
from detector.prose import Prose
from detector.report import Report
from detector.scale.pool import MAX_AHEAD, check_each, check_many
from tests.reports import report

ROOT = Path(__file__).parents[1]


class Fragile:
    """A detector that some texts kill, and others keep busy."""

    def check(self, text: str | Prose) -> Report:
        if text == "mort":
            os._exit(3)
        if text == "fil":
            return report(notes=cast("tuple[str, ...]", (lambda: None,)))
        if text == "long":
            time.sleep(600)
        if text == "seuil":
            return report(words=gc.get_threshold()[0])
        return report(words=len(str(text)))

    def failed(self, text: object, error: BaseException) -> Report:
        return report(error=type(error).__name__)


FRAGILE = cast("Detector", Fragile())


def test_a_text_that_kills_a_process_costs_itself_only() -> None:
    texts = ["un", "deux", "mort", "trois", *["quatre"] * 20, "mort", "cinq"]
    found = list(check_many(FRAGILE, texts, jobs=2))
    errors = [each.error for each in found]
    assert errors == ["BrokenProcessPool" if text == "mort" else None for text in texts]
    assert [each.words for each in found if not each.error] == [
        len(text) for text in texts if text != "mort"
    ]
    assert [each.text for each in found if not each.error] == [
        text for text in texts if text != "mort"
    ]


def test_a_report_that_cannot_be_carried_costs_itself_only() -> None:
    texts = [*["un"] * 30, "fil", *["deux"] * 30]
    found = list(check_many(FRAGILE, texts, jobs=2))
    assert [each.text for each in found if not each.error] == [*["un"] * 30, *["deux"] * 30]
    assert found[30].error


@pytest.mark.parametrize("jobs", [1, 2])
def test_what_there_is_nothing_to_check_of_keeps_its_place(jobs: int) -> None:
    known = report(words=7)
    work = [("a", None), ("b", (FRAGILE, "un")), ("c", known), ("d", None)] * 20
    found = list(check_each(cast("Any", work), jobs))
    expected = [("a", None), ("b", 2), ("c", 7), ("d", None)] * 20
    assert [(key, each and each.words) for key, each in found] == expected


def test_closing_ends_processes_at_once() -> None:
    begun = time.monotonic()
    found = check_many(FRAGILE, ["un", "long", *["deux"] * 20], jobs=2)
    assert next(found).words == 2
    cast("Any", found).close()
    assert time.monotonic() - begun < 300
    assert _gone(_children(os.getpid()))


def test_few_long_texts_are_in_flight() -> None:
    taken = []

    def texts() -> Iterator[str]:
        for number in range(10):
            taken.append(number)
            yield "x" * (MAX_AHEAD // 2 + 1)

    found = check_many(FRAGILE, texts(), jobs=2)
    next(found)
    assert len(taken) == 2
    cast("Any", found).close()


PROGRAM = """
import sys, time
from detector import Detector
from tests.test_pool import FRAGILE
from detector.scale.pool import check_many
{}
"""
GUARDED = PROGRAM.format(
    'if __name__ == "__main__":\n'
    "    for each in check_many(FRAGILE, ['un', 'deux', 'long', 'long', 'long'], jobs=2):\n"
    "        print(each.words, flush=True)\n"
)
BARE = PROGRAM.format("print([each.words for each in check_many(FRAGILE, ['un'], jobs=2)])\n")


def run(path: Path, program: str) -> subprocess.Popen[str]:
    path.write_text(program)
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    return subprocess.Popen(
        [sys.executable, str(path)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment,
        cwd=path.parent,
    )


def test_a_program_without_a_guard_is_told_of_it(tmp_path: Path) -> None:
    out, err = run(tmp_path / "program.py", BARE).communicate()
    assert out == ""
    assert "worker processes end before they start" in err.splitlines()[-1]


@pytest.mark.skipif(sys.platform != "linux", reason="processes are looked up in /proc")
def test_no_process_outlives_a_program_that_is_killed(tmp_path: Path) -> None:
    with run(tmp_path / "program.py", GUARDED) as program:
        assert program.stdout
        assert program.stdout.readline() == "2\n"
        workers = _children(program.pid)
        assert len(workers) >= 2
        program.send_signal(signal.SIGKILL)
    assert _gone(workers)


def _gone(processes: list[int]) -> bool:
    """Whether processes end within a minute."""
    deadline = time.monotonic() + 60
    while any(map(_runs, processes)) and time.monotonic() < deadline:
        time.sleep(0.05)
    return not any(map(_runs, processes))


def _runs(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def _children(pid: int) -> list[int]:
    """The processes of a process that check documents."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            parent = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
            command = (folder / "cmdline").read_bytes()
        except (OSError, ValueError):
            continue
        if parent == pid and b"spawn_main" in command:
            found.append(int(folder.name))
    return found


def test_many_are_read_one_by_one_with_several_jobs() -> None:
    found = check_many(FRAGILE, repeat("un"), jobs=2)
    assert [next(found).words for _ in range(30)] == [2] * 30
    cast("Any", found).close()


def test_the_first_report_is_there_before_much_is_read() -> None:
    taken = 0

    def texts() -> Iterator[str]:
        nonlocal taken
        for _ in range(1000):
            taken += 1
            yield "un"

    found = check_many(FRAGILE, texts(), jobs=2)
    next(found)
    assert taken <= 9
    cast("Any", found).close()


def test_only_processes_of_ours_look_for_garbage_seldom() -> None:
    before = gc.get_threshold()
    assert [each.words for each in check_many(FRAGILE, ["seuil"], jobs=1)] == [before[0]]
    assert [each.words for each in check_many(FRAGILE, ["seuil"], jobs=2)] == [
        process.THRESHOLDS[0]
    ]
    assert gc.get_threshold() == before
