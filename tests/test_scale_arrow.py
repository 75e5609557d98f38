"""The Arrow door: schema, rows, columns that are kept, bad input, nothing left behind."""

from __future__ import annotations

import gc
import json
import subprocess
import sys
import tracemalloc
from collections import Counter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detector import Detector
from seeds.gold import fixtures
from tests.reports import HOSTILE_TEXT, finding, report

pytest.importorskip("pyarrow", reason="pyarrow is not installed: `make test-all` does it")

import pyarrow as pa
from pyarrow import parquet

from detector.scale import arrow

SPUN = next(fixtures("spun")).text
COLUMNS = """
score double
log_likelihood_ratio double
verdict string
words int64
language string
findings list<item: struct<rule: string, kind: string, severity: string, start: int64, end: int64,
 line: int64, column: int64, end_line: int64, end_column: int64, text: string, confidence: double,
 originals: list<item: struct<text: string, confidence: double>>,
 evidence: list<item: struct<id: string, value: double, weight: double, source: string,
 text: string>>, message: string, surface: string>>
quality double
quality_reasons list<item: struct<signal: string, quality: double>>
notes list<item: string>
sha256 string
error string
""".replace("\n ", " ").split("\n")[1:-1]


def batch(*texts: str | None, **columns: list[Any]) -> Any:
    return pa.RecordBatch.from_pydict({**columns, "text": pa.array(texts, pa.string())})


def test_columns_are_those_of_the_documentation() -> None:
    schema = arrow.columns(Detector())
    written = [f"{field.name} {field.type}" for field in schema if field.name != "signals"]
    assert written == COLUMNS
    documented = (arrow.__doc__ or "").split("====\n")[1].split("====")[0].splitlines()
    assert [line.split()[0] for line in documented if line[:1].isalpha()] == schema.names


def test_signals_are_fields_by_extent() -> None:
    cheap, full = (
        {field.name: field.type for field in arrow.columns(Detector(signals=extent)).field(8).type}
        for extent in ("cheap", "full")
    )
    report = Detector(signals="full").check(SPUN)
    assert set(cheap) < set(full) == set(report.signals)
    assert set(full.values()) == {pa.float64()}


def test_a_row_is_its_report() -> None:
    detector = Detector(prior=0.4)
    (row,) = arrow.annotate(batch(SPUN), detector=detector).to_pylist()
    report = detector.check(SPUN)
    assert row["score"] == report.score
    assert row["log_likelihood_ratio"] == report.log_likelihood_ratio
    assert row["verdict"] == report.verdict == "spun"
    assert row["sha256"] == report.provenance.sha256
    assert len(row["findings"]) == len(report.findings) > 0
    first, found = report.findings[0], row["findings"][0]
    assert SPUN[found["start"] : found["end"]] == found["text"] == first.text
    assert found["surface"] is None
    assert [item["text"] for item in found["originals"]] == [o.text for o in first.originals]
    assert {each["signal"]: each["quality"] for each in row["quality_reasons"]} == dict(
        report.quality_reasons
    )


def test_provenance_is_in_the_schema_beside_what_was_there() -> None:
    given = batch(SPUN).replace_schema_metadata({"mine": "kept"})
    metadata = arrow.annotate(given).schema.metadata
    found = json.loads(metadata[arrow.PROVENANCE])
    expected = Detector().check(SPUN).provenance._asdict()
    assert found | {"sha256": expected["sha256"]} == expected
    assert metadata[b"mine"] == b"kept"


def test_columns_of_the_caller_come_first_and_as_they_were() -> None:
    given = batch("Un.", "Deux.", id=[1, 2], language=["fr", "de"])
    found = arrow.annotate(given, prefix="spin_")
    assert found.select(given.schema.names).equals(given)
    assert found.schema.names[3:] == [f"spin_{name}" for name in arrow.columns(Detector()).names]


@pytest.mark.parametrize(
    "kind",
    [pa.large_string(), pa.string_view(), pa.dictionary(pa.int8(), pa.string())],
    ids=str,
)
def test_any_sort_of_string_is_a_text(kind: Any) -> None:
    texts = pa.array([SPUN, None, SPUN]).cast(kind)
    found = arrow.annotate(pa.RecordBatch.from_arrays([texts], ["text"]))
    assert found.column("verdict").to_pylist() == ["spun", None, "spun"]


