"""How long a megabyte of each adversarial document takes, by that of ordinary text.

``python -m tests.slowest [SECONDS]`` also spends so many seconds on expressions and long texts.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Callable

from detector import Detector, Report, readers
from tests.adversaries import MARKUP, TEXTS, ordinary
from tests.expressions import adversaries, expressions

SIZES = (100_000, 1_000_000)
WORST = 20
LONG = 1_000_000
FACTOR = 64
MAX_EXPONENT = 1.5


def seconds(act: Callable[[], object]) -> float:
    start = time.thread_time()
    act()
    return time.thread_time() - start


def usual(detector: Detector) -> float:
    """Seconds for a megabyte of ordinary documents, the best of three rounds."""
    texts = ordinary()
    size = sum(len(text.encode()) for text in texts)
    return min(seconds(lambda: list(map(detector.check, texts))) for _ in range(3)) / size * 1e6


def tell(name: str, size: int, took: float, by: float, notes: tuple[str, ...]) -> float:
    ratio = took / size * 1e6 / by
    print(
        f"{name:30} {size:>9,} bytes {took:7.2f} s {ratio:6.1f} times  {'; '.join(notes)}",
        flush=True,
    )
    return ratio


def documents() -> float:
    """Print a line for each document; the worst ratio."""
    detector = Detector()
    detector.check(ordinary()[0])
    by = usual(detector)
    print(f"ordinary text: {by:.2f} s/MB")
    worst = 0.0
    for size in SIZES:
        for name, make in TEXTS.items():
            text = make(size)
            reports: list[Report] = []
            took = seconds(lambda: reports.append(detector.check(text)))  # noqa: B023
            length = len(text.encode("utf-8", "surrogatepass"))
            worst = max(worst, tell(name, length, took, by, reports[0].notes))
        for name, (suffix, make) in MARKUP.items():
            data = make(size).encode()

            def both() -> None:
                for source in readers.read(data, f"a{suffix}"):  # noqa: B023
                    detector.check(source.prose)

            def whole() -> None:
                try:
                    both()
                except ValueError as error:
                    print(f"{name}: {error}")  # noqa: B023

            worst = max(worst, tell(name, len(data), seconds(whole), by, ()))
    return worst


def patterns(budget: int) -> int:
    """Try random expressions on random texts of a megabyte; how many were no longer linear."""
    from math import log

    chance, start, tried, bad = random.Random(), time.monotonic(), 0, 0
    known = expressions()
    while time.monotonic() - start < budget:
        one = chance.choice(known)
        text = chance.choice(list(adversaries(one.pattern, 12)))
        short = min(seconds(lambda: one.work(text.text(LONG // FACTOR))) for _ in range(3))  # noqa: B023
        long = seconds(lambda: one.work(text.text(LONG)))  # noqa: B023
        tried += 1
        if long > 1 and log(long / short, FACTOR) > MAX_EXPONENT:
            bad += 1
            print(f"{one.place}: {long:.1f} s for a megabyte of {text}")
    print(f"{tried:,} of texts of a megabyte for expressions tried, {bad} not linear")
    return bad


if __name__ == "__main__":
    ratio = documents()
    print(f"worst: {ratio:.1f} times ordinary text")
    sys.exit(bool(patterns(int(sys.argv[1])) if sys.argv[1:] else 0) or ratio > WORST)
