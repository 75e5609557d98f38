"""Write the rows of pair counts: for every word the originals that stood after and before it.

One table for words side by side, one for words with one word between them.
"""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from seeds.tables.counting import Grams, Words, grams
from seeds.tables.ngrams import quantise

SHIFT = np.uint64(21)
WORD = np.uint64((1 << 21) - 1)


def build(folder: Path, stream: Words, originals: Collection[int]) -> None:
    """Write ``neighbours.bin`` and ``distant.bin`` of a stream of word numbers.

    Both are for originals by their numbers. Distant pairs counted once are left out.
    """
    _write(folder / "neighbours.bin", grams(stream, 2), originals)
    _write(folder / "distant.bin", _apart(stream), originals)


def _apart(stream: Words) -> Grams:
    """Pairs of words with one known word between them that were counted more than once."""
    first, between, second = stream[:-2], stream[1:-1], stream[2:]
    known = (first > 0) & (between > 0) & (second > 0)
    packed = first[known].astype(np.uint64) | second[known].astype(np.uint64) << SHIFT
    values, counts = np.unique(packed, return_counts=True)
    return values[counts > 1], counts[counts > 1]


def _write(path: Path, pairs: Grams, originals: Collection[int]) -> None:
    names = np.array(sorted(originals), dtype=np.uint32)
    column = np.full(1 << 21, -1, dtype=np.int64)
    column[names] = np.arange(len(names))
    packed, counts = pairs
    first, second = (packed & WORD).astype(np.int64), (packed >> SHIFT).astype(np.int64)
    sides = [_entries(first, second, counts, column, 0), _entries(second, first, counts, column, 1)]
    keys, columns, values = (np.concatenate(part) for part in zip(*sides, strict=True))
    order = np.lexsort((columns, keys))
    contexts = np.unique(keys >> 1)
    borders = np.stack([2 * contexts, 2 * contexts + 1], axis=1).ravel()
    offsets = np.append(np.searchsorted(keys[order], borders), len(keys))
    parts = (
        np.array([len(names), len(contexts), len(keys)], dtype="<u4"),
        names.astype("<u4"),
        contexts.astype("<u4"),
        offsets.astype("<u4"),
        columns[order].astype("<u2"),
        quantise(values[order]),
    )
    path.write_bytes(b"".join(part.tobytes() for part in parts))


def _entries(
    context: NDArray[np.int64],
    word: NDArray[np.int64],
    counts: NDArray[np.int64],
    column: NDArray[np.int64],
    side: int,
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Key (twice the context plus the side), column and count of the pairs with an original."""
    held = column[word] >= 0
    return 2 * context[held] + side, column[word[held]], counts[held]
