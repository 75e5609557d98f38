"""Sentences whose beginning or end says that something beside them went missing."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import NamedTuple

from detector.document import Document, fold

_LOWER = re.compile(r"\.\s+(?=[a-z\xdf-\xf6\xf8-\xff\u0153])")
_STOP = re.compile(r"\.\s")
_END = re.compile(r"[.!?…]+(?=\s|$)|\n|\Z")
MIN_LETTERS = 3
"""Letters of a word after which a full stop is taken for the end of a sentence."""
FEW, STYLE = 3, 0.25
"""So many sentences in lower case, or such a share of all, are a habit of the author's."""


class Lowered(NamedTuple):
    """A sentence from its first token to past its last, and from its first letter past its stop."""

    first: int
    stop: int
    start: int
    end: int


def lowered(doc: Document) -> Iterator[Lowered]:
    """Sentences that begin in lower case, after a full stop that ends no abbreviation.

    None where many do: some people write so.
    """
    found = list(_lowered(doc))
    stops = len(_STOP.findall(doc.text)) if len(found) > FEW else 0
    return iter(() if len(found) > max(FEW, STYLE * stops) else found)


def _lowered(doc: Document) -> Iterator[Lowered]:
    text = doc.text
    for match in _LOWER.finditer(text):
        starts = doc.starts
        start = match.end()
        first = bisect_left(starts, start)
        if not first or first == len(starts) or starts[first] != start:
            continue
        before = fold(doc.words[first - 1])
        touching = starts[first - 1] + len(doc.words[first - 1]) == match.start()
        if not touching or len(before) < MIN_LETTERS or before in doc.host.language.abbreviated:
            continue
        end = next(_END.finditer(text, start))
        last = end.start() if end[0] == "\n" else end.end()
        yield Lowered(first, bisect_left(starts, last), start, last)
