"""Check the documents of an Arrow batch: its columns come back with those of the reports.

What reads Arrow (Parquet, DuckDB, Polars, Spark, Hugging Face datasets) can so ask questions of the
reports of millions of documents without an object for any of them. The columns hold what
`detector.formats.jsonl` writes, and the log-likelihood ratio:

========================  =====================================================================
score                     float64, the calibrated probability that the document was spun
log_likelihood_ratio      float64, natural log, the score without its prior
verdict                   string: clean, suspect, spun or unsupported
words                     int64
language                  string, ISO 639-1
findings                  list of struct, by start; see `FINDING`. ``surface`` is null where it is
                          the text
quality                   float64, 0 to 1
quality_reasons           list of struct (signal: string, quality: float64), the worst first
signals                   struct of float64, one field for each signal of the detector's extent
notes                     list of string
sha256                    string, hexadecimal, of the text
error                     string
========================  =====================================================================

Everything may be null: score and quality where the text is unsupported, signals that a text is too
short for. A document that could not be checked has an error and nothing else. The rest of the
provenance is the same for all: the schema's metadata has it as JSON under `PROVENANCE`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

import pyarrow as pa

from detector import signals
from detector.checker import Detector
from detector.formats import Checked
from detector.formats.jsonl import record
from detector.messages import Message
from detector.report import Report
from detector.scale.columns import gathered
from detector.scale.pool import check_one

PROVENANCE = b"spin-detector"
"""Key of the schema's metadata."""

ORIGINAL = pa.struct({"text": pa.string(), "confidence": pa.float64()})
EVIDENCE = pa.struct(
    {
        "id": pa.string(),
        "value": pa.float64(),
        "weight": pa.float64(),
        "source": pa.string(),
        "text": pa.string(),
    }
)
FINDING = pa.struct(
    {
        "rule": pa.string(),
        "kind": pa.string(),
        "severity": pa.string(),
        "start": pa.int64(),
        "end": pa.int64(),
        "line": pa.int64(),
        "column": pa.int64(),
        "end_line": pa.int64(),
        "end_column": pa.int64(),
        "text": pa.string(),
        "confidence": pa.float64(),
        "originals": pa.list_(ORIGINAL),
        "evidence": pa.list_(EVIDENCE),
        "message": pa.string(),
        "surface": pa.string(),
    }
)
REASON = pa.struct({"signal": pa.string(), "quality": pa.float64()})


AT_ONCE = 256
"""Rows of a Table that are checked together: findings are worth some hundred times their text."""


@cache
def default() -> Detector:
    """The detector of whoever names none, made once."""
    return Detector()


def annotate(
    batch: Any, text: str = "text", *, detector: Detector | None = None, prefix: str = ""
) -> Any:
    """A RecordBatch or Table with the columns of the reports on its texts after its own.

    ``text`` names the column of strings to check; ``prefix`` is put before the names of the new
    columns. A text that is null or no UTF-8, or that cannot be checked, has an error in its row.
    Offsets of findings count code points. ValueError where there is no such column, or where a new
    one has the name of one that is there; TypeError where its values are no strings.
    """
    checker = detector or default()
    schema = _annotated(batch.schema, text, checker, prefix)
    if isinstance(batch, pa.Table):
        parts = [
            annotate(each, text, detector=checker, prefix=prefix)
            for each in batch.to_batches(max_chunksize=AT_ONCE)
        ]
        return pa.Table.from_batches(parts, schema)
    found = reported(_checked(batch.column(text), checker), checker)
    return pa.RecordBatch.from_arrays([*batch.columns, *found.columns], schema=schema)


def added(names: Iterable[str], text: str, detector: Detector, prefix: str = "") -> Any:
    """The schema of what `annotate` adds to columns of these names; raises what that raises."""
    there = list(names)
    if there.count(text) != 1:
        raise ValueError(f"{there.count(text)} columns are named {text!r}, of {there}")
    schema = columns(detector)
    fields = [field.with_name(prefix + field.name) for field in schema]
    lower = set(map(str.lower, there))  # SQL does not tell cases apart
    taken = [field.name for field in fields if field.name.lower() in lower]
    if taken:
        raise ValueError(f"there are columns {taken} already; choose another prefix")
    return pa.schema(fields, schema.metadata)


def columns(detector: Detector) -> Any:
    """The schema of the reports of a detector, as this module's documentation says."""
    provenance = detector.check("").provenance._asdict()
    del provenance["sha256"]
    full = detector.config.signals == signals.FULL
    measured = [name for name in signals.names() if full or not signals.is_deep(name)]
    fields = {
        "score": pa.float64(),
        "log_likelihood_ratio": pa.float64(),
        "verdict": pa.string(),
        "words": pa.int64(),
        "language": pa.string(),
        "findings": pa.list_(FINDING),
        "quality": pa.float64(),
        "quality_reasons": pa.list_(REASON),
        "signals": pa.struct(dict.fromkeys(measured, pa.float64())),
        "notes": pa.list_(pa.string()),
        "sha256": pa.string(),
        "error": pa.string(),
    }
    return pa.schema(fields, {PROVENANCE: json.dumps(provenance)})


def reported(reports: Iterable[Report], detector: Detector) -> Any:
    """Reports of one detector as a RecordBatch, a row for each."""
    schema = columns(detector)
    rows = list(map(_row, reports))
    try:
        return gathered(rows, schema)
    except UnicodeEncodeError:
        return gathered(_written(rows), schema)


def _annotated(schema: Any, text: str, detector: Detector, prefix: str) -> Any:
    more = added(schema.names, text, detector, prefix)
    kind = schema.field(text).type
    if not is_text(kind):
        raise TypeError(f"column {text!r} is {kind}, not string")
    return pa.schema([*schema, *more], {**(schema.metadata or {}), **more.metadata})


def is_text(kind: Any) -> bool:
    """Whether a type is one of strings."""
    if pa.types.is_dictionary(kind):
        return is_text(kind.value_type)
    one_of = (
        pa.types.is_string,
        pa.types.is_large_string,
        pa.types.is_string_view,
        pa.types.is_null,
    )
    return any(is_one(kind) for is_one in one_of)


def _checked(texts: Any, detector: Detector) -> Iterator[Report]:
    for each in texts:
        try:
            text = each.as_py()
        except UnicodeDecodeError:
            yield detector.failed("", ValueError(Message("The text is not UTF-8")))
            continue
        if text is None:
            yield detector.failed("", ValueError(Message("The text is null")))
        else:
            yield check_one(detector, text)


def _row(report: Report) -> dict[str, Any]:
    if report.error is not None:
        return {"error": report.error}
    row: dict[str, Any] = dict(record(Checked("", report.text, report)))
    reasons = report.quality_reasons.items()
    return row | {
        "log_likelihood_ratio": report.log_likelihood_ratio,
        "quality_reasons": [{"signal": name, "quality": left} for name, left in reasons],
        "sha256": report.provenance.sha256,
    }


def _written(value: Any) -> Any:
    """The same value with question marks for lone surrogates, which UTF-8 lacks."""
    if isinstance(value, str):
        return value.encode(errors="replace").decode()
    if isinstance(value, list):
        return [_written(item) for item in value]
    if isinstance(value, dict):
        return {key: _written(item) for key, item in value.items()}
    return value
