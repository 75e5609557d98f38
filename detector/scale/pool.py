"""Check many documents: in order, in bounded memory, in one process or several."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Generic, TypeVar

from detector.prose import Prose, plain
from detector.report import Report

if TYPE_CHECKING:
    from detector.checker import Detector
    from detector.scale.workers import Task, Workers

    Pair = tuple[Detector, str | Prose]

AHEAD = 2
"""Batches in flight per process."""
MAX_AHEAD = 16_000_000
"""Characters of all documents in flight; a longer one is in flight alone."""
BATCH, BATCH_CHARACTERS = 64, 80_000
"""Documents, and characters of them, from which a batch is full; the first are smaller, so that few
documents are spread, too. Handing over a batch costs about as much as half an article."""

_T = TypeVar("_T")


def check_one(detector: Detector, text: str | Prose) -> Report:
    """A report, with an error in it where checking failed."""
    try:
        return detector.check(text)
    except Exception as error:  # a document must never cost the batch
        return detector.failed(text, error)


def check_many(detector: Detector, texts: Iterable[str | Prose], jobs: int) -> Iterator[Report]:
    """Reports of one detector in the order of the texts; see `check_each`."""
    work = ((None, (detector, text)) for text in texts)
    return (report for _, report in check_each(work, jobs) if report is not None)


def check_each(
    work: Iterable[tuple[_T, Report | Pair | None]], jobs: int
) -> Iterator[tuple[_T, Report | None]]:
    """What the caller knows each text by, and its report by the detector that comes with it.

    The order is kept. A report that is there already takes its place in it, and so does None where
    there is nothing to check.

    With several jobs, processes are spawned and load the tables once each. One that dies costs the
    document that it died of, which is reported as failed. All of them end when the iterator is
    closed or collected, and when the caller's process dies. ValueError for no jobs; RuntimeError
    where processes cannot start, as in a program that asks for them while it is being imported.
    """
    if jobs < 1:
        raise ValueError(f"jobs is {jobs}, not at least 1")
    if jobs == 1:
        return ((key, check_one(*each) if isinstance(each, tuple) else each) for key, each in work)
    return _spread(work, jobs)


class _Batch(Generic[_T]):
    """Texts that go to a process together, and what lies between them."""

    def __init__(self) -> None:
        self.items: list[tuple[_T, Report | Pair | None]] = []
        self.pairs: list[Pair] = []
        self.characters = 0
        self.task: Task | None = None

    def add(self, key: _T, each: Report | Pair | None) -> None:
        """Add what is next."""
        self.items.append((key, each))
        if isinstance(each, tuple):
            self.pairs.append(each)
            self.characters += _length(each[1])

    def full(self, documents: int) -> bool:
        """Whether it has so many documents, or characters enough."""
        return len(self.items) >= documents or self.characters >= BATCH_CHARACTERS

    @property
    def done(self) -> bool:
        """Whether nobody works on it any more."""
        return self.task is None or self.task.done

    def send(self, workers: Workers) -> None:
        """Have its texts checked."""
        if self.pairs:
            self.task = workers.send(self.pairs, self.characters)


def _spread(
    work: Iterable[tuple[_T, Report | Pair | None]], jobs: int
) -> Iterator[tuple[_T, Report | None]]:
    # Imported when several processes are asked for.
    from detector.scale.carriage import answered
    from detector.scale.workers import Workers

    waiting: deque[_Batch[_T]] = deque()
    batch: _Batch[_T] = _Batch()
    sent = flying = 0
    workers, alone = Workers(jobs, answered), Workers(1, answered)
    try:
        for key, each in work:
            batch.add(key, each)
            if not batch.full(min(BATCH, 1 + sent // jobs)):
                continue
            batch.send(workers)
            waiting.append(batch)
            sent, flying = sent + 1, flying + batch.characters
            batch = _Batch()
            if len(waiting) <= AHEAD * jobs:
                workers.poll()
            while waiting and (
                waiting[0].done or len(waiting) > AHEAD * jobs or flying > MAX_AHEAD
            ):
                flying -= waiting[0].characters
                yield from _landed(waiting.popleft(), workers, alone)
        batch.send(workers)
        waiting.append(batch)
        while waiting:
            yield from _landed(waiting.popleft(), workers, alone)
    finally:
        workers.close()
        alone.close()


def _landed(
    batch: _Batch[_T], workers: Workers, alone: Workers
) -> Iterator[tuple[_T, Report | None]]:
    """The reports of a batch, as soon as they are there."""
    reports = _reports(batch.pairs, batch.task, workers, alone) if batch.task else iter(())
    for key, each in batch.items:
        yield key, next(reports) if isinstance(each, tuple) else each


def _reports(
    pairs: Sequence[Pair], task: Task, workers: Workers, alone: Workers
) -> Iterator[Report]:
    from detector.scale.carriage import unpacked

    workers.wait(task)
    if task.answer is not None:
        yield from map(unpacked, task.answer, map(_text, pairs))
        return
    # A process has died of one of these, or of others that it had, or one of them cannot be sent.
    for pair in pairs:
        again = alone.send([pair], _length(pair[1]))
        alone.wait(again)
        if again.answer is not None:
            yield unpacked(again.answer[0], _text(pair))
        elif again.error is not None:
            yield pair[0].failed(pair[1], again.error)


def _text(pair: Pair) -> Prose:
    return _prose(pair[1])


def _length(text: object) -> int:
    if isinstance(text, Prose):
        return len(text.source)
    return len(text) if isinstance(text, str) else 0


def _prose(text: object) -> Prose:
    """What a report of a text says it is of; what is no text is empty."""
    return text if isinstance(text, Prose) else plain(text if isinstance(text, str) else "")
