"""A text as columns: its words, the gaps between them, and where the words begin.

Texts repeat themselves, so what is known of a word is worked out once for all its places: a column
has the value of every place, how often each occurs, and spreads what is known of the values over
the places. Where the package was installed with a compiler, ``_tokens.c`` reads Latin text and
spreads in a fraction of the time; the classes and functions here say the same, and run elsewhere.
"""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Callable, Collection, Container, Mapping, Sequence
from contextlib import suppress
from importlib import import_module
from itertools import accumulate, compress
from typing import Any, NamedTuple, TypeVar

import regex

from detector.once import once

_compiled: Any = None
if not os.environ.get("SPIN_DETECTOR_PURE"):
    with suppress(ImportError):
        _compiled = import_module("detector._tokens")

_SPLIT = regex.compile(r"(\p{L}[\p{L}\p{M}]*+)")
_BEYOND_LATIN = re.compile(r"[^\x00-\u024f\u2000-\u206f\u20a0-\u20cf]")
_SPLIT_LATIN = re.compile(r"([A-Za-z\xaa\xb5\xba\xc0-\xd6\xd8-\xf6\xf8-\u024f]+)")
"""The same as `_SPLIT`, in half the time, where no letter or mark is beyond extended Latin."""

T = TypeVar("T")


def split(text: str) -> list[str]:
    """Gap, word, gap, ..., word, gap: all of the text, nothing but the text."""
    pattern = _SPLIT if _BEYOND_LATIN.search(text) else _SPLIT_LATIN
    pieces: list[str] = pattern.split(text)
    return pieces


class Met(NamedTuple):
    """A word as tables spell it, its gate (`lexicon.Gate`), and whether it is odd, and watched.

    Odd is a word that is no form of the language and holds a letter beyond ASCII. The few words
    that are watched are counted in every text.
    """

    folded: str
    gate: int
    odd: bool
    watched: bool


class Column:
    """One string per place of a text; few of them are different."""

    def __init__(self, values: list[str]) -> None:
        self.values = values

    @once
    def counts(self) -> Mapping[str, int]:
        """How often each occurs, in the order in which they first do."""
        return Counter(self.values)

    def spread(self, known: Mapping[str, T]) -> list[T]:
        """What is known of the value of each place."""
        return list(map(known.__getitem__, self.values))

    def each(self, work: Callable[[str], T]) -> list[T]:
        """What a function makes of the value of each place; asked once for each of them."""
        return self.spread({value: work(value) for value in self.counts})

    def where(self, wanted: Container[str]) -> list[int]:
        """The places of some values."""
        return list(compress(range(len(self.values)), map(wanted.__contains__, self.values)))


class Words(Column):
    """The words of a text, and what is known of each."""

    latin = False
    """Whether all of the text is known to be of Latin letters that are one character each."""

    def __init__(
        self,
        values: list[str],
        folds: Mapping[str, str],
        gates: Mapping[str, int],
        odd: set[str],
        watched: set[str],
    ) -> None:
        super().__init__(values)
        self._folds, self._gates, self._odd, self._watched = folds, gates, odd, watched

    @once
    def distinct(self) -> frozenset[str]:
        """The different words."""
        return frozenset(self.values)

    @property
    def odd(self) -> Collection[str]:
        """Those of them that are odd."""
        return self.distinct & self._odd

    @property
    def known(self) -> Mapping[str, int]:
        """The gate of each of them."""
        return {word: self._gates[word] for word in self.distinct}

    def folded(self) -> list[str]:
        """The words as tables spell them."""
        return self.spread(self._folds)

    def gates(self) -> list[int]:
        """The gates of the words."""
        return self.spread(self._gates)

    def folded_counts(self) -> Counter[str]:
        """How often each folded word occurs."""
        return Counter(self.folded())

    def watched(self) -> Counter[str]:
        """How often each folded word that is watched occurs."""
        folds = self._folds
        return Counter(folds[word] for word in self.values if word in self._watched)


class Tokens(NamedTuple):
    """Words, gaps, of which there is one more, and the offset of each word."""

    words: Words | NumberedWords
    gaps: Column
    starts: Sequence[int]


