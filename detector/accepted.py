"""Words that a project accepts: names, brands, borrowings of its own.

They are taken out before a document is judged: what is no trace says nothing of the others either.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from detector.document import Document, fold
from detector.engine import Case
from detector.tokens import split


class _Entry(NamedTuple):
    words: tuple[str, ...]
    any_case: bool

    def at(self, doc: Document, start: int) -> bool:
        """Whether the entry stands at a token of a document."""
        stop = start + len(self.words)
        if start < 0 or stop > len(doc):
            return False
        written = doc.words[start:stop]
        return tuple(map(fold, written) if self.any_case else written) == self.words


def without(doc: Document, cases: Iterable[Case], accept: tuple[str, ...]) -> list[Case]:
    """The cases that are no accepted word or phrase, nor a part of one where it stands."""
    entries = _entries(accept)
    return [case for case in cases if not _accepted(doc, case, entries)]


def _accepted(doc: Document, case: Case, entries: dict[str, list[tuple[_Entry, int]]]) -> bool:
    first, stop = case.proposal.first, case.proposal.stop
    return any(
        stop <= first - at + len(entry.words) and entry.at(doc, first - at)
        for entry, at in entries.get(fold(doc.words[first]), ())
    )


@lru_cache(maxsize=64)
def _entries(accept: tuple[str, ...]) -> dict[str, list[tuple[_Entry, int]]]:
    """Entries by each of their words, with its place in them."""
    found: dict[str, list[tuple[_Entry, int]]] = {}
    for text in accept:
        any_case = text == text.lower()
        words = split(fold(text) if any_case else text)[1::2]
        entry = _Entry(tuple(words), any_case)
        for at, word in enumerate(words):
            found.setdefault(fold(word), []).append((entry, at))
    return found
