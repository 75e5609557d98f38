"""GitLab's code quality report: one JSON array of findings, each with a unique fingerprint."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator

from detector.formats import Failed, Result
from detector.formats.jsonl import JSON, array, dumps
from detector.lines import line_starts, position
from detector.location import fingerprints, relative
from detector.report import Severity
from detector.terminal import Page
from detector.wording import sentence

HUMAN = False

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.NOTE: "info"}


def render(results: Iterable[Result], page: Page) -> Iterator[str]:
    """Yield the array piece by piece, a line for each finding and for each unread file."""
    yield from array(dumps(issue) for result in results for issue in _issues(result, page))
    yield "\n"


def _issues(result: Result, page: Page) -> Iterator[JSON]:
    if isinstance(result, Failed):
        yield _failure(result, page)
        return
    starts = line_starts(result.text) if result.report.findings else []
    names = fingerprints(result)
    for finding, name in zip(result.report.findings, names, strict=True):
        yield {
            "description": sentence(finding, page, result.part),
            "check_name": finding.rule,
            "fingerprint": name,
            "severity": _SEVERITIES[finding.severity],
            "location": {
                "path": relative(result.path),
                "lines": {
                    "begin": position(starts, finding.start).line,
                    "end": position(starts, finding.end).line,
                },
            },
        }


def _failure(failed: Failed, page: Page) -> JSON:
    path = relative(failed.path)
    name = hashlib.sha256(b"unreadable\0" + path.encode("utf-8", "surrogatepass"))
    return {
        "description": page.say("The file could not be checked: {}", failed.error),
        "check_name": "unreadable",
        "fingerprint": name.hexdigest(),
        "severity": "critical",
        "location": {"path": path, "lines": {"begin": 1}},
    }
