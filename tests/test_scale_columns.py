"""Arrow arrays from their buffers: the same as Arrow's own, without pandas."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

pytest.importorskip("pyarrow", reason="pyarrow is not installed: `make test-all` does it")

import pyarrow as pa

from detector.scale.columns import column, gathered

PAIR = pa.struct({"name": pa.string(), "value": pa.float64()})
WHOLE = pa.struct({"count": pa.int64(), "pairs": pa.list_(PAIR), "notes": pa.list_(pa.string())})
TEXT = st.none() | st.text(st.characters(exclude_categories=["Cs"]))
NUMBER = st.none() | st.floats(allow_nan=False)
PAIRS = st.none() | st.fixed_dictionaries({}, optional={"name": TEXT, "value": NUMBER})
ROWS = st.none() | st.fixed_dictionaries(
    {},
    optional={
        "count": st.none() | st.integers(-(2**63), 2**63 - 1),
        "pairs": st.none() | st.lists(PAIRS, max_size=4),
        "notes": st.none() | st.lists(TEXT, max_size=4),
    },
)


@given(st.lists(ROWS, max_size=20))
def test_arrays_are_those_of_arrow(rows: list[Any]) -> None:
    made = column(rows, WHOLE)
    made.validate(full=True)
    assert made.equals(pa.array(rows, WHOLE))


@pytest.mark.parametrize("size", [0, 1, 7, 8, 9, 64, 1000])
def test_nulls_are_where_they_were(size: int) -> None:
    values = [None if i % 3 else i for i in range(size)]
    made = column(values, pa.int64())
    assert made.to_pylist() == values
    assert made.null_count == values.count(None)


def test_rows_may_lack_fields() -> None:
    schema = pa.schema({"a": pa.string(), "b": pa.float64()}, {b"key": b"value"})
    made = gathered([{"a": "x"}, {"b": 1}], schema)
    assert made.schema.equals(schema, check_metadata=True)
    assert made.to_pylist() == [{"a": "x", "b": None}, {"a": None, "b": 1.0}]


def test_text_that_utf8_lacks_is_told() -> None:
    with pytest.raises(UnicodeEncodeError):
        gathered([{"a": "\ud800"}], pa.schema({"a": pa.string()}))


def test_pandas_is_left_alone() -> None:
    pytest.importorskip("pandas", reason="pandas is not installed: nothing can import it")
    program = (
        "import sys; from detector.scale.arrow import annotate; import pyarrow as pa;"
        "from detector.scale.columns import column;"
        "text = pa.record_batch([column(['un texte'], pa.string())], names=['text']);"
        "annotate(text); sys.exit('pandas' in sys.modules)"
    )
    subprocess.run([sys.executable, "-c", program], check=True)