class PureReader:
    """Reads texts into columns, and remembers what it was told of at most so many words."""

    def __init__(self, meet: Callable[[str], Met], most: int) -> None:
        self._meet, self._most = meet, most
        self._memory = self._empty()

    def read(self, text: str) -> Tokens:
        """The columns of a text."""
        pieces = split(text)
        starts = list(accumulate(map(len, pieces)))[0:-1:2]
        words = pieces[1::2]
        folds, gates, odd, watched = self._memory
        if len(gates) > self._most:
            folds, gates, odd, watched = self._memory = self._empty()
        for word in set(words).difference(gates):
            folded, gate, is_odd, is_watched = self._meet(word)
            folds[word] = folded
            if is_odd:
                odd.add(word)
            if is_watched:
                watched.add(word)
            gates[word] = gate
        return Tokens(Words(words, *self._memory), Column(pieces[0::2]), starts)

    @staticmethod
    def _empty() -> tuple[dict[str, str], dict[str, int], set[str], set[str]]:
        """Spellings and gates of words; which are odd, and which watched."""
        return {}, {}, set(), set()


class Numbered(Column):
    """A column that knows which of its distinct values each place has."""

    def __init__(self, values: list[str], distinct: list[str], times: list[int], ids: bytes):
        super().__init__(values)
        self._distinct, self._times, self._ids = distinct, times, ids

    @once
    def counts(self) -> Mapping[str, int]:
        """See `Column`."""
        return dict(zip(self._distinct, self._times, strict=True))

    def spread(self, known: Mapping[str, T]) -> list[T]:
        """See `Column`; one look-up for each distinct value."""
        return self._spread(list(map(known.__getitem__, self._distinct)))

    def each(self, work: Callable[[str], T]) -> list[T]:
        """See `Column`."""
        return self._spread(list(map(work, self._distinct)))

    def where(self, wanted: Container[str]) -> list[int]:
        """See `Column`."""
        chosen = bytes(map(wanted.__contains__, self._distinct))
        found: list[int] = _compiled.where(chosen, self._ids)
        return found

    def _spread(self, known: list[T]) -> list[T]:
        found: list[T] = _compiled.spread(known, self._ids)
        return found


class NumberedWords(Numbered):
    """The same of words."""

    latin = True

    def __init__(
        self,
        column: Any,
        folds: list[str],
        gates: list[int],
        odd: list[str],
        watched: list[str],
        times: list[int],
    ) -> None:
        super().__init__(*column)
        self._folds, self._gates, self.odd = folds, gates, odd
        self._watched = watched, times

    @once
    def distinct(self) -> frozenset[str]:
        """See `Words`."""
        return frozenset(self._distinct)

    @property
    def known(self) -> Mapping[str, int]:
        """See `Words`."""
        return dict(zip(self._distinct, self._gates, strict=True))

    def folded(self) -> list[str]:
        """See `Words`."""
        return self._spread(self._folds)

    def gates(self) -> list[int]:
        """See `Words`."""
        return self._spread(self._gates)

    def folded_counts(self) -> Counter[str]:
        """See `Words`."""
        found: Counter[str] = _compiled.tally(Counter(), self._folds, self._times)
        return found

    def watched(self) -> Counter[str]:
        """See `Words`."""
        found: Counter[str] = _compiled.tally(Counter(), *self._watched)
        return found


class CompiledReader(PureReader):
    """The same, compiled, for Latin text."""

    def __init__(self, meet: Callable[[str], Met], most: int) -> None:
        super().__init__(meet, most)
        self._read = _compiled.Memory(meet, most).read

    def read(self, text: str) -> Tokens:
        """The columns of a text."""
        found = self._read(text)
        if found is None:
            return super().read(text)
        words, gaps, starts = found
        return Tokens(NumberedWords(*words), Numbered(*gaps), memoryview(starts).cast("I"))


def pure_flagged(values: list[int], flags: int) -> list[int]:
    """Places of the values that have one of the flags."""
    return [i for i, value in enumerate(values) if value & flags]


def pure_sifted(values: list[int], sorts: tuple[int, ...]) -> tuple[list[int], ...]:
    """For each of some flags, at most eight, the places of the values that have one of them."""
    return tuple(pure_flagged(values, flags) for flags in sorts)


Reader = CompiledReader if _compiled else PureReader
flagged: Callable[[list[int], int], list[int]]
sifted: Callable[[list[int], tuple[int, ...]], tuple[list[int], ...]]
flagged, sifted = (
    (_compiled.flagged, _compiled.sifted) if _compiled else (pure_flagged, pure_sifted)
)
"""Whichever there is."""
