"""Reports on their way between processes: equal where they arrive, their reasons unread."""

from __future__ import annotations

import pickle
from dataclasses import replace

import pytest

import detector
from detector.prose import plain
from detector.report import Finding, Report
from detector.scale.carriage import packed, unpacked
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
