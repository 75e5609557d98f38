"""What is compiled gives the same as what stands in for it, bit by bit."""

from __future__ import annotations

from collections.abc import Callable
from math import inf
from operator import itemgetter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detector import curves
from detector.fits import PureFits, Table
from detector.host import host
from detector.messages import Text
from detector.rules import Row

fits = pytest.importorskip("detector._fits", reason="installed without a compiler")
compiled = pytest.importorskip("detector._curves", reason="installed without a compiler")

FRENCH = host("fr")
PARTS = FRENCH.ngrams.parts
PURE, COMPILED = PureFits(*PARTS), fits.Fits(*PARTS)
SURFACES = [
    FRENCH.lexicon.number(word)
    for word in ("additional", "placement", "job", "purpose", "truly", "vital", "in addition")
]
COMMON = [
    FRENCH.lexicon.number(word) for word in "de la un grand à le plus terme point vue".split()
]
NUMBERS = st.sampled_from((0, FRENCH.break_mark, FRENCH.number_mark, *COMMON)) | st.integers(
    1, 40_000
)
SIDES = st.tuples(NUMBERS, NUMBERS)


@given(NUMBERS, NUMBERS, NUMBERS)
def test_counts_and_associations(one: int, two: int, three: int) -> None:
    assert COMPILED.packed(one, two) == PURE.packed(one, two)
    assert COMPILED.packed(one, two, three) == PURE.packed(one, two, three)
    assert COMPILED.association(one, two, three) == PURE.association(one, two, three)


@given(SIDES, SIDES, NUMBERS)
def test_fits(left: tuple[int, int], right: tuple[int, int], word: int) -> None:
    assert COMPILED.fit(left, right, word) == PURE.fit(left, right, word)


@given(
    SIDES,
    SIDES,
    st.sampled_from(SURFACES),
    st.sets(st.integers(1, 5)),
    st.sampled_from((-inf, 0.5, 2.5)),
    st.booleans(),
)
def test_places(
    left: tuple[int, int],
    right: tuple[int, int],
    surface: int,
    framed: set[int],
    least: float,
    listed: bool,
) -> None:
    _, words, odds, _ = FRENCH.listed(surface)
    if not listed:  # words that have no column in the rows of neighbours
        words, odds = FRENCH.ngrams.words((surface, *SURFACES, *COMMON)), (1.0,) * 17
    some = sorted(i for i in framed if i <= len(odds))
    expected = PURE.weigh(left, right, words, odds, some, least)
    assert COMPILED.weigh(left, right, words, odds, some, least) == expected


def test_equal_scores_are_chosen_alike() -> None:
    numbers = [FRENCH.lexicon.number(word) for word in ("job", *("zyxw",) * 20)]
    words, odds = FRENCH.ngrams.words(numbers), (1.0, 2.0) * 10
    for size in (0, 1, 5, 20):
        some = words._replace(
            **{name: getattr(words, name)[: size + 1] for name in words._fields[:5]},
            others=tuple(range(size + 1)),
            pick=itemgetter(*[0] * (size + 2)),
        )
        expected = PURE.weigh((1, 2), (3, 4), some, odds[:size])
        assert COMPILED.weigh((1, 2), (3, 4), some, odds[:size]) == expected


