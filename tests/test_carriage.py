"""Reports on their way between processes: equal where they arrive, their reasons unread."""

from __future__ import annotations

import pickle
from copy import deepcopy
from dataclasses import FrozenInstanceError, replace

import pytest

import detector
from detector.prose import plain
from detector.report import Finding, Report
from detector.scale.carriage import answered, packed, unpacked
from tests.reports import finding, report

SPUN = (
    "Le additional simple est de rester ici&nbsp;. Il faut penser à extensive terme avant de "
    "signer. La plante est truly rare dans nos vallées, dit-il. Réponse de ChatGPT [1]."
)


def carried(original: Report) -> Report:
    """A report that went through a parcel."""
    parcel = pickle.loads(pickle.dumps(packed(original)))  # noqa: S301 - own bytes
    return unpacked(parcel, original.prose)


def told(item: Finding) -> bool:
    """Whether a finding has its evidence already."""
    try:
        vars(Finding)["evidence"].__get__(item)
    except AttributeError:
        return False
    return True


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_report_arrives_as_it_was_its_reasons_unread(language: str) -> None:
    checking = detector.Detector(config=detector.Config(messages=language))
    original = checking.check(SPUN)
    copied = carried(original)
    assert [told(item) for item in copied.findings] == [told(item) for item in original.findings]
    assert not all(told(item) for item in copied.findings)
    assert carried(copied) == copied == original == checking.check(SPUN)
    assert repr(copied) == repr(original)


def test_what_a_finding_was_told_otherwise_arrives() -> None:
    original = detector.check(SPUN)
    changed = tuple(item.but(message="Otherwise.") for item in original.findings)
    copied = carried(replace(original, findings=changed))
    assert {item.message for item in copied.findings} == {"Otherwise."}
    assert [item.evidence for item in copied.findings] == [
        item.evidence for item in original.findings
    ]


def test_findings_made_whole_and_reports_without_any_arrive() -> None:
    prose = plain("Les functions de la ville.")
    for original in (report(), report(finding(prose.source, 4, 13), text=prose.source)):
        assert carried(original) == original
    failed = replace(report(error="late"), language=None)
    assert carried(failed) == failed


def folded(item: Report) -> bool:
    """Whether nobody has read a report's findings."""
    try:
        vars(Report)["findings"].__get__(item)
    except AttributeError:
        return True
    return False


def test_findings_are_opened_when_somebody_reads_them() -> None:
    original = detector.check(SPUN)
    copied = carried(original)
    assert copied.score == original.score
    assert folded(copied)
    assert [type(item.kind) for item in copied.findings] == [
        type(item.kind) for item in original.findings
    ]
    assert not folded(copied)
    assert copied.findings is copied.findings


def test_a_report_with_findings_that_nobody_read_is_a_report_like_any() -> None:
    original = detector.check(SPUN)
    assert carried(original) == original
    assert original == carried(original)
    assert carried(original) != replace(original, findings=())
    assert repr(carried(original)) == repr(original)
    assert replace(carried(original), words=7) == replace(original, words=7)
    assert replace(carried(original), findings=()).findings == ()
    assert pickle.loads(pickle.dumps(carried(original))) == original  # noqa: S301 - own bytes
    assert deepcopy(carried(original)) == original
    assert carried(original).restored() == original.restored()
    with pytest.raises(FrozenInstanceError):
        carried(original).findings = ()  # type: ignore[misc]


def test_what_a_report_has_not_is_no_attribute() -> None:
    for item in (carried(detector.check(SPUN)), detector.check(SPUN)):
        with pytest.raises(AttributeError, match="finding"):
            _ = item.finding  # type: ignore[attr-defined]


def test_findings_in_a_language_without_a_model_arrive() -> None:
    original = detector.check("The counterfeit consciousness of a neural network is here. " * 9)
    assert original.language == "en"
    assert original.findings
    assert carried(original) == original


def test_classes_do_not_travel() -> None:
    text = SPUN.partition("Réponse")[0].replace("&nbsp;.", ".")
    original = detector.check(text)
    assert original.findings
    assert b"detector" not in pickle.dumps(packed(original))


def test_an_answer_has_the_reports_of_a_request_in_their_order() -> None:
    checking = detector.Detector()
    texts = [SPUN, "", "Une phrase seule.", SPUN]
    answer = answered([(checking, text) for text in texts])
    assert list(map(unpacked, answer, map(plain, texts))) == list(map(checking.check, texts))
