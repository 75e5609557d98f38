"""Tables as values: Markdown for people, plain data for programs."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple


class Estimate(NamedTuple):
    """A figure with the ends of its 95 % interval."""

    value: float
    low: float
    high: float


Cell = str | int | float | Estimate | None
"""None is a figure that does not exist, such as the precision of no findings at all."""


class Table(NamedTuple):
    """Columns and rows of one table; each row has as many cells as there are columns."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    notes: tuple[str, ...] = ()


def markdown(table: Table) -> str:
    """The table under its title, numbers to the right, notes below."""
    numeric = [
        all(not isinstance(row[i], str) for row in table.rows) for i in range(len(table.columns))
    ]
    lines = [
        f"## {table.title}",
        "",
        _line(table.columns),
        _line("---:" if right else "---" for right in numeric),
        *(_line(map(shown, row)) for row in table.rows),
    ]
    for note in table.notes:
        lines += ["", note]
    return "\n".join(lines) + "\n"


def _line(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def shown(cell: Cell) -> str:
    """A cell as Markdown has it: three decimals for what is not counted."""
    match cell:
        case None:
            return "–"
        case Estimate(value, low, high):
            return f"{value:.3f} ({low:.3f}–{high:.3f})"
        case float():
            return f"{cell:.3f}"
    return str(cell)


def plain(table: Table) -> dict[str, Any]:
    """The table as JSON has it: rows by column, figures in full.

    ValueError when two columns have one name, of which JSON would drop one.
    """
    if len(set(table.columns)) < len(table.columns):
        raise ValueError(f"{table.title}: two columns of one name")
    rows = [
        {name: _plain(cell) for name, cell in zip(table.columns, row, strict=True)}
        for row in table.rows
    ]
    return {"title": table.title, "rows": rows, "notes": list(table.notes)}


def _plain(cell: Cell) -> Any:
    return cell._asdict() if isinstance(cell, Estimate) else cell
