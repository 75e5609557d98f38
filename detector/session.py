"""One run over many documents: read and check, in order.

Everything is an iterator, so that the first document is reported while the last is not yet read,
and one that cannot be read takes its place in the order instead of ending the run.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from detector import files, readers
from detector.formats import Checked, Failed, Result
from detector.messages import ENGLISH, Catalogue, Message, reason, unforeseen
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


class Readable(NamedTuple):
    """A text of a document: the name of that, and the detector that its settings ask for."""

    name: str
    source: readers.Source
    detector: Detector


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
    sources = readable(documents, detector_of, stdin_name)
    for found, report in check_each(_work(sources, cache), jobs):
        if isinstance(found, Failed):
            yield Failed(found.path, messages.text(found.error))
        elif report is not None:
            if cache and found.key:
                cache.put(found.key, report)
            yield _result(found, report, messages)


def _result(read: _Waiting, report: Report, messages: Catalogue) -> Result:
    path, source, _ = read
    if report.error is not None:
        return Failed(path, report.error)
    return Checked(path, source.text, noted(report, source.notes, messages), source.part)


def noted(report: Report, notes: Sequence[str], messages: Catalogue) -> Report:
    """A report with a reader's notes before its own."""
    return replace(report, notes=(*map(messages.text, notes), *report.notes)) if notes else report


def _work(
    sources: Iterable[Readable | Failed], cache: Cache | None
) -> Iterator[tuple[_Waiting | Failed, Report | tuple[Detector, Prose] | None]]:
    """What there is to check, or known of it."""
    for found in sources:
        if isinstance(found, Failed):
            yield found, None
            continue
        name, source, detector = found
        key = cache.key(detector, source.prose) if cache else None
        known = cache.get(key, source.prose) if cache and key else None
        yield _Waiting(name, source, None if known else key), known or (detector, source.prose)


def readable(
    documents: Iterable[str | Failed],
    detector_of: Callable[[str], Detector],
    stdin_name: str | None = None,
) -> Iterator[Readable | Failed]:
    """What the documents hold, in order; an archive holds several texts."""
    for found in (each for document in documents for each in _sources(document, stdin_name)):
        if isinstance(found, Failed):
            yield found
            continue
        try:
            detector = detector_of(found[0])
        except (SettingsError, TableError) as error:
            yield Failed(found[0], reason(error))
        else:
            yield Readable(*found, detector)


def single(
    document: str, detector_of: Callable[[str], Detector], stdin_name: str | None = None
) -> Readable | Failed:
    """What a document holds that is one text."""
    found = list(readable([document], detector_of, stdin_name))
    if len(found) > 1:
        return Failed(stdin_name or document, Message("It holds {:,} texts, not one", len(found)))
    return found[0]


def load(path: str, stdin_name: str | None = None) -> tuple[str, bytes] | Failed:
    """What a document is called, and its bytes; standard input for ``-``."""
    name = stdin_name or path if path == files.STREAM else path
    try:
        if path != files.STREAM:
            return name, readers.load(Path(path))
        if sys.stdin is None:
            return Failed(name, Message("Standard input is closed"))
        return name, readers.bounded(sys.stdin.buffer, name)
    except OSError as error:
        return Failed(name, files.reason(error))


def read(data: bytes, name: str) -> list[readers.Source] | Failed:
    """What a document's bytes hold; a reader that gives up fails its document, never the run."""
    try:
        return readers.read(data, name)
    except Exception as error:  # bytes that nobody foresaw
        said = reason(error)
        return Failed(name, said if isinstance(said, Message) else unforeseen(error))


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
