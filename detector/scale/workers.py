"""Processes that check documents: spawned when there is work, loaded once, and gone in time.

Every worker holds one end of a pipe, its lifeline, of which nobody else has the other end than the
process that asked for it. When that closes it, or dies of whatever, the system says so to the
workers, and they end at once: no document keeps a run from being cancelled, and no worker outlives
the run.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor, Future, ProcessPoolExecutor
from contextlib import contextmanager, suppress
from multiprocessing import get_context
from threading import Thread
from typing import TYPE_CHECKING, ParamSpec, TypeVar

from detector import process

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

_P = ParamSpec("_P")
_T = TypeVar("_T")


class Workers:
    """So many processes, started anew where one has died."""

    def __init__(self, number: int) -> None:
        self._number = number
        self._context = get_context("spawn")
        self._started = False
        self._open()

    def submit(self, call: Callable[_P, _T], *arguments: _P.args, **named: _P.kwargs) -> Future[_T]:
        """Have a call made; RuntimeError where processes end before they can make any."""
        with _interruption_held():
            try:
                return self._pool.submit(call, *arguments, **named)
            except BrokenExecutor as error:
                self.started(error)
                self.close()
                self._open()
                return self._pool.submit(call, *arguments, **named)

    def started(self, error: BrokenExecutor) -> None:
        """RuntimeError where processes died because none can start at all."""
        self._started = self._started or self._lifeline.poll()
        if not self._started:
            raise RuntimeError(
                "worker processes end before they start: a program that uses several jobs does so"
                ' under `if __name__ == "__main__":`'
            ) from error

    def close(self) -> None:
        """End all processes, whatever they are at."""
        self._pool.shutdown(wait=False, cancel_futures=True)
        self._lifeline.close()
        self._theirs.close()

    def _open(self) -> None:
        self._lifeline, self._theirs = self._context.Pipe()
        self._pool = ProcessPoolExecutor(
            self._number, self._context, initializer=_live, initargs=(self._theirs,)
        )


def _live(lifeline: Connection) -> None:
    """Say that a worker has started, and let it end with its lifeline."""
    process.settle()
    lifeline.send_bytes(b"started")
    Thread(target=_end_with, args=(lifeline,), daemon=True).start()


def _end_with(lifeline: Connection) -> None:
    with suppress(EOFError, OSError):
        lifeline.recv_bytes()
    os._exit(1)


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
