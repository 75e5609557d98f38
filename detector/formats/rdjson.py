"""Reviewdog's diagnostic format: findings with suggestions to accept in a review.

Columns count bytes of UTF-8, as its definition has it
(https://github.com/reviewdog/reviewdog/tree/master/proto/rdf).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from detector.formats import Checked, Failed, Result
from detector.formats.jsonl import JSON, array, dumps
from detector.lines import line_starts, position
from detector.location import relative
from detector.report import Finding, Severity
from detector.terminal import Page
from detector.wording import likely, lines

HUMAN = False

_SEVERITIES = {Severity.ERROR: "ERROR", Severity.WARNING: "WARNING", Severity.NOTE: "INFO"}


def render(results: Iterable[Result], page: Page) -> Iterator[str]:
    """Yield the object piece by piece, a line for each diagnostic."""
    yield '{"source": {"name": "spin-detector"}, "diagnostics": '
    yield from array(dumps(each) for result in results for each in _diagnostics(result, page))
    yield "}\n"


def _diagnostics(result: Result, page: Page) -> Iterator[JSON]:
    if isinstance(result, Failed):
        yield {
            "message": page.say("The file could not be checked: {}", result.error),
            "location": {"path": relative(result.path)},
            "severity": "ERROR",
            "code": {"value": "unreadable"},
        }
        return
    starts = line_starts(result.text) if result.report.findings else []
    for finding in result.report.findings:
        yield _diagnostic(result, finding, starts, page)


def _diagnostic(checked: Checked, finding: Finding, starts: Sequence[int], page: Page) -> JSON:
    place: JSON = {
        "start": _position(checked.text, starts, finding.start),
        "end": _position(checked.text, starts, finding.end),
    }
    path = relative(checked.path)
    fields: dict[str, JSON] = {
        "message": "\n".join(lines(finding, page, checked.part)),
        "location": {"path": path, "range": place} if checked.part is None else {"path": path},
        "severity": _SEVERITIES[finding.severity],
        "code": {"value": finding.rule},
    }
    if checked.part is None and finding.originals:
        fields["suggestions"] = [
            {"range": place, "text": original.text} for original in likely(finding)
        ]
    return fields


def _position(text: str, starts: Sequence[int], offset: int) -> JSON:
    line = position(starts, offset).line
    before = text[starts[line - 1] : offset]
    return {"line": line, "column": len(before.encode("utf-8", "surrogatepass")) + 1}
