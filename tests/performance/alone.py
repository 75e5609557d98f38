"""Check documents in a program of its own, and say how long they take: `alone.py COUNT`.

It says ``ready`` once everything is loaded, and begins when it is told to by a line.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Sequence

from tests.performance.measure import ROOT


def lapped(programs: int, count: int) -> float:
    """Seconds until the slowest of some programs that begin together has checked its documents."""
    command = [sys.executable, "-m", "tests.performance.alone", str(count)]
    started = [
        subprocess.Popen(
            command, cwd=ROOT, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        for _ in range(programs)
    ]
    try:
        for program in started:
            assert program.stdout
            if program.stdout.readline() != "ready\n":
                raise RuntimeError("a program that checks documents ended before it began")
        for program in started:
            assert program.stdin
            program.stdin.write("\n")
            program.stdin.flush()
        return max(float(program.communicate()[0]) for program in started)
    finally:
        for program in started:
            program.kill()
            program.communicate()


def main(arguments: Sequence[str]) -> None:
    """Load, wait for a line, check so many documents, print the seconds."""
    from detector import Detector
    from tests.performance.many import FEW, documents

    (count,) = map(int, arguments)
    texts, detector = documents(count), Detector()
    for text in texts[:FEW]:
        detector.check(text)
    print("ready", flush=True)
    sys.stdin.readline()
    start = time.perf_counter()
    for text in texts:
        detector.check(text)
    print(time.perf_counter() - start, flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