def test_a_text_that_is_not_there_or_no_text_costs_its_row_only() -> None:
    invalid = pa.Array.from_buffers(
        pa.string(),
        3,
        [None, pa.array([0, 1, 2, 4], pa.int32()).buffers()[1], pa.py_buffer(b"a\xffno")],
    )
    broken = arrow.annotate(pa.RecordBatch.from_arrays([invalid], ["text"]))
    assert broken.column("verdict").to_pylist() == ["unsupported", None, "unsupported"]
    assert "UTF-8" in broken.column("error")[1].as_py()
    (row,) = arrow.annotate(batch(None)).to_pylist()
    assert row.pop("error") == "The text is null"
    assert set(row.values()) == {None}
    nothing = pa.RecordBatch.from_arrays([pa.nulls(2)], ["text"])
    assert arrow.annotate(nothing).column("error").null_count == 0


def test_a_document_that_fails_costs_its_row_only(monkeypatch: pytest.MonkeyPatch) -> None:
    def check(self: Detector, text: str) -> Any:
        if text == "boom":
            raise RuntimeError("no")
        return checked(self, text)

    checked = Detector.check
    monkeypatch.setattr(Detector, "check", check)
    found = arrow.annotate(batch("boom", SPUN))
    failed, fine = found.column("error").to_pylist()
    assert failed.startswith("RuntimeError in ")
    assert fine is None
    assert found.column("verdict").to_pylist() == [None, "spun"]


@pytest.mark.parametrize(
    ("names", "error", "says"),
    [
        (["body"], ValueError, "0 columns are named 'text', of \\['body'\\]"),
        (["text", "text"], ValueError, "2 columns are named 'text'"),
        (["text", "Score"], ValueError, "\\['score'\\] already; choose another prefix"),
    ],
)
def test_columns_that_cannot_be(names: list[str], error: type[Exception], says: str) -> None:
    arrays = [pa.array(["Bonjour."])] * len(names)
    with pytest.raises(error, match=says):
        arrow.annotate(pa.RecordBatch.from_arrays(arrays, names))


def test_what_is_no_text_is_named() -> None:
    with pytest.raises(TypeError, match="column 'text' is binary, not string"):
        arrow.annotate(pa.RecordBatch.from_pydict({"text": [b"Bonjour."]}))


def test_a_table_is_annotated_in_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(arrow, "AT_ONCE", 2)
    table = pa.Table.from_batches([batch("a", "b", "c"), batch("d"), batch()])
    found = arrow.annotate(table)
    assert [len(part) for part in found.to_batches()] == [2, 1, 1]
    assert found.column("text").to_pylist() == ["a", "b", "c", "d"]
    empty = arrow.annotate(table.slice(0, 0))
    assert empty.schema == found.schema
    assert not len(empty)
    assert arrow.annotate(batch()).schema == found.schema


def test_parquet_keeps_all_of_it(tmp_path: Any) -> None:
    found = arrow.annotate(pa.Table.from_batches([batch(SPUN, None, "Court.")]))
    parquet.write_table(found, tmp_path / "found.parquet")
    read = parquet.read_table(tmp_path / "found.parquet")
    assert read.equals(found)
    assert read.schema.metadata == found.schema.metadata


def test_reports_with_what_utf8_lacks_are_written_all_the_same() -> None:
    hostile = report(finding(HOSTILE_TEXT, 0, len(HOSTILE_TEXT)), text=HOSTILE_TEXT)
    found = arrow.reported([hostile, report(text="a")], Detector())
    (row,) = found.column("findings")[0].as_py()
    assert row["text"] == HOSTILE_TEXT.replace("\ud800", "?")
    found.validate(full=True)


@given(st.lists(st.none() | st.text(st.characters(exclude_categories=["Cs"])), max_size=5))
def test_any_texts_have_a_row_each(texts: list[str | None]) -> None:
    found = arrow.annotate(batch(*texts))
    found.validate(full=True)
    assert found.column("text").to_pylist() == texts
    assert [error is None for error in found.column("error").to_pylist()] == [
        text is not None for text in texts
    ]


def test_no_object_of_a_batch_is_kept() -> None:
    """Objects by type and bytes, before and after a batch like others before, which fill caches."""
    given = batch(*[SPUN] * 4)
    tracemalloc.start()
    for _ in range(3):
        before, allocated = _objects(), _allocated()
        found = arrow.annotate(given)
        kept = _objects() - before
        more = found.nbytes - given.nbytes
        del found, before
        left = _allocated() - allocated
    tracemalloc.stop()
    assert kept.total() < 40, kept
    assert left < more / 10


def _objects() -> Counter[type]:
    gc.collect()
    return Counter(type(each) for each in gc.get_objects())


def _allocated() -> int:
    traced, _ = tracemalloc.get_traced_memory()
    return int(pa.total_allocated_bytes()) + traced


def test_the_default_detector_is_made_once() -> None:
    assert arrow.default() is arrow.default()


@pytest.mark.parametrize("package", ["pyarrow", "pyspark", "datatrove"])
def test_the_library_does_without(package: str) -> None:
    code = f"import sys, detector; detector.check('Bonjour.'); sys.exit({package!r} in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
