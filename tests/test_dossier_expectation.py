"""Figures of a dossier: intervals, and mistakes to be expected, as measured."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detector.checker import data_hash
from detector.dossier import expectation
from detector.dossier.expectation import ALL, THRESHOLDS, TRADE, register, registers, wilson
from detector.dossier.sheet import REGISTERS
from seeds.gold import fixtures
from tests.quality import measured
from tests.quality.outcomes import outcomes


@pytest.mark.parametrize(
    ("cases", "number", "low", "high"),
    # Published values: Newcombe (1998), Statistics in Medicine 17, table I, method 3.
    [
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_the_interval_is_wilson_s(cases: int, number: int, low: float, high: float) -> None:
    share = wilson(cases, number)
    assert share.value == cases / number
    assert (share.low, share.high) == pytest.approx((low, high), abs=0.0001)


@given(st.integers(1, 10_000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_an_interval_holds_its_share_and_stays_inside(case: tuple[int, int]) -> None:
    share = wilson(*case)
    assert 0 <= share.low <= share.value + 1e-12
    assert share.value <= share.high + 1e-12
    assert share.high <= 1


def test_of_no_documents_nothing_is_known() -> None:
    assert wilson(0, 0) == (0.0, 0.0, 1.0)


def test_all_registers_together_add_up() -> None:
    each = [register(name) for name in registers() if name != ALL]
    together = register(ALL)
    assert together.words == sum(one.words for one in each) > 500_000
    assert together.findings[0] == sum(one.findings[0] for one in each)
    assert set(registers()) == REGISTERS.keys()


def test_a_threshold_counts_from_the_nearest_lower_one() -> None:
    made = expectation.Register(1, 0, 0, 100, (7, 6, 5, 4, 3, 2, 1))
    found = {least: made.found(least) for least in (0.0, 0.5, 0.69, 0.7, 0.71, 0.95, 1.0)}
    assert found == {0.0: 7, 0.5: 7, 0.69: 6, 0.7: 5, 0.71: 5, 0.95: 2, 1.0: 1}


def test_the_figures_are_those_of_the_tables_and_model_at_hand() -> None:
    """Where this fails, ``python -m tests.quality.measured`` mends it."""
    assert expectation.measured_with() == data_hash("fr")
    check = measured.check()
    trade = measured.register(outcomes(fixtures("hard_negatives"), check))
    assert register(TRADE) == (*list(trade.values())[:-1], tuple(trade["findings"]))
    planted = measured.spun(outcomes(fixtures("spun"), check), 0.7)
    assert expectation.planted() == tuple(planted.values())
    assert len(trade["findings"]) == len(THRESHOLDS)
