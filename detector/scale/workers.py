"""Processes that check documents: spawned when there is work, loaded once, and gone in time.

Every worker has a pipe to the process that asked for it, of which nobody else has the other end.
When that closes it, or dies of whatever, the system says so to the worker, which ends at once: no
document keeps a run from being cancelled, and no worker outlives the run.

Threads of the caller's that hand work over, as those of `concurrent.futures` do, cost a twentieth
of the time of checking. So whoever asks for an answer takes those that have come meanwhile.
"""

from __future__ import annotations

import os
import signal
import sys
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing import get_context
from multiprocessing.connection import wait
from queue import SimpleQueue
from threading import Thread
from typing import TYPE_CHECKING, Any

from detector import process

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

Call = Callable[[Any], Any]
"""What workers make of a request, never None; a function of a module."""


class Task:
    """A request on its way: its answer once that is there, or why there is none."""

    __slots__ = ("answer", "error", "size")

    def __init__(self, size: int, error: Exception | None = None) -> None:
        self.size = size
        self.answer: Any = None
        self.error = error

    @property
    def done(self) -> bool:
        """Whether there is nothing to wait for."""
        return self.answer is not None or self.error is not None


class _Worker:
    """A process, and the tasks that it has, the one that it is at first."""

    def __init__(self, call: Call) -> None:
        context = get_context("spawn")
        self.pipe, theirs = context.Pipe()
        # An interpreter that exits ends what is left of these, and waits for others.
        self.process = context.Process(target=_live, args=(theirs, call), daemon=True)
        self.tasks: deque[Task] = deque()
        self.alive = True
        with theirs, _interruption_held():
            self.process.start()

    @property
    def load(self) -> int:
        """How much it has to do."""
        return sum(task.size for task in self.tasks)

    def end(self) -> None:
        """End the process, whatever it is at."""
        self.alive = False
        self.pipe.close()
        self.process.kill()
        self.process.join()


class Workers:
    """So many processes that make one call, started anew where one has died."""

    def __init__(self, number: int, call: Call) -> None:
        self._number, self._call = number, call
        self._workers: list[_Worker] = []
        self._started = False

    def send(self, request: object, size: int) -> Task:
        """Have a request of some size answered.

        What cannot be sent has its error at once; RuntimeError where processes end before they can
        answer any.
        """
        task = Task(size)
        worker = self._freest()
        worker.tasks.append(task)
        try:
            worker.pipe.send(request)
        except OSError:
            worker.process.kill()
            while worker.alive:
                self._take(worker)
        except Exception as error:  # what a caller's own objects may raise
            worker.tasks.pop().error = error
        return task

    def poll(self) -> None:
        """Take the answers that are there; the same RuntimeError."""
        self._receive(0)

    def wait(self, task: Task) -> None:
        """Take answers until that of a task is there; the same RuntimeError."""
        while not task.done:
            self._receive(None)

    def close(self) -> None:
        """End all processes, whatever they are at."""
        for worker in self._workers:
            worker.end()
        self._workers = []

    def _freest(self) -> _Worker:
        """The worker that has least to do, a new one where all have something and one is left."""
        found = min(self._workers, key=lambda worker: worker.load, default=None)
        if found is None or (found.tasks and len(self._workers) < self._number):
            found = _Worker(self._call)
            self._workers.append(found)
        return found

    def _receive(self, seconds: float | None) -> None:
        busy = {worker.pipe: worker for worker in self._workers if worker.tasks}
        for pipe in wait(list(busy), seconds):
            self._take(busy[pipe])  # type: ignore[index]

    def _take(self, worker: _Worker) -> None:
        """The next that a worker says: that it has started, an answer, or nothing more."""
        try:
            said = worker.pipe.recv()
        except (EOFError, OSError) as error:
            self._bury(worker, error)
            return
        if said is not None:
            task = worker.tasks.popleft()
            task.answer, task.error = said
        self._started = True

    def _bury(self, worker: _Worker, error: Exception) -> None:
        # Imported where a process has died, which costs as long as starting one.
        from concurrent.futures.process import BrokenProcessPool

        worker.end()
        self._workers.remove(worker)
        if not self._started:
            raise RuntimeError(
                "worker processes end before they start: a program that uses several jobs does so"
                ' under `if __name__ == "__main__":`'
            ) from error
        for task in worker.tasks:
            task.error = BrokenProcessPool("a process has died")


def _live(pipe: Connection, call: Call) -> None:
    """Say that a worker has started, and answer requests until the pipe is closed."""
    process.settle()
    pipe.send(None)
    requests: SimpleQueue[Any] = SimpleQueue()
    Thread(target=_read, args=(pipe, requests), daemon=True).start()
    while True:
        answer = call(requests.get())
        try:
            pipe.send((answer, None))
        except OSError:
            return
        except Exception as error:  # what a caller's own objects may raise
            pipe.send((None, TypeError(str(error))))


def _read(pipe: Connection, requests: SimpleQueue[Any]) -> None:
    """Take requests as they come, so that whoever sends them need not wait; end with the pipe."""
    try:
        while True:
            requests.put(pipe.recv())
    except (EOFError, OSError):
        pass
    finally:
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
