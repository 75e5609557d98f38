"""Pairs of words that only a swapped word brings together, in a table made by program.

"planche" and "directeurs" are good French apart; "planche de directeurs" is a board of directors
that was spun to a plank. There are far too many such pairs to read them all when a process starts:
they are mapped, and looked up where a text holds the rarer word of one and some other beside it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import marisa_trie

from detector.storage import loading

LINKED = " * "
"""What a key has between two words that a linking word parts: "planche * directeurs"."""
LISTS = FIRSTS, SECONDS, OTHERS = "*firsts", "*seconds", "*others"
"""Keys of three lists: the rarer words of pairs, first or second there, and the words beside."""
MAX_LINKS = 2
FIRST, SECOND = 1, 2
"""Where the anchor of a pair stands in it."""


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
        self._links = links
        with loading(path):
            self._trie = marisa_trie.BytesTrie().mmap(str(path))
            self._firsts, self._seconds, self._others = (
                frozenset(self._trie[key][0].decode().split(" ")) for key in LISTS
            )
        self.anchors = self._firsts | self._seconds

    def sides(self, word: str) -> int:
        """Whether pairs have a word as their anchor: bits of `FIRST` and `SECOND`."""
        return FIRST * (word in self._firsts) | SECOND * (word in self._seconds)

    def around(self, folded: Sequence[str], i: int, sides: int) -> Iterable[Pair]:
        """The pairs that have their anchor at token i of a text, which may be on these sides."""
        others, links = self._others, self._links
        found: list[Pair] = []
        if sides & FIRST:
            for at, word in enumerate(folded[i + 1 : i + MAX_LINKS + 2], i + 1):
                if word in others:
                    found += self._of(folded, i, at)
                if word not in links:
                    break
        if sides & SECOND:
            for at, word in enumerate(reversed(folded[max(i - MAX_LINKS - 1, 0) : i]), 1):
                if word in others:
                    found += self._of(folded, i - at, i)
                if word not in links:
                    break
        return found

    def _of(self, folded: Sequence[str], first: int, last: int) -> Iterator[Pair]:
        between = " " if last == first + 1 else LINKED
        for cells in self._trie.get(f"{folded[first]}{between}{folded[last]}", ()):
            rule, original, *parts = cells.decode().split("\t")
            yield Pair(first, last + 1, rule, original, tuple(parts))
