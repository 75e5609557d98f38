"""The figures of signatures: thresholds by hand, and tables of a few simulated spins."""

from __future__ import annotations

import pytest

from seeds.gold import fixtures
from tests.available import needs_sources
from tests.quality.tables import plain

pytest.importorskip("numpy", reason="numpy, which computes the figures, is not installed")
pytest.importorskip("msgpack", reason="msgpack, which reads the frequency lists, is missing")

import numpy as np

from detector.signature import BINS
from tests.quality import signatures
from tests.quality.intervals import upper_bound


def test_the_threshold_is_what_hardly_any_pair_reaches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(signatures, "FALSE", 0.3)
    rows = np.arange(20 * BINS).reshape(20, BINS)
    rows[1, :60] = rows[0, :60]
    rows[2:, :10] = -1
    found = signatures.threshold(rows)
    assert found.pairs == 190
    assert found.similarity == 11 / BINS, "153 pairs share 10 bins"
    assert found.matches == 1
    assert upper_bound(found.matches) <= 0.3 * 190 < upper_bound(153)


def test_buckets_are_those_of_datatrove() -> None:
    rows = np.zeros((3, BINS), dtype=np.int64)
    other = rows.copy()
    other[1, ::8] = 1
    other[2, 8:] = 1
    assert signatures.in_buckets(rows, other) == pytest.approx(2 / 3)


def test_a_text_without_a_sketch_is_like_no_other() -> None:
    one, other = signatures.sketches(["Trop", "bref"]).spared
    assert not (one == other).any()


@needs_sources
def test_tables_of_spun_fixtures() -> None:
    false, spins = signatures.tables([d.text for d in fixtures("clean")], seed=3)
    names = {row["sketch"] for row in plain(false)["rows"]}
    assert len(names) == 2
    ours = [row for row in plain(spins)["rows"] if row["sketch"] == "signature"]
    assert [row["intensity"] for row in ours] == ["10%", "25%"]
    assert all(row["mean similarity"] > 0.95 < row["found in buckets"] for row in ours)
