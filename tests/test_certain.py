"""What is certain is what a report has that is, whatever else a report is made of."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from detector import Config, Detector
from detector.bounds import Bounds
from detector.document import Document
from detector.engine import Judged, candidates, judge, judged, survivors
from detector.host import DATA, host
from detector.model import load
from detector.prose import plain
from detector.readers import markdown
from detector.report import Finding, Kind
from detector.restore import certainty
from detector.rules import tracers
from seeds.gold import GoldDocument, fixtures

MODEL = load(DATA / "fr" / "model.json")
DOCUMENTS = [*fixtures("spun"), *fixtures("hard_negatives")]
FULL = max(fixtures("spun"), key=lambda document: len(document.spans))
LEAST = (0.0, 0.3, 0.6, 0.8, 0.95, 0.99)


def seen(finding: Finding) -> tuple[object, ...]:
    """All of a finding that putting it back reads, and why it was found."""
    span = finding.start, finding.end, finding.text, finding.surface
    return (*span, finding.rule, finding.kind, finding.confidence, finding.originals)


def assert_as_reported(detector: Detector, text: str) -> Iterator[Finding]:
    """What is certain of a text, for each degree of it, is what the report has of that degree."""
    prose = markdown.prose(text)
    reported = detector.check(prose).findings
    for least in LEAST:
        found = detector.certain(prose, least).findings
        expected = [each for each in reported if certainty(each) >= least]
        assert list(map(seen, found)) == list(map(seen, expected))
        yield from found


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document.name)
def test_what_is_certain_of_a_fixture_is_what_its_report_has(document: GoldDocument) -> None:
    found = list(assert_as_reported(Detector(config=Config(0.0)), document.text))
    assert found or not document.spans


@pytest.mark.parametrize("written", [str.upper, str.title, str.swapcase])
def test_originals_are_counted_as_they_would_be_written(written: Callable[[str], str]) -> None:
    assert list(assert_as_reported(Detector(config=Config(0.0)), written(FULL.text)))


def test_the_configuration_holds() -> None:
    prose = plain(FULL.text)
    found = Detector().certain(prose, 0.0).findings
    least = sorted(each.confidence for each in found)[len(found) // 2]
    kept = Detector(config=Config(least)).certain(prose, 0.0).findings
    assert [each.confidence for each in kept] == [
        each.confidence for each in found if each.confidence >= least
    ]
    assert 0 < len(kept) < len(found)
    accepted = found[0].surface
    spared = Detector(config=Config(accept=(accepted,))).certain(prose, 0.0).findings
    assert spared
    assert accepted not in {each.surface for each in spared}


def test_of_too_many_findings_the_surest_count() -> None:
    prose = plain(FULL.text)
    every = Detector().certain(prose, 0.0).findings
    few = Detector(config=Config(bounds=Bounds(findings=3))).certain(prose, 0.0).findings
    assert len(few) == 3 < len(every)
    assert [each.start for each in few] == sorted(each.start for each in few)
    left_out = sorted(each.confidence for each in every)[:-3]
    assert min(each.confidence for each in few) >= left_out[-1]


@pytest.mark.parametrize(
    "text", ["", "Trop court functions.", "The quick brown fox jumps over the lazy dog. " * 9]
)
def test_nothing_is_certain_of_what_a_report_calls_unsupported(text: str) -> None:
    assert Detector().certain(plain(text), 0.0).findings == ()


def test_nothing_is_certain_of_a_text_that_takes_too_long(monkeypatch: pytest.MonkeyPatch) -> None:
    prose = plain(FULL.text)
    detector = Detector(config=Config(bounds=Bounds(seconds=5.0)))
    assert detector.certain(prose, 0.0).findings
    clock = iter(range(0, 10**6, 3))
    monkeypatch.setattr("detector.bounds.thread_time", lambda: float(next(clock)))
    assert detector.certain(prose, 0.0) == (None, ())


def test_a_text_in_any_language_is_read_in_its_own() -> None:
    prose = plain(FULL.text)
    found = Detector("auto").certain(prose, 0.95)
    assert found.doc is not None
    assert found.doc.host is host("fr")
    assert found.findings


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document.name)
def test_a_case_is_judged_alone_as_among_all(document: GoldDocument) -> None:
    doc = Document(document.text, host("fr"))
    cases = candidates(doc, MODEL)
    expected, kept = judge(len(doc), cases, MODEL), survivors(cases)
    for numbers in (range(len(kept)), range(0, len(kept), 3), ()):
        found: list[Judged] = judged(len(doc), kept, numbers, MODEL)
        assert found == [expected[i] for i in numbers]


def test_what_is_put_back_is_found_by_the_model_alone() -> None:
    assert all(rule.kind is not Kind.SUBSTITUTION for rule in tracers())
