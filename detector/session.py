"""One run over many documents: read and check, in order.

Everything is an iterator, so that the first document is reported while the last is not yet read,
and one that cannot be read takes its place in the order instead of ending the run.
"""

from __future__ import annotations

import sys
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Protocol

from detector import files, readers
from detector.formats import Checked, Failed, Result
from detector.report import Report


class Checker(Protocol):
    """As much of a Detector as a run needs."""

    def check_many(self, texts: Iterable[str], *, jobs: int) -> Iterable[Report]:
        """Yield the reports of the texts, in their order."""


def check(
    documents: Iterable[str | Failed],
    detector: Checker,
    jobs: int = 1,
    stdin_name: str | None = None,
) -> Iterator[Result]:
    """Yield the result of each document in order, with the reader's notes before the detector's."""
    waiting: deque[tuple[str, readers.Source] | Failed] = deque()

    def texts() -> Iterator[str]:
        for document in documents:
            found = document if isinstance(document, Failed) else _read(document, stdin_name)
            waiting.append(found)
            if not isinstance(found, Failed):
                yield found[1].text

    for report in detector.check_many(texts(), jobs=jobs):
        while isinstance(found := waiting.popleft(), Failed):
            yield found
        path, source = found
        if report.error is not None:
            yield Failed(path, report.error)
        else:
            noted = replace(report, notes=source.notes + report.notes)
            yield Checked(path, source.text, noted)
    for left in waiting:
        yield left if isinstance(left, Failed) else Failed(left[0], "No report came back")


def load(path: str, stdin_name: str | None = None) -> tuple[str, bytes] | Failed:
    """What a document is called, and its bytes; standard input for ``-``."""
    name = stdin_name or path if path == files.STREAM else path
    try:
        if path != files.STREAM:
            return name, readers.load(Path(path))
        if sys.stdin is None:
            return Failed(name, "Standard input is closed")
        return name, sys.stdin.buffer.read()
    except OSError as error:
        return Failed(name, files.reason(error))


def _read(path: str, stdin_name: str | None) -> tuple[str, readers.Source] | Failed:
    found = load(path, stdin_name)
    if isinstance(found, Failed):
        return found
    name, data = found
    return name, readers.decode(data, name)
