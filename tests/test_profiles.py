"""Profiles: what they hold back, and that a slip in their file shows."""

from __future__ import annotations

import re
from typing import Any

import pytest

from detector import Config, Detector, profiles
from detector.profiles import Block, Profile
from detector.report import Kind, Severity, Verdict
from seeds.gold import FIXTURES
from tests.reports import finding, report

TEXT = "un deux trois quatre"
QUIET = Profile("quiet", "For hooks.", 0.7, "warning", Block(0.95, 2, 0.7, 0.99), {})


def severities(verdict: Verdict, score: float, number: int, **fields: Any) -> set[Severity]:
    """What is left of errors in a document under a quiet profile."""
    found = (finding(TEXT, 3 * n, 3 * n + 2, **fields) for n in range(number))
    made = report(*found, verdict=verdict, score=score)
    applied = QUIET.apply(made)
    assert [each.start for each in applied.findings] == [each.start for each in made.findings]
    assert (applied.score, applied.verdict) == (made.score, made.verdict)
    return {each.severity for each in applied.findings}


def test_a_document_that_is_spun_as_a_whole_fails() -> None:
    assert severities(Verdict.SPUN, 0.95, 2) == {Severity.ERROR}


@pytest.mark.parametrize(
    ("verdict", "score", "number"),
    [(Verdict.SPUN, 0.95, 1), (Verdict.SPUN, 0.94, 2), (Verdict.SUSPECT, 0.96, 2)],
)
def test_less_is_noted_and_fails_nothing(verdict: Verdict, score: float, number: int) -> None:
    assert severities(verdict, score, number) == {Severity.NOTE}


def test_an_artefact_of_certain_form_fails_wherever_it_stands() -> None:
    certain = severities(Verdict.CLEAN, 0.1, 1, kind=Kind.ARTEFACT, confidence=0.99)
    doubtful = severities(Verdict.CLEAN, 0.1, 1, kind=Kind.ARTEFACT, confidence=0.98)
    assert (certain, doubtful) == ({Severity.ERROR}, {Severity.NOTE})


def test_profiles_without_block_hold_nothing_back() -> None:
    made = report(finding(TEXT, 0, 2), verdict=Verdict.CLEAN)
    assert profiles.load("default").apply(made) is made


def test_the_three_are_there_and_documented() -> None:
    assert profiles.names() == ("default", "quiet", "thorough")
    for name in profiles.names():
        profile = profiles.load(name)
        assert profile.name == name
        assert profile.description.endswith(".")
        assert all(isinstance(value, int | float) for value in profile.measured.values())
    thresholds = [profiles.load(name).min_confidence for name in ("thorough", "default", "quiet")]
    assert thresholds == sorted(thresholds)
    assert profiles.load("quiet").block


def test_an_unknown_one_is_an_error_with_a_suggestion() -> None:
    with pytest.raises(ValueError, match=r"no profile “quite”: .* did you mean “quiet”"):
        Detector(profile="quite")


@pytest.mark.parametrize(
    "change",
    [
        {"min_confidence": 1.5},
        {"fail_on": "fatal"},
        {"block": {"score": 2, "findings": 1, "confidence": 0.9, "artefact_confidence": 0.9}},
        {"block": {"score": 0.9, "findings": 0, "confidence": 0.9, "artefact_confidence": 0.9}},
        {"block": {"score": 0.9}},
        {"min_confidance": 0.5},
    ],
)
def test_a_slip_in_the_file_shows(change: dict[str, Any]) -> None:
    good: dict[str, Any] = {
        "description": "Good.",
        "min_confidence": 0.7,
        "fail_on": "error",
        "block": None,
        "measured": {},
    }
    assert profiles.read({"good": good})["good"].min_confidence == 0.7
    with pytest.raises((TypeError, ValueError)):
        profiles.read({"bad": good | change})


def test_a_detector_takes_the_thresholds_of_its_profile() -> None:
    thorough = profiles.load("thorough").min_confidence
    assert Detector(profile="thorough").config == Config(thorough, profile="thorough")
    chosen = Detector(config=Config(0.42), profile="thorough", prior=0.01).config
    assert chosen == Config(0.42, prior=0.01, profile="thorough")
    assert Config().min_confidence == profiles.load(profiles.DEFAULT).min_confidence


def test_quiet_finds_the_same_in_a_spun_fixture_and_notes_a_lone_word() -> None:
    spun = (FIXTURES / "spun" / "sommeil.txt").read_text("utf-8")
    assert Detector(profile="quiet").check(spun).findings == Detector().check(spun).findings


def test_only_sure_findings_of_different_words_make_a_document_fail() -> None:
    quiet = profiles.load("quiet")

    def fails(text: str, *confidences: float) -> bool:
        words = [match.span() for match in re.finditer(r"\w+", text)]
        pairs = zip(words, confidences, strict=True)
        found = (finding(text, *span, confidence=sure) for span, sure in pairs)
        applied = quiet.apply(report(*found, verdict=Verdict.SPUN, score=0.99))
        return any(each.severity is Severity.ERROR for each in applied.findings)

    assert fails("scarce journey", 0.95, 0.97)
    assert not fails("scarce journey", 0.95, 0.94)
    assert not fails("scarce Scarce", 0.97, 0.97)
