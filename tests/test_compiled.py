"""What is compiled gives the same as what stands in for it, bit by bit."""

from __future__ import annotations

import gc
from array import array
from collections.abc import Callable
from math import inf, nan
from operator import itemgetter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detector import curves, ranks, trees
from detector.agreement import Fit
from detector.evidence import OPTION_FEATURES
from detector.fits import STORED, PureFits, Table
from detector.frames import Frame, FrameKind
from detector.host import NOTHING, host
from detector.lexicon import GATE_BITS
from detector.messages import Text
from detector.neighbours import pure_spread
from detector.options import Option
from detector.repeats import pure_alike, pure_recurs
from detector.rules import Row

fits = pytest.importorskip("detector._fits", reason="installed without a compiler")
ranking = pytest.importorskip("detector._ranks", reason="installed without a compiler")
compiled = pytest.importorskip("detector._curves", reason="installed without a compiler")
grown = pytest.importorskip("detector._trees", reason="installed without a compiler")
repeats = pytest.importorskip("detector._repeats", reason="installed without a compiler")
rows = pytest.importorskip("detector._neighbours", reason="installed without a compiler")

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


@given(
    st.lists(st.tuples(NUMBERS, st.integers(0, 127), st.sampled_from((0, 0, 1, 4, 12, 20)))),
    st.data(),
    st.sampled_from((0, 4, 8)),
    st.sampled_from((-inf, -1.0, 0.0, 0.5, inf)),
)
def test_places_where_words_are_not_at_home(
    text: list[tuple[int, int, int]], data: st.DataObject, spared: int, least: float
) -> None:
    places = data.draw(st.lists(st.sampled_from(range(len(text))))) if text else []
    gates, kinds = [n << GATE_BITS | flags for n, flags, _ in text], [*(k for *_, k in text), 4]
    found = COMPILED.estranged(gates, kinds, places, spared, least)
    assert found == PURE.estranged(gates, kinds, places, spared, least)


def test_neighbours_are_those_that_no_break_parts() -> None:
    point, vue = (FRENCH.lexicon.number(word) for word in ("point", "vue"))
    gates, together = [point << GATE_BITS, vue << GATE_BITS], COMPILED.association(point, vue, 0)
    for fits_ in (COMPILED, PURE):
        for kinds, joined in (([0, 0, 0], True), ([0, 4, 0], False)):
            value = together if joined else 0.0
            assert fits_.estranged(gates, kinds, [1], 0, value) == []
            assert fits_.estranged(gates, kinds, [1], 0, value + 1e-9) == [1]


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
    words, odds = FRENCH.listed(surface).words, FRENCH.listed(surface).priors
    if not listed:  # words that have no column in the rows of neighbours
        words, odds = FRENCH.ngrams.words((surface, *SURFACES, *COMMON)), array("d", (1.0,) * 17)
    some = sorted(i for i in framed if i <= len(odds))
    expected = PURE.weigh(left, right, words, odds, some, least)
    assert COMPILED.weigh(left, right, words, odds, some, least) == expected


@given(
    st.lists(st.tuples(NUMBERS, st.sampled_from((0, 0, 1, 2, 4, 12, 20))), min_size=1, max_size=7),
    st.data(),
    st.sampled_from(SURFACES),
    st.sampled_from((-inf, 2.5)),
)
def test_places_in_a_text(
    text: list[tuple[int, int]], data: st.DataObject, surface: int, least: float
) -> None:
    first = data.draw(st.integers(0, len(text) - 1))
    stop = data.draw(st.integers(first + 1, len(text)))
    gates, kinds = [number << GATE_BITS | 5 for number, _ in text], [*(k for _, k in text), 4]
    words, odds = FRENCH.listed(surface).words, FRENCH.listed(surface).priors
    around = gates, kinds, first, stop, FRENCH.marks
    expected = PURE.weigh_at(around, words, odds, (), least)
    assert COMPILED.weigh_at(around, words, odds, (), least) == expected


def test_equal_scores_are_chosen_alike() -> None:
    numbers = [FRENCH.lexicon.number(word) for word in ("job", *("zyxw",) * 20)]
    words, odds = FRENCH.ngrams.words(numbers), array("d", (1.0, 2.0) * 10)
    for size in (0, 1, 5, 20):
        some = words._replace(
            **{name: getattr(words, name)[: size + 1] for name in words._fields[:5]},
            others=tuple(range(size + 1)),
            pick=itemgetter(*[0] * (size + 2)),
            packed=words.packed[: STORED.size * (size + 1)],
        )
        expected = PURE.weigh((1, 2), (3, 4), some, odds[:size])
        assert COMPILED.weigh((1, 2), (3, 4), some, odds[:size]) == expected


