"""JUnit's XML, for build servers: a suite for each document, a case for each finding.

What is a note passes; a document without findings is one case that passes, an unsupported one is
skipped, and one that could not be read is an error.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from detector.formats import Checked, Failed, Result
from detector.lines import line_starts, position
from detector.location import relative
from detector.report import Finding, Severity, Verdict
from detector.terminal import Page, visible
from detector.wording import percent, perhaps, reasons, verdict

HUMAN = False


def render(results: Iterable[Result], page: Page) -> Iterator[str]:
    """Yield the suites as documents come."""
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="spin-detector">\n'
    for result in results:
        yield from _unread(result) if isinstance(result, Failed) else _suite(result, page)
    yield "</testsuites>\n"


def _unread(failed: Failed) -> Iterator[str]:
    path = _attribute(failed.path)
    yield f'<testsuite name="{path}" tests="1" failures="0" errors="1" skipped="0">\n'
    yield f'<testcase classname="{path}" name="readable">'
    yield f'<error message="{_attribute(failed.error)}"/></testcase>\n</testsuite>\n'


def _suite(checked: Checked, page: Page) -> Iterator[str]:
    report, title = checked.report, _attribute(checked.title)
    path = _attribute(relative(checked.path))
    failures = sum(finding.severity is not Severity.NOTE for finding in report.findings)
    skipped = not report.findings and report.verdict is Verdict.UNSUPPORTED
    counts = f'tests="{max(1, len(report.findings))}" failures="{failures}"'
    yield f'<testsuite name="{title}" {counts} errors="0" skipped="{int(skipped)}">\n'
    starts = line_starts(checked.text) if report.findings else []
    for finding in report.findings:
        line, column = position(starts, finding.start)
        name = _attribute(f"{line}:{column} {finding.rule} “{finding.surface}”")
        yield f'<testcase classname="{title}" name="{name}" file="{path}" line="{line}">'
        yield f"{_finding(finding, page)}</testcase>\n"
    if not report.findings:
        yield f'<testcase classname="{title}" name="{report.verdict}">'
        why = _attribute("; ".join(report.notes))
        yield f'<skipped message="{why}"/>' if skipped else ""
        yield "</testcase>\n"
    said = _text([verdict(report, page), *report.notes])
    yield f"<system-out>{said}</system-out>\n</testsuite>\n"


def _finding(finding: Finding, page: Page) -> str:
    said = [perhaps(finding, page), *(f"- {reason}" for reason in reasons(finding))]
    if finding.severity is Severity.NOTE:
        return f"<system-out>{_text([finding.message, *said])}</system-out>"
    message = _attribute(f"{finding.message} ({percent(finding.confidence, page)})")
    return f'<failure type="{finding.severity}" message="{message}">{_text(said)}</failure>'


def _text(lines: Iterable[str]) -> str:
    return "\n".join(_attribute(line) for line in lines if line)


def _attribute(text: str) -> str:
    """A text that XML 1.0 can hold: `visible` writes out the characters that it forbids."""
    return escape(visible(text))
