"""Tables in UTF-8 with a header, their cells separated by commas, semicolons or tabs."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from detector.formats.jsonl import dumps
from detector.messages import Message
from detector.scale import compression
from detector.scale.annotation import NAMES, annotation, taken
from detector.scale.records import (
    MAX_BYTES,
    MAX_SHOWN,
    Fields,
    Place,
    Record,
    Row,
    Wanted,
    has_column,
    row,
)
from detector.scale.records.jsonl import NOT_UTF8, TOO_LONG, lines

if TYPE_CHECKING:
    from detector.checker import Detector

SUFFIXES = (".csv", ".tsv")
_SEPARATORS = ",;\t"
_SURROGATE = re.compile("[\udc80-\udcff]")


def rows(path: Path, wanted: Wanted) -> Iterator[Row]:
    """A row for each of the table, numbered without the header; SchemaError for no such column."""
    csv.field_size_limit(MAX_BYTES)
    with compression.opened(path) as stream:
        cut: list[int] = []
        decoded = _decoded(stream.content, cut)
        first = next(decoded, "")
        separator = max(_SEPARATORS, key=first.count)
        table = csv.reader(_chained(first, decoded), delimiter=separator)
        header = next(table, [])
        has_column(wanted.text, header)
        number = 0
        while True:
            number += 1
            place = Place(str(path), number)
            try:
                cells = next(table)
            except StopIteration:
                return
            except csv.Error as error:
                problem = Message("is no row of a table: {}", error)
                yield Row(place, stream.reached, problem=problem)
                continue
            if cut:
                cut.clear()
                yield Row(place, stream.reached, problem=TOO_LONG)
            elif cells:
                yield _row(cells, header, place, stream.reached, wanted)


def _decoded(stream: BinaryIO, cut: list[int]) -> Iterator[str]:
    """The lines of a table; one that is too long is empty, and ``cut`` has its number.

    What is not UTF-8 must not end the table: its row is told by surrogates.
    """
    for number, line in enumerate(lines(stream), 1):
        if len(line) > MAX_BYTES:
            cut.append(number)
            yield "\n"
        else:
            yield line.decode(errors="surrogateescape")


def _chained(first: str, rest: Iterator[str]) -> Iterator[str]:
    yield first
    yield from rest


def _row(cells: list[str], header: list[str], place: Place, reached: float, wanted: Wanted) -> Row:
    problem = ""
    if len(cells) != len(header):
        problem = Message("has {:,} cells, not {:,}", len(cells), len(header))
    elif sum(map(len, cells)) > MAX_BYTES:
        problem = TOO_LONG
    elif any(map(_SURROGATE.search, cells)):
        problem = NOT_UTF8
    if problem:
        shown = ",".join(cell[:MAX_SHOWN] for cell in cells[:20])[:MAX_SHOWN]
        return Row(place, reached, problem=problem, shown=shown)
    values = dict(zip(header, cells, strict=True))
    return row(place, reached, Fields(values), values, wanted)


class Encoder:
    """Writes a row for each record under the header of the first; what is no cell is JSON."""

    def __init__(self, detector: Detector, wanted: Wanted, state: Any = None) -> None:  # noqa: ARG002
        self._names: list[str] | None
        self._started: bool
        self._names, self._started = state or (None, False)
        self._records: list[Record] = []

    def problem(self, row: Row, *, annotated: str | None) -> str:
        """Whether a row has other columns than those before, or one of what is added."""
        if row.content is None:
            return ""
        names = list(row.content.names())
        if self._names is None:
            self._names = names
        if names != self._names:
            return Message("its columns are not those of the first row: {}", ", ".join(names[:20]))
        return taken(names, annotated)

    def put(self, record: Record) -> None:
        """Add a record to the block."""
        self._records.append(record)

    def block(self) -> bytes:
        """The rows that were added since the last block, the first with the header."""
        # The line end of RFC 4180: the writer quotes cells that hold any of it.
        written = io.StringIO()
        table = csv.writer(written, lineterminator="\r\n")
        for record in self._records:
            fields = dict(record.row.content.fields()) if record.row.content else {}
            if record.report is not None:
                fields |= dict.fromkeys(record.prefix + name for name in NAMES)
                fields |= annotation(record.report, record.prefix)
            if not self._started:
                table.writerow(fields)
                self._started = True
            table.writerow(map(_cell, fields.values()))
        self._records = []
        return written.getvalue().encode(errors="backslashreplace")

    def state(self) -> Any:
        """The columns of the first row, and whether the header is written."""
        return self._names, self._started

    def finish(self, partial: Path, target: Path) -> None:
        """The blocks are the file."""
        partial.replace(target)


def _cell(value: Any) -> Any:
    return dumps(value) if isinstance(value, dict | list) else value
