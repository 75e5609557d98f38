"""Processes that answer requests: whatever these are, each has its answer or an error."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from multiprocessing import active_children
from threading import Lock

import pytest

from detector.scale.workers import Task, Workers

LONG = 20_000_000
"""Bytes that no pipe holds."""


def echo(request: bytes) -> object:
    if request == b"lock":
        return Lock()
    if request == b"die":
        os._exit(3)
    if request == b"who":
        return str(os.getpid()).encode()
    if request == b"idle":
        time.sleep(600)
    return request * 2


@pytest.fixture
def pair() -> Iterator[Workers]:
    workers = Workers(2, echo)
    yield workers
    workers.close()


def answers(workers: Workers, tasks: list[Task]) -> list[object]:
    for task in tasks:
        workers.wait(task)
    return [task.answer for task in tasks]


def test_requests_are_answered_whatever_their_length(pair: Workers) -> None:
    requests = [b"un", b"x" * LONG, b"deux", b"y" * LONG, b"z" * LONG, b"trois"]
    tasks = [pair.send(each, 1) for each in requests]
    assert answers(pair, tasks) == [each * 2 for each in requests]


def test_processes_start_as_there_is_work(pair: Workers) -> None:
    before = len(active_children())
    for _ in range(3):
        pair.wait(pair.send(b"un", 1))
    assert len(active_children()) == before + 1
    found = set(answers(pair, [pair.send(b"who", 1) for _ in range(4)]))
    assert len(found) == 2
    assert len(active_children()) == before + 2


def test_a_process_that_dies_costs_what_it_had(pair: Workers) -> None:
    pair.wait(pair.send(b"un", 1))
    killer, other = pair.send(b"die", 1), pair.send(b"deux", 1)
    assert answers(pair, [killer, other]) == [None, b"deuxdeux"]
    assert type(killer.error).__name__ == "BrokenProcessPool"
    assert answers(pair, [pair.send(b"x" * LONG, 1), pair.send(b"un", 1)]) == [
        b"x" * 2 * LONG,
        b"unun",
    ]


def test_what_is_sent_to_a_process_that_is_dead_has_an_error() -> None:
    before = len(active_children())
    worker = Workers(1, echo)
    worker.wait(worker.send(b"un", 1))
    dying = worker.send(b"die", 1)
    deadline = time.monotonic() + 60
    while len(active_children()) > before and time.monotonic() < deadline:
        time.sleep(0.01)
    late = worker.send(b"x" * LONG, 1)
    assert answers(worker, [dying, late]) == [None, None]
    assert dying.error
    assert late.error
    assert answers(worker, [worker.send(b"un", 1)]) == [b"unun"]
    worker.close()


def test_what_cannot_be_sent_is_an_error_and_costs_nothing_else(pair: Workers) -> None:
    unsent, unsendable, last = pair.send(Lock(), 1), pair.send(b"lock", 1), pair.send(b"un", 1)
    assert answers(pair, [unsent, unsendable, last]) == [None, None, b"unun"]
    assert "pickle" in str(unsent.error)
    assert "pickle" in str(unsendable.error)


def test_what_is_there_is_taken_without_waiting(pair: Workers) -> None:
    task = pair.send(b"un", 1)
    deadline = time.monotonic() + 60
    while not task.done and time.monotonic() < deadline:
        pair.poll()
    assert task.answer == b"unun"
    begun = time.monotonic()
    idle = pair.send(b"idle", 1)
    pair.poll()
    assert not idle.done
    assert time.monotonic() - begun < 300


def test_nothing_is_left_of_processes_that_were_closed() -> None:
    before = len(active_children())
    workers = Workers(2, echo)
    workers.wait(workers.send(b"un", 1))
    for _ in range(4):
        workers.send(b"idle", 1)
    assert len(active_children()) == before + 2
    workers.close()
    assert len(active_children()) == before
