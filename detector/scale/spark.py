"""Check the documents of a Spark DataFrame: Arrow batches go to Python workers and come back.

A worker is a process that stays: tables and model are loaded once in each, with the first batch
that it gets, and the memory that they are mapped into is shared by those of a machine.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from typing import Any

import pyarrow as pa
from pyspark.sql.pandas.types import from_arrow_schema
from pyspark.sql.types import StringType, StructField, StructType

from detector.checker import Detector
from detector.scale import arrow

DEFAULT_INTERPRETER = "python3"
"""What Spark runs where neither PYSPARK_PYTHON nor anything else names an interpreter."""


def annotate(
    df: Any, text: str = "text", *, detector: Detector | None = None, prefix: str = ""
) -> Any:
    """A DataFrame with the columns of `detector.scale.arrow` after its own; lazy, as all in Spark.

    The metadata of the column of hashes hold the rest of the provenance. Raises at once what the
    Arrow door raises.

    On ``local[N]``, workers run the interpreter that runs this; those of a cluster the one that
    PYSPARK_PYTHON names, which must have this package with the extra ``spark``.
    """
    checker = detector or arrow.default()
    more = arrow.added(df.columns, text, checker, prefix)
    if not isinstance(df.schema[text].dataType, StringType):
        raise TypeError(f"column {text!r} is {df.schema[text].dataType}, not string")
    provenance = json.loads(more.metadata[arrow.PROVENANCE])
    fields = [
        StructField(
            field.name,
            field.dataType,
            metadata=provenance if field.name == f"{prefix}sha256" else None,
        )
        for field in from_arrow_schema(pa.schema(list(more)))
    ]

    def annotated(batches: Iterable[Any]) -> Iterator[Any]:
        for batch in batches:
            table = pa.Table.from_batches([batch])
            for part in table.to_batches(max_chunksize=arrow.AT_ONCE):
                yield arrow.annotate(part, text, detector=checker, prefix=prefix)

    _run_this_interpreter(df)
    return df.mapInArrow(annotated, StructType([*df.schema, *fields]))


def _run_this_interpreter(df: Any) -> None:
    """Let local workers run the Python that runs now, where nobody named another.

    They would run the first ``python3`` of the path, which may have another version or lack this
    package.
    """
    context: Any = getattr(df.sparkSession, "sparkContext", None)  # Spark Connect has none
    local = context is not None and context.master.startswith("local")
    if local and context.pythonExec == DEFAULT_INTERPRETER:
        context.pythonExec = sys.executable
