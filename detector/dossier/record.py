"""What a dossier knows of a file: a record beside its pages, JSON that programs may read as well.

A record holds what ``check --format jsonl`` writes of each of the file's documents, under the
names of their findings, and all that the pages were made from; a page is made anew only where
one of these has changed.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import PurePath
from typing import Any, NamedTuple

from detector.dossier.decisions import Decisions, Verdict, of
from detector.formats.html.overview import Row
from detector.formats.jsonl import dumps
from detector.report import Verdict as Called

FOLDER = "documents"

Record = Mapping[str, Any]
Tellings = tuple[int, int, int]
"""How many findings were confirmed, rejected and unsure."""


class Origin(NamedTuple):
    """What the pages of a file follow from, but for the decisions."""

    key: str
    path: str
    sha256: str
    settings: str


class Entry(NamedTuple):
    """As much of a document as lists need; the anchor of its row is the name of its page."""

    row: Row
    decided: Tellings


def stem(path: str) -> str:
    """What the files of a document are called, without what follows."""
    digest = hashlib.sha256(PurePath(path).as_posix().encode("utf-8", "surrogatepass")).hexdigest()
    return f"{FOLDER}/{digest[:16]}"


def page_name(path: str, number: int) -> str:
    """The name of the page of a file's document, from 1."""
    return f"{stem(path)}.html" if number == 1 else f"{stem(path)}-{number}.html"


def name(path: str) -> str:
    """The name of a file's record."""
    return f"{stem(path)}.json"


def record(origin: Origin, supplier: str, parts: Sequence[Record]) -> Record:
    """The record of a file; ``parts`` are those of its documents."""
    return {**origin._asdict(), "supplier": supplier, "parts": list(parts)}


def part(
    page: str, sha256: str, names: Sequence[str], decisions: Decisions, document: Record
) -> Record:
    """The record of one document: its page, its findings' names, and what check says of it."""
    return {
        "page": page,
        "page_sha256": sha256,
        "findings": list(names),
        "decisions": {name: list(each) for name, each in of(names, decisions).items()},
        "document": document,
    }


def written(made: Record) -> bytes:
    """A record as its file holds it."""
    return (dumps(made) + "\n").encode("utf-8", "backslashreplace")


def read(data: bytes | None) -> Record | None:
    """A record from its file; None where that is none, whoever wrote it."""
    try:
        found = json.loads(data or b"")
        entries(found)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
    return dict(found)


def fits(
    found: Record,
    origin: Origin,
    supplier: str | None,
    decisions: Decisions,
    load: Callable[[str], bytes | None],
) -> bool:
    """Whether a record and the pages that it names are what would be made now."""
    if any(found.get(key) != value for key, value in origin._asdict().items()):
        return False
    if supplier not in (None, found["supplier"]):
        return False
    for number, each in enumerate(found["parts"], 1):
        decided = {name: list(said) for name, said in of(each["findings"], decisions).items()}
        data = load(page_name(origin.path, number))
        if each["decisions"] != decided or data is None:
            return False
        if hashlib.sha256(data).hexdigest() != each["page_sha256"]:
            return False
    return True


def files(found: Record) -> list[str]:
    """The names of a record's file and of its pages, as they are derived from its path."""
    numbers = range(1, len(found["parts"]) + 1)
    return [name(found["path"]), *(page_name(found["path"], number) for number in numbers)]


def entries(found: Record) -> list[Entry]:
    """What lists need of the documents of a record; KeyError and the like where it is none."""
    return list(_entries(found))


def _entries(found: Record) -> Iterator[Entry]:
    for each in found["parts"]:
        document = each["document"]
        path, inside = str(document["path"]), document.get("part")
        said = [Verdict(verdict) for verdict, _ in each["decisions"].values()]
        confirmed, rejected, unsure = (said.count(verdict) for verdict in Verdict)
        score = document["score"]
        row = Row(
            title=path if inside is None else f"{path}!{inside}",
            group=str(found["supplier"]),
            score=None if score is None else float(score),
            verdict=Called(document["verdict"]),
            words=int(document["words"]),
            findings=len(each["findings"]),
            notes=(),
            anchor=str(each["page"]),
        )
        yield Entry(row, (confirmed, rejected, unsure))
