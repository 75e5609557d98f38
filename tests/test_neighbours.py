"""Rows of pair counts: a small table against naive counts."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from pathlib import Path
from random import Random

import pytest

import detector.neighbours
from detector.neighbours import Neighbours
from detector.storage import mapped

np = pytest.importorskip("numpy", reason="numpy, which the table builder needs, is not installed")

WORDS = 40
ORIGINALS = range(3, WORDS, 4)
RANDOM = Random(5)
TEXTS = [[min(int(RANDOM.expovariate(0.1)) + 1, WORDS) for _ in range(20)] for _ in range(80)]


def tables(folder: Path) -> tuple[Neighbours, Neighbours]:
    """The builder's tables of neighbours and of words next but one."""
    from seeds.tables.neighbours import build

    stream = np.array([n for text in TEXTS for n in (*text, 0)], dtype=np.uint32)
    build(folder, stream, ORIGINALS)
    beside, apart = (mapped(folder / f"{name}.bin") for name in ("neighbours", "distant"))
    return Neighbours(beside), Neighbours(apart)


def test_rows_hold_what_was_counted(tmp_path: Path) -> None:
    from seeds.tables.ngrams import quantise_one

    beside, apart = tables(tmp_path)
    pairs = Counter(pair for text in TEXTS for pair in pairwise(text))
    skipped = Counter(pair for text in TEXTS for pair in zip(text, text[2:], strict=False))
    seen = {pair: count for pair, count in skipped.items() if count > 1}
    for table, counts in ((beside, pairs), (apart, seen)):
        found = 0
        for original in ORIGINALS:
            column = table.column(original)
            for context in range(1, WORDS + 2):
                after, before = (
                    counts.get((context, original), 0),
                    counts.get((original, context), 0),
                )
                assert table.after(context)[column] == quantise_one(after)
                assert table.before(context)[column] == quantise_one(before)
                found += after > 0
        assert found > 50


def test_a_word_that_is_no_original_has_a_column_of_nothing(tmp_path: Path) -> None:
    beside, _ = tables(tmp_path)
    columns = {number: beside.column(number) for number in range(WORDS + 5)}
    assert sorted(columns[n] for n in ORIGINALS) == list(range(1, len(ORIGINALS) + 1))
    assert {column for n, column in columns.items() if n not in ORIGINALS} == {0}
    assert not any(beside.after(context)[0] for context in range(WORDS))


def test_rows_kept_are_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(detector.neighbours, "MAX_ROWS", 5)
    beside, _ = tables(tmp_path)
    first = bytes(beside.after(3))
    for context in range(WORDS):
        beside.before(context)
        assert len(beside.rows) <= 5
    assert bytes(beside.after(3)) == first
