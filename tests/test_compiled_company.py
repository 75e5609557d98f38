"""What the cases of a document come to for each other is the same compiled and in Python."""

from __future__ import annotations

from math import inf, nan
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detector.agreement import SILENT
from detector.company import Measured, pure_company
from detector.engine import Case, Proposal
from detector.evidence import CATEGORIES
from detector.options import Place

compiled = pytest.importorskip("detector._company", reason="installed without a compiler")

PROBABILITIES = st.sampled_from((0.0, 1e-7, 0.5, 1.0)) | st.floats(0, 1)


def case(surface: str, kind: str, accepted: bool, probability: float) -> Case:
    place = Place(surface, 1, 0, 1.0, 1.0, 0, 0.0, SILENT, (), 3, 1.0)
    return Case(Proposal(0, 1, place, ()), [], (), kind, accepted, probability, 0.0)


CASES = st.lists(
    st.builds(
        case,
        st.sampled_from(("mer", "point", "terme", "bord")),
        st.sampled_from(CATEGORIES),
        st.booleans(),
        PROBABILITIES,
    ),
    max_size=12,
)


@given(CASES, st.data(), st.integers(0, 10_000))
def test_company(found: list[Case], data: st.DataObject, words: int) -> None:
    numbers = st.lists(st.integers(0, len(found) - 1), max_size=12) if found else st.just([])
    wanted = data.draw(numbers)
    expected = pure_company(words, found, wanted)
    given = compiled.company(words, found, wanted)
    assert repr(given) == repr(expected), "types and the last bit, which equality passes over"
    assert [values for _, values in given] == [Measured(*own).values() for own, _ in given]


def test_what_is_no_probability_harms_nothing() -> None:
    for odd in (nan, inf, -inf, -0.0):
        found = [case("mer", "foreign", False, odd), case("bord", "native", True, odd)]
        assert len(compiled.company(9, [found[1]], [0])) == 1
        assert len(compiled.company(9, found, [0, 1])) == 2


def test_what_is_no_case_is_refused() -> None:
    good = case("step", CATEGORIES[0], False, 0.5)
    assert compiled.company(9, [good], [0])
    place = good.proposal.place
    ill: tuple[Any, ...] = (
        "case",
        good[:5],
        good._replace(proposal=None),  # type: ignore[arg-type]
        good._replace(proposal=good.proposal[:2]),  # type: ignore[arg-type]
        good._replace(proposal=good.proposal._replace(place=None)),  # type: ignore[arg-type]
        good._replace(proposal=good.proposal._replace(place=())),  # type: ignore[arg-type]
        good._replace(proposal=good.proposal._replace(place=place._replace(surface=[]))),  # type: ignore[arg-type]
        good._replace(first_pass=None),  # type: ignore[arg-type]
        good._replace(category=None),  # type: ignore[arg-type]
    )
    for each in ill:
        with pytest.raises(TypeError):
            compiled.company(9, [each], [0])
    refused: tuple[tuple[type[Exception], tuple[Any, ...]], ...] = (
        (TypeError, (9, (good,), [0])),
        (TypeError, (9, [good], (0,))),
        (TypeError, ("many", [good], [0])),
        (TypeError, (9, [good])),
        (TypeError, (9, [good], ["first"])),
        (IndexError, (9, [good], [1])),
        (IndexError, (9, [good], [-1])),
        (IndexError, (9, [], [0])),
    )
    for error, arguments in refused:
        with pytest.raises(error):
            compiled.company(*arguments)
