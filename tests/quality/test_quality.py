"""What the first release promises of its findings.

The limits are the promises, not the figures of the day: README quotes those.
"""

from __future__ import annotations

import pytest

from detector import Detector
from seeds import corpora
from seeds.gold import GoldDocument, article, fixtures
from tests.available import clean_corpora
from tests.quality.counts import Counts
from tests.quality.outcomes import outcomes, predictions
from tests.quality.scorer import breakdown
from tests.quality.traced import LIMIT, Traced, loud, traced

check = Detector().check
thorough = Detector(signals="full").check


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
    assert [f.severity for f in report.findings] in ([], ["note"])


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
    clean_corpora()
    alarms = words = 0
    for _, text in zip(range(documents), corpora.documents(corpus, "test"), strict=False):
        report = check(text)
        alarms += len(predictions(report))
        words += report.words
    assert words > 5000
    assert 1000 * alarms / words <= limit


DAMAGED = {"gutenberg": {"mojibake"}}
"""Corpora that hold what a rule finds: one of these books was misread before it was collected."""


def too_loud(found: Traced) -> set[str]:
    """Rules above note that spoke too often; a single alarm is none too many in a short text."""
    return {r.name for r in loud() if found.alarms[r.name] > 1 and found.rate(r.name) > LIMIT}


@pytest.mark.parametrize("kind", ["clean", "hard_negatives"])
def test_rules_that_need_no_model_leave_honest_fixtures_alone(kind: str) -> None:
    found = traced(document.text for document in fixtures(kind))
    assert found.words > 5000
    assert not [rule.name for rule in loud() if found.alarms[rule.name]]


@pytest.mark.parametrize("corpus", corpora.names())
def test_rules_that_need_no_model_seldom_alarm_in_a_register(corpus: str) -> None:
    clean_corpora()
    found = traced(corpora.documents(corpus, "test"))
    assert found.words > 5000
    assert too_loud(found) <= DAMAGED.get(corpus, set())


def test_artefacts_are_found_and_repaired() -> None:
    """All of them, and every reading that a rule presumes is that of the gold."""
    repaired = 0
    for document in fixtures("artefacts"):
        found = {(f.start, f.end, f.rule): f.originals for f in thorough(document.text).findings}
        for span in document.spans:
            originals = found[span.start, span.end, span.kind]
            assert not originals or originals[0].text == span.original
            repaired += bool(originals)
    assert repaired >= 20


def test_the_orphans_of_the_spun_article() -> None:
    document = reference("002")
    gold = [span for span in document.spans if span.grade == "artefact"]
    found = {(f.start, f.end) for f in check(document.text).findings if f.kind == "artefact"}
    assert len(gold) == 2
    for span in gold:
        assert any(start < span.end and span.start < end for start, end in found)
