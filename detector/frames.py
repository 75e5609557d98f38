"""Fixed expressions and names broken at one place: what the words around a gap call for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import IntEnum
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import marisa_trie

from detector.document import Document
from detector.gap import Gap
from detector.storage import loading

RECORD = "<IBB"
"""A record of the table: vocabulary number of the member, kind, weight in tenths.

One of weight 0 holds no member: it stands where frames lead on, first by words to the left and then
by words to the right, so that a look-up ends where none does.
"""

MAX_REMEMBERED = 16_384
"""Patterns that are kept in memory, about 4 MB: most look-ups are of the same function words."""
MAX_WORDS = 6
"""Words of the longest entry, the member included."""


class FrameKind(IntEnum):
    """Whether a frame comes from a fixed expression or from a proper name."""

    EXPRESSION = 0
    NAME = 1


KINDS = tuple(FrameKind)
_Get = Callable[[str], Sequence[tuple[int, int, int]] | None]


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
        with loading(path):
            self._trie = marisa_trie.RecordTrie(RECORD).mmap(str(path))
        self._get: _Get = lru_cache(maxsize=MAX_REMEMBERED)(self._trie.get)

    def around(self, doc: Document, first: int, stop: int) -> list[Frame]:
        """Every entry that the words around tokens ``first`` to before ``stop`` leave open there.

        Entries do not reach over punctuation.
        """
        found: list[Frame] = []
        words, kinds, size = doc.folded, doc.kinds, len(doc.words)
        head = "*"
        for left in range(first, first - MAX_WORDS, -1):
            if left < first:
                if left < 0 or kinds[left + 1] & Gap.BREAK:
                    break
                head = f"{words[left]} {head}"
            leads = left == first or self._add(found, head)
            pattern = head
            for right in range(stop, min(stop + MAX_WORDS - 1, size) if leads else stop):
                if kinds[right] & Gap.BREAK:
                    break
                pattern = f"{pattern} {words[right]}"
                if not self._add(found, pattern):
                    break
            if not leads:
                break
        return found

    def _add(self, found: list[Frame], pattern: str) -> bool:
        """Add the entries of one pattern; false when the table has none that begin like it."""
        records = self._get(pattern)
        if records is None:
            return False
        for member, kind, weight in records:
            if weight:
                found.append(Frame(pattern, member + 1, KINDS[kind], weight / 10))
        return True
