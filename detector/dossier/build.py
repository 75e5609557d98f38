"""Make a dossier: check what has changed, write its pages, then the lists of them.

Where pages go is a shelf, a folder for one that is built, a comparison for one that is verified.
A page is on its shelf whole or not at all, its record after it, so that a run that was cut short
loses no more than the documents that it was at. Memory holds a row of each document, and no text.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import NamedTuple, Protocol

from detector import Detector, arguments, files, readers, session
from detector.console import Trouble
from detector.dossier import index, order, record, tables
from detector.dossier.decisions import DIGITS, Decisions
from detector.dossier.order import Order
from detector.dossier.page import Setting, render
from detector.dossier.record import Entry, Origin
from detector.dossier.suppliers import Suppliers, SuppliersError
from detector.dossier.suppliers import read as suppliers_by
from detector.formats import Failed, Result, jsonl
from detector.location import fingerprints
from detector.messages import Catalogue, reason
from detector.messages import load as catalogue
from detector.patterns import absolute, relative
from detector.project import Projects
from detector.screen import screen
from detector.settings import SettingsError
from detector.terminal import Page

Found = Sequence[Entry] | Failed
"""The documents of a file, or why it has none."""


class Shelf(Protocol):
    """Where the files of a dossier are."""

    def load(self, name: str) -> bytes | None:
        """The file of that name, if there is one."""

    def put(self, name: str, data: bytes) -> None:
        """Put a file on the shelf."""


class Work(NamedTuple):
    """What it takes to make a dossier."""

    order: Order
    projects: Projects
    detectors: Callable[[str], Detector]
    suppliers: Suppliers
    decisions: Decisions
    messages: Catalogue
    jobs: int = 1


class Built(NamedTuple):
    """What became of the documents."""

    entries: list[Entry]
    failed: list[Failed]


def prepared(asked: Order, decisions: Decisions, jobs: int) -> Work:
    """What it takes to make a dossier by its order; Trouble says what cannot be followed."""
    messages = catalogue(asked.messages)
    projects = arguments.projects(
        asked.config,
        language=asked.language,
        messages=asked.messages,
        min_confidence=asked.min_confidence,
        profile=asked.profile,
    )
    try:
        suppliers = suppliers_by(asked.by)
    except SuppliersError as error:
        raise Trouble(reason(error), messages) from error
    detectors = arguments.detectors(projects.of, messages)
    return Work(asked, projects, detectors, suppliers, decisions, messages, jobs)


def sources(work: Work, folder: Path) -> list[str | Failed]:
    """The documents that a dossier is to hold; none of what lies in its own folder."""
    inside = absolute(str(folder))
    found = arguments.documents(work.order.paths, work.projects, work.messages)
    return [
        each
        for each in found
        if isinstance(each, Failed) or relative(absolute(each), inside) is None
    ]


def documents(work: Work, sources: Iterable[str | Failed], shelf: Shelf) -> Iterator[Found]:
    """Put the pages and records of files on the shelf, and yield what lists need of each.

    A file whose record and pages fit already is left as it is.
    """
    origins: dict[str, Origin] = {}
    for path in sources:
        if isinstance(path, Failed):
            yield path._replace(error=work.messages.text(path.error))
            continue
        origin = _origin(work, path)
        if isinstance(origin, Failed):
            yield origin
            continue
        there = record.read(shelf.load(record.name(path)))
        known = work.suppliers.known(path)
        if there and record.fits(there, origin, known, work.decisions, shelf.load):
            for name in record.files(there):
                shelf.put(name, shelf.load(name) or b"")
            yield record.entries(there)
        else:
            origins[path] = origin
    results = session.check(origins, work.detectors, work.jobs, messages=work.messages)
    for path, found in groupby(results, key=lambda result: result.path):
        yield _document(work, origins[path], list(found), shelf)


def lists(work: Work, found: Iterable[Found], shelf: Shelf) -> Built:
    """Put the lists of documents on the shelf, and all that they follow from."""
    built = Built([], [])
    for each in found:
        if isinstance(each, Failed):
            built.failed.append(each)
        else:
            built.entries.extend(each)
    built.failed.sort()
    decided = sum(sum(each.decided) for each in built.entries)
    whole = index.Whole(
        built.entries,
        built.failed,
        work.order,
        order.maker(),
        arguments.general(work.projects, work.order.paths[0]).min_confidence,
        len(work.decisions) - decided,
    )
    for name, data in index.pages(whole, Page(messages=work.messages)):
        shelf.put(name, data)
    return built


def _origin(work: Work, path: str) -> Origin | Failed:
    try:
        settings = order.digest(work.projects.of(path))
        digest = hashlib.sha256(readers.load(Path(path))).hexdigest()
    except OSError as error:
        return Failed(path, work.messages.text(files.reason(error)))
    except SettingsError as error:
        return Failed(path, work.messages.text(reason(error)))
    return Origin(work.order.key, path, digest, settings)


def _document(work: Work, origin: Origin, found: Sequence[Result], shelf: Shelf) -> Found:
    """Put the pages of a file on the shelf, then its record; a part that fails, fails the file."""
    parts, supplier = [], ""
    for number, result in enumerate(found, 1):
        if isinstance(result, Failed):
            return result
        checked = screen(result, work.projects.of(result.path), work.messages)
        supplier = work.suppliers.of(checked)
        names = [name[:DIGITS] for name in fingerprints(checked)]
        name = record.page_name(origin.path, number)
        setting = Setting(
            supplier,
            tables.page_of(supplier),
            record.name(origin.path).rpartition("/")[2],
            origin.sha256,
            work.order,
            names,
            work.decisions,
        )
        data = render(checked, setting, Page(messages=work.messages))
        shelf.put(name, data)
        digest = hashlib.sha256(data).hexdigest()
        parts.append(record.part(name, digest, names, work.decisions, jsonl.record(checked)))
    made = record.record(origin, supplier, parts)
    shelf.put(record.name(origin.path), record.written(made))
    return record.entries(made)
