"""Curves, additive models, the ranking of originals, and the file they are read from."""

from __future__ import annotations

import json
from math import exp, isclose
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detector.document import Document
from detector.engine import candidates
from detector.host import DATA, host
from detector.model import Additive, Curve, load, logit, probability, through
from detector.options import Place
from detector.rules import Clue

MODEL = load(DATA / "fr" / "model.json")
FLOATS = st.floats(-50, 50)
SPUN = (
    "Il habite un petit town au bord de la river. Le journey fut lent, la picture est belle et"
    " le danger enormous. À distant terme, on verra."
)


def places() -> list[Place]:
    found = [case.proposal.place for case in candidates(Document(SPUN, host("fr")), MODEL)]
    return [place for place in found if len(place.options) > 1]


@st.composite
def curves(draw: st.DrawFn) -> Curve:
    knots = draw(st.lists(st.integers(-5000, 5000), min_size=1, max_size=8, unique=True))
    weights = draw(st.lists(FLOATS, min_size=len(knots), max_size=len(knots)))
    return through([k / 1000 for k in sorted(knots)], weights)


@given(curves(), FLOATS)
def test_a_curve_runs_through_its_knots_and_stays_between_them(curve: Curve, value: float) -> None:
    for knot, weight in zip(curve.knots, curve.weights, strict=True):
        assert curve.at(knot) == pytest.approx(weight)
    nearest = sorted(range(len(curve.knots)), key=lambda i: abs(curve.knots[i] - value))
    assert min(curve.weights) - 1e-9 <= curve.at(value) <= max(curve.weights) + 1e-9
    if value < curve.knots[0] or value > curve.knots[-1]:
        assert curve.at(value) == pytest.approx(curve.weights[nearest[0]])


@given(curves(), FLOATS, FLOATS)
def test_a_curve_of_rising_weights_rises(curve: Curve, one: float, two: float) -> None:
    rising = through(curve.knots, sorted(curve.weights))
    low, high = sorted((one, two))
    assert rising.at(low) <= rising.at(high) + 1e-9


def test_a_curve_is_straight_between_knots_and_flat_beyond() -> None:
    curve = through((0.0, 2.0, 3.0), (1.0, 5.0, -1.0))
    assert [curve.at(v) for v in (-1e300, -1, 0, 0.5, 1, 2, 2.5, 3, 9, 1e300)] == [
        1,
        1,
        1,
        2,
        3,
        5,
        2,
        -1,
        -1,
        -1,
    ]


def clue(name: str, value: float) -> Clue:
    return Clue(name, value, "table", "words")


@given(
    FLOATS,
    st.dictionaries(st.sampled_from("abcd"), curves()),
    st.lists(st.tuples(st.sampled_from("abcdef"), FLOATS)),
)
def test_weights_and_intercept_are_the_logit(
    intercept: float, found: dict[str, Curve], values: list[tuple[str, float]]
) -> None:
    additive = Additive(intercept, found)
    clues = [clue(name, value) for name, value in values]
    weighed = additive.weigh(clues)
    assert intercept + sum(item.weight for item in weighed) == pytest.approx(additive.logit(clues))
    assert [(item.id, item.value) for item in weighed] == [v for v in values if v[0] in found]
    assert all((item.source, item.text) == ("table", "words") for item in weighed)


@given(st.floats(-700, 700))
def test_probability_and_logit(value: float) -> None:
    assert 0 <= probability(value) <= 1
    assert isclose(probability(value) + probability(-value), 1)
    if abs(value) < 30:
        assert logit(probability(value)) == pytest.approx(value, abs=1e-2)


@pytest.mark.parametrize("value", [-1e308, 1e308, -1e4, 1e4])
def test_a_huge_logit_does_not_overflow(value: float) -> None:
    assert probability(value) == pytest.approx(float(value > 0))


def test_options_are_ranked_by_their_share() -> None:
    assert len(places()) > 3
    for place in places():
        ranked = MODEL.rank(place, place.options)
        shares = [item.probability for item in ranked]
        assert shares == sorted(shares, reverse=True)
        assert sum(shares) == pytest.approx(1)
        assert {item.option for item in ranked} == set(place.options)
        best, last = ranked[0], ranked[-1]
        pair = MODEL.rank(place, [last.option, best.option])
        assert pair[0].option == best.option
        odds = pair[0].probability / pair[1].probability
        assert odds == pytest.approx(best.probability / last.probability)


def test_the_same_option_beside_a_better_fit_ranks_lower() -> None:
    place = places()[0]
    option = place.options[0]._replace(gain=1.0)
    better = option._replace(gain=3.0, text="better")
    ranked = MODEL.rank(place, [option, better])
    assert ranked[0].option == better
    assert ranked[0].probability / ranked[1].probability > exp(0.5)


def test_closeness_asks_the_thesaurus_alone() -> None:
    option = places()[0].options[0]
    elsewhere = option._replace(gain=option.gain + 5, zipf=0.0, elsewhere=9)
    assert MODEL.closeness(option) == MODEL.closeness(elsewhere)


def test_the_committed_model_can_be_read() -> None:
    assert 0 < MODEL.prior < 1
    for part in (*MODEL.passes, MODEL.document):
        assert part.curves
        for name, curve in part.curves.items():
            assert len(curve.knots) == len(curve.weights) > 0, name
            assert list(curve.knots) == sorted(set(curve.knots)), name


def broken() -> dict[str, str]:
    data: dict[str, Any] = json.loads((DATA / "fr" / "model.json").read_text("utf-8"))
    name = next(iter(data["passes"][0]["curves"]))
    curve = data["passes"][0]["curves"][name]
    first = {**data["passes"][0], "curves": {name: {**curve, "knots": [], "weights": []}}}
    uneven = {**data["passes"][0], "curves": {name: {"knots": [0, 1], "weights": [1]}}}
    falling = {**data["passes"][0], "curves": {name: {"knots": [1, 0], "weights": [1, 2]}}}
    return {
        "empty": "",
        "no JSON": "{",
        "a list": "[]",
        "null": "null",
        "no part": json.dumps({k: v for k, v in data.items() if k != "passes"}),
        "no ranking": json.dumps({**data, "ranking": {}}),
        "a word for a number": json.dumps({**data, "prior": "half"}),
        "a list for a part": json.dumps({**data, "document": []}),
        "a number for curves": json.dumps({**data, "passes": [{"intercept": 0, "curves": 3}]}),
        "a curve without knots": json.dumps({**data, "passes": [first]}),
        "uneven curve": json.dumps({**data, "passes": [uneven]}),
        "falling knots": json.dumps({**data, "passes": [falling]}),
    }


@pytest.mark.parametrize("name", list(broken()))
def test_a_broken_file_is_a_value_error_that_names_it(name: str, tmp_path: Path) -> None:
    path = tmp_path / "model.json"
    path.write_text(broken()[name], encoding="utf-8")
    with pytest.raises(ValueError, match=r"model\.json: not a model file"):
        load(path)


def test_bytes_that_are_no_text_are_a_value_error_that_names_the_file(tmp_path: Path) -> None:
    path = tmp_path / "model.json"
    path.write_bytes(b"\xff\xfe\x00\x81")
    with pytest.raises(ValueError, match=r"model\.json: not a model file"):
        load(path)
