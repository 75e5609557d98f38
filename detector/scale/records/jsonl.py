"""JSON Lines: an object on each line, in UTF-8."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from detector.formats.jsonl import dumps
from detector.messages import Message
from detector.scale import compression
from detector.scale.annotation import annotation, taken
from detector.scale.records import (
    MAX_BYTES,
    MAX_SHOWN,
    Fields,
    Place,
    Record,
    Row,
    Wanted,
    row,
)

if TYPE_CHECKING:
    from detector.checker import Detector

SUFFIXES = (".json", ".jsonl", ".ndjson")
NOT_UTF8 = Message("is not UTF-8")
TOO_LONG = Message("longer than {:,} bytes", MAX_BYTES)
_MARK = b"\xef\xbb\xbf"


def rows(path: Path, wanted: Wanted) -> Iterator[Row]:
    """A row for each line that is not blank, with the number of that line."""
    with compression.opened(path) as stream:
        for number, line in enumerate(lines(stream.content), 1):
            place, reached = Place(str(path), number), stream.reached
            if len(line) > MAX_BYTES:
                yield Row(place, reached, problem=TOO_LONG, shown=_shown(line))
            elif line.strip():
                yield _row(line, place, reached, wanted)


def lines(stream: BinaryIO) -> Iterator[bytes]:
    """The lines of a stream; of one that is too long no more than tells that it is."""
    line = stream.readline(MAX_BYTES + 1).removeprefix(_MARK)
    while line:
        yield line
        while len(line) > MAX_BYTES and not line.endswith(b"\n"):
            rest = stream.readline(1 << 20)
            if not rest or rest.endswith(b"\n"):
                break
        line = stream.readline(MAX_BYTES + 1)


def _row(line: bytes, place: Place, reached: float, wanted: Wanted) -> Row:
    try:
        text = line.decode().strip(" \t\r\n")
        values = json.loads(text)
    except UnicodeDecodeError:
        problem = NOT_UTF8
    except RecursionError:
        problem = Message("is nested too deep")
    except ValueError as error:
        problem = Message("is no JSON: {}", error)
    else:
        if isinstance(values, dict):
            return row(place, reached, Fields(values, text), values, wanted)
        problem = Message("is no JSON object")
    return Row(place, reached, problem=problem, shown=_shown(line))


def _shown(line: bytes) -> str:
    return line[:MAX_SHOWN].decode(errors="replace").rstrip()


def _plain(value: Any) -> str:
    """What JSON has no type for, as a text: moments in ISO 8601, bytes in hexadecimal."""
    if isinstance(value, bytes):
        return value.hex()
    written = getattr(value, "isoformat", None)
    return str(written() if written else value)


class Encoder:
    """Writes a line for each record; a row as it is keeps its very line."""

    def __init__(self, detector: Detector, wanted: Wanted, state: Any = None) -> None:  # noqa: ARG002
        self._lines: list[str] = []

    def problem(self, row: Row, *, annotated: str | None) -> str:
        """Whether a name of what is added is in the row already."""
        return taken(row.content.names(), annotated) if row.content else ""

    def put(self, record: Record) -> None:
        """Add a record to the block."""
        content, report = record.row.content, record.report
        if report is None and not record.more and isinstance(content, Fields) and content.line:
            self._lines.append(content.line + "\n")
            return
        fields = dict(content.fields()) if content else {}
        if report is not None:
            fields |= annotation(report, record.prefix)
        self._lines.append(dumps(fields | dict(record.more), _plain) + "\n")

    def block(self) -> bytes:
        """The lines that were added since the last block."""
        data = "".join(self._lines).encode()
        self._lines = []
        return data

    def state(self) -> None:
        """Every line stands for itself."""

    def finish(self, partial: Path, target: Path) -> None:
        """The blocks are the file."""
        partial.replace(target)
