"""From cases to the score of a document: what raises it, and the verdict in a word."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detector.document import Document
from detector.engine import Judged, candidates, judge
from detector.host import DATA, host
from detector.model import load, logit, probability
from detector.report import Verdict
from detector.score import Score, document_clues, score

MODEL = load(DATA / "fr" / "model.json")
CONFIDENCES = st.lists(st.floats(0, 1), max_size=8)


@cache
def example() -> Judged:
    doc = Document("Il habite un petit town au bord de la mer.", host("fr"))
    return judge(len(doc), candidates(doc, MODEL), MODEL)[0]


def judged(*confidences: float, surface: str = "") -> list[Judged]:
    """Cases of given confidences, all of one surface or each of its own."""
    case = example().case
    found = []
    for i, confidence in enumerate(confidences):
        place = case.proposal.place._replace(surface=surface or f"surface{i}")
        own = case._replace(proposal=case.proposal._replace(place=place))
        found.append(example()._replace(case=own, confidence=confidence))
    return found


@pytest.mark.parametrize(
    ("value", "verdict"),
    [
        (0.0, Verdict.CLEAN),
        (0.4999, Verdict.CLEAN),
        (0.5, Verdict.SUSPECT),
        (0.8999, Verdict.SUSPECT),
        (0.9, Verdict.SPUN),
        (1.0, Verdict.SPUN),
    ],
)
def test_verdict(value: float, verdict: Verdict) -> None:
    assert Score(value, 0.0).verdict is verdict


@given(CONFIDENCES, st.integers(20, 2000), st.floats(0.001, 0.999))
def test_a_prior_shifts_the_score_and_not_the_ratio(
    confidences: list[float], words: int, prior: float
) -> None:
    cases = judged(*confidences)
    plain, shifted = score(words, cases, MODEL, None), score(words, cases, MODEL, prior)
    assert shifted.log_likelihood_ratio == plain.log_likelihood_ratio
    assert shifted.value == pytest.approx(probability(plain.log_likelihood_ratio + logit(prior)))
    assert score(words, cases, MODEL, MODEL.prior) == plain
    if prior < MODEL.prior:
        assert shifted.value <= plain.value


@pytest.mark.parametrize("share", [0.01, 0.5, 0.8])
def test_the_ratio_leaves_the_share_of_the_training_texts_out(share: float) -> None:
    cases = judged(0.9, 0.4)
    found = score(300, cases, replace(MODEL, prior=share), None)
    fitted = MODEL.document.logit(document_clues(300, cases))
    assert logit(found.value) == pytest.approx(fitted)
    assert found.log_likelihood_ratio == pytest.approx(fitted - logit(share))


@given(CONFIDENCES, st.floats(0, 1), st.integers(20, 2000))
def test_a_surer_case_than_all_others_does_not_speak_for_honesty(
    confidences: list[float], more: float, words: int
) -> None:
    """Curves are fitted freely, so that small dips are possible; a fall would be a defect."""
    surest = max([more, *confidences])
    before = score(words, judged(*confidences), MODEL, None)
    after = score(words, judged(*confidences, surest), MODEL, None)
    assert after.log_likelihood_ratio > before.log_likelihood_ratio - 0.5


def test_two_sure_cases_tell_more_than_one_and_one_more_than_none() -> None:
    ratios = [
        score(300, judged(*[0.97] * count), MODEL, None).log_likelihood_ratio
        for count in (0, 1, 2, 4)
    ]
    assert ratios == sorted(ratios)
    assert ratios[1] > ratios[0] + 1


@given(CONFIDENCES.filter(len), st.integers(20, 2000))
def test_the_order_of_cases_and_what_is_named_twice_do_not_matter(
    confidences: list[float], words: int
) -> None:
    cases = judged(*confidences)
    expected = score(words, cases, MODEL, None).value
    assert score(words, cases[::-1], MODEL, None).value == pytest.approx(expected)
    assert score(words, [*cases, *cases], MODEL, None).value == pytest.approx(expected)


def test_a_surface_counts_once_by_its_surest_case() -> None:
    repeated, once = judged(0.2, 0.9, 0.5, surface="town"), judged(0.9)
    assert document_clues(100, repeated) == document_clues(100, once)


def test_clues_are_those_of_the_docstring() -> None:
    found = {clue.id: clue.value for clue in document_clues(200, judged(0.5, 0.9, 0.1, 0.3, 0.2))}
    assert found == {
        "sum": pytest.approx(0.233, abs=1e-3),
        "density": pytest.approx(-0.0655, abs=1e-3),
        "surest": pytest.approx(logit(0.9)),
        "second": pytest.approx(logit(0.5)),
        "fourth": pytest.approx(logit(0.2)),
        "share": pytest.approx(0.35),
        "silence": 0.0,
    }


def test_the_longer_a_document_without_planted_words_the_cleaner() -> None:
    short, long = (score(words, judged(0.1), MODEL, None).value for words in (60, 900))
    assert long < short < 0.5
    assert {c.id: c.value for c in document_clues(900, judged(0.1))}["silence"] == -9.0


def test_a_document_without_cases_is_clean_and_one_full_of_them_spun() -> None:
    assert score(300, [], MODEL, None).verdict is Verdict.CLEAN
    assert score(300, judged(*[0.99] * 8), MODEL, None).verdict is Verdict.SPUN


@pytest.mark.parametrize("confidences", [(0.0,), (1.0,), (0.0, 1.0) * 3])
def test_certain_cases_keep_the_score_finite(confidences: tuple[float, ...]) -> None:
    found = score(1, judged(*confidences), MODEL, 1e-9)
    assert 0 <= found.value <= 1
    assert abs(found.log_likelihood_ratio) < 1000
