"""Fixed expressions and names broken at one place: what the words around a gap call for."""

from __future__ import annotations

from enum import IntEnum
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


class Frame(NamedTuple):
    """An entry that lacks one member: the whole entry, the member's number, how telling it is."""

    pattern: str
    member: int
    kind: FrameKind
    weight: float

    def whole(self, doc: Document) -> str:
        """The entry with its member in place."""
        return self.pattern.replace("*", doc.host.lexicon.spelling(self.member))


class _Node:
    """What the table has of one pattern: frames, and what stands beside words that were asked for.

    A neighbour without entries is None. Nodes spare most places the making of patterns.
    """

    __slots__ = ("after", "before", "frames", "pattern")

    def __init__(self, pattern: str, frames: tuple[Frame, ...] = ()) -> None:
        self.pattern, self.frames = pattern, frames
        self.before: dict[str, _Node | None] = {}
        self.after: dict[str, _Node | None] = {}


class Frames:
    """The table of frames, mapped."""

    def __init__(self, path: Path) -> None:
        with loading(path):
            self._trie = marisa_trie.RecordTrie(RECORD).mmap(str(path))
        self._root = _Node("*")
        self._remembered = 0

    def around(self, doc: Document, first: int, stop: int) -> list[Frame]:
        """Every entry that the words around tokens ``first`` to before ``stop`` leave open there.

        Entries do not reach over punctuation.
        """
        found: list[Frame] = []
        words, kinds = doc.folded, doc.kinds
        reach = range(stop, min(stop + MAX_WORDS - 1, len(words)))
        head, left = self._root, first
        while True:
            node = head
            for right in reach:
                if kinds[right] & Gap.BREAK:
                    break
                word = words[right]
                after = node.after
                beside = after[word] if word in after else self._asked(node, word, after)
                if beside is None:
                    break
                node = beside
                if node.frames:
                    found += node.frames
            if left == 0 or kinds[left] & Gap.BREAK or first - left == MAX_WORDS - 1:
                return found
            left -= 1
            word = words[left]
            before = head.before
            leading = before[word] if word in before else self._asked(head, word, before)
            if leading is None:
                return found
            head = leading
            if head.frames:
                found += head.frames

    def _asked(self, node: _Node, word: str, side: dict[str, _Node | None]) -> _Node | None:
        """The node of a pattern with one more word on a side, remembered."""
        if self._remembered >= MAX_REMEMBERED:
            self._root, self._remembered = _Node("*"), 0
        pattern = f"{node.pattern} {word}" if side is node.after else f"{word} {node.pattern}"
        records = self._trie.get(pattern)
        made = None
        if records is not None:
            frames = (Frame(pattern, m + 1, KINDS[kind], w / 10) for m, kind, w in records if w)
            made = _Node(pattern, tuple(frames))
        side[word] = made
        self._remembered += 1
        return made
