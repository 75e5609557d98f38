"""Parquet files, by way of Arrow, whose batches keep the columns as they are.

While a run lasts, blocks are Arrow streams, which can be written one behind the other; a Parquet
file cannot grow once it has its footer, and is made of them at the end.
"""

from __future__ import annotations

import base64
import io
import os
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from detector.formats.jsonl import dumps
from detector.messages import Message
from detector.scale import compression
from detector.scale.annotation import taken
from detector.scale.records import (
    Place,
    Record,
    Row,
    SchemaError,
    Wanted,
    has_column,
    row,
)
from detector.scale.records.jsonl import NOT_UTF8

if TYPE_CHECKING:
    from detector.checker import Detector

SUFFIXES = (".parquet",)
EXTRA = "arrow"
COMPRESSED = True
OTHERS = "fields"
"""The column of what rows of other files have besides text and identifier, as JSON."""
_AT_ONCE = 16
"""Rows that are read at once, and reports that wait to become columns, which are far smaller."""
_GROUP, _GROUP_BYTES = 4096, 8_000_000
"""Rows of a group, and bytes of them before compression, unless a block has more."""
_READ = 1 << 20


class Cells(NamedTuple):
    """A row of an Arrow batch."""

    batch: Any
    at: int

    def names(self) -> Collection[str]:
        """The names of the columns."""
        names: list[str] = self.batch.schema.names
        return names

    def fields(self) -> Mapping[str, Any]:
        """The values as Python has them; None for what it cannot have, such as text in no UTF-8."""
        columns = zip(self.batch.schema.names, self.batch.columns, strict=True)
        return {name: _value(column[self.at]) for name, column in columns}


def _value(scalar: Any) -> Any:
    try:
        return scalar.as_py()
    except ValueError:
        return None


def rows(path: Path, wanted: Wanted) -> Iterator[Row]:
    """A row for each of the file; SchemaError where it has no such column of texts."""
    from pyarrow import parquet

    from detector.scale.arrow import is_text

    with compression.opened(path) as stream:
        file = parquet.ParquetFile(stream.raw, buffer_size=_READ, pre_buffer=False)
        schema, total = file.schema_arrow, file.metadata.num_rows
        has_column(wanted.text, schema.names)
        found = schema.field(wanted.text).type
        if not is_text(found):
            raise SchemaError(Message("its column “{}” is {}, not text", wanted.text, str(found)))
        named = wanted.id in schema.names
        number = 0
        for batch in file.iter_batches(batch_size=_AT_ONCE):
            texts = batch.column(wanted.text)
            names = batch.column(wanted.id) if named else None
            for i in range(batch.num_rows):
                number += 1
                place, content = Place(str(path), number), Cells(batch, i)
                values = {wanted.text: _value(texts[i])}
                values |= {} if names is None else {wanted.id: _value(names[i])}
                made = row(place, number / total, content, values, wanted)
                broken = values[wanted.text] is None and texts[i].is_valid
                yield made._replace(problem=NOT_UTF8) if broken else made


