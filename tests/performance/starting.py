"""What a process costs before and beside its work: cold start, memory, room on disk."""

from __future__ import annotations

import re
import statistics
import tempfile
import tomllib
from collections.abc import Iterable, Iterator
from importlib import metadata
from pathlib import Path

import detector
from tests.performance import material
from tests.performance.measure import ROOT, Figure, python

PACKAGE = Path(detector.__file__).parent
BASELINE = ["-c", "import click, regex"]


def cold_start(seconds: float) -> Iterator[Figure]:
    """Compare ``detector check FILE`` in a new process with importing click and regex in one."""
    path = min((ROOT / "fixtures" / "spun").glob("*.txt"))
    command = ["-m", "detector", "check", "--no-cache", str(path)]
    runs = max(3, round(3 * seconds))
    pairs = [(python(BASELINE).seconds, python(command).seconds) for _ in range(runs + 1)][1:]
    base, own = (statistics.median(times) for times in zip(*pairs, strict=True))
    detail = f"{own * 1e3:.0f} ms; import click, regex: {base * 1e3:.0f} ms; median of {runs}"
    yield Figure("cold start", own / base, "x", detail)


def memory(seconds: float) -> Iterator[Figure]:
    """Peak resident memory of a process that checks every fixture, and one that checks 10 MB."""
    paths = [str(ROOT / "fixtures" / kind) for kind in material.KINDS.values()]
    peak = python(["-m", "detector", "check", "--no-cache", *paths]).memory
    yield Figure("peak memory", peak, "MB", "of the command over the fixtures")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "long.txt"
        path.write_text(material.page(10_000_000)[0], encoding="utf-8")
        peak = python(["-m", "detector", "check", "--no-cache", str(path)]).memory
    yield Figure("peak memory, 10 MB", peak, "MB", "of the command over one document of 10 MB")


def installed(seconds: float) -> Iterator[Figure]:
    """Size on disk of the package, and of everything that is installed with it."""
    files = [path for path in PACKAGE.rglob("*") if path.is_file() and path.suffix != ".pyc"]
    own = sum(path.stat().st_size for path in files) / 1e6
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    sizes = {name: _size(name) for name in sorted(installed_with(project["dependencies"]))}
    detail = ", ".join(f"{name} {size:.1f}" for name, size in sizes.items())
    yield Figure("package", own, "MB", f"{len(files)} files, data included")
    yield Figure("package and dependencies", own + sum(sizes.values()), "MB", detail)


def installed_with(requirements: Iterable[str]) -> set[str]:
    """The distributions that requirements bring along here, directly or not."""
    found: set[str] = set()
    for requirement in requirements:
        name = re.split(r"[^\w.-]", requirement, maxsplit=1)[0]
        if "extra ==" in requirement:
            continue
        try:
            found |= {name} | installed_with(metadata.requires(name) or [])
        except metadata.PackageNotFoundError:
            continue
    return found


def _size(name: str) -> float:
    files = [Path(str(file.locate())) for file in metadata.files(name) or []]
    return sum(path.stat().st_size for path in files if path.is_file()) / 1e6
