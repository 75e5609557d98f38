"""What a text says twice in the same words, found without looking at tokens."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from detector.rules import Clue, Trace

if TYPE_CHECKING:
    from detector.document import Document

MIN_LETTERS = 40
"""Shorter stretches are not looked at."""
CONFIDENCE = 0.9
STOPS: Final = ".!?…"
LINE_END: Final = "\n"


def again(doc: Document, ends: str, min_words: int) -> Iterator[Trace]:
    """Stretches of so many words that end in one of these marks and stood in the text before.

    A line end always ends a stretch; spaces around it do not count. Nothing is worked out but a set
    of the stretches where no two are alike.
    """
    text = doc.text
    for mark in ends:
        text = text.replace(mark, LINE_END)
    pieces = text.split(LINE_END)
    long = [bare for piece in pieces if len(bare := piece.strip()) >= MIN_LETTERS]
    if len(set(long)) == len(long):
        return
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
            template = "the same words stand {} characters further up"
            clue = Clue("repeated", 1.0, "repetition", template, (start - first,))
            yield Trace(start, start + len(bare), CONFIDENCE, clue)
