"""Curves, additive models, the ranking of originals, and the file they are read from."""

from __future__ import annotations

import json
from math import exp, isclose
from operator import mul
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detector.agreement import Fit
from detector.curves import Curve, through
from detector.document import Document
from detector.engine import candidates
from detector.evidence import OPTION_FEATURES, option_features
from detector.frames import Frame, FrameKind
from detector.host import DATA, NOTHING, host
from detector.messages import Text
from detector.model import Additive, Joint, Ranking, load, logit, probability
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
    return Clue(name, value, "table", Text("words"))


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


@given(
    st.tuples(FLOATS, FLOATS),
    st.dictionaries(st.sampled_from("abcd"), curves()),
    st.dictionaries(st.sampled_from("bcde"), curves()),
    st.lists(st.tuples(st.sampled_from("abcdef"), FLOATS)),
)
def test_two_models_at_once_say_what_each_says(
    intercepts: tuple[float, float],
    one: dict[str, Curve],
    other: dict[str, Curve],
    values: list[tuple[str, float]],
) -> None:
    pair = Additive(intercepts[0], one), Additive(intercepts[1], other)
    clues = [clue(name, value) for name, value in values]
    at_knots = [clue(n, k) for found in (one, other) for n, c in found.items() for k in c.knots]
    for some in (clues, at_knots):
        expected = [additive.logit(some) for additive in pair]
        assert Joint(*pair).logits(some) == pytest.approx(expected)


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
        ranked = MODEL.ranking.rank(place, place.options)
        shares = [share for _, share in ranked]
        assert shares == sorted(shares, reverse=True)
        assert sum(shares) == pytest.approx(1)
        assert {option for option, _ in ranked} == set(place.options)
        (best, most), (last, least) = ranked[0], ranked[-1]
        (first, more), (_, less) = MODEL.ranking.rank(place, (last, best))
        assert first == best
        assert more / less == pytest.approx(most / least)


def test_a_score_is_the_product_of_weights_and_features() -> None:
    weights = [0.1 * i - 0.7 for i in range(len(OPTION_FEATURES))]
    ranking = Ranking(weights)
    frame = Frame("point *", 7, FrameKind.EXPRESSION, 9.0)
    for place in places():
        for option in place.options:
            for gain in (-3.0, 0.0, 2.0, 5.0, 20.0):
                for more in (option, option._replace(frame=frame, fit=Fit(1, -1, 1))):
                    tried = more._replace(gain=gain, elsewhere=int(gain > 2))
                    for known in (tried.known, NOTHING):
                        whole = tried._replace(known=known)
                        features = option_features(place, whole)
                        expected = sum(map(mul, weights, features))
                        assert ranking.score(place, whole) == pytest.approx(expected)


def test_the_same_option_beside_a_better_fit_ranks_lower() -> None:
    place = places()[0]
    option = place.options[0]._replace(gain=1.0)
    better = option._replace(gain=3.0)
    (best, more), (_, less) = MODEL.ranking.rank(place, (option, better))
    assert best == better
    assert more / less > exp(0.5)


def test_the_committed_model_can_be_read() -> None:
    assert 0 < MODEL.prior < 1
    for part in (MODEL.alone, MODEL.together, MODEL.document):
        assert part.curves
        for name, curve in part.curves.items():
            assert len(curve.knots) == len(curve.weights) > 0, name
            assert list(curve.knots) == sorted(set(curve.knots)), name


def broken() -> dict[str, str]:
    data: dict[str, Any] = json.loads((DATA / "fr" / "model.json").read_text("utf-8"))
    name, curve = next(iter(data["alone"]["curves"].items()))
    first = {**data["alone"], "curves": {name: {**curve, "knots": [], "weights": []}}}
    uneven = {**data["alone"], "curves": {name: {"knots": [0, 1], "weights": [1]}}}
    falling = {**data["alone"], "curves": {name: {"knots": [1, 0], "weights": [1, 2]}}}
    return {
        "empty": "",
        "no JSON": "{",
        "a list": "[]",
        "null": "null",
        "no part": json.dumps({k: v for k, v in data.items() if k != "together"}),
        "no ranking": json.dumps({**data, "ranking": {}}),
        "a word for a number": json.dumps({**data, "prior": "half"}),
        "a list for a part": json.dumps({**data, "document": []}),
        "a number for curves": json.dumps({**data, "alone": {"intercept": 0, "curves": 3}}),
        "a curve without knots": json.dumps({**data, "alone": first}),
        "uneven curve": json.dumps({**data, "alone": uneven}),
        "falling knots": json.dumps({**data, "alone": falling}),
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
