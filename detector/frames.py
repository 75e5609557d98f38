"""Fixed expressions and names broken at one place: what the words around a gap call for."""

from __future__ import annotations

from collections.abc import Iterator
from enum import IntEnum
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple

import marisa_trie

from detector.document import Document, Gap

RECORD = "<IBB"
"""A record of the table: vocabulary number of the member, kind, weight in tenths."""

MAX_WORDS = 6
"""Words of the longest entry, the member included."""


class FrameKind(IntEnum):
    """Whether a frame comes from a fixed expression or from a proper name."""

    EXPRESSION = 0
    NAME = 1


class Frame(NamedTuple):
    """An entry that lacks one member: the whole entry, the member's number, how telling it is."""

    pattern: str
    member: int
    kind: FrameKind
    weight: float

    def whole(self, doc: Document) -> str:
        """The entry with its member in place."""
        return self.pattern.replace("*", doc.host.lexicon.spelling(self.member))


class Frames:
    """The table of frames, mapped."""

    def __init__(self, path: Path) -> None:
        self._trie = marisa_trie.RecordTrie(RECORD).mmap(str(path))

    def around(self, doc: Document, first: int, stop: int) -> Iterator[Frame]:
        """Every entry that the words around tokens ``first`` to before ``stop`` leave open there.

        Entries do not reach over punctuation.
        """
        left = _reach(doc, first, -1)
        right = _reach(doc, stop, 1)
        words, get = doc.folded, self._trie.get
        tails = list(accumulate((f" {w}" for w in words[stop : stop + right]), initial="*"))
        head = ""
        for before in range(left + 1):
            if before:
                head = f"{words[first - before]} {head}"
            for after in range(not before, min(right, MAX_WORDS - 1 - before) + 1):
                pattern = head + tails[after]
                for member, kind, weight in get(pattern, ()):
                    yield Frame(pattern, member + 1, FrameKind(kind), weight / 10)


def _reach(doc: Document, start: int, step: int) -> int:
    """How many words run on from a place without punctuation, at most ``MAX_WORDS - 1``."""
    count = 0
    while count < MAX_WORDS - 1:
        gap = start - count if step < 0 else start + count
        if not 0 < gap < len(doc) or doc.before(gap) & Gap.BREAK:
            break
        count += 1
    return count
