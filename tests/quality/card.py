"""Write the figures of the model card from the tables of the evaluation.

    python -m tests.quality.card TABLES.json

TABLES.json is what ``tests.quality.evaluate --json`` wrote. Between the two marks of
``detector/data/MODEL.md`` everything is written anew; the rest of the page is prose.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import click

from detector.host import DATA
from tests.quality.intervals import upper_bound
from tests.quality.tables import Cell, Estimate, Table, markdown

CARD = DATA / "MODEL.md"
BEGIN, END = "<!-- figures: python -m tests.quality.card -->\n", "<!-- end of figures -->\n"
INTENSITIES = ("1%", "3%", "10%", "25%")
SHARES = ("precision", "recall", "F1", "top-1", "top-3")

Rows = list[dict[str, Any]]


def rows(data: Mapping[str, Any], title: str) -> Rows:
    """Rows of one table by its title; LookupError when the evaluation was without corpora."""
    for table in data["tables"]:
        if table["title"] == title:
            found: Rows = table["rows"]
            return found
    raise LookupError(f"no table “{title}”: evaluate with the corpora")


def spans(data: Mapping[str, Any]) -> Table:
    """Planted words found and named."""
    found: list[tuple[Cell, ...]] = [
        ("hand-spun fixtures", r["gold"], *(r[share] for share in SHARES))
        for r in rows(data, "Hand-spun fixtures")
        if r["spans"] == "all"
    ]
    for r in rows(data, "Simulated spins"):
        name = f"simulated, {r['family']}, {r['intensity']} of eligible words"
        found.append((name, r["gold"], *(Estimate(**r[share]) for share in SHARES)))
    return Table("Planted words", ("documents", "planted", *SHARES), tuple(found))


def alarms(data: Mapping[str, Any]) -> Table:
    """False findings by register."""
    groups: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for r in rows(data, "False findings"):
        groups[r["register"] or r["clean text"]].append(r)
    found: list[tuple[Cell, ...]] = []
    for register, group in groups.items():
        false, words = (sum(r[name] for r in group) for name in ("false", "words"))
        called, whole = (sum(r[name] for r in group) for name in ("spun", "documents"))
        bound = 1000 * upper_bound(false) / words
        found.append((register, false, words, 1000 * false / words, bound, called, whole))
    columns = ("register", "false findings", "words", "per 1,000", "95 % upper bound")
    return Table("Clean text", (*columns, "called spun", "documents"), tuple(found))


def scores(data: Mapping[str, Any]) -> Table:
    """The document score by intensity."""
    found = rows(data, "Document score")
    columns = tuple(found[0])
    return Table(
        "Documents of 300 words and more", columns, tuple(tuple(r.values()) for r in found)
    )


def figures(data: Mapping[str, Any]) -> Iterator[str]:
    """The part of the card that is made by program."""
    made = data["provenance"]
    yield f"Version {made['version']}, model.json with SHA-256 `{made['model']}`.\n"
    for table in (spans(data), alarms(data), scores(data)):
        yield "\n" + markdown(table).replace("## ", "### ", 1)


def filled(card: str, text: str) -> str:
    """A card with other figures; ValueError when it lacks the marks."""
    before, begin, rest = card.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise ValueError(f"{CARD.name}: no marks where the figures belong")
    return f"{before}{BEGIN}\n{text}\n{END}{after}"


@click.command()
@click.argument("tables", type=click.Path(exists=True, path_type=Path))
@click.argument("card", type=click.Path(path_type=Path), default=CARD)
def main(tables: Path, card: Path) -> None:
    """Put the figures of some tables into the model card."""
    data = json.loads(tables.read_text(encoding="utf-8"))
    text = filled(card.read_text(encoding="utf-8"), "".join(figures(data)))
    card.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
