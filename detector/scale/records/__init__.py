"""Rows of documents in files: where they come from and go, one module for each kind of file.

To add a kind, add a module here. It defines ``SUFFIXES``, the file name endings that it knows
(lower case, with their dot), and ``rows``, which yields a `Row` for each document of a file. One
that can be written, too, has an ``Encoder``. A module whose parser is an optional dependency also
names the ``EXTRA`` that installs it. All modules are imported to learn their suffixes, so that each
imports its parser only when it reads. A suffix of `detector.scale.compression` may follow, unless
the kind is ``COMPRESSED`` itself; a file with a suffix that nobody knows is one document.

A row that cannot be read is a row with a problem, and so is a file, or the rest of one: the others
are read all the same.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache
from importlib import import_module
from pathlib import Path, PurePath
from pkgutil import iter_modules
from typing import Any, NamedTuple, Protocol, cast

from detector import files
from detector.messages import Message, reason
from detector.prose import Prose, plain
from detector.report import Report
from detector.scale import compression

MAX_BYTES = 50_000_000
"""Bytes of the longest row that is read; what is longer is a problem, and memory stays bounded."""
MAX_SHOWN = 1000
"""Characters of a line that could not be read that are kept to show it."""


class Wanted(NamedTuple):
    """The fields in which rows have their text and, if they have any, their identifier."""

    text: str = "text"
    id: str = "id"


class Place(NamedTuple):
    """Where a row is: its file and its number there from 1, None for the file as a whole."""

    path: str
    number: int | None = None

    @property
    def title(self) -> str:
        """The place in a word."""
        return self.path if self.number is None else f"{self.path}:{self.number}"


class Content(Protocol):
    """All that a row holds, in whatever way its kind of file has it."""

    def names(self) -> Collection[str]:
        """The names of the values."""

    def fields(self) -> Mapping[str, Any]:
        """The values of the row by name."""


class Fields(NamedTuple):
    """Values by name, and the line that they were read from where it can be written again."""

    values: Mapping[str, Any]
    line: str = ""

    def names(self) -> Collection[str]:
        """The names of the values."""
        return self.values.keys()

    def fields(self) -> Mapping[str, Any]:
        """The values."""
        return self.values


class Row(NamedTuple):
    """A document among others in a file, or what there is in place of one.

    ``reached`` is the share of the file that was read with it. There is nothing to check where
    there is a ``problem``, which may be a `Message`; ``content`` is None where not even the fields
    are known, and ``shown`` is then the beginning of what is there. ``notes`` are messages.
    """

    place: Place
    reached: float
    content: Content | None = None
    id: Any = None
    prose: Prose | None = None
    problem: str = ""
    notes: tuple[str, ...] = ()
    shown: str = ""


class Record(NamedTuple):
    """A row to write: as it is, or with what a report adds under names with a prefix."""

    row: Row
    report: Report | None = None
    prefix: str = ""
    more: Mapping[str, Any] = {}


class Encoder(Protocol):
    """Makes bytes of records, block by block; the same records in a block make the same bytes."""

    def problem(self, row: Row, *, annotated: str | None) -> str:
        """Why a row cannot be written, annotated with that prefix if with any; empty if it can."""

    def put(self, record: Record) -> None:
        """Add a record to the block."""

    def block(self) -> bytes:
        """The records that were added since the last block."""

    def state(self) -> Any:
        """What another encoder has to know to go on from here, as JSON can hold it."""

    def finish(self, partial: Path, target: Path) -> None:
        """Make a file of its blocks, at one stroke."""


class Kind(Protocol):
    """A module of this package."""

    @property
    def SUFFIXES(self) -> tuple[str, ...]:  # noqa: N802
        """File name endings, lower case, with their dot."""

    def rows(self, path: Path, wanted: Wanted) -> Iterator[Row]:
        """The rows of a file; any exception says why it cannot be read further."""


def read(path: str, wanted: Wanted) -> Iterator[Row]:
    """The rows of a file; where it cannot be read on, the last is a problem of the whole file."""
    reached = 0.0
    try:
        for row in kind(path).rows(Path(path), wanted):
            reached = row.reached
            yield row
    except OSError as error:
        yield Row(Place(path), 1.0, problem=files.reason(error))
    except ModuleNotFoundError as error:
        yield Row(Place(path), 1.0, problem=missing(path, error))
    except Exception as error:  # bytes that nobody foresaw
        said = reason(error) or type(error).__name__
        broken = Message("cannot be read beyond {:.0%} of it: {}", reached, said)
        yield Row(Place(path), 1.0, problem=said if isinstance(error, SchemaError) else broken)


class SchemaError(ValueError):
    """A file whose columns are not those that every row needs."""


def has_column(name: str, names: Sequence[str]) -> None:
    """SchemaError where there is not one column of that name."""
    if not names:
        raise SchemaError(Message("has no header"))
    if names.count(name) != 1:
        shown, number = ", ".join(names[:20]), names.count(name)
        missing = Message("has no column “{}”, only {}; --text-field names another", name, shown)
        raise SchemaError(Message("has {} columns “{}”", number, name) if number else missing)


def missing(path: str, error: ModuleNotFoundError) -> Message:
    """What to install for a kind of file."""
    command = f"pip install 'spin-detector[{getattr(kind(path), 'EXTRA', '')}]'"
    return Message("it needs {}: {}", error.name, command)


def row(
    place: Place, reached: float, content: Content, values: Mapping[str, Any], wanted: Wanted
) -> Row:
    """The row of a content of whose values these are wanted; a problem where its text is none."""
    text, name = values.get(wanted.text), values.get(wanted.id)
    found = Row(place, reached, content, place.title if name is None else name)
    if isinstance(text, str):
        return found._replace(prose=plain(text))
    if wanted.text not in values:
        problem = Message("has no field “{}”; --text-field names another", wanted.text)
    else:
        problem = Message("its “{}” is {}, not a text", wanted.text, _json_type(text))
    return found._replace(problem=problem)


def kind(name: str) -> Kind:
    """The kind of a file by its name."""
    suffix = PurePath(compression.bare(name)).suffix.lower()
    return _kinds().get(suffix, _kinds()[".txt"])


def suffixes() -> tuple[str, ...]:
    """Every suffix that some kind knows, and those of compression."""
    return (*sorted(_kinds()), *compression.SUFFIXES)


def walked(name: str) -> bool:
    """Whether a file that nobody has named is one of documents.

    A lone ``.json`` next to data tells about them more often than it holds them, line by line.
    """
    suffix = PurePath(compression.bare(name)).suffix.lower()
    return suffix in _kinds() and not name.lower().endswith(".json")


@cache
def _kinds() -> dict[str, Kind]:
    names = [module.name for module in iter_modules(__path__)]
    kinds = [cast("Kind", import_module(f"{__name__}.{name}")) for name in names]
    return {suffix: kind for kind in kinds for suffix in kind.SUFFIXES}


def _json_type(value: object) -> Message:
    if value is None:
        return Message("null")
    if isinstance(value, bool | int | float):
        return Message("a number")
    return Message("a list") if isinstance(value, list) else Message("a table")
