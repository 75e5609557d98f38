"""What a text says twice in the same words, found without looking at tokens."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
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
    tails = [piece[-MIN_LETTERS:] for piece in text.split(".") if len(piece) >= MIN_LETTERS]
    return len(set(tails)) < len(tails)
