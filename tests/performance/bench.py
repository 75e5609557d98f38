"""What the detector costs, in figures that mean the same on any machine.

Times are ratios to a baseline measured in the same run, turn by turn, so that a busy machine slows
both: starting is compared with importing click and regex, checking with finding the words of the
same text by ``regex``. Nothing is asserted here; budgets are for people who read the table. What a
machine lacks is said in the table, and the rest is measured.

    python -m tests.performance.bench [--only PART...] [--seconds S] [--output FOLDER]
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from tests.performance import checking, many, peers, plot, starting
from tests.performance.measure import ROOT, Figure, MissingError

PARTS: dict[str, Callable[[float], Iterator[Figure]]] = {
    "cold-start": starting.cold_start,
    "memory": starting.memory,
    "size": starting.installed,
    "sorts": checking.sorts,
    "web": checking.web,
    "lengths": checking.lengths,
    "latency": checking.latency,
    "signals": checking.signals,
    "restore": checking.restore,
    "processes": many.processes,
    "arrow": many.arrow,
    "scan": many.scan,
    "spark": many.spark,
    "peers": peers.costs,
}


def main() -> None:
    """Measure, print the table as it grows, and write table, figures and plot to a folder."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--only", nargs="+", choices=PARTS, default=list(PARTS), metavar="PART")
    parser.add_argument("--seconds", type=float, default=5, metavar="S", help="per figure (5)")
    parser.add_argument("--output", type=Path, default=ROOT / "build" / "bench", metavar="FOLDER")
    options = parser.parse_args()

    options.output.mkdir(parents=True, exist_ok=True)
    figures: list[Figure] = []
    lines: list[str] = []
    for line in table(figures, options.only, options.seconds):
        print(line, flush=True)
        lines.append(line)
    (options.output / "bench.md").write_text("\n".join(lines) + "\n", encoding="utf-8")
    rows = [figure._asdict() for figure in figures]
    (options.output / "bench.json").write_text(json.dumps(rows, indent=2) + "\n", encoding="utf-8")
    try:
        plot.draw(figures, options.output / "bench.svg")
    except MissingError as error:
        print(f"\nNo plot: {error}")


def table(figures: list[Figure], parts: Iterable[str], seconds: float) -> Iterator[str]:
    """Lines of Markdown; the figures that they are about are added to a list."""
    yield "| figure | value | detail |"
    yield "| --- | ---: | --- |"
    for part in parts:
        for figure in PARTS[part](seconds):
            figures.append(figure)
            value = "—" if figure.value is None else f"{figure.value:.3g} {figure.unit}"
            yield f"| {figure.name} | {value} | {figure.detail} |"


if __name__ == "__main__":
    main()
