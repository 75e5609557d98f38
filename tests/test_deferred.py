"""Findings whose evidence and message are put together when they are read."""

from __future__ import annotations

import copy
import pickle
from dataclasses import FrozenInstanceError, dataclass, fields, replace
from typing import Any

import pytest

import detector
from detector.report import Evidence, Finding, Kind, Original, Severity

EVIDENCE = (Evidence("lean", 1.5, 0.25, "vocabulary", "“{}” leans", ("extensive",)),)
FIELDS: dict[str, Any] = {
    "rule": "foreign-word",
    "kind": Kind.SUBSTITUTION,
    "severity": Severity.ERROR,
    "start": 2,
    "end": 11,
    "text": "extensive",
    "surface": "extensive",
    "confidence": 0.75,
    "originals": (Original("long", 0.5),),
}
SPUN = (
    "Le additional simple est de rester ici. Il faut penser à extensive terme avant de signer. "
    "La plante est truly rare dans nos vallées, dit-il."
)


@dataclass
class Counted:
    """Reasons that count how often they are asked."""

    asked: int = 0

    def evidence(self) -> tuple[Evidence, ...]:
        """The evidence."""
        self.asked += 1
        return EVIDENCE

    def message(self) -> str:
        """The message."""
        self.asked += 1
        return "It leans."


def whole() -> Finding:
    return Finding(**FIELDS, evidence=EVIDENCE, message="It leans.")


def deferred() -> Finding:
    return Finding.of(Counted(), **FIELDS)


def test_what_is_deferred_is_worked_out_once_and_only_when_read() -> None:
    reasons = Counted()
    made = Finding.of(reasons, **FIELDS)
    assert (made.text, made.confidence, made.originals) == ("extensive", 0.75, FIELDS["originals"])
    assert reasons.asked == 0
    assert (made.evidence, made.message, made.evidence) == (EVIDENCE, "It leans.", EVIDENCE)
    assert reasons.asked == 2


def test_a_deferred_finding_is_the_same_value() -> None:
    assert deferred() == whole()
    assert whole() == deferred()
    assert hash(deferred()) == hash(whole())
    assert repr(deferred()) == repr(whole())
    assert replace(deferred(), start=1, end=10) == replace(whole(), start=1, end=10)
    assert [field.name for field in fields(deferred())] == [*FIELDS, "evidence", "message"]


@pytest.mark.parametrize("protocol", range(2, pickle.HIGHEST_PROTOCOL + 1))
def test_a_deferred_finding_is_pickled_with_all_that_it_says(protocol: int) -> None:
    bare = pickle.dumps(deferred(), protocol)
    assert pickle.loads(bare) == whole()  # noqa: S301 - own bytes
    assert bare == pickle.dumps(whole(), protocol)
    assert copy.deepcopy(deferred()) == copy.copy(deferred()) == whole()


def test_a_deferred_finding_is_frozen() -> None:
    for name in ("evidence", "message", "start"):
        with pytest.raises(FrozenInstanceError):
            setattr(deferred(), name, ())
    with pytest.raises(AttributeError, match="'Finding' object has no attribute 'reasons'"):
        _ = deferred().reasons  # type: ignore[attr-defined]


def test_other_fields_leave_the_rest_unread() -> None:
    reasons = Counted()
    moved = Finding.of(reasons, **FIELDS).but(start=7, severity=Severity.NOTE)
    assert (moved.start, moved.severity, moved.end) == (7, Severity.NOTE, 11)
    assert reasons.asked == 0
    assert moved == replace(whole(), start=7, severity=Severity.NOTE)
    assert whole().but(message="Otherwise.") == replace(whole(), message="Otherwise.")
    read = Finding.of(reasons, **FIELDS)
    assert read.message
    assert read.but(end=12) == replace(whole(), end=12)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_check_reads_no_reasons_and_gives_all(language: str) -> None:
    settings = detector.Config(messages=language)
    found = detector.Detector(config=settings).check(SPUN).findings
    assert found
    for item in found:
        with pytest.raises(AttributeError):
            vars(Finding)["evidence"].__get__(item)
        assert item.evidence
        assert item.surface in item.message
        assert {each.language for each in item.evidence} == {language}