def test_what_is_no_place_is_refused() -> None:
    words, odds = FRENCH.listed(SURFACES[0]).words, FRENCH.listed(SURFACES[0]).priors
    side, nowhere = (1, 2), words._replace(packed=b"\xff" * len(words.packed))
    short, packless = words._replace(packed=words.packed[:-1]), words[:-1]
    gates, kinds, marks = [64] * 3, [0] * 4, FRENCH.marks

    def at(*place: object) -> object:
        return COMPILED.weigh_at(place, words, odds, None, -inf)

    assert at(gates, kinds, 1, 2, marks)
    refused: tuple[tuple[type[Exception], Callable[[], object]], ...] = (
        (TypeError, lambda: COMPILED.weigh(side, side)),
        (TypeError, lambda: COMPILED.weigh([1, 2], side, words, odds)),
        (TypeError, lambda: COMPILED.weigh(side, side, words, list(odds))),
        (IndexError, lambda: COMPILED.weigh((1, 2**31), side, words, odds)),
        (IndexError, lambda: COMPILED.weigh((1, -1), side, words, odds)),
        (OverflowError, lambda: COMPILED.weigh((1, 2**70), side, words, odds)),
        (ValueError, lambda: COMPILED.weigh(side, side, words, odds[:-1])),
        (IndexError, lambda: COMPILED.weigh(side, side, words, odds, [len(odds) + 1])),
        (TypeError, lambda: COMPILED.weigh(side, side, list(words), odds)),
        (ValueError, lambda: COMPILED.weigh(side, side, words, odds.tobytes()[1:])),
        (IndexError, lambda: COMPILED.fit(side, side, 10**9)),
        (TypeError, lambda: COMPILED.packed(1)),
        (TypeError, lambda: COMPILED.association("a", "b", "c")),
        (TypeError, lambda: COMPILED.estranged(gates, kinds, [0])),
        (TypeError, lambda: COMPILED.estranged(gates, kinds, (0,), 0, 0.0)),
        (TypeError, lambda: COMPILED.estranged(gates, kinds, ["0"], 0, 0.0)),
        (TypeError, lambda: COMPILED.estranged(["word"] * 3, kinds, [1], 0, 0.0)),
        (TypeError, lambda: COMPILED.estranged(gates, [None] * 4, [1], 0, 0.0)),
        (TypeError, lambda: COMPILED.estranged(gates, kinds, [1], 0, "least")),
        (IndexError, lambda: COMPILED.estranged(gates, kinds[1:], [1], 0, 0.0)),
        (IndexError, lambda: COMPILED.estranged(gates, kinds, [3], 0, 0.0)),
        (IndexError, lambda: COMPILED.estranged(gates, kinds, [-1], 0, 0.0)),
        (IndexError, lambda: COMPILED.estranged([2**40] * 3, kinds, [1], 0, 0.0)),
        (IndexError, lambda: COMPILED.weigh(side, side, nowhere, odds)),
        (ValueError, lambda: COMPILED.weigh(side, side, short, odds)),
        (IndexError, lambda: COMPILED.weigh(side, side, packless, odds)),
        (TypeError, lambda: COMPILED.weigh_at((gates, kinds, 1, 2, marks), words, odds)),
        (TypeError, lambda: at(tuple(gates), kinds, 1, 2, marks)),
        (TypeError, lambda: at(gates, kinds, 1, 2)),
        (TypeError, lambda: at(["word"] * 3, kinds, 1, 2, marks)),
        (TypeError, lambda: at(gates, [None] * 4, 1, 2, marks)),
        (IndexError, lambda: at(gates, kinds[:-1], 1, 2, marks)),
        (IndexError, lambda: at(gates, kinds, -1, 2, marks)),
        (IndexError, lambda: at(gates, kinds, 2, 1, marks)),
        (IndexError, lambda: at(gates, kinds, 1, 4, marks)),
        (IndexError, lambda: at([2**40] * 3, kinds, 1, 2, marks)),
        (IndexError, lambda: at([-64] * 3, kinds, 1, 2, marks)),
        (IndexError, lambda: at(gates, kinds, 1, 2, (2**30, 1))),
        (TypeError, lambda: at(gates, kinds, 1, 2, marks[:1])),
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


@given(
    st.lists(st.sampled_from(("la mer", "x" * 40, "y" * 39, ".", "..", "\u2019", "🥁", "\ud800"))),
    st.sampled_from(".x’"),
    st.integers(35, 80),
)
def test_repetitions_are_seen_alike(pieces: list[str], mark: str, letters: int) -> None:
    text = "".join(pieces)
    assert repeats.recurs(text, mark, letters) == pure_recurs(text, mark, letters)


@pytest.mark.parametrize("text", ["", ".", "x" * 40, "x" * 40 + ".", "x" * 41 + "." + "x" * 40])
def test_the_last_piece_of_a_text_counts(text: str) -> None:
    assert repeats.recurs(text, ".", 40) == pure_recurs(text, ".", 40)


def test_tails_that_differ_between_what_is_sampled_are_told_apart() -> None:
    one = "x" * 40
    for at in range(40):
        text = f"{one}.{one[:at]}y{one[at + 1 :]}."
        assert repeats.recurs(text, ".", 40) == pure_recurs(text, ".", 40) is False
    assert repeats.recurs(f"{one}.{one}.", ".", 40)


@given(st.lists(st.sampled_from(("la", "mer", "est", "belle"))), st.integers(1, 9))
def test_like_items_are_seen_alike(items: list[str], ahead: int) -> None:
    for step in range(1, 5):
        assert repeats.alike(items, ahead, step) == pure_alike(items, ahead, step)


def test_what_is_no_repetition_is_refused() -> None:
    refused: tuple[tuple[type[Exception], Callable[[], object]], ...] = (
        (TypeError, lambda: repeats.alike(("a",), 1, 1)),
        (ValueError, lambda: repeats.alike(["a"], 0, 1)),
        (ValueError, lambda: repeats.alike(["a"], 1, 0)),
        (TypeError, lambda: repeats.recurs(b"a", ".", 40)),
        (TypeError, lambda: repeats.recurs("a", "..", 40)),
        (ValueError, lambda: repeats.recurs("a", ".", 34)),
    )
    for error, call in refused:
        with pytest.raises(error):
            call()


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
    own, those = [*map(found.get, "abcdef")], tuple(value for _, value in values[:6])
    packed = tuple(map(curves.ready(found).get, "abcdef"))
    assert compiled.summed(packed, those, start) == curves.pure_summed(own, those, start)
    assert compiled.totals(curves.ready(pairs), rows, start, -start) == expected
    assert compiled.total(curves.ready(found), rows, start) == curves.pure_total(found, rows, start)


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
    whole = curves.packed(found["a"])
    others: tuple[Any, ...] = (b"", whole[:-8], whole[8:], whole + bytes(8), bytes(len(whole)))
    for broken in (1, ((0.0,), (1.0,)), ((), ()), ((0.0,), ((1.0, 0.0),)), *others):
        with pytest.raises((TypeError, IndexError, ValueError)):
            compiled.total({"a": broken}, [("a", 1.0, "", "", ())], 0.0)
    with pytest.raises(ValueError, match="no packed curve"):
        compiled.totals({"a": whole}, [("a", 1.0, "", "", ())], 0.0, 0.0)
    ill: tuple[tuple[Any, ...], ...] = (
        ((whole,), (1.0,)),
        ((whole,), [1.0], 0.0),
        ([whole], (1.0,), 0.0),
        ((), (1.0,), 0.0),
        ((whole,), ("one",), 0.0),
        ((found["a"],), (1.0,), 0.0),
        ((whole,), (1.0,), "one"),
    )
    for arguments in ill:
        with pytest.raises(TypeError):
            compiled.summed(*arguments)
    wrong: tuple[tuple[Any, ...], ...] = ((found, []), (None, [], 0.0), (found, [], "one"))
    for arguments in wrong:
        with pytest.raises(TypeError):
            compiled.total(*arguments)


SMALL = st.floats(-9, 9)
KNOWN = st.builds(
    lambda number, link, zipf, english, degree: NOTHING._replace(
        text="word", number=number, link=link, zipf=zipf, zipf_english=english, degree=degree
    ),
    st.integers(0, 2),
    st.integers(0, 255),
    SMALL,
    SMALL,
    SMALL,
)
FITS = st.builds(Fit, *(st.integers(-1, 1),) * 3)
SOME_FRAMES = st.none() | st.builds(
    lambda weight: Frame("point *", 7, FrameKind.NAME, weight), st.floats(0, 9)
)
OPTIONS = st.lists(
    st.builds(Option, KNOWN, SMALL, SMALL, SMALL, FITS, st.integers(0, 2), SOME_FRAMES), max_size=9
).map(tuple)
WEIGHT_ROWS = st.lists(SMALL, min_size=len(OPTION_FEATURES), max_size=len(OPTION_FEATURES))


@given(WEIGHT_ROWS.map(ranks.weights), OPTIONS, st.booleans())
def test_options_are_ranked_alike(
    weights: ranks.Weights,
    options: tuple[Option, ...],
    listed: bool,
) -> None:
    twice = options + options
    given = weights.packed, twice, listed
    assert ranking.scores(*given) == ranks.pure_scores(weights, twice, listed)
    assert ranking.ranked(*given) == ranks.pure_ranked(weights, twice, listed)


def test_what_is_no_option_is_refused() -> None:
    weights = ranks.weights(range(len(OPTION_FEATURES))).packed
    option = Option(NOTHING, 0.0, 0.0, 0.0, Fit(0, 0, 0), 0, None)
    (pair,) = ranking.ranked(weights, (option,), False)
    assert pair == (option, 1.0)
    assert not gc.is_tracked(pair)
    far = option._replace(known=NOTHING._replace(link=256))
    refused: tuple[tuple[type[Exception], tuple[Any, ...]], ...] = (
        (TypeError, (weights, (option,))),
        (TypeError, (weights, [option], False)),
        (TypeError, (list(weights), (option,), False)),
        (ValueError, (weights[:-8], (option,), False)),
        (TypeError, (weights, (option[:-1],), False)),
        (TypeError, (weights, ("option",), False)),
        (TypeError, (weights, (option._replace(known="word"),), False)),  # type: ignore[arg-type]
        (TypeError, (weights, (option._replace(gain="high"),), False)),  # type: ignore[arg-type]
        (TypeError, (weights, (option._replace(affinity="high"),), False)),  # type: ignore[arg-type]
        (TypeError, (weights, (option._replace(fit=(0, 0)),), False)),  # type: ignore[arg-type]
        (TypeError, (weights, (option._replace(frame=()),), False)),  # type: ignore[arg-type]
        (IndexError, (weights, (far,), False)),
    )
    for function in (ranking.scores, ranking.ranked):
        for error, arguments in refused:
            with pytest.raises(error):
                function(*arguments)


LEAVES = st.floats(-9, 9)
BRANCHES: st.SearchStrategy[Any] = st.recursive(
    LEAVES,
    lambda below: st.tuples(st.sampled_from("abc"), st.integers(-2, 2), below, below).map(list),
)


@given(st.lists(BRANCHES, max_size=5), st.lists(st.floats(-3, 3), max_size=30))
def test_leaves(branches: list[Any], values: list[float]) -> None:
    given = trees.planted("abc", (), 0.0, branches)
    found = array("d", values[: len(values) // 3 * 3])
    own = given.nodes, given.roots, 3
    expected = trees.pure_descend(trees.pure_grown(*own), found)
    assert grown.descend(grown.grown(*own), found) == expected


NAMES = st.sampled_from(["a", "b", "b:foreign", "z"])
SOME_CLUES = st.lists(st.tuples(NAMES, st.floats(-3, 3) | st.just(-99.0)), max_size=8)


@given(st.dictionaries(NAMES, st.integers(0, 2)), SOME_CLUES, SOME_CLUES)
def test_columns_are_filled_alike(
    columns: dict[str, int], clues: list[tuple[str, float]], more: list[tuple[str, float]]
) -> None:
    expected, found = (array("d", (-99.0, 0.5, -99.0) * 3) for _ in range(2))
    rows = [*clues, ("a", 1, "with", "more", ())]
    trees.pure_fill(columns, expected, 3, [rows, iter(more)], -99.0)
    grown.fill(columns, found, 3, [rows, iter(more)], -99.0)
    assert found == expected


def test_what_fills_no_column_is_refused() -> None:
    blank = array("d", (-99.0,))
    refused: tuple[tuple[type[Exception], tuple[Any, ...]], ...] = (
        (TypeError, ({}, blank, 1, [])),
        (TypeError, ([], blank, 1, [], 0.0)),
        (TypeError, ({"a": 0}, blank, 1, [[("a",)]], -99.0)),
        (TypeError, ({"a": 0}, blank, 1, [[["a", 1.0]]], -99.0)),
        (TypeError, ({"a": 0}, blank, 1, [[("a", "one")]], -99.0)),
        (TypeError, ({"a": "0"}, blank, 1, [[("a", 1.0)]], -99.0)),
        (TypeError, ({"a": 0}, blank, 1, [1], -99.0)),
        (TypeError, ({"a": 0}, blank, 1, (), -99.0)),
        (IndexError, ({"a": 0}, blank, 1, [[], []], -99.0)),
        (ValueError, ({"a": 0}, blank, 2, [[]], -99.0)),
        (ValueError, ({"a": 0}, blank, 0, [], -99.0)),
        (IndexError, ({"a": 1}, blank, 1, [[("a", 1.0)]], -99.0)),
        (IndexError, ({"a": -1}, blank, 1, [[("a", 1.0)]], -99.0)),
        (BufferError, ({"a": 0}, bytes(8), 1, [[("a", 1.0)]], -99.0)),
    )
    for error, arguments in refused:
        with pytest.raises(error):
            grown.fill(*arguments)


def test_trees_that_lead_nowhere_are_refused() -> None:
    root, leaf = array("q", (0,)), (-1.0, 1.0, 0.0, 0.0)
    few = grown.grown(array("d", leaf), root, 2)
    far = array("d", (0.0, 0.0, 4.0, 4.0 * 70_000, *leaf * 70_000))
    refused: tuple[tuple[type[Exception], Callable[[], object]], ...] = (
        (TypeError, lambda: grown.descend(few)),
        (TypeError, lambda: grown.descend(few, [0.5, 0.5])),
        (ValueError, lambda: grown.descend((array("d", leaf), root, 1), array("d", (0.5,)))),
        (ValueError, lambda: grown.descend(few, array("d", (0.5,)))),
        (ValueError, lambda: grown.descend(few, bytes(9))),
        (TypeError, lambda: grown.grown(array("d", leaf), root)),
        (TypeError, lambda: grown.grown(list(leaf), root, 1)),
        (TypeError, lambda: grown.grown(array("d", leaf), [0], 1)),
        (ValueError, lambda: grown.grown(bytes(9), root, 1)),
        (ValueError, lambda: grown.grown(array("d", leaf), bytes(9), 1)),
        (ValueError, lambda: grown.grown(array("d", leaf), root, 0)),
        (ValueError, lambda: grown.grown(array("d", leaf), root, 65_536)),
        (IndexError, lambda: grown.grown(array("d", leaf), array("q", (1,)), 1)),
        (IndexError, lambda: grown.grown(array("d", leaf), array("q", (4,)), 1)),
        (IndexError, lambda: grown.grown(array("d", leaf), array("q", (-1,)), 1)),
        (IndexError, lambda: grown.grown(array("d"), root, 1)),
        (IndexError, lambda: grown.grown(array("d", (1.0, 0.0, 4.0, 4.0, *leaf)), root, 1)),
        (IndexError, lambda: grown.grown(array("d", (nan, 0.0, 4.0, 4.0, *leaf)), root, 1)),
        (IndexError, lambda: grown.grown(array("d", (0.0, 0.0, 0.0, 0.0, *leaf)), root, 1)),
        (IndexError, lambda: grown.grown(array("d", (0.0, 0.0, 4.0, 9.0, *leaf)), root, 1)),
        (IndexError, lambda: grown.grown(array("d", (0.0, inf, inf, inf, *leaf)), root, 1)),
        (IndexError, lambda: grown.grown(far, root, 1)),
    )
    for error, call in refused:
        with pytest.raises(error):
            call()


@given(st.dictionaries(st.integers(0, 300), st.integers(0, 255)), st.integers(0, 320))
def test_rows_of_neighbours(counted: dict[int, int], size: int) -> None:
    places = memoryview(array("H", counted)).cast("B").cast("H")
    counts = memoryview(bytes(counted.values()))
    if counted and max(counted) + 1 >= size:
        for one in (rows.spread, pure_spread):
            with pytest.raises(IndexError):
                one(places, counts, size)
        return
    assert rows.spread(places, counts, size) == pure_spread(places, counts, size)
    assert type(rows.spread(places, counts, size)) is bytearray


def test_rows_of_neighbours_with_counts_that_lack_a_place_or_room() -> None:
    two = memoryview(array("H", (1, 2)))
    for places, counts, size in ((two, b"\1", 9), (two, b"\1\2\3", 9), (two[:0], b"", -1)):
        for one in (rows.spread, pure_spread):
            with pytest.raises(ValueError, match=r"count|zip"):
                one(places, memoryview(counts), size)
    with pytest.raises(TypeError):
        rows.spread("no bytes", b"", 1)
