"""Intervals of proportions: published values, their ends, and that they hold what they promise."""

from __future__ import annotations

from math import comb

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detector.interval import wilson


@pytest.mark.parametrize(
    ("successes", "trials", "low", "high"),
    [
        # R. G. Newcombe, Statistics in Medicine 17 (1998), table I, method 3.
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0000, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_published_intervals(successes: int, trials: int, low: float, high: float) -> None:
    assert wilson(successes, trials) == pytest.approx((low, high), abs=5e-5)


def test_nothing_tried_nothing_known() -> None:
    assert wilson(0, 0) == (0, 1)


@given(st.integers(1, 10_000), st.data())
def test_the_share_lies_inside_and_both_sides_mirror(trials: int, data: st.DataObject) -> None:
    successes = data.draw(st.integers(0, trials))
    low, high = wilson(successes, trials)
    assert 0 <= low <= successes / trials <= high <= 1
    assert wilson(trials - successes, trials) == pytest.approx((1 - high, 1 - low))
    wider = wilson(successes, trials, confidence=0.99)
    assert wider[0] <= low
    assert high <= wider[1]


@pytest.mark.parametrize(("successes", "trials"), [(-1, 3), (4, 3), (0, -1), (float("nan"), 3)])
def test_no_share(successes: float, trials: float) -> None:
    with pytest.raises(ValueError, match="is no share"):
        wilson(successes, trials)


@pytest.mark.parametrize("confidence", [0, 1, 1.5])
def test_no_confidence(confidence: float) -> None:
    with pytest.raises(ValueError, match="confidence is"):
        wilson(1, 3, confidence)


@pytest.mark.parametrize("share", [0.02, 0.1, 0.5, 0.9])
def test_it_covers_as_often_as_it_says(share: float) -> None:
    trials = 200
    covered = 0.0
    for successes in range(trials + 1):
        low, high = wilson(successes, trials)
        if low <= share <= high:
            chance = share**successes * (1 - share) ** (trials - successes)
            covered += comb(trials, successes) * chance
    assert 0.93 <= covered <= 0.98
