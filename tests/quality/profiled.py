"""What each profile lets through and what it fails for, measured and carried in its data.

    python -m tests.quality.profiled TABLES.json

TABLES.json is what ``tests.quality.evaluate --json`` wrote; the figures of its table go into
``detector/data/profiles.json``.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from detector import Config, profiles
from detector.report import Report, Severity
from seeds.gold import GoldDocument
from tests.quality.card import rows
from tests.quality.intervals import upper_bound
from tests.quality.outcomes import Check, detector
from tests.quality.tables import Cell, Table

TITLE = "Profiles"
FILE = Path(profiles.__file__).parent / "data" / "profiles.json"
FIGURES = ("documents", "that fail")


def fails(report: Report, least: Severity) -> bool:
    """Whether a command would fail for a document."""
    return any(finding.severity.rank >= least.rank for finding in report.findings)


def failing(documents: Sequence[GoldDocument], check: Check, least: Severity) -> int:
    """How many of some documents a command would fail for."""
    return sum(fails(check(document.text), least) for document in documents)


def _rows(
    groups: Mapping[str, Sequence[GoldDocument]], model: Path | None
) -> Iterator[tuple[Cell, ...]]:
    for name in profiles.names():
        least = Severity(profiles.load(name).fail_on)
        with detector(model, Config().in_profile(name)) as check:
            for group, documents in groups.items():
                found, size = failing(documents, check, least), len(documents)
                bound = min(upper_bound(found) / size, 1.0) if size else None
                yield name, group, size, found, found / size if size else None, bound


def profiles_table(groups: Mapping[str, Sequence[GoldDocument]], model: Path | None) -> Table:
    """For how many documents of each group a command with each profile fails."""
    columns = ("profile", "text", *FIGURES, "share", "95 % upper bound")
    return Table(TITLE, columns, tuple(_rows(groups, model)))


def measured(table: Sequence[Mapping[str, Any]], name: str) -> dict[str, float]:
    """The figures of a profile as its data have them."""
    return {
        f"{row['text']}: {figure}": row[figure]
        for row in table
        if row["profile"] == name
        for figure in FIGURES
    }


@click.command()
@click.argument("tables", type=click.Path(exists=True, path_type=Path))
@click.argument("file", type=click.Path(path_type=Path), default=FILE)
def main(tables: Path, file: Path) -> None:
    """Put the figures of some tables into the profiles."""
    table = rows(json.loads(tables.read_text(encoding="utf-8")), TITLE)
    data = json.loads(file.read_text(encoding="utf-8"))
    for name, profile in data.items():
        profile["measured"] = measured(table, name)
    text = json.dumps(data, indent=2, ensure_ascii=False)
    file.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
