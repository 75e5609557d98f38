"""Arrow arrays of plain values, made from their buffers.

Arrow itself makes them, too, but imports pandas wherever that is installed to ask whether a list is
one of its arrays: 50 MB in every process, and a second.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate, chain
from typing import Any

import pyarrow as pa

_CODES = {pa.float64(): "d", pa.int64(): "q"}


def gathered(rows: Sequence[Mapping[str, Any]], schema: Any) -> Any:
    """A RecordBatch of rows, which may lack any field; UnicodeEncodeError for lone surrogates."""
    whole = column(rows, pa.struct(list(schema)))
    return pa.RecordBatch.from_arrays([whole.field(i) for i in range(len(schema))], schema=schema)


def column(values: Sequence[Any], kind: Any) -> Any:
    """An Array of strings, float64, int64, or of lists or structs of those; None is null."""
    size, valid = len(values), _bits([value is not None for value in values])
    if pa.types.is_struct(kind):
        there = [{} if value is None else value for value in values]
        fields = [column([row.get(field.name) for row in there], field.type) for field in kind]
        return pa.Array.from_buffers(kind, size, [valid], children=fields)
    if pa.types.is_list(kind):
        items = [() if value is None else value for value in values]
        inside = column(list(chain.from_iterable(items)), kind.value_type)
        return pa.Array.from_buffers(kind, size, [valid, _offsets(items)], children=[inside])
    if pa.types.is_string(kind):
        texts = [b"" if value is None else value.encode() for value in values]
        data = pa.py_buffer(b"".join(texts))
        return pa.Array.from_buffers(kind, size, [valid, _offsets(texts), data])
    numbers = array(_CODES[kind], [0 if value is None else value for value in values])
    return pa.Array.from_buffers(kind, size, [valid, pa.py_buffer(numbers.tobytes())])


def _offsets(parts: Iterable[Sequence[Any]]) -> Any:
    return pa.py_buffer(array("i", accumulate(map(len, parts), initial=0)).tobytes())


def _bits(there: Sequence[bool]) -> Any:
    """A bitmap of which values there are; None where all are."""
    if all(there):
        return None
    number = int("".join("01"[is_there] for is_there in reversed(there)), 2)
    return pa.py_buffer(number.to_bytes((len(there) + 7) // 8, "little"))
