"""Write a collection of documents as agencies might deliver them, to try a dossier on.

    python -m seeds.collection DIR [--documents 300]

Folders are suppliers: one delivers the clean fixtures, one honest texts full of English, one those
that were spun by hand, the others clean fixtures of which so many in a hundred the simulator has
spun, each in a style of its own. ``truth.csv`` says of each document whether it was spun.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from itertools import cycle, islice
from pathlib import Path
from random import Random
from typing import NamedTuple

import click

from seeds.gold import GoldDocument, fixtures
from seeds.spinner import spin, style

WRITTEN = {"plume": "clean", "metier": "hard_negatives", "facettes": "spun"}
"""Suppliers of documents that a person wrote, and the fixtures that they deliver."""
SPINNING = {"express": 0.9, "moitie": 0.5, "parfois": 0.1, "jamais": 0.0}
"""Suppliers of simulated documents, and the share of them that is spun."""
SEED = 9


class Delivered(NamedTuple):
    """A document, and whether it was spun."""

    name: str
    text: str
    spun: bool


def collection(documents: int) -> Iterator[Delivered]:
    """So many documents, or as many as there are fixtures where that is more."""
    number = 0
    for supplier, kind in WRITTEN.items():
        for document in fixtures(kind):
            number += 1
            yield Delivered(f"{supplier}/{document.name}", document.text, kind == "spun")
    clean = list(fixtures("clean"))
    for i, supplier in enumerate(islice(cycle(SPINNING), max(0, documents - number))):
        yield _simulated(supplier, i, clean[i % len(clean)])


def _simulated(supplier: str, number: int, document: GoldDocument) -> Delivered:
    """A clean document with a paragraph moved, or a spin of it."""
    random = Random(f"{SEED} {supplier} {number}")
    name = f"{supplier}/{number:05}.txt"
    if random.random() < SPINNING[supplier]:
        made = spin(document.text, style(random), random)
        return Delivered(name, made.text, bool(made.spans))
    title, *paragraphs = document.text.strip().split("\n\n")
    random.shuffle(paragraphs)
    return Delivered(name, "\n\n".join([title, *paragraphs]) + "\n", spun=False)


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--documents", default=300, show_default=True, help="How many.")
def main(folder: Path, documents: int) -> None:
    """Write the collection."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "truth.csv").open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(("path", "spun"))
        for name, text, spun in collection(documents):
            target = folder / name
            target.parent.mkdir(exist_ok=True)
            target.write_text(text, encoding="utf-8", newline="")
            table.writerow((name, "yes" if spun else "no"))


if __name__ == "__main__":
    main()
