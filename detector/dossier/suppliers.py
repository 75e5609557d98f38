"""Who delivered a document: its folder, a field of its front matter, or a table that says so."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from detector import files, patterns
from detector.formats import Checked
from detector.location import relative
from detector.markup.frontmatter import values
from detector.messages import Message
from detector.terminal import FOLDER

FIELD, TABLE = "field", "csv"
MAX_BYTES = 100_000_000
MAX_CELL = 131_072
"""Characters of a path or a name."""
_DELIMITERS = "\t;,"


class SuppliersError(Exception):
    """Suppliers that cannot be told, and why."""


class Suppliers(NamedTuple):
    """How the supplier of a document is found.

    ``field`` names a field of its front matter; ``table`` holds suppliers by absolute path.
    """

    field: str | None = None
    table: Mapping[str, str] | None = None

    def known(self, path: str) -> str | None:
        """The supplier of a path, empty where nobody says; None where it takes the text to tell."""
        if self.table is not None:
            return self.table.get(patterns.absolute(path), "")
        return None if self.field else str(PurePosixPath(relative(path)).parent)

    def of(self, checked: Checked) -> str:
        """The supplier of a document."""
        known = self.known(checked.path)
        return values(checked.text).get(self.field or "", "") if known is None else known


def read(by: str) -> Suppliers:
    """Suppliers by ``folder``, ``field:NAME`` or ``csv:FILE``; SuppliersError where it is none."""
    how, _, name = by.partition(":")
    if by == FOLDER:
        return Suppliers()
    if how == FIELD and name.strip():
        return Suppliers(field=name)
    if how == TABLE and name:
        return Suppliers(table=dict(_table(Path(name))))
    raise SuppliersError(Message("--by is {!r}, not folder, field:NAME or csv:FILE", by))


def _table(file: Path) -> Iterator[tuple[str, str]]:
    """Suppliers by absolute path: rows of a path, from the file's own folder, and a supplier.

    Columns are parted by the tab, semicolon or comma that the first line has; a first row whose
    path is that of no file is a heading.
    """
    from detector.readers.text import decode

    try:
        if file.stat().st_size > MAX_BYTES:
            raise SuppliersError(Message("{}: larger than {:,} bytes", file, MAX_BYTES))
        text = decode(file.read_bytes()).text
    except OSError as error:
        raise SuppliersError(Message("{}: {}", file, files.reason(error))) from None
    first = text.partition("\n")[0]
    delimiter = next((each for each in _DELIMITERS if each in first), ",")
    csv.field_size_limit(MAX_CELL)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        for row in rows:
            if not any(map(str.strip, row)):
                continue
            if len(row) < 2 or "\0" in row[0] or not row[0].strip():
                wrong = Message("{}: line {} has no path and supplier", file, rows.line_num)
                raise SuppliersError(wrong)
            path = file.parent / row[0].strip()
            if rows.line_num > 1 or path.exists():
                yield patterns.absolute(str(path)), row[1].strip()
    except csv.Error as error:
        wrong = Message("{}: line {}: {}", file, rows.line_num, str(error))
        raise SuppliersError(wrong) from None
