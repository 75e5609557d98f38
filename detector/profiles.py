"""Profiles: named sets of thresholds, each with the figures that were measured with it.

They are data, ``data/profiles.json``, because the thresholds follow from measurements and change
with the model. An unknown or missing name in the file is an error, so that a slip shows at once.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from detector.document import fold
from detector.messages import Message
from detector.report import Kind, Report, Severity, Verdict
from detector.suggest import hinted, one_of

DEFAULT = "default"
_FILE = Path(__file__).parent / "data" / "profiles.json"


class Block(NamedTuple):
    """From when a document may fail a run: a verdict of spun, a score, and so many sure findings.

    These are of different words, because a word that is repeated is used rather than planted, and
    have at least ``confidence``. An artefact needs no spun document around it, but
    ``artefact_confidence``.
    """

    score: float
    findings: int
    confidence: float
    artefact_confidence: float


class Profile(NamedTuple):
    """A named set of thresholds; ``measured`` holds figures by the name of what was measured."""

    name: str
    description: str
    min_confidence: float
    fail_on: str
    block: Block | None
    measured: Mapping[str, float]

    def apply(self, report: Report) -> Report:
        """A report in which whatever this profile lets nobody fail for is a note."""
        if self.block is None or not report.findings:
            return report
        block, found = self.block, report.findings
        sure = {
            fold(finding.surface)
            for finding in found
            if finding.kind is Kind.SUBSTITUTION and finding.confidence >= block.confidence
        }
        spun = report.verdict is Verdict.SPUN and (report.score or 0) >= block.score
        if spun and len(sure) >= block.findings:
            return report
        kept = (
            finding
            if finding.kind is Kind.ARTEFACT and finding.confidence >= block.artefact_confidence
            else finding.but(severity=Severity.NOTE)
            for finding in found
        )
        return replace(report, findings=tuple(kept))


def names() -> tuple[str, ...]:
    """The profiles there are, in alphabetical order."""
    return tuple(sorted(_profiles()))


def load(name: str) -> Profile:
    """The profile of that name; ValueError where there is none."""
    try:
        return _profiles()[name]
    except KeyError:
        unknown = Message("no profile “{}”: {}", name, one_of(names()))
        raise ValueError(hinted(unknown, name, names())) from None


def read(table: Mapping[str, Mapping[str, Any]]) -> dict[str, Profile]:
    """Profiles from plain values; ValueError or TypeError where a value is out of its range."""
    return {name: _profile(name, dict(values)) for name, values in table.items()}


@cache
def _profiles() -> dict[str, Profile]:
    return read(json.loads(_FILE.read_text("utf-8")))


def _profile(name: str, values: dict[str, Any]) -> Profile:
    block = values.pop("block")
    profile = Profile(name, block=None if block is None else Block(**block), **values)
    _within(name, "min_confidence", profile.min_confidence)
    if profile.fail_on not in set(Severity) | {"never"}:
        raise ValueError(f"profile {name}: fail_on is {profile.fail_on!r}, no severity")
    if profile.block is not None:
        _within(name, "score", profile.block.score)
        _within(name, "confidence", profile.block.confidence)
        _within(name, "artefact_confidence", profile.block.artefact_confidence)
        if profile.block.findings < 1:
            raise ValueError(f"profile {name}: findings is {profile.block.findings}, not 1 or more")
    return profile


def _within(name: str, what: str, value: float) -> None:
    if not 0 <= value <= 1:
        raise ValueError(f"profile {name}: {what} is {value}, not between 0 and 1")
