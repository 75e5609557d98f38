"""What the detector costs, in figures that mean the same on any machine.

Times are ratios to a baseline measured in the same run, turn by turn, so that a busy machine slows
both: starting is compared with importing click and regex, checking with finding the words of the
same text by ``regex``. Nothing is asserted here; budgets are for people who read the table.

    python tests/performance/bench.py [--json FILE] [--runs N] [--seconds S]
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import time
import tomllib
from collections.abc import Callable, Iterator
from importlib import metadata
from pathlib import Path
from typing import NamedTuple

import regex

import detector
from detector.document import Document
from detector.host import Host, host
from detector.signals import EXTENTS
from detector.signals import signals as measure

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = Path(detector.__file__).parent
WORD = regex.compile(r"\p{L}+")
DOCUMENT_WORDS = 600


class Figure(NamedTuple):
    """One row of the table."""

    name: str
    value: float
    unit: str
    detail: str


def main() -> None:
    """Measure, print the table, and write it as JSON where that is asked for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures there too")
    parser.add_argument("--runs", type=int, default=15, metavar="N", help="cold starts (15)")
    parser.add_argument("--seconds", type=float, default=5, metavar="S", help="per throughput (5)")
    options = parser.parse_args()

    figures = [
        cold_start(options.runs),
        throughput("clean", options.seconds),
        throughput("spun", options.seconds),
        *signals(options.seconds),
        memory(),
        *installed(),
    ]
    print("| figure | value | detail |\n| --- | ---: | --- |")
    for figure in figures:
        print(f"| {figure.name} | {figure.value:.4g} {figure.unit} | {figure.detail} |")
    if options.json:
        rows = [figure._asdict() for figure in figures]
        options.json.write_text(json.dumps(rows, indent=2) + "\n", encoding="utf-8")


def cold_start(runs: int) -> Figure:
    """Compare ``detector check FILE`` in a new process with importing click and regex in one."""
    baseline = ["-c", "import click, regex"]
    command = ["-m", "detector", "check", str(fixtures("spun")[0])]
    pairs = [(_process(baseline), _process(command)) for _ in range(runs + 1)][1:]
    base, own = (statistics.median(times) for times in zip(*pairs, strict=True))
    detail = f"{own * 1e3:.0f} ms; import click, regex: {base * 1e3:.0f} ms; median of {runs}"
    return Figure("cold start", own / base, "x", detail)


def throughput(kind: str, seconds: float) -> Figure:
    """Compare checking the fixtures of a kind with finding their words."""
    texts = list(documents(kind))
    words = sum(len(WORD.findall(text)) for text in texts)
    size = sum(len(text.encode()) for text in texts)
    checker = detector.Detector()

    def tokenise() -> None:
        for text in texts:
            len(WORD.findall(text))

    def check() -> None:
        for text in texts:
            checker.check(text)

    check()
    own: list[float] = []
    base: list[float] = []
    until = time.perf_counter() + seconds
    while time.perf_counter() < until or len(own) < 3:
        own.append(_clocked(check))
        base.append(statistics.median(_clocked(tokenise) for _ in range(5)))
    ratio = statistics.median(mine / plain for mine, plain in zip(own, base, strict=True))
    rate = size / statistics.median(own) / 1e6
    detail = f"{rate:.2f} MB/s; {len(texts)} documents, {words} words, {len(own)} times"
    return Figure(f"checking {kind} text", ratio, "x", detail)


def signals(seconds: float) -> Iterator[Figure]:
    """Compare measuring signals, in documents that are read already, with finding the words."""
    texts = list(documents("clean"))
    french = host("fr")
    for extent in EXTENTS:
        own: list[float] = []
        base: list[float] = []
        until = time.perf_counter() + seconds
        while time.perf_counter() < until or len(own) < 3:
            read = [_read(text, french) for text in texts]
            own.append(_clocked(lambda: [measure(doc, extent) for doc in read]))  # noqa: B023
            base.append(_clocked(lambda: [len(WORD.findall(text)) for text in texts]))
        ratio = statistics.median(mine / plain for mine, plain in zip(own, base, strict=True))
        detail = f"apart from what a check works out anyway; {len(texts)} documents"
        yield Figure(f"{extent} signals", ratio, "x", detail)


def _read(text: str, language: Host) -> Document:
    """A document with everything that a check works out whatever its signals are."""
    doc = Document(text, language)
    _ = doc.common, doc.leaning, doc.kinds
    return doc


def memory() -> Figure:
    """Peak resident memory of a process that checks every fixture."""
    paths = [str(path) for kind in ("clean", "spun") for path in fixtures(kind)]
    _process(["-m", "detector", "check", *paths])
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    megabytes = peak / 1e6 if sys.platform == "darwin" else peak * 1024 / 1e6
    return Figure("peak memory", megabytes, "MB", f"of the command over {len(paths)} files")


def installed() -> Iterator[Figure]:
    """Size on disk of the package, and of everything that is installed with it."""
    files = [path for path in PACKAGE.rglob("*") if path.is_file() and path.suffix != ".pyc"]
    own = sum(path.stat().st_size for path in files) / 1e6
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    sizes = {name: _size(name) for name in sorted(installed_with(project["dependencies"]))}
    detail = ", ".join(f"{name} {size:.1f}" for name, size in sizes.items())
    yield Figure("package", own, "MB", f"{len(files)} files, data included")
    yield Figure("package and dependencies", own + sum(sizes.values()), "MB", detail)


def fixtures(kind: str) -> list[Path]:
    """The documents of a kind, in order."""
    found = sorted((ROOT / "fixtures" / kind).glob("*.txt"))
    if not found:
        raise FileNotFoundError(f"no fixtures/{kind}/*.txt to measure on")
    return found


def documents(kind: str) -> Iterator[str]:
    """Fixtures put together to documents as long as an article."""
    parts: list[str] = []
    for path in fixtures(kind):
        parts.append(path.read_text(encoding="utf-8"))
        if sum(len(WORD.findall(part)) for part in parts) >= DOCUMENT_WORDS:
            yield "\n\n".join(parts)
            parts.clear()
    if parts:
        yield "\n\n".join(parts)


def installed_with(requirements: list[str]) -> set[str]:
    """The distributions that requirements bring along here, directly or not."""
    found: set[str] = set()
    for requirement in requirements:
        name = regex.split(r"[^\w.-]", requirement, maxsplit=1)[0]
        if "extra ==" in requirement:
            continue
        try:
            found |= {name} | installed_with(metadata.requires(name) or [])
        except metadata.PackageNotFoundError:
            continue
    return found


def _size(name: str) -> float:
    files = [Path(file.locate()) for file in metadata.files(name) or []]
    return sum(path.stat().st_size for path in files if path.is_file()) / 1e6


def _process(arguments: list[str]) -> float:
    """Seconds that a Python process takes; findings are not a failure of it."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    start = time.perf_counter()
    done = subprocess.run(
        [sys.executable, *arguments], env=environment, stdout=subprocess.DEVNULL, check=False
    )
    elapsed = time.perf_counter() - start
    if done.returncode not in (0, 1):
        raise RuntimeError(f"{arguments} ended with status {done.returncode}")
    return elapsed


def _clocked(function: Callable[[], object]) -> float:
    start = time.process_time()
    function()
    return time.process_time() - start


if __name__ == "__main__":
    main()
