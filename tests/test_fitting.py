"""Training: planted effects are recovered, and what is written can be read again."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

import pytest

from detector.curves import through
from detector.evidence import OPTION_FEATURES
from detector.interplay import TRAITS
from detector.messages import Text
from detector.model import Additive, Model, Ranking, load, probability
from detector.rules import Clue
from detector.trees import planted

if TYPE_CHECKING:
    import numpy as np

    from seeds import fitting
else:
    np = pytest.importorskip("numpy", reason="numpy is not installed")
    pytest.importorskip("sklearn", reason="scikit-learn, which fits the model, is not installed")
    from seeds import fitting

NOTHING = Text("")


def sample(count: int) -> tuple[list[dict[str, float]], list[bool]]:
    """A clue that tells, one that tells at one end only, a constant, noise, and a rare one."""
    random = Random(5)
    data, labels = [], []
    for i in range(count):
        row = {"slope": random.uniform(-2, 2), "noise": random.uniform(-1, 1)}
        odds = -1 + 1.5 * row["slope"]
        if random.random() < 0.5:
            row["step"] = random.uniform(0, 1)
            odds += 3 if row["step"] > 0.7 else 0
        if random.random() < 0.4:
            row["flag"] = 1.0
            odds -= 2
        if i % 100 == 0:
            row["rare"] = 1.0
        data.append(row)
        labels.append(random.random() < probability(odds))
    return data, labels


@pytest.fixture(scope="module")
def fitted() -> Additive:
    return fitting.fit(*sample(3000))


def test_a_slope_is_recovered(fitted: Additive) -> None:
    curve = fitted.curves["slope"]
    assert list(curve.weights) == sorted(curve.weights)
    assert curve.at(1) - curve.at(-1) == pytest.approx(3, rel=0.25)


def test_a_step_is_found_where_it_is(fitted: Additive) -> None:
    curve = fitted.curves["step"]
    assert curve.at(0.5) - curve.at(0.1) == pytest.approx(0, abs=0.7)
    assert curve.at(0.95) - curve.at(0.5) == pytest.approx(3, abs=1)


def test_a_clue_that_does_not_vary_has_one_knot_and_its_weight(fitted: Additive) -> None:
    assert fitted.curves["flag"].knots == (1.0,)
    assert fitted.curves["flag"].weights[0] == pytest.approx(-2, abs=0.5)


def test_noise_weighs_little_and_rare_clues_nothing(fitted: Additive) -> None:
    noise = fitted.curves["noise"].weights
    assert max(noise) - min(noise) < 0.8
    assert "rare" not in fitted.curves
    assert "rare" in fitting.fit(*sample(3000), minimum=5).curves


def test_the_model_is_calibrated_on_what_it_saw(fitted: Additive) -> None:
    data, labels = sample(3000)
    clues = [[Clue(name, value, "", NOTHING) for name, value in row.items()] for row in data]
    shares = np.array([probability(fitted.logit(row)) for row in clues])
    truth = np.array(labels)
    assert shares.mean() == pytest.approx(truth.mean(), abs=0.01)
    for low, high in ((0, 0.2), (0.2, 0.5), (0.5, 0.8), (0.8, 1)):
        inside = (shares >= low) & (shares < high)
        assert shares[inside].mean() == pytest.approx(truth[inside].mean(), abs=0.06)


def test_a_rising_fit_never_falls() -> None:
    data, labels = sample(1500)
    turned = [not label for label in labels]
    rising = fitting.fit(data, turned, rising=True).curves["slope"]
    assert list(rising.weights) == sorted(rising.weights)
    free = fitting.fit(data, turned).curves["slope"]
    assert free.weights[-1] < free.weights[0]
    alike = fitting.fit(data, labels, rising=True), fitting.fit(data, labels)
    for row in data[:50]:
        clues = [Clue(name, value, "", NOTHING) for name, value in row.items()]
        assert alike[0].logit(clues) == pytest.approx(alike[1].logit(clues), abs=0.7)


def test_a_strong_penalty_flattens() -> None:
    data, labels = sample(600)
    free, held = (fitting.fit(data, labels, strength=s).curves["slope"] for s in (1.0, 0.001))
    assert held.at(1) - held.at(-1) < 0.5 * (free.at(1) - free.at(-1))


def test_of_a_clue_that_occurs_twice_the_first_counts() -> None:
    clues = [Clue(name, value, "", NOTHING) for name, value in [("a", 1.0), ("b", 2.0), ("a", 3.0)]]
    assert fitting.rows([clues, []]) == [{"a": 1.0, "b": 2.0}, {}]


def test_knots_are_few_rising_and_inside_the_values() -> None:
    random = Random(1)
    values = np.array([random.gauss(0, 1) for _ in range(500)])
    found = fitting.knots(values)
    assert 2 <= len(found) <= fitting.KNOTS
    assert list(found) == sorted(set(found))
    assert values.min() <= found[0] < found[-1] <= values.max()
    assert fitting.knots(np.array([1.0, 1.0, 0.0])) == (0.0, 1.0)


def test_the_ranking_prefers_the_feature_that_tells() -> None:
    random = Random(2)
    groups = []
    for _ in range(400):
        options = [[random.uniform(0, 1), random.uniform(0, 1), 1.0] for _ in range(5)]
        best = max(range(5), key=lambda i: 4 * options[i][0] + random.gauss(0, 0.5))
        groups.append((options, best))
    telling, noise, constant = fitting.fit_ranking(groups)
    assert telling > 4
    assert abs(noise) < 1
    assert constant == pytest.approx(0, abs=0.01)


def test_the_ranking_learns_the_true_odds() -> None:
    random = Random(3)
    groups = []
    for _ in range(2000):
        right = random.random() < probability(1.0)
        groups.append(([[1.0], [0.0]], 0 if right else 1))
    assert fitting.fit_ranking(groups)[0] == pytest.approx(1.0, abs=0.15)


def test_a_model_survives_the_file(fitted: Additive, tmp_path: Path) -> None:
    pytest.importorskip("msgpack", reason="msgpack, which training reads with, is not installed")
    from seeds.train import dump

    ranking = tuple(float(i) / 7 for i in range(len(OPTION_FEATURES)))
    second = Additive(0.25, {"é : a": through((0.0, 1.5), (-1.0, 2.5))})
    document = Additive(-1.0, {"x": through((0.0,), (1.0,))})
    branch = ["é", 1.5, 0.25, ["zipf", 2.0, -1.0, 3.0]]
    trees = planted(TRAITS, ("context", "é"), -0.5, [branch, 4.0])
    model = Model(Ranking(ranking), fitted, second, trees, document, 0.3)
    dump(model, tmp_path / "model.json")
    read = load(tmp_path / "model.json")
    assert read.ranking.weights == ranking
    assert replace(read, ranking=model.ranking) == model
