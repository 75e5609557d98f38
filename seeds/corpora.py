"""The clean French corpora, and which block of each may be used for what.

Contiguous blocks of lines, fixed in ``splits.tsv``: ``count`` feeds the n-grams, ``train`` the
training documents, ``test`` nothing but measurement. No sentence is both learned and measured: a
line that stands in a test block is dropped from the others, and a line of a test block that holds
a sentence of the others is dropped there.
"""

from __future__ import annotations

import lzma
import os
import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Literal

from seeds.sources import SEEDS, rows

Block = Literal["count", "train", "test"]
LEARNED: tuple[Block, ...] = ("count", "train")
LINES_PER_DOCUMENT = 25
MIN_WORDS = 8
"""Shorter sentences are formulas that honest people repeat."""
_END = re.compile(r"(?<=[.!?…])\s+")


def folder() -> Path:
    """Where the corpora lie: ``$SPIN_DETECTOR_CORPORA``, else ``../shared/corpora``.

    Raises FileNotFoundError when neither exists.
    """
    path = Path(os.environ.get("SPIN_DETECTOR_CORPORA", SEEDS.parent.parent / "shared" / "corpora"))
    if not path.is_dir():
        raise FileNotFoundError(f"no corpora at {path}; set SPIN_DETECTOR_CORPORA")
    return path


def names() -> list[str]:
    """Names of the corpora, as in ``splits.tsv``."""
    return [row["corpus"] for row in rows("splits")]


@cache
def _all_lines(corpus: str) -> tuple[str, ...]:
    packed = (folder() / f"{corpus}.txt.xz").read_bytes()
    text = unicodedata.normalize("NFC", lzma.decompress(packed).decode("utf-8"))
    return tuple(line for line in text.split("\n") if line.strip())


@cache
def _test_lines() -> frozenset[str]:
    return frozenset(line for corpus in names() for line in _block(corpus, "test"))


def _block(corpus: str, block: Block) -> tuple[str, ...]:
    row = next(row for row in rows("splits") if row["corpus"] == corpus)
    lines = _all_lines(corpus)
    ends = [len(lines) * int(row[key]) // 100 for key in ("count_until", "train_until")]
    start, end = {
        "count": (0, ends[0]),
        "train": (ends[0], ends[1]),
        "test": (ends[1], len(lines)),
    }[block]
    return lines[start:end]


def sentences(line: str) -> Iterator[str]:
    """Sentences of a line that are long enough to be told apart, spacing and case aside."""
    for sentence in _END.split(line):
        words = sentence.casefold().split()
        if len(words) >= MIN_WORDS:
            yield " ".join(words)


def unmeasured(found: Iterable[str]) -> Iterator[str]:
    """Those of some lines of elsewhere that hold no sentence of a test block, and are none."""
    measured = {hash(sentence) for line in _test_lines() for sentence in sentences(line)}
    return (
        line
        for line in found
        if line not in _test_lines() and measured.isdisjoint(map(hash, sentences(line)))
    )


@cache
def _learned() -> frozenset[int]:
    """Hashes of the sentences of all counting and training blocks."""
    return frozenset(
        hash(sentence)
        for corpus in names()
        for block in LEARNED
        for line in lines(corpus, block)
        for sentence in sentences(line)
    )


def lines(corpus: str, block: Block) -> Iterator[str]:
    """Lines of one block of a corpus, NFC, without those that another kind of block holds too."""
    kept = _block(corpus, block)
    if block != "test":
        return (line for line in kept if line not in _test_lines())
    learned = _learned()
    return (line for line in kept if learned.isdisjoint(map(hash, sentences(line))))


def documents(corpus: str, block: Block) -> Iterator[str]:
    """Documents of 25 consecutive lines, as the evaluation defines them."""
    chunk: list[str] = []
    for line in lines(corpus, block):
        chunk.append(line)
        if len(chunk) == LINES_PER_DOCUMENT:
            yield "\n".join(chunk) + "\n"
            chunk = []
    if chunk:
        yield "\n".join(chunk) + "\n"
