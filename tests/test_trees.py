"""Trees over clues, and the traits that they read beside these."""

from __future__ import annotations

import json
from random import Random

import pytest

from detector.document import Document
from detector.engine import (
    Case,
    accompanied,
    by_curves,
    candidates,
    doubtful,
    judge,
    read,
    survivors,
)
from detector.host import DATA, host
from detector.interplay import TRAITS, Interplay, listed
from detector.messages import Text
from detector.model import load, probability
from detector.rules import Row
from detector.trees import ABSENT, merged, planted

MODEL = load(DATA / "fr" / "model.json")
SPUN = (
    "Il rides along, step trop vite. Ce n'est step un hasard si le additional simple ne suffit "
    "step toujours. Elle avait l'purpose de partir, mais il ne voulait step venir. À extensive "
    "terme, ce n'est step une bonne placement pour la ville."
)


def clue(name: str, value: float) -> Row:
    return name, value, "", Text(""), ()


def cases(text: str) -> list[Case]:
    return survivors(candidates(Document(text, host("fr")), MODEL))


def test_a_tree_is_followed_to_its_leaf() -> None:
    trees = planted(("zipf",), ("context",), 0.5, [["zipf", 2.0, 1.0, ["context", 0.0, 2.0, 4.0]]])
    assert trees.logit((2.0,), ()) == 1.5
    assert trees.logit((2.1,), [clue("context", -1.0)]) == 2.5
    assert trees.logit((2.1,), [clue("context", 1.0)]) == 4.5
    assert trees.logit((2.1,), []) == 2.5, "what is absent is lower than all there is"


def test_trees_add_up() -> None:
    assert planted(("zipf",), (), 0.25, [1.0, 2.0]).logit((0.0,), ()) == 3.25


def test_clues_of_all_classes_have_one_column() -> None:
    trees = planted((), ("context",), 0.0, [["context", 0.0, -1.0, 1.0]])
    for name in ("context", "context:foreign", "context:native"):
        assert trees.logit((), [clue(name, 5.0)]) == 1.0
    assert trees.logit((), [clue("context", 5.0), clue("context:native", -5.0)]) == 1.0


@pytest.mark.parametrize(
    ("name", "expected"),
    [("context:foreign", "context"), ("foreign", "foreign"), ("shape:name", "shape:name")],
)
def test_a_clue_loses_its_class_only(name: str, expected: str) -> None:
    assert merged(name) == expected


def test_places_of_one_surface_speak_for_each_other() -> None:
    found = cases(SPUN)
    interplay = Interplay(200, found)
    steps = [i for i, case in enumerate(found) if case.proposal.place.surface == "step"]
    assert len(steps) > 2
    for i in steps:
        traits = dict(zip(TRAITS, interplay.traits(i), strict=True))
        others = [found[k] for k in steps if k != i]
        gains = [case.ranked[0][0].gain for case in others]
        best = found[i].ranked[0][0].known.text
        same = sum(case.ranked[0][0].known.text == best for case in others)
        assert traits["like"] == len(others)
        assert traits["like gain"] == pytest.approx(sum(gains) / len(gains))
        assert traits["like least gain"] == min(gains)
        assert traits["like original"] == pytest.approx(same / len(others))


def test_a_lone_surface_has_nobody_like_it() -> None:
    found = cases("Il voulait marcher le additional vite possible jusqu'au soir.")
    assert [case.proposal.place.surface for case in found] == ["additional"]
    traits = dict(zip(TRAITS, Interplay(10, found).traits(0), strict=True))
    assert (traits["like"], traits["like logit"]) == (0.0, ABSENT)
    assert (traits["touching"], traits["rival logit"]) == (ABSENT, ABSENT)


def test_neighbours_touch() -> None:
    found = cases("Il voulait marcher le additional enormous possible jusqu'au soir.")
    assert len(found) == 2
    interplay = Interplay(10, found)
    touching = TRAITS.index("touching")
    assert all(interplay.traits(i)[touching] > ABSENT for i in (0, 1))


def test_an_original_that_is_missing_from_a_long_text_is_expected_there() -> None:
    found = cases(SPUN)
    absent = TRAITS.index("absent")
    short, long = (Interplay(words, found).traits(0)[absent] for words in (100, 10_000))
    assert short < long


def test_trees_only_judge_what_is_at_all_likely() -> None:
    found = cases(SPUN)
    company = accompanied(100, found)
    curves = by_curves(company, MODEL)
    looked = doubtful(curves)
    judged = judge(100, found, MODEL)
    assert looked
    for i, each in enumerate(judged):
        moved = each.confidence != pytest.approx(probability(curves[i]))
        assert each.interplay == 0.0 or i in looked
        assert moved == (each.interplay != pytest.approx(0.0))


def test_what_trees_read_of_many_cases_is_what_they_read_of_each() -> None:
    found = cases(SPUN)
    company = accompanied(100, found)
    looked = doubtful(by_curves(company, MODEL))
    own = listed(100, found, looked)
    assert own == [Interplay(100, found).traits(i) for i in looked]
    every = [(*company[i].case.clues, *company[i].clues()) for i in looked]
    alone = [MODEL.trees.logit(*case) for case in zip(own, every, strict=True)]
    rows = read(100, found, looked, [company[i] for i in looked], MODEL.trees)
    assert MODEL.trees.logits(rows) == alone
    assert len(set(alone)) > 2


def test_trees_learn_what_curves_cannot() -> None:
    pytest.importorskip("sklearn", reason="scikit-learn, which trains, is not installed")
    from seeds.forest import fit_trees, written

    random = Random(4)
    seen, labels = [], []
    for _ in range(2000):
        traits = tuple(random.choice((0.0, 1.0)) for _ in TRAITS)
        clues = [clue("context:foreign", random.choice((0.0, 1.0))), clue("lean", random.random())]
        seen.append((traits, clues))
        labels.append((traits[3] > 0.5) != (clues[0][1] > 0.5))
    trees = fit_trees(seen, labels, [1.0] * len(labels))
    right = [(trees.logit(*case) > 0) == label for case, label in zip(seen, labels, strict=True)]
    assert sum(right) > 0.98 * len(right), "neither speaks by itself: half would be chance"
    assert planted(TRAITS, **json.loads(written(trees))) == trees
