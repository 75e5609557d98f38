"""One run over many documents: read, check, and keep count of what the exit status depends on.

Everything is an iterator, so that the first document is reported while the last is not yet read,
and one that cannot be read takes its place in the order instead of ending the run.
"""

from __future__ import annotations

import sys
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from detector import files, readers
from detector.formats import Checked, Failed, Result
from detector.prose import Prose
from detector.report import Report, Severity


class Checker(Protocol):
    """As much of a Detector as a run needs."""

    def check_many(self, texts: Iterable[Prose], *, jobs: int) -> Iterable[Report]:
        """Yield the reports of the texts, in their order."""


@dataclass(slots=True)
class Tally:
    """What has been seen so far."""

    failed: bool = False
    worst: Severity | None = None

    def count(self, result: Result) -> None:
        """Take one more result into account."""
        if isinstance(result, Failed):
            self.failed = True
            return
        seen = [finding.severity for finding in result.report.findings]
        if self.worst is not None:
            seen.append(self.worst)
        self.worst = max(seen, key=lambda severity: severity.rank, default=None)

    def reaches(self, severity: Severity) -> bool:
        """Whether a finding was at least that severe."""
        return self.worst is not None and self.worst.rank >= severity.rank


def check(
    documents: Iterable[str | Failed],
    detector: Checker,
    jobs: int = 1,
    stdin_name: str | None = None,
) -> Iterator[Result]:
    """Yield the results of each document in order, with the reader's notes before the detector's.

    An archive has one for each of its parts.
    """
    waiting: deque[tuple[str, readers.Source] | Failed] = deque()

    def texts() -> Iterator[Prose]:
        for document in documents:
            for found in _sources(document, stdin_name):
                waiting.append(found)
                if not isinstance(found, Failed):
                    yield found[1].prose

    for report in detector.check_many(texts(), jobs=jobs):
        while isinstance(found := waiting.popleft(), Failed):
            yield found
        path, source = found
        if report.error is not None:
            yield Failed(path, report.error)
        else:
            noted = replace(report, notes=source.notes + report.notes)
            yield Checked(path, source.text, noted, source.part)
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


def read(data: bytes, name: str) -> list[readers.Source] | Failed:
    """What a document's bytes hold; a reader that gives up fails its document, never the run."""
    try:
        return readers.read(data, name)
    except ValueError as error:
        return Failed(name, str(error))
    except Exception as error:  # bytes that nobody foresaw
        return Failed(name, f"{type(error).__name__}: {error}")


def _sources(
    document: str | Failed, stdin_name: str | None
) -> Iterator[tuple[str, readers.Source] | Failed]:
    found = document if isinstance(document, Failed) else load(document, stdin_name)
    if isinstance(found, Failed):
        yield found
        return
    name, data = found
    sources = read(data, name)
    if isinstance(sources, Failed):
        yield sources
    else:
        yield from ((name, source) for source in sources)
