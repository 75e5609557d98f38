"""The doors to the one detector: each takes texts and gives reports, as lines of JSON.

A door is a row of `DOORS`: a function from texts and an empty folder to the lines in order. The
path in a line is the number of the text.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

from detector import Detector, Report
from detector.formats import Checked, Failed
from detector.formats.jsonl import dumps, record
from seeds.gold import fixtures
from tests.available import CAN_SPIN

KINDS = ("clean", "spun", "hard_negatives", "artefacts")


class Door(NamedTuple):
    """A way in, and the packages that it needs."""

    open: Callable[[Sequence[str], Path], Iterable[str]]
    needs: tuple[str, ...] = ()


def documents(count: int, seed: int) -> Iterator[str]:
    """Runs of paragraphs of our fixtures, every other one spun where the simulator's sources are.

    Lengths go from a line to a page; some are too short for a score.
    """
    random = Random(seed)
    texts = [document.text.split("\n\n") for kind in KINDS for document in fixtures(kind)]
    for number in range(count):
        paragraphs = random.choice(texts)
        start = random.randrange(len(paragraphs))
        text = "\n\n".join(paragraphs[start : start + random.choice((1, 1, 2, 4))])
        yield _spun(text, random) if number % 2 and CAN_SPIN else text


def _spun(text: str, random: Random) -> str:
    from seeds.spinner import spin, style

    return spin(text, style(random), random).text


def library(texts: Sequence[str], folder: Path) -> Iterator[str]:
    detector = Detector()
    yield from lines(map(detector.check, texts))


def check_many(texts: Sequence[str], folder: Path) -> Iterator[str]:
    yield from lines(Detector().check_many(texts, jobs=2))


def arrow(texts: Sequence[str], folder: Path) -> Iterator[str]:
    import pyarrow as pa

    from detector.scale.arrow import annotate

    yield from from_arrow(annotate(pa.table({"id": range(len(texts)), "text": texts})))


def spark(texts: Sequence[str], folder: Path) -> Iterator[str]:
    from detector.scale.spark import annotate
    from tests.sparks import session

    df = session().createDataFrame(list(enumerate(texts)), ["id", "text"]).repartition(4)
    found = annotate(df).orderBy("id")
    provenance = found.schema["sha256"].metadata
    yield from from_arrow(found.toArrow().replace_schema_metadata(arrow_metadata(provenance)))


def datatrove(texts: Sequence[str], folder: Path) -> Iterator[str]:
    from datatrove.executor import LocalPipelineExecutor
    from datatrove.pipeline.readers import JsonlReader
    from datatrove.pipeline.writers import JsonlWriter

    from detector.scale.datatrove import SpinFilter

    source, target = folder / "in", folder / "out"
    source.mkdir()
    rows = ({"id": str(number), "text": text} for number, text in enumerate(texts))
    (source / "0.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    steps = [
        JsonlReader(str(source)),
        SpinFilter(drop=()),
        JsonlWriter(str(target), compression=None),
    ]
    LocalPipelineExecutor(steps, logging_dir=str(folder / "log")).run()
    for line in (target / "00000.jsonl").read_bytes().splitlines():
        yield dumps(json.loads(line)["metadata"]["spin"])


def scan(texts: Sequence[str], folder: Path) -> Iterator[str]:
    _scanned(texts, folder, "out.jsonl")
    for line in (folder / "out.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        del row["text"]
        yield dumps({"path": str(row.pop("id")), **row})


def scan_to_parquet(texts: Sequence[str], folder: Path) -> Iterator[str]:
    from pyarrow import parquet

    _scanned(texts, folder, "out.parquet")
    yield from from_arrow(parquet.read_table(folder / "out.parquet"))


def _scanned(texts: Sequence[str], folder: Path, output: str) -> None:
    from click.testing import CliRunner

    from detector.commands.scan import command

    source = folder / "in.jsonl"
    rows = ({"id": number, "text": text} for number, text in enumerate(texts))
    source.write_text("".join(json.dumps(row) + "\n" for row in rows))
    arguments = [str(source), "--output", str(folder / output), "--jobs", "2"]
    done = CliRunner().invoke(command, arguments, catch_exceptions=False)
    assert done.exit_code == 0, done.output


DOORS: Mapping[str, Door] = {
    "library": Door(library),
    "check_many": Door(check_many),
    "scan": Door(scan),
    "scan to Parquet": Door(scan_to_parquet, ("pyarrow",)),
    "arrow": Door(arrow, ("pyarrow",)),
    "datatrove": Door(datatrove, ("datatrove", "orjson")),
    "spark": Door(spark, ("pyspark", "pyarrow")),
}


def lines(reports: Iterable[Report]) -> Iterator[str]:
    """Reports as the format ``jsonl`` writes them."""
    for number, report in enumerate(reports):
        path = str(number)
        failed = report.error is not None
        yield dumps(
            record(
                Failed(path, report.error or "") if failed else Checked(path, report.text, report)
            )
        )


def from_arrow(table: Any) -> Iterator[str]:
    """The same lines from the columns of `detector.scale.arrow`."""
    from detector.scale.arrow import PROVENANCE

    provenance = json.loads(table.schema.metadata[PROVENANCE])
    for row in table.to_pylist():
        yield dumps(_fields(row, provenance))


def arrow_metadata(provenance: Mapping[str, Any]) -> dict[bytes, str]:
    from detector.scale.arrow import PROVENANCE

    return {PROVENANCE: json.dumps(provenance)}


def _fields(row: dict[str, Any], provenance: dict[str, Any]) -> dict[str, Any]:
    path = str(row["id"])
    if row["error"] is not None:
        return {"path": path, "error": row["error"]}
    order = ("schema", "version", "data", "config", "sha256")
    known = provenance | {"sha256": row["sha256"]}
    for finding in row["findings"]:
        if finding["surface"] is None:
            del finding["surface"]
    return {
        "path": path,
        **{name: row[name] for name in "language verdict score words findings".split()},
        "signals": {name: each for name, each in row["signals"].items() if each is not None},
        "provenance": {name: known[name] for name in order},
        "quality": row["quality"],
        "notes": row["notes"],
        "quality_reasons": {each["signal"]: each["quality"] for each in row["quality_reasons"]},
    }
