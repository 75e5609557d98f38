"""Which originals stood beside a word in counted French, as one row of counts per word and side.

All originals of a place are weighed against the same word before and the same word after, so that
two rows answer for all of them; a hash table would be asked once for each. Unpacking a row has a
twin in C (``_neighbours.c``).
"""

from __future__ import annotations

import os
from bisect import bisect_left
from typing import TYPE_CHECKING

from detector.storage import whole

MAX_ROWS = 512
"""Rows kept unpacked, a byte for every original in each: about 3.5 MB."""


class Neighbours:
    """Pair counts of originals with the words beside them, over mapped memory.

    ``data`` is a little-endian file: uint32 number of originals, of contexts, of entries; uint32
    vocabulary numbers of the originals, of the contexts, both rising; uint32 offsets, two a
    context: originals that follow it, and originals that precede it; uint16 originals; uint8 counts
    as in the n-gram table. An original's column is its place among the originals plus one.
    """

    def __init__(self, data: memoryview) -> None:
        originals, contexts, entries = data[:12].cast("I").tolist()
        at = 12
        self._originals = data[at : at + 4 * originals].cast("I")
        at += 4 * originals
        self._contexts = data[at : at + 4 * contexts].cast("I")
        at += 4 * contexts
        self._offsets = data[at : at + 4 * (2 * contexts + 1)].cast("I")
        at += 4 * (2 * contexts + 1)
        self._entries = data[at : at + 2 * entries].cast("H")
        at += 2 * entries
        self._counts = data[at : at + entries]
        whole(data, at + entries)
        self.rows: dict[int, bytearray] = {}
        """Those unpacked so far, by twice the context, and one more for what precedes it; the
        compiled twin of `fits` looks here first."""

    def column(self, number: int) -> int:
        """Where a word stands in every row; 0, of which the count is 0, if it is no original."""
        at = bisect_left(self._originals, number)
        found = at < len(self._originals) and self._originals[at] == number
        return at + 1 if found else 0

    def after(self, context: int) -> bytearray:
        """Counts by column of the originals that follow a word."""
        return self._row(2 * context)

    def before(self, context: int) -> bytearray:
        """Counts by column of the originals that precede a word."""
        return self._row(2 * context + 1)

    def _row(self, key: int) -> bytearray:
        row = self.rows.get(key)
        if row is None:
            if len(self.rows) >= MAX_ROWS:
                self.rows.clear()
            row = self.rows[key] = self._unpacked(key)
        return row

    def _unpacked(self, key: int) -> bytearray:
        number, side = divmod(key, 2)
        at = bisect_left(self._contexts, number)
        low = high = 0
        if at < len(self._contexts) and self._contexts[at] == number:
            low, high = self._offsets[2 * at + side], self._offsets[2 * at + side + 1]
        return spread(self._entries[low:high], self._counts[low:high], len(self._originals) + 1)


def pure_spread(places: memoryview, counts: memoryview, size: int) -> bytearray:
    """A row of so many counts in which each stands one behind its place.

    ``places`` are uint16; ValueError where there are not as many counts, IndexError where one has
    no room.
    """
    row = bytearray(size)
    for place, count in zip(places, counts, strict=True):
        row[place + 1] = count
    return row


if TYPE_CHECKING or os.environ.get("SPIN_DETECTOR_PURE"):
    spread = pure_spread
else:
    try:
        from detector._neighbours import spread
    except ImportError:
        spread = pure_spread
