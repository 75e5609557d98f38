"""What cases say of each other is the same compiled and in Python, bit by bit."""

from __future__ import annotations

from array import array
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detector import interplay
from detector.agreement import SILENT, Fit
from detector.engine import Case, Proposal
from detector.evidence import CATEGORIES
from detector.host import NOTHING
from detector.interplay import TRAITS
from detector.options import Option, Place

compiled = pytest.importorskip("detector._interplay", reason="installed without a compiler")

SMALL = st.floats(-9, 9)
WORDS = st.sampled_from(("", "mer", "point", "terme"))
KNOWN = st.builds(
    lambda text, link, zipf: NOTHING._replace(
        text=text, number=len(text), link=link, zipf=zipf, zipf_english=-zipf
    ),
    WORDS,
    st.integers(0, 255),
    SMALL,
)
FITS = st.builds(Fit, *(st.integers(-1, 1),) * 3)
OPTIONS = st.builds(Option, KNOWN, SMALL, SMALL, SMALL, FITS, st.just(0), st.none())
RANKED = st.lists(st.tuples(OPTIONS, st.just(0.5)), min_size=1, max_size=3)
PROBABILITIES = st.sampled_from((0.0, 1e-7, 1.0, 0.5)) | st.floats(0, 1)


def case(
    first: int, size: int, surface: str, ranked: Any, kind: str, probability: float, english: float
) -> Case:
    place = Place(surface, 1, 0, 1.0, english, 0, 0.0, SILENT, (), 3, 1.0)
    return Case(Proposal(first, first + size, place, ()), ranked, (), kind, False, probability, 0.0)


CASES = st.lists(
    st.builds(
        case,
        st.integers(0, 30),
        st.integers(1, 2),
        WORDS,
        RANKED,
        st.sampled_from(CATEGORIES),
        PROBABILITIES,
        SMALL,
    ),
    max_size=12,
)


@given(CASES, st.data(), st.integers(0, 3), st.integers(0, 10_000))
def test_traits(found: list[Case], data: st.DataObject, wider: int, words: int) -> None:
    numbers = st.lists(st.integers(0, len(found) - 1), max_size=12) if found else st.just([])
    wanted = data.draw(numbers)
    width = len(TRAITS) + wider
    one, other = (array("d", (0.5,)) * (width * len(wanted)) for _ in range(2))
    interplay.pure_traits(words, found, wanted, CATEGORIES, one)
    compiled.traits(words, found, wanted, CATEGORIES, other)
    assert other.tobytes() == one.tobytes()


def test_what_is_no_case_is_refused() -> None:
    option = Option(NOTHING, 0.0, 0.0, 0.0, SILENT, 0, None)
    good = case(0, 1, "step", [(option, 1.0)], CATEGORIES[0], 0.5, 1.0)
    room = array("d", bytes(8 * len(TRAITS)))
    compiled.traits(9, [good], [0], CATEGORIES, room)

    def placed(**fields: Any) -> Case:
        place = good.proposal.place._replace(**fields)
        return good._replace(proposal=good.proposal._replace(place=place))

    def best(**fields: Any) -> Case:
        return good._replace(ranked=[(option._replace(**fields), 1.0)])

    def known(**fields: Any) -> Case:
        return best(known=NOTHING._replace(**fields))

    ill: tuple[Any, ...] = (
        "case",
        good[:-1],
        good._replace(proposal=None),  # type: ignore[arg-type]
        good._replace(proposal=good.proposal[:2]),  # type: ignore[arg-type]
        good._replace(proposal=good.proposal._replace(first="here")),  # type: ignore[arg-type]
        good._replace(proposal=good.proposal._replace(place=None)),  # type: ignore[arg-type]
        good._replace(ranked=((option, 1.0),)),  # type: ignore[arg-type]
        good._replace(ranked=[]),
        good._replace(ranked=[option[:2]]),  # type: ignore[list-item]
        good._replace(ranked=[(option, 1.0), (option[:2], 1.0)]),  # type: ignore[list-item]
        good._replace(first_pass=None),  # type: ignore[arg-type]
        good._replace(category="none"),
        placed(surface=[]),
        placed(zipf_english="high"),
        best(known=()),
        best(gain="high"),
        best(apart="far"),
        best(fit=(0, 0)),
        best(fit=("well",) * 3),
        known(text=[]),
        known(zipf="high"),
        known(zipf_english="high"),
        known(link="moby"),
    )
    for each in ill:
        with pytest.raises((TypeError, IndexError, ValueError)):
            compiled.traits(9, [each], [0], CATEGORIES, room)
    refused: tuple[tuple[type[Exception], tuple[Any, ...]], ...] = (
        (TypeError, (9, (good,), [0], CATEGORIES, room)),
        (TypeError, (9, [good], (0,), CATEGORIES, room)),
        (TypeError, (9, [good], [0], list(CATEGORIES), room)),
        (TypeError, (9, [good], [0], CATEGORIES)),
        (TypeError, (9, [good], ["first"], CATEGORIES, room)),
        (IndexError, (9, [good], [1], CATEGORIES, room)),
        (IndexError, (9, [good], [-1], CATEGORIES, room)),
        (ValueError, (9, [good], [0], CATEGORIES, room[1:])),
        (ValueError, (9, [good], [0, 0], CATEGORIES, room)),
        (BufferError, (9, [good], [0], CATEGORIES, bytes(8 * len(TRAITS)))),
    )
    for error, arguments in refused:
        with pytest.raises(error):
            compiled.traits(*arguments)
