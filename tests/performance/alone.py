"""Programs that check documents and know nothing of each other: what a machine has to give.

Each says ``ready`` once it has checked some, and then for every line that it is told, which is how
many documents, how many seconds these took.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import cycle, islice

from tests.performance.measure import ROOT, passed

LEAD = 200
"""Documents before those of a lap, while what works for another one comes to rest."""

Program = subprocess.Popen[str]


@contextmanager
def running(number: int) -> Iterator[Sequence[Program]]:
    """So many programs that are ready."""
    command = [sys.executable, "-m", "tests.performance.alone"]
    programs = [
        subprocess.Popen(
            command, cwd=ROOT, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        for _ in range(number)
    ]
    try:
        for program in programs:
            if _said(program) != "ready\n":
                raise RuntimeError("a program that checks documents ended before it began")
        yield programs
    finally:
        for program in programs:
            program.kill()
            program.communicate()


def lapped(programs: Sequence[Program], count: int) -> float:
    """Seconds until the slowest of programs that begin together has checked so many documents."""
    for program in programs:
        assert program.stdin
        program.stdin.write(f"{count}\n")
        program.stdin.flush()
    return max(float(_said(program)) for program in programs)


def _said(program: Program) -> str:
    assert program.stdout
    return program.stdout.readline()


def main() -> None:
    """Load, warm up, and run a lap for each line."""
    from detector import Detector
    from tests.performance.many import documents

    detector, texts = Detector(), cycle(documents(LEAD))

    def check(count: int) -> None:
        for text in islice(texts, count):
            detector.check(text)

    check(LEAD)
    print("ready", flush=True)
    for line in sys.stdin:
        check(LEAD)
        print(passed(check, int(line)), flush=True)


if __name__ == "__main__":
    main()
