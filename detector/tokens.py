"""A text as columns: its words, the gaps between them, and where the words begin.

Texts repeat themselves, so what is known of a word is worked out once for all its places: a column
has the value of every place, how often each occurs, and spreads what is known of the values over
the places. Where the package was installed with a compiler, ``_tokens.c`` reads Latin text and
spreads in a fraction of the time; the functions and `Column` here say the same, and run elsewhere.
"""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Callable, Container, Mapping, Sequence
from contextlib import suppress
from functools import cached_property
from importlib import import_module
from itertools import accumulate, compress
from typing import Any, NamedTuple, TypeVar

import regex

_compiled: Any = None
if not os.environ.get("SPIN_DETECTOR_PURE"):
    with suppress(ImportError):
        _compiled = import_module("detector._tokens")

_SPLIT = regex.compile(r"(\p{L}[\p{L}\p{M}]*+)")
_BEYOND_LATIN = re.compile(r"[^\x00-\u024f\u2000-\u206f\u20a0-\u20cf]")
_SPLIT_LATIN = re.compile(r"([A-Za-z\xaa\xb5\xba\xc0-\xd6\xd8-\xf6\xf8-\u024f]+)")
"""The same as `_SPLIT`, in half the time, where no letter or mark is beyond extended Latin."""

T = TypeVar("T")


class Column:
    """One string per place of a text; few of them are different."""

    def __init__(self, values: list[str]) -> None:
        self.values = values

    @cached_property
    def counts(self) -> Mapping[str, int]:
        """How often each occurs, in the order in which they first do."""
        return Counter(self.values)

    def spread(self, known: Mapping[str, T]) -> list[T]:
        """What is known of the value of each place."""
        return list(map(known.__getitem__, self.values))

    def where(self, wanted: Container[str]) -> list[int]:
        """The places of some values."""
        return list(compress(range(len(self.values)), map(wanted.__contains__, self.values)))


class Tokens(NamedTuple):
    """Words, gaps, of which there is one more, and the offset of each word."""

    words: Column
    gaps: Column
    starts: Sequence[int]


def split(text: str) -> list[str]:
    """Gap, word, gap, ..., word, gap: all of the text, nothing but the text."""
    pattern = _SPLIT if _BEYOND_LATIN.search(text) else _SPLIT_LATIN
    pieces: list[str] = pattern.split(text)
    return pieces


def pure_tokens(text: str) -> Tokens:
    """The columns of any text; the reference for `tokens`."""
    pieces = split(text)
    starts = list(accumulate(map(len, pieces)))[0:-1:2]
    return Tokens(Column(pieces[1::2]), Column(pieces[0::2]), starts)


def pure_flagged(values: list[int], flags: int) -> list[int]:
    """Places of the values that have one of the flags."""
    return [i for i, value in enumerate(values) if value & flags]


class Numbered(Column):
    """A column that knows which of its distinct values each place has."""

    def __init__(self, values: list[str], distinct: list[str], counts: dict[str, int], ids: bytes):
        super().__init__(values)
        self.counts = counts
        self._distinct, self._ids = distinct, ids

    def spread(self, known: Mapping[str, T]) -> list[T]:
        """See `Column`; one look-up for each distinct value."""
        found: list[T] = _compiled.spread(list(map(known.__getitem__, self._distinct)), self._ids)
        return found

    def where(self, wanted: Container[str]) -> list[int]:
        """See `Column`."""
        found: list[int] = _compiled.where(
            bytes(map(wanted.__contains__, self._distinct)), self._ids
        )
        return found


def tokens(text: str) -> Tokens:
    """The columns of a text."""
    read = _compiled.read(text) if _compiled else None
    if read is None:
        return pure_tokens(text)
    words, gaps, starts = read
    return Tokens(Numbered(*words), Numbered(*gaps), memoryview(starts).cast("I"))


flagged: Callable[[list[int], int], list[int]] = _compiled.flagged if _compiled else pure_flagged
"""Whichever of the two there is."""
