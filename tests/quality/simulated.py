"""Documents of the corpora's test blocks, clean and spun by one thesaurus family at one intensity.

Documents are drawn from the whole of a block, so that no register is judged by one of its books.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from random import Random
from typing import NamedTuple

from seeds import corpora
from seeds.gold import GoldDocument, GoldSpan
from seeds.sources import rows
from seeds.spinner import FAMILIES, INTENSITIES, Family, Spun, spin, style


class Setting(NamedTuple):
    """How a group of documents was spun."""

    family: Family
    intensity: float


SETTINGS = tuple(Setting(family, share) for family in FAMILIES for share in INTENSITIES)


def registers() -> dict[str, str]:
    """Register of each corpus."""
    return {row["corpus"]: row["register"] for row in rows("splits")}


@cache
def drawn(corpus: str, seed: int) -> tuple[GoldDocument, ...]:
    """The documents of a corpus's test block in random order: the first so many are a sample."""
    texts = list(corpora.documents(corpus, "test"))
    order = Random(f"{seed} {corpus}").sample(range(len(texts)), len(texts))
    return tuple(GoldDocument(f"{corpus} {i}", texts[i], "clean", ()) for i in order)


def sample(corpus: str, seed: int, lines: int) -> tuple[GoldDocument, ...]:
    """As many documents of a corpus as make up so many lines, one at least."""
    return drawn(corpus, seed)[: max(1, lines // corpora.LINES_PER_DOCUMENT)]


def spun(document: GoldDocument, setting: Setting, seed: int) -> GoldDocument | None:
    """The document spun in a style of its own; None where the thesaurus has none of its words."""
    random = Random(f"{seed} {document.name} {setting.family}")
    how = style(random, (setting.family,))._replace(intensity=setting.intensity)
    made = spin(document.text, how, random)
    return (
        GoldDocument(document.name, made.text, "spun", tuple(_spans(made))) if made.spans else None
    )


def _spans(made: Spun) -> Iterator[GoldSpan]:
    for s in made.spans:
        yield GoldSpan(s.start, s.end, s.surface, s.original, s.kind, "core")
