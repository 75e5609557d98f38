"""A service that checks one text after another: how long each caller waits.

A process of its own, as the collector of garbage looks through all that a process has, and a
benchmark has more of it than a service.

    python -m tests.performance.waiting CALLS [frozen] < TEXTS.json
"""

from __future__ import annotations

import gc
import json
import sys
import time

from detector import Detector


def main() -> None:
    """Print what each call takes by the clock and of the processor, in seconds, once warm."""
    calls, frozen = int(sys.argv[1]), "frozen" in sys.argv[2:]
    texts = json.load(sys.stdin)
    detector = Detector()
    for text in texts:
        detector.check(text)
    if frozen:
        gc.collect()
        gc.freeze()
    waits = []
    for call in range(calls):
        text = texts[call % len(texts)]
        start, spent = time.perf_counter(), time.process_time()
        detector.check(text)
        waits.append((time.perf_counter() - start, time.process_time() - spent))
    json.dump(waits, sys.stdout)


if __name__ == "__main__":
    main()
