"""Check many documents: in order, in bounded memory, in one process or several."""

from __future__ import annotations

import signal
import sys
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from detector.report import Report

if TYPE_CHECKING:
    from concurrent.futures import Future

    from detector.checker import Detector
    from detector.prose import Prose

    Pair = tuple[Detector, str | Prose]

AHEAD = 4
"""Documents in flight per process."""


def check_one(detector: Detector, text: str | Prose) -> Report:
    """A report, with an error in it where checking failed."""
    try:
        return detector.check(text)
    except Exception as error:  # a document must never cost the batch
        return detector.failed(text, f"{type(error).__name__}: {error}")


def check_many(detector: Detector, texts: Iterable[str | Prose], jobs: int) -> Iterator[Report]:
    """Reports of one detector in the order of the texts; see `check_each`."""
    return check_each(((detector, text) for text in texts), jobs)


def check_each(work: Iterable[Report | Pair], jobs: int) -> Iterator[Report]:
    """Reports in the order of the texts, each by the detector that comes with it.

    A report that is there already takes its place among them.

    With several jobs, processes are spawned and load the tables once each; a process that dies
    costs the documents it held, which are then reported as failed. ValueError for no jobs.
    """
    if jobs < 1:
        raise ValueError(f"jobs is {jobs}, not at least 1")
    if jobs == 1:
        return (each if isinstance(each, Report) else check_one(*each) for each in work)
    return _spread(work, jobs)


def _spread(work: Iterable[Report | Pair], jobs: int) -> Iterator[Report]:
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    waiting: deque[Report | tuple[Detector, str | Prose, Future[Report]]] = deque()
    pool = ProcessPoolExecutor(jobs, mp_context=get_context("spawn"))
    try:
        for each in work:
            if isinstance(each, Report):
                waiting.append(each)
            else:
                with _interruption_held():
                    waiting.append((*each, pool.submit(check_one, *each)))
            if len(waiting) > AHEAD * jobs:
                yield _result(waiting.popleft())
        while waiting:
            yield _result(waiting.popleft())
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


@contextmanager
def _interruption_held() -> Iterator[None]:
    """Keep SIGINT from processes that start meanwhile: it is the caller's to handle.

    They inherit the mask; one that took the signal too would print a traceback of its own.
    """
    if sys.platform == "win32":
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _result(made: Report | tuple[Detector, str | Prose, Future[Report]]) -> Report:
    if isinstance(made, Report):
        return made
    detector, text, future = made
    try:
        return future.result()
    except Exception as error:  # the process died, or its answer could not be carried
        return detector.failed(text, f"{type(error).__name__}: {error}")
