"""One run over many documents: read and check, in order.

Everything is an iterator, so that the first document is reported while the last is not yet read,
and one that cannot be read takes its place in the order instead of ending the run.
"""

from __future__ import annotations

import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from detector import files, readers
from detector.formats import Checked, Failed, Result
from detector.messages import ENGLISH, Catalogue, Message, reason
from detector.prose import Prose
from detector.report import Report
from detector.scale.pool import check_each
from detector.settings import SettingsError
from detector.storage import TableError

if TYPE_CHECKING:
    from detector.cache import Cache
    from detector.checker import Detector


class _Waiting(NamedTuple):
    """A document that was read and waits for its report, which the cache wants by a key, if any."""

    path: str
    source: readers.Source
    key: bytes | None


def check(
    documents: Iterable[str | Failed],
    detector_of: Callable[[str], Detector],
    jobs: int = 1,
    stdin_name: str | None = None,
    cache: Cache | None = None,
    messages: Catalogue = ENGLISH,
) -> Iterator[Result]:
    """Yield the results of each document in order, with the reader's notes before the detector's.

    Notes and errors are said in the language of ``messages``.

    Each document has a detector of its own, found by its name; where that is a SettingsError the
    document fails. An archive has a result for each of its parts. Reports that the cache knows are
    not made again.
    """
    waiting: deque[_Waiting | Failed] = deque()
    sources = (found for each in documents for found in _sources(each, stdin_name))
    for report in check_each(_work(sources, detector_of, waiting, cache), jobs):
        while isinstance(found := waiting.popleft(), Failed):
            yield _told(found, messages)
        path, source, key = found
        if cache and key:
            cache.put(key, report)
        if report.error is not None:
            yield Failed(path, report.error)
        else:
            notes = (*map(messages.text, source.notes), *report.notes)
            noted = replace(report, notes=notes) if notes else report
            yield Checked(path, source.text, noted, source.part)
    for left in waiting:
        lost = Message("No report came back")
        yield _told(left if isinstance(left, Failed) else Failed(left.path, lost), messages)


def _told(failed: Failed, messages: Catalogue) -> Failed:
    return failed._replace(error=messages.text(failed.error))


def _work(
    sources: Iterable[tuple[str, readers.Source] | Failed],
    detector_of: Callable[[str], Detector],
    waiting: deque[_Waiting | Failed],
    cache: Cache | None,
) -> Iterator[Report | tuple[Detector, Prose]]:
    """What there is to check, or known of it, in the order in which documents begin to wait."""
    for found in sources:
        if isinstance(found, Failed):
            waiting.append(found)
            continue
        name, source = found
        try:
            detector = detector_of(name)
        except (SettingsError, TableError) as error:
            waiting.append(Failed(name, reason(error)))
            continue
        key = cache.key(detector, source.prose) if cache else None
        known = cache.get(key, source.prose) if cache and key else None
        waiting.append(_Waiting(name, source, None if known else key))
        yield known or (detector, source.prose)


def load(path: str, stdin_name: str | None = None) -> tuple[str, bytes] | Failed:
    """What a document is called, and its bytes; standard input for ``-``."""
    name = stdin_name or path if path == files.STREAM else path
    try:
        if path != files.STREAM:
            return name, readers.load(Path(path))
        if sys.stdin is None:
            return Failed(name, Message("Standard input is closed"))
        return name, sys.stdin.buffer.read()
    except OSError as error:
        return Failed(name, files.reason(error))


def read(data: bytes, name: str) -> list[readers.Source] | Failed:
    """What a document's bytes hold; a reader that gives up fails its document, never the run."""
    try:
        return readers.read(data, name)
    except ValueError as error:
        return Failed(name, reason(error))
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