class Encoder:
    """Writes the columns of a Parquet file, or text, identifier and the rest, and the report's.

    The rows of a run have the same columns.
    """

    def __init__(self, detector: Detector, wanted: Wanted, state: Any = None) -> None:
        import pyarrow as pa

        self._arrow = pa
        self._detector = detector
        self._wanted = wanted
        self._schema: Any = None
        if state is not None:
            buffer = pa.py_buffer(base64.b64decode(state))
            self._schema = pa.ipc.read_schema(buffer)
        self._good: Any = None
        self._records: list[Record] = []
        self._tables: list[Any] = []
        self._plain = pa.schema({name: pa.string() for name in (wanted.id, wanted.text, OTHERS)})

    def problem(self, row: Row, *, annotated: str | None) -> str:
        """Whether a row has other columns than those before, or one of what is added."""
        schema = row.content.batch.schema if isinstance(row.content, Cells) else self._plain
        if schema is self._good:
            return ""
        if self._schema is None:
            self._schema = schema
        if not schema.equals(self._schema):
            shown = ", ".join(f"{field.name}: {field.type}" for field in list(schema)[:20])
            return Message("its columns are not those of the first row: {}", shown)
        problem = taken(schema.names, annotated)
        if not problem:
            self._good = schema
        return problem

    def put(self, record: Record) -> None:
        """Add a record to the block."""
        self._records.append(record)
        if len(self._records) >= _AT_ONCE:
            self._tables.append(self._table())

    def block(self) -> bytes:
        """An Arrow stream of the records that were added since the last block."""
        if self._records:
            self._tables.append(self._table())
        if not self._tables:
            return b""
        parts, self._tables = self._arrow.concat_tables(self._tables), []
        whole = parts.combine_chunks()
        del parts
        written = io.BytesIO()
        with self._arrow.ipc.new_stream(written, whole.schema) as stream:
            stream.write_table(whole)
        return written.getvalue()

    def _table(self) -> Any:
        """The records that wait, as a table."""
        records, self._records = self._records, []
        table = self._own([record.row for record in records])
        columns, fields, metadata = table.columns, list(table.schema), table.schema.metadata or {}
        reports = [record.report for record in records if record.report is not None]
        if reports:
            from detector.scale.arrow import reported

            added = reported(reports, self._detector)
            prefix = records[0].prefix
            columns += added.columns
            fields += [field.with_name(prefix + field.name) for field in added.schema]
            metadata |= added.schema.metadata
        return self._arrow.Table.from_arrays(columns, schema=self._arrow.schema(fields, metadata))

    def _own(self, rows: Iterable[Row]) -> Any:
        """The rows' own columns."""
        if self._schema is not None and not self._schema.equals(self._plain):
            slices = (
                row.content.batch.slice(row.content.at, 1).replace_schema_metadata()
                for row in rows
                if isinstance(row.content, Cells)
            )
            table = self._arrow.Table.from_batches(slices, self._schema.remove_metadata())
            return table.replace_schema_metadata(self._schema.metadata)
        from detector.scale.columns import gathered

        texts = gathered(list(map(self._texts, rows)), self._plain)
        return self._arrow.Table.from_batches([texts])

    def _texts(self, row: Row) -> dict[str, str | None]:
        others = dict(row.content.fields()) if row.content else {}
        text = others.pop(self._wanted.text, None)
        others.pop(self._wanted.id, None)
        known = {
            self._wanted.id: row.id if isinstance(row.id, str) else dumps(row.id),
            self._wanted.text: text if isinstance(text, str) else None,
            OTHERS: dumps(others),
        }
        return {
            name: value.encode(errors="replace").decode() if value else value
            for name, value in known.items()
        }

    def state(self) -> str | None:
        """The schema of the rows."""
        if self._schema is None:
            return None
        return base64.b64encode(self._schema.serialize()).decode("ascii")

    def finish(self, partial: Path, target: Path) -> None:
        """Make a Parquet file of the streams in groups of rows, then put it in place."""
        from pyarrow import parquet

        begun = target.with_name(f"{target.name}.finishing")
        with partial.open("rb") as file:
            batches = self._batches(file)
            first = next(batches, None)
            schema = self._plain if first is None else first.schema
            with begun.open("wb") as out:
                with parquet.ParquetWriter(out, schema, compression="zstd") as writer:
                    waiting = [] if first is None else [first]
                    for batch in batches:
                        if _full([*waiting, batch]):
                            writer.write_table(self._arrow.Table.from_batches(waiting))
                            waiting = []
                        waiting.append(batch)
                    if waiting:
                        writer.write_table(self._arrow.Table.from_batches(waiting))
                out.flush()
                os.fsync(out.fileno())
        begun.replace(target)
        partial.unlink()

    def _batches(self, file: Any) -> Iterator[Any]:
        size = os.fstat(file.fileno()).st_size
        while file.tell() < size:
            yield from self._arrow.ipc.open_stream(file)


def _full(batches: Iterable[Any]) -> bool:
    """Whether batches are too much for one group."""
    sizes = [(batch.num_rows, batch.nbytes) for batch in batches]
    rows, size = map(sum, zip(*sizes, strict=True))
    return rows > _GROUP or size > _GROUP_BYTES
