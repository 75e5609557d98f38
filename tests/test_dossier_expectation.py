"""Figures of a dossier: intervals, and mistakes to be expected, as measured."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from detector.checker import data_hash
from detector.dossier import expectation
from detector.dossier.expectation import ALL, THRESHOLDS, TRADE, register, registers, share
from detector.dossier.sheet import REGISTERS
from detector.interval import wilson
from seeds.gold import fixtures
from tests.quality import measured
from tests.quality.outcomes import outcomes


@given(st.integers(1, 10_000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_a_share_has_its_interval(case: tuple[int, int]) -> None:
    cases, number = case
    assert share(*case) == (cases / number, *wilson(*case))


def test_of_no_documents_nothing_is_known() -> None:
    assert share(0, 0) == (0.0, 0.0, 1.0)


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
