"""Parquet: columns come back as they were, and files of another schema say so."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path
from typing import Any, cast

import pytest

from detector import Detector, check
from detector.messages import ENGLISH
from detector.scale import keep, records, scan
from detector.scale.plan import FILTER, Plan
from detector.scale.records import Wanted
from detector.settings import merged
from seeds.gold import FIXTURES

pa = pytest.importorskip("pyarrow")
arrow = pytest.importorskip("detector.scale.arrow")
parquet = pytest.importorskip("pyarrow.parquet")

SPUN = (FIXTURES / "spun" / "sentier.txt").read_text("utf-8")
CLEAN = (FIXTURES / "clean" / "recipe.txt").read_text("utf-8")
TABLE = pa.table(
    {
        "id": pa.array([1, 2, 3], pa.uint8()),
        "text": pa.array([SPUN, None, CLEAN], pa.large_string()),
        "when": pa.array([dt.datetime(2024, 5, 1), None, None], pa.timestamp("ns")),  # noqa: DTZ001
        "price": pa.array([Decimal("1.50"), None, None], pa.decimal128(9, 2)),
        "tags": pa.array([["a"], None, []], pa.list_(pa.dictionary(pa.int8(), pa.string()))),
        "about": pa.array([[("k", b"\x00")], None, []], pa.map_(pa.string(), pa.binary())),
    },
    metadata={"owner": "somebody"},
)


def run(folder: Path, output: str, *inputs: str, **fields: Any) -> list[str]:
    """Scan files of a folder; what was wrong."""
    told: list[str] = []
    plan = Plan(
        inputs=[str(folder / name) for name in inputs],
        output=folder / output,
        encoder=cast("Any", records.kind(output)).Encoder,
        detector=fields.pop("detector", Detector()),
        settings=merged([]),
        **fields,
    )
    scan.scan(plan, ENGLISH, lambda step, problem: told.append(problem))
    return [problem for problem in told if problem]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    parquet.write_table(TABLE, tmp_path / "in.parquet", row_group_size=2)
    return tmp_path


def test_columns_stay_and_those_of_arrow_are_added(folder: Path) -> None:
    assert run(folder, "out.parquet", "in.parquet") == ["its “text” is null, not a text"]
    found = parquet.read_table(folder / "out.parquet")
    assert found.select(TABLE.schema.names).cast(TABLE.schema).equals(TABLE)
    assert found.schema.metadata[b"owner"] == b"somebody"
    annotated = arrow.annotate(TABLE, "text")
    assert found.schema.equals(annotated.schema)
    assert found.schema.metadata[arrow.PROVENANCE] == annotated.schema.metadata[arrow.PROVENANCE]
    for name in arrow.columns(Detector()).names:
        if name != "error":
            assert found.column(name).equals(annotated.column(name)), name
    assert found.column("score").to_pylist() == [check(SPUN).score, None, check(CLEAN).score]
    assert found.column("error").to_pylist() == [None, "its “text” is null, not a text", None]


def test_kept_rows_are_as_they_were(folder: Path) -> None:
    condition = keep.parse("score < 0.5")
    run(folder, "out.parquet", "in.parquet", mode=FILTER, keep=condition)
    assert parquet.read_table(folder / "out.parquet").equals(TABLE.slice(2))


def test_other_rows_have_text_identifier_and_the_rest(folder: Path) -> None:
    (folder / "in.jsonl").write_text('{"text": "Un \\ud800.", "id": 3, "url": "u", "n": [1]}\n')
    assert run(folder, "out.parquet", "in.jsonl") == []
    (found,) = parquet.read_table(
        folder / "out.parquet", columns=["id", "text", "fields"]
    ).to_pylist()
    assert found == {"id": "3", "text": "Un ?.", "fields": '{"url": "u", "n": [1]}'}


def test_values_that_json_lacks_are_texts(folder: Path) -> None:
    run(folder, "out.jsonl", "in.parquet")
    first = (folder / "out.jsonl").read_text("utf-8").splitlines()[0]
    assert '"when": "2024-05-01T00:00:00", "price": "1.50", "tags": ["a"]' in first
    assert '"about": [["k", "00"]]' in first


def test_prefixed_columns(folder: Path) -> None:
    run(folder, "out.parquet", "in.parquet", prefix="spin_")
    names = parquet.read_schema(folder / "out.parquet").names
    assert names[-len(arrow.columns(Detector()).names) :] == [
        f"spin_{name}" for name in arrow.columns(Detector()).names
    ]
    assert run(folder, "more.parquet", "out.parquet", prefix="spin_")[0].startswith("has a field")


@pytest.mark.parametrize(
    ("table", "problem"),
    [
        (
            pa.table({"corps": ["a"]}),
            "has no column “text”, only corps; --text-field names another",
        ),
        (pa.table({"text": [1]}), "its column “text” is int64, not text"),
        (pa.table({"text": [b"a"]}), "its column “text” is binary, not text"),
        (pa.table([["a"], ["b"]], names=["text", "text"]), "has 2 columns “text”"),
    ],
)
def test_files_of_another_schema(folder: Path, table: Any, problem: str) -> None:
    parquet.write_table(table, folder / "odd.parquet")
    assert run(folder, "out.jsonl", "odd.parquet", "in.parquet")[0] == problem
    assert len((folder / "out.jsonl").read_text("utf-8").splitlines()) == 3


def test_rows_with_other_columns_than_the_first(folder: Path) -> None:
    parquet.write_table(pa.table({"text": ["Un mot."]}), folder / "other.parquet")
    problems = run(
        folder, "out.parquet", "in.parquet", "other.parquet", rejects=folder / "rejects.jsonl"
    )
    assert problems[1:] == ["its columns are not those of the first row: text: string"]
    assert parquet.read_table(folder / "out.parquet").num_rows == 3
    assert '"document": {"text": "Un mot."}' in (folder / "rejects.jsonl").read_text("utf-8")


@pytest.mark.parametrize("cut", [0, 4, 300, -1])
def test_files_that_are_cut_short(folder: Path, cut: int) -> None:
    whole = (folder / "in.parquet").read_bytes()
    (folder / "cut.parquet").write_bytes(whole[:cut])
    (problem,) = run(folder, "out.jsonl", "cut.parquet")
    assert problem.startswith("cannot be read beyond 0% of it: ")


def test_a_damaged_page_costs_what_follows_it(folder: Path) -> None:
    parquet.write_table(
        pa.table({"text": [SPUN] * 8}),
        folder / "a.parquet",
        row_group_size=1,
        use_dictionary=False,
        compression="snappy",
    )
    data = bytearray((folder / "a.parquet").read_bytes())
    middle = len(data) // 2
    data[middle : middle + 200] = bytes(200)
    (folder / "a.parquet").write_bytes(data)
    problems = run(folder, "out.jsonl", "a.parquet", "in.parquet")
    assert len(problems) >= 2
    assert len((folder / "out.jsonl").read_text("utf-8").splitlines()) >= 3


def test_text_that_is_no_utf8_costs_its_row(folder: Path) -> None:
    odd = pa.Array.from_buffers(
        pa.string(), 2, pa.array([b"\xff", b"Un mot."], pa.binary()).buffers()
    )
    parquet.write_table(pa.table({"text": odd}), folder / "a.parquet")
    assert run(folder, "out.parquet", "a.parquet") == ["is not UTF-8"]
    assert parquet.read_table(folder / "out.parquet").num_rows == 2


def test_nothing_is_a_file_too(folder: Path) -> None:
    parquet.write_table(TABLE.slice(0, 0), folder / "a.parquet")
    run(folder, "out.parquet", "a.parquet")
    assert parquet.read_table(folder / "out.parquet").num_rows == 0


def test_fields_that_are_named(folder: Path) -> None:
    parquet.write_table(pa.table({"corps": [CLEAN], "clef": ["k"]}), folder / "a.parquet")
    run(folder, "out.jsonl", "a.parquet", wanted=Wanted("corps", "clef"))
    assert f'"score": {check(CLEAN).score}' in (folder / "out.jsonl").read_text("utf-8")
