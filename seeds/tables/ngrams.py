"""Write the n-gram table: hashed, quantised, pruned to the contexts that a check can ask for."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from detector.fits import COUNT_STEPS, FACTORS, MIN_TRIPLE, PRINT_SHIFT
from seeds.tables.counting import Grams, Words, grams

MIN_PAIR = 1
PER_BUCKET = 2


def quantise(counts: NDArray[np.int64]) -> NDArray[np.uint8]:
    """Counts as bytes: round(10 * log2(count)) + 1, and 0 for none."""
    scaled = np.round(COUNT_STEPS * np.log2(np.maximum(counts, 1))) + 1
    return np.where(counts > 0, np.minimum(scaled, 255), 0).astype(np.uint8)


def quantise_one(count: int) -> int:
    """One count as a byte."""
    return int(quantise(np.array([count]))[0])


def hashes(packed: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """The hash of `NGrams.count` for packed grams, all at once."""
    value = np.zeros_like(packed)
    for place, factor in enumerate(FACTORS):
        word = (packed >> np.uint64(21 * place)) & np.uint64((1 << 21) - 1)
        value ^= word * np.uint64(factor)
    return value


def relevant(found: Grams, minimum: int, telling: NDArray[np.bool_]) -> Grams:
    """Grams counted often enough that hold a word which a check may have to weigh."""
    packed, counts = found
    holds = np.zeros(len(packed), dtype=bool)
    for place in range(3):
        holds |= telling[(packed >> np.uint64(21 * place)) & np.uint64((1 << 21) - 1)]
    kept = holds & (counts >= minimum)
    return packed[kept], counts[kept]


def build(folder: Path, stream: Words, telling: NDArray[np.bool_], total: int) -> None:
    """Write ``ngrams.bin``; ``telling[number]`` says which words a check may weigh.

    Pairs serve as histories of triples, so that those of the kept triples are kept as well.
    """
    triples = relevant(grams(stream, 3), MIN_TRIPLE, telling)
    low = np.uint64((1 << 42) - 1)
    inner = np.unique(np.concatenate([triples[0] & low, triples[0] >> np.uint64(21)]))
    packed, counts = grams(stream, 2)
    wanted = np.isin(packed, inner)
    some = relevant((packed, counts), MIN_PAIR, telling)
    pairs = np.concatenate([some[0], packed[wanted]]), np.concatenate([some[1], counts[wanted]])
    pairs = _distinct(pairs)
    everything = np.concatenate([pairs[0], triples[0]])
    values = quantise(np.concatenate([pairs[1], triples[1]]))
    _write(folder / "ngrams.bin", hashes(everything), values, total)


def _distinct(found: Grams) -> Grams:
    packed, first = np.unique(found[0], return_index=True)
    return packed, found[1][first]


def _prime(at_least: int) -> int:
    """The next prime: a remainder by it depends on every bit of a hash."""
    number = at_least | 1
    while any(number % divisor == 0 for divisor in range(3, int(number**0.5) + 1, 2)):
        number += 2
    return number


def _write(path: Path, keys: NDArray[np.uint64], values: NDArray[np.uint8], total: int) -> None:
    buckets = _prime(max(1, len(keys) // PER_BUCKET))
    bucket = keys % np.uint64(buckets)
    order = np.lexsort((keys, bucket))
    sizes = np.bincount(bucket.astype(np.int64), minlength=buckets)
    offsets = np.concatenate([[0], np.cumsum(sizes)]).astype("<u4")
    prints = (keys[order] >> np.uint64(PRINT_SHIFT) & np.uint64(0xFFFF)).astype("<u2")
    header = np.array([len(keys), buckets, total], dtype="<u8")
    path.write_bytes(
        header.tobytes() + offsets.tobytes() + prints.tobytes() + values[order].tobytes()
    )
