"""What many documents cost: two processes over one, Arrow, scan, and when Spark is worth its start.

Time is by the clock here, as processes are. What starts costs seconds, and what is started works at
some rate; both come from a short and a long run.
"""

from __future__ import annotations

import json
import os
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from itertools import cycle, islice
from multiprocessing import active_children
from pathlib import Path
from typing import Any, NamedTuple

from detector import Detector
from detector.report import Report
from tests.available import lacking
from tests.performance import material
from tests.performance.alone import LEAD, Program, lapped, running
from tests.performance.measure import (
    TURNS,
    Figure,
    MissingError,
    in_turn,
    passed,
    python,
)

FEW = 100
"""Documents of the short run."""
WARM = 600
"""Documents after which two processes have in memory what they need for more of these."""
LAPS = 7
MACHINES = (2, 10)
PARTS = 8
"""Partitions that Spark spreads over two cores."""


Way = Callable[[int], None]
"""Checks so many documents."""


class Pace(NamedTuple):
    """Seconds that a way of checking takes to start, and documents a second from then on."""

    start: float
    rate: float


def processes(seconds: float) -> Iterator[Figure]:
    """Two processes over one, and over two programs: laps in turn, apart from starting."""
    count = max(2, _count(seconds) // 4)
    with running(2) as programs:
        turns = list(_turns(programs, count))
    of = f"of {material.DOCUMENT_WORDS} words, one in ten spun; median of {len(turns)} turns"
    one, two, _, both = (statistics.median(times) for times in zip(*turns, strict=True))
    gain = statistics.median(one / two for one, two, *_ in turns)
    detail = f"{count / two:,.0f} over {count / one:,.0f} documents/s, once warm; {of}"
    yield Figure("two processes over one", gain, "x", detail)
    ceiling = statistics.median(lone / both for *_, lone, both in turns)
    detail = "two programs that know nothing of each other: what this machine has to give"
    yield Figure("two separate programs over one", ceiling, "x", detail)
    share = statistics.median(both / two for _, two, _, both in turns)
    detail = f"{count / two:,.0f} over {count / both:,.0f} documents/s"
    yield Figure("two processes over two separate programs", share, "x", detail)
    work = _work((_pool(1), _pool(2)), count + WARM)
    detail = f"of the caller and both; on two idle cores at most {2 / work:.2f} times as fast"
    yield Figure("processor time of two over one", work, "x", detail)


def _turns(programs: Sequence[Program], count: int) -> Iterator[tuple[float, float, float, float]]:
    """Seconds for so many documents: one process, two, one program, two; turn by turn."""
    texts = documents(LEAD)
    one, two = (Detector().check_many(cycle(texts), jobs=jobs) for jobs in (1, 2))
    for each in (one, two):
        _lapped(each, WARM)
    for _ in range(LAPS):
        yield (
            _lapped(one, count),
            _lapped(two, count),
            lapped(programs[:1], count),
            lapped(programs, count // 2),
        )


def _lapped(reports: Iterator[Report], count: int) -> float:
    """Seconds until so many more reports are there, from amid work to amid work."""

    def take(number: int) -> None:
        for _ in islice(reports, number):
            pass

    take(LEAD)
    return passed(take, count)


def arrow(seconds: float) -> Iterator[Figure]:
    """Annotating a table over checking its texts."""
    try:
        annotate, table = _table(FEW)
    except ImportError as error:
        yield _missing("Arrow over the library", error, "arrow")
        return
    detector, texts = Detector(), documents(FEW)

    def check() -> None:
        for text in texts:
            detector.check(text)

    turns = in_turn([lambda: annotate(table), check], seconds)
    ratio = statistics.median(own / base for own, base in turns)
    yield Figure("Arrow over the library", ratio, "x", f"{FEW} documents as a table, one core")


def spark(seconds: float) -> Iterator[Figure]:
    """Spark on two cores of this machine, and from where a cluster is worth its start."""
    count = _count(seconds)
    try:
        with tempfile.TemporaryDirectory() as folder:
            own, pool = _paces((_spark(Path(folder), count), _pool(2)), count)
    except MissingError as error:
        yield Figure("Spark over two processes", None, "", str(error))
        return
    detail = f"{own.rate:,.0f} over {pool.rate:,.0f} documents/s, apart from starting"
    yield Figure("Spark over two processes", own.rate / pool.rate, "x", detail)
    detail = f"two processes: {pool.start:.1f} s; session, workers and tables"
    yield Figure("Spark, start", own.start, "s", detail)
    for machines in MACHINES:
        name = f"one machine is faster than Spark on {machines}, up to"
        gained = 1 / pool.rate - 1 / (machines * own.rate)
        if gained <= 0:
            yield Figure(name, None, "", f"{machines} machines never catch up with one")
            continue
        least = (own.start - pool.start) / gained
        minutes = (pool.start + least / pool.rate) / 60
        detail = f"of {material.DOCUMENT_WORDS} words; {minutes:.1f} minutes on two cores"
        yield Figure(name, least, "documents", f"{detail}; all machines alike, no network counted")


def scan(seconds: float) -> Iterator[Figure]:
    """The command over files of rows, and what ten times as many rows cost in memory."""
    try:
        with tempfile.TemporaryDirectory() as folder:
            yield from _scans(Path(folder), seconds)
    except MissingError as error:
        yield Figure("scan", None, "", str(error))


def _scans(folder: Path, seconds: float) -> Iterator[Figure]:
    command = ["-m", "detector", "scan", "--jobs", "1", "--no-progress"]
    try:
        python([*command[:3], "--help"])
    except RuntimeError as error:
        raise MissingError("this version has no command scan") from error
    count = _count(seconds)
    short, long = _rows(folder / "short.jsonl", count // 10), _rows(folder / "long.jsonl", count)
    files = {"JSON Lines": (short, long)}
    try:
        from pyarrow import json as reader
        from pyarrow import parquet

        for path in (short, long):
            parquet.write_table(reader.read_json(path), path.with_suffix(".parquet"))
        files["Parquet"] = (short.with_suffix(".parquet"), long.with_suffix(".parquet"))
    except ImportError as error:
        yield _missing("scan, Parquet", error, "arrow")
    (library,) = _paces((_pool(1),), count)
    for name, paths in files.items():
        few, many = (
            python([*command, str(path), "--output", str(path.with_suffix(f".out{path.suffix}"))])
            for path in paths
        )
        rate = (count - count // 10) / (many.seconds - few.seconds)
        detail = f"{rate:,.0f} documents/s, with one process as both"
        yield Figure(f"scan, {name}, over the library", library.rate / rate, "x time", detail)
        detail = f"{many.memory:.0f} MB over {few.memory:.0f} MB, {count:,} rows"
        grown = many.memory / few.memory
        yield Figure(f"scan, {name}, memory for ten times the rows", grown, "x", detail)


def documents(count: int) -> list[str]:
    """Articles, one in ten spun."""
    clean, spun = cycle(material.documents("clean")), cycle(material.documents("spun"))
    return [next(clean if number % 10 else spun) for number in range(count)]


def _count(seconds: float) -> int:
    """How many documents take one process some seconds."""
    texts, detector = documents(FEW), Detector()
    detector.check(texts[0])
    each = passed(lambda: [detector.check(text) for text in texts]) / FEW
    return max(4 * FEW, round(4 * seconds / each))


def _paces(ways: Sequence[Way], count: int) -> list[Pace]:
    """The paces of ways to check so many documents, which take turns; first runs may be longer."""
    cold = [passed(way, FEW) for way in ways]
    turns = [
        [(count - FEW) / max(passed(way, count) - passed(way, FEW), 1e-9) for way in ways]
        for _ in range(TURNS)
    ]
    rates = map(statistics.median, zip(*turns, strict=True))
    return [
        Pace(max(0.0, first - FEW / rate), rate) for first, rate in zip(cold, rates, strict=True)
    ]


def _work(ways: Sequence[Way], count: int) -> float:
    """How much processor time the last way takes over the first, apart from starting."""
    turns = []
    for _ in range(TURNS):
        times = [_spent(way, count) - _spent(way, WARM) for way in ways]
        turns.append(times[-1] / times[0])
    return statistics.median(turns)


def _spent(way: Way, count: int) -> float:
    """Processor time of this process and of those that it started and that have ended."""
    before = sum(os.times()[:4])
    way(count)
    while active_children():
        time.sleep(0.01)
    return sum(os.times()[:4]) - before


def _pool(jobs: int) -> Way:
    def check(count: int) -> None:
        for _ in Detector().check_many(documents(count), jobs=jobs):
            pass

    return check


def _spark(folder: Path, count: int) -> Way:
    lacks = lacking("pyspark", "pyarrow")
    if lacks:
        raise MissingError(lacks)
    import pyarrow as pa
    from pyarrow import parquet

    from detector.scale.spark import annotate
    from tests.sparks import session

    paths = {rows: str(folder / f"{rows}.parquet") for rows in (FEW, count)}
    for rows, path in paths.items():
        parquet.write_table(pa.table({"text": documents(rows)}), path)

    def check(rows: int) -> None:
        df = session().read.parquet(paths[rows]).repartition(PARTS)
        annotate(df).write.format("noop").mode("overwrite").save()

    return check


def _table(count: int) -> tuple[Callable[[Any], Any], Any]:
    import pyarrow as pa

    from detector.scale.arrow import annotate

    return annotate, pa.table({"text": documents(count)})


def _rows(path: Path, count: int) -> Path:
    rows = ({"id": str(i), "text": text} for i, text in enumerate(documents(count)))
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def _missing(name: str, error: ImportError, extra: str) -> Figure:
    return Figure(name, None, "", f"{error.name} is not installed: the extra `{extra}`")
