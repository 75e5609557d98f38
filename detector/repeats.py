"""What a text says twice in the same words, found without looking at every token.

Two functions that clean text needs have twins in C (``_repeats.c``), which find the same.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import lru_cache
from itertools import compress
from operator import is_
from typing import TYPE_CHECKING, Final

from detector.messages import Text
from detector.rules import Clue, Trace

if TYPE_CHECKING:
    from detector.document import Document

MIN_LETTERS = 40
"""Shorter stretches are not looked at."""
CONFIDENCE = 0.9
TEXT = Text("the same words stand {:,} characters further up")
STOPS: Final = ".!?…"
LINE_END: Final = "\n"


def again(doc: Document, ends: str, min_words: int) -> Iterator[Trace]:
    """Stretches of so many words that end in one of these marks and stood in the text before.

    A line end always ends a stretch; spaces around it do not count.
    """
    if not _recurs(doc.text):
        return
    pieces = _split(doc.text, ends)
    seen: dict[str, int] = {}
    after = 0
    for piece in pieces:
        start = after + len(piece) - len(piece.lstrip())
        after += len(piece) + 1
        bare = piece.strip()
        if len(bare) < MIN_LETTERS or len(bare.split()) < min_words:
            continue
        if doc.text[after - 1 : after] not in ends:
            continue
        first = seen.setdefault(bare, start)
        if first != start:
            clue = Clue("repeated", 1.0, "repetition", TEXT, (start - first,))
            yield Trace(start, start + len(bare), CONFIDENCE, clue)


def _split(text: str, ends: str) -> list[str]:
    for mark in ends:
        text = text.replace(mark, LINE_END)
    return text.split(LINE_END)


@lru_cache(maxsize=1)
def _recurs(text: str) -> bool:
    """Whether the text before two full stops is alike: all else is only worked out then."""
    return recurs(text, ".", MIN_LETTERS)


def pure_recurs(text: str, mark: str, letters: int) -> bool:
    """Whether two pieces of a text that a mark parts end in the same characters, of so many."""
    tails = [piece[-letters:] for piece in text.split(mark) if len(piece) >= letters]
    return len(set(tails)) < len(tails)


def pure_alike(items: list[str], ahead: int, step: int) -> list[int]:
    """Places, of every so many, whose item is the same object as the one so many places ahead."""
    same = map(is_, items[::step], items[ahead::step])
    return list(compress(range(0, len(items), step), same))


if TYPE_CHECKING or os.environ.get("SPIN_DETECTOR_PURE"):
    alike, recurs = pure_alike, pure_recurs
else:
    try:
        from detector._repeats import alike, recurs
    except ImportError:
        alike, recurs = pure_alike, pure_recurs