def test_what_is_no_place_is_refused() -> None:
    _, words, odds, _ = FRENCH.listed(SURFACES[0])
    side, nowhere = (1, 2), words._replace(columns=(-1,) * len(words.columns))
    refused: tuple[tuple[type[Exception], Callable[[], object]], ...] = (
        (TypeError, lambda: COMPILED.weigh(side, side)),
        (TypeError, lambda: COMPILED.weigh([1, 2], side, words, odds)),
        (TypeError, lambda: COMPILED.weigh(side, side, words, list(odds))),
        (IndexError, lambda: COMPILED.weigh((1, 2**31), side, words, odds)),
        (IndexError, lambda: COMPILED.weigh((1, -1), side, words, odds)),
        (OverflowError, lambda: COMPILED.weigh((1, 2**70), side, words, odds)),
        (ValueError, lambda: COMPILED.weigh(side, side, words, odds[:-1])),
        (IndexError, lambda: COMPILED.weigh(side, side, words, odds, [len(odds) + 1])),
        (TypeError, lambda: COMPILED.weigh(side, side, words, ("odd",) * len(odds))),
        (IndexError, lambda: COMPILED.fit(side, side, 10**9)),
        (TypeError, lambda: COMPILED.packed(1)),
        (TypeError, lambda: COMPILED.association("a", "b", "c")),
        (IndexError, lambda: COMPILED.weigh(side, side, nowhere, odds)),
    )
    for error, call in refused:
        with pytest.raises(error):
            call()


def test_tables_whose_parts_do_not_fit_are_refused() -> None:
    table, *neighbours = PARTS
    broken = (
        table._replace(buckets=0),
        table._replace(buckets=table.buckets + 1),
        table._replace(values=table.values[:-1]),
        table._replace(ones=b""),
        table._replace(counts=table.counts[:-1]),
    )
    for parts in broken:
        with pytest.raises(ValueError, match=r"fit together|figure"):
            fits.Fits(parts, *neighbours)
    with pytest.raises(TypeError):
        fits.Fits(list(table), *neighbours)


def test_an_offset_beyond_the_table_is_not_followed() -> None:
    offsets = memoryview(bytes(4) + (2**32 - 1).to_bytes(4, "little")).cast("I")
    prints, values = memoryview(bytes(6)).cast("H"), memoryview(bytes(3))
    table = Table(1, offsets, prints, values, bytes(9), PARTS[0].priors, PARTS[0].counts)
    assert fits.Fits(table, *PARTS[1:]).packed(1, 2) == 0


VALUES = st.floats(-50, 50)
KNOTS = st.lists(st.integers(-5000, 5000), min_size=1, max_size=6, unique=True).map(
    lambda found: [knot / 1000 for knot in sorted(found)]
)
WEIGHTS = st.lists(VALUES, min_size=6, max_size=6)
CURVES = st.builds(lambda k, w: curves.through(k, w[: len(k)]), KNOTS, WEIGHTS)


@given(
    st.dictionaries(st.sampled_from("abcd"), CURVES),
    st.lists(st.tuples(st.sampled_from("abcdef"), VALUES)),
    VALUES,
)
def test_clues_add_up_alike(
    found: dict[str, curves.Curve], values: list[tuple[str, float]], start: float
) -> None:
    knots = [(name, knot) for name, curve in found.items() for knot in curve.knots]
    rows: list[Row] = [(name, v, "table", Text("words"), ()) for name, v in (*values, *knots)]
    assert compiled.total(found, rows, start) == curves.pure_total(found, rows, start)
    assert compiled.weighed(found, tuple(rows), "fr") == curves.pure_weighed(found, rows, "fr")
    pairs = {
        name: curves.Twins(curve.knots, tuple((a, b, b, a) for a, b in curve.lines))
        for name, curve in found.items()
    }
    expected = curves.pure_totals(pairs, rows, start, -start)
    assert compiled.totals(pairs, iter(rows), start, -start) == expected


def test_what_is_no_clue_is_refused() -> None:
    found = {"a": curves.through((0.0,), (1.0,))}
    refused: tuple[Any, ...] = (
        [("a", 1.0)],
        ["a"],
        [("a", "one", "", "", ())],
        [([], 1.0, "", "", ())],
        None,
    )
    for rows in refused:
        with pytest.raises(TypeError):
            compiled.total(found, rows, 0.0)
        with pytest.raises(TypeError):
            compiled.weighed(found, rows, "fr")
    for broken in (1, ((0.0,), (1.0,)), ((), ()), ((0.0,), ((1.0, 0.0),))):
        with pytest.raises((TypeError, IndexError)):
            compiled.total({"a": broken}, [("a", 1.0, "", "", ())], 0.0)
