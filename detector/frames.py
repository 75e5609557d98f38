"""Fixed expressions and names broken at one place: what the words around a gap call for."""

from __future__ import annotations

from collections.abc import Iterator
from enum import IntEnum
from pathlib import Path
from typing import NamedTuple

import marisa_trie

from detector.document import Document, Gap

RECORD = "<IBB"
"""A record of the table: vocabulary number of the member, kind, weight in tenths.

One of weight 0 holds no member: it stands where frames lead on, first by words to the left and then
by words to the right, so that a look-up ends where none does.
"""

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
        words, get = doc.folded, self._trie.get
        left, right = _reach(doc, first, -1), _reach(doc, stop, 1)
        head = "*"
        for before in range(left + 1):
            if before:
                head = f"{words[first - before]} {head}"
            pattern = head
            for after in range(right + 1):
                if after:
                    pattern = f"{pattern} {words[stop + after - 1]}"
                records = get(pattern) if before or after else ()
                if records is None:
                    break
                for member, kind, weight in records:
                    if weight:
                        yield Frame(pattern, member + 1, FrameKind(kind), weight / 10)
            if records is None and not after:
                return


def _reach(doc: Document, start: int, step: int) -> int:
    """How many words run on from a place without punctuation, at most ``MAX_WORDS - 1``."""
    kinds, size = doc.kinds, len(doc.words)
    for count in range(MAX_WORDS - 1):
        gap = start + step * count
        if not 0 < gap < size or kinds[gap] & Gap.BREAK:
            return count
    return MAX_WORDS - 1
