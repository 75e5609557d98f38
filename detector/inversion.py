"""The spinner run backwards: from a surface to the homographs that a thesaurus makes it of."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import Final

from detector.storage import mapped, whole


class Link:
    """Bits of how a thesaurus joins an original and a surface; one byte of the index.

    Bits 4 to 6 hold the bucket of closeness (0 far, 7 near), ``MISMATCH`` says that the original
    is inflected and the surface is not.
    """

    MOBY: Final = 1
    MOBY_BACK: Final = 2
    WORDNET: Final = 4
    RELATED: Final = 8
    MISMATCH: Final = 128


COSINE_EDGES = (0.03, 0.06, 0.09, 0.12, 0.17, 0.24, 0.34)
"""Upper edges of closeness buckets 0 to 6; quartiles of real pairs lie at .11, .14 and .35."""
SHIFT = 4
MOBY_PRIOR = (0.0, 0.15, -1.2, 0.75)
"""By whether Moby lists the surface for the original, and the original for the surface."""


def link_prior(link: int) -> float:
    """Natural log-odds of a link alone, for choosing which originals to weigh in full.

    Both thesauri and close neighbourhoods speak for it; a synonym that lists the original but is
    not listed by it, and an inflection that does not match, speak against. A conditional logit over
    all originals of 18,000 simulated spins of training blocks, their links, frequencies, number of
    surfaces, pairs of words and surroundings, rounded.
    """
    prior = 0.27 * (link >> SHIFT & 7) + MOBY_PRIOR[link & (Link.MOBY | Link.MOBY_BACK)]
    if link & Link.WORDNET:
        prior += 2.3
    if link & Link.RELATED:
        prior += 2.0
    if link & Link.MISMATCH:
        prior -= 0.4
    return prior


ROWS = "moby: ", "wordnet: "
"""What names the rows of a thesaurus."""


def table_row(original: str, link: int) -> str:
    """The row of a thesaurus that links an original, as reports name it: ``moby: party``."""
    return ROWS[0 if link & (Link.MOBY | Link.MOBY_BACK) else 1] + original


class Inversion:
    """The reverse index, mapped: a surface's originals and how each is linked to it."""

    def __init__(self, path: Path) -> None:
        data = mapped(path)
        names, pairs, keys = data[:12].cast("I").tolist()
        at = 12
        self._names = data[at : at + 4 * names].cast("I")
        at += 4 * names
        self._offsets = data[at : at + 4 * (keys + 1)].cast("I")
        at += 4 * (keys + 1)
        self._originals = data[at : at + 2 * pairs].cast("H")
        at += 2 * pairs
        self._degrees = data[at : at + 2 * names].cast("H")
        at += 2 * names
        self._links = data[at : at + pairs]
        whole(data, at + pairs)

    @cached_property
    def degrees(self) -> dict[int, int]:
        """How many surfaces each original has, by its vocabulary number.

        A spinner that turns a word into any of many others seldom turns it into a given one.
        """
        names = (name + 1 for name in self._names)
        return dict(zip(names, self._degrees, strict=True))

    def originals(self, number: int) -> Iterator[tuple[int, int]]:
        """(Vocabulary number of an original, link byte) of each original of a surface's number."""
        names = self._names
        for i in range(self._offsets[number - 1], self._offsets[number]):
            yield names[self._originals[i]] + 1, self._links[i]

    def linked(self, number: int, original: int) -> int:
        """The link byte of a surface and an original by their numbers; 0 when not linked."""
        name = self._ids.get(original - 1)
        start = self._offsets[number - 1]
        listed = self._originals[start : self._offsets[number]].tolist()
        return self._links[start + listed.index(name)] if name in listed else 0

    @cached_property
    def _ids(self) -> dict[int, int]:
        """Where each original stands among the names."""
        return {name: i for i, name in enumerate(self._names)}
