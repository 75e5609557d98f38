"""Pairs of words that only a swapped word brings together, in a table made by program.

"planche" and "directeurs" are good French apart; "planche de directeurs" is a board of directors
that was spun to a plank. There are far too many such pairs to read them all when a process starts:
they are mapped, and looked up where a text holds the rarer word of one and some other beside it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import marisa_trie

LINKED = " * "
"""What a key has between two words that a linking word parts: "planche * directeurs"."""
ANCHORS, OTHERS = "*anchors", "*others"
"""Keys of the two lists of words, the rarer ones of the pairs and those beside them."""
MAX_LINKS = 2


class Pair(NamedTuple):
    """A pair at tokens ``first`` to before ``stop``, and what the table says of it.

    ``original`` is the presumed reading of all of it, empty where there is none; ``parts`` say why.
    """

    first: int
    stop: int
    rule: str
    original: str
    parts: tuple[str, ...]


class Pairs:
    """The table: key -> rule, presumed original and parts, apart by tabs."""

    def __init__(self, path: Path, links: frozenset[str]) -> None:
        self._trie = marisa_trie.BytesTrie().mmap(str(path))
        self._links = links
        self.anchors, self._others = (
            frozenset(self._trie[key][0].decode().split(" ")) for key in (ANCHORS, OTHERS)
        )
        self.near = self._others | links
        """The words that stand next to an anchor where it is part of a pair."""

    def around(self, folded: Sequence[str], i: int) -> Iterator[Pair]:
        """The pairs that have their anchor at token i of a text."""
        others, links, end = self._others, self._links, len(folded)
        for step in (1, -1):
            at = i + step
            while 0 <= at < end:
                word = folded[at]
                if word in others:
                    yield from self._of(folded, *((i, at) if step == 1 else (at, i)))
                if word not in links or abs(at - i) > MAX_LINKS:
                    break
                at += step

    def _of(self, folded: Sequence[str], first: int, last: int) -> Iterator[Pair]:
        between = " " if last == first + 1 else LINKED
        for cells in self._trie.get(f"{folded[first]}{between}{folded[last]}", ()):
            rule, original, *parts = cells.decode().split("\t")
            yield Pair(first, last + 1, rule, original, tuple(parts))
