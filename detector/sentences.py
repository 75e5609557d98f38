"""Sentences whose beginning or end says that something beside them went missing."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import NamedTuple

from detector.document import Document
from detector.sieve import Sieve

_SMALL = frozenset("abcdefghijklmnopqrstuvwxyz\u0153") | set(map(chr, range(0xDF, 0x100))) - {"÷"}
_stops = Sieve(re.compile(r"\.\s+\Z").search)
"""Gaps that end in a full stop and space."""
_STOP = re.compile(r"\.\s")
_END = re.compile(r"(?<![.!?…])[.!?…]++(?=\s|$)|\n|\Z")
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
    """Sentences that begin in lower case after a full stop, be it that of an abbreviation.

    None where many do: some people write so.
    """
    words = doc.words
    after = doc.after(_stops(doc.between))
    if after[-1:] == [len(words)]:
        after.pop()
    found = [i for i in after if words[i][0] in _SMALL]
    most = max(FEW, STYLE * len(_STOP.findall(doc.text))) if len(found) > FEW else FEW
    for first in found if len(found) <= most else ():
        if not _ended(doc, first):
            continue
        start = doc.starts[first]
        end = next(_END.finditer(doc.text, start))
        last = end.start() if end[0] == "\n" else end.end()
        yield Lowered(first, bisect_left(doc.starts, last), start, last)


def _ended(doc: Document, first: int) -> bool:
    """Whether token ``first`` has a full stop and no more before it."""
    gap = doc.gaps[first]
    return first > 0 and gap[0] == "." and gap[1:].isspace()


def follows_abbreviation(doc: Document, i: int) -> bool:
    """Whether the word before token i is an abbreviation, or as short as one."""
    before = doc.folded[i - 1]
    return len(before) < MIN_LETTERS or before in doc.host.language.abbreviated
