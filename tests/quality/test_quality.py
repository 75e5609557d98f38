"""What the first release promises of its findings.

The limits are the promises, not the figures of the day: README quotes those.
"""

from __future__ import annotations

import os

import pytest

from detector import Detector
from seeds import corpora
from seeds.gold import GoldDocument, article, fixtures
from tests.quality.counts import Counts
from tests.quality.outcomes import outcomes
from tests.quality.scorer import breakdown

check = Detector().check


def counted(documents: list[GoldDocument]) -> dict[str, Counts]:
    """Counts by grade, and of ``all``."""
    return dict(breakdown([found.pair for found in outcomes(documents, check)]))


def reference(number: str) -> GoldDocument:
    try:
        return article(number)
    except FileNotFoundError as absent:
        pytest.skip(str(absent))


def test_honest_english_and_clean_french_are_left_alone() -> None:
    found = outcomes([*fixtures("clean"), *fixtures("hard_negatives")], check)
    words = sum(document.words for document in found)
    assert words > 15_000
    assert 1000 * sum(len(document.predictions) for document in found) / words <= 3


def test_spun_fixtures_are_found() -> None:
    counts = counted(list(fixtures("spun")))
    assert counts["core"].found / counts["core"].gold >= 0.8
    assert counts["all"].right / counts["all"].predicted >= 0.95


def test_heavily_spun_fixtures_have_the_verdict() -> None:
    heavy = [d for d in fixtures("spun") if len(d.spans) >= 10]
    assert heavy
    assert {check(document.text).verdict for document in heavy} == {"spun"}


def test_clean_fixtures_have_the_verdict() -> None:
    assert {check(document.text).verdict for document in fixtures("clean")} == {"clean"}


def test_the_spun_article() -> None:
    document = reference("002")
    counts = counted([document])
    assert check(document.text).verdict == "spun"
    assert counts["core"].gold == 25
    assert counts["core"].found >= 23


def test_nothing_else_of_the_spun_article_is_found() -> None:
    counts = counted([reference("002")])
    assert counts["all"].predicted == counts["all"].right


def test_the_originals_of_the_spun_article() -> None:
    counts = counted([reference("002")])
    assert counts["all"].named == 25
    assert counts["all"].first >= 15


def test_the_clean_article() -> None:
    document = reference("000")
    report = check(document.text)
    assert report.verdict == "clean"
    assert report.findings == ()


@pytest.mark.parametrize(
    ("corpus", "documents", "limit"),
    [
        ("ud_GSD", 20, 0.5),
        ("debats", 60, 0.2),
        ("react_fr", 40, 4.0),
        ("blot_marketing", 20, 4.0),
    ],
)
def test_false_findings_in_1000_words_of_a_register(
    corpus: str, documents: int, limit: float
) -> None:
    try:
        corpora.folder()
    except FileNotFoundError as absent:
        if os.environ.get("CI") == "true":
            raise
        pytest.skip(str(absent))
    alarms = words = 0
    for _, text in zip(range(documents), corpora.documents(corpus, "test"), strict=False):
        report = check(text)
        alarms += len(report.findings)
        words += report.words
    assert words > 5000
    assert 1000 * alarms / words <= limit
