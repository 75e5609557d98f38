"""SARIF 2.1.0 (OASIS, errata 01), for code scanning and editors.

Rules carry their documentation; results carry the change that mends them where it is almost
certainly right, and a fingerprint of our own that stays while lines move. Results are written as
documents come; what could not be read follows them, as a notification of the run.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from detector import __version__, guide
from detector.formats import Checked, Failed, Result
from detector.formats.jsonl import JSON, array, dumps
from detector.lines import line_starts, position
from detector.location import fingerprints, uri
from detector.report import Change, Finding, Severity
from detector.rules import AnyRule, rules
from detector.terminal import Page
from detector.wording import sentence

HUMAN = False

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
FINGERPRINT = "spinDetector/v1"
_ROOT = "%SRCROOT%"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note"}
_PRECISION = {Severity.ERROR: "high", Severity.WARNING: "medium", Severity.NOTE: "low"}
_SPECIAL = re.compile(r"[\\\[\]{}]")


def render(results: Iterable[Result], page: Page) -> Iterator[str]:
    """Yield the log piece by piece, a line for each result."""
    failures: list[Failed] = []

    def found() -> Iterator[str]:
        for result in results:
            if isinstance(result, Failed):
                failures.append(result)
            else:
                yield from map(dumps, _results(result, page))

    yield f'{{"$schema": "{SCHEMA}", "version": "2.1.0", "runs": [{{"tool": '
    yield dumps({"driver": _driver(page)})
    yield f', "language": "{page.messages.code}"'
    yield ', "columnKind": "unicodeCodePoints", "newlineSequences": ["\\r\\n", "\\n", "\\r"]'
    yield ', "results": '
    yield from array(found())
    notices = [_notification(failure, page) for failure in failures]
    # The run itself went well: it says which documents it left out.
    run: JSON = {"executionSuccessful": True, "toolExecutionNotifications": notices}
    yield f', "invocations": [{dumps(run)}]}}]}}\n'


def _driver(page: Page) -> JSON:
    return {
        "name": "spin-detector",
        "version": __version__,
        "semanticVersion": __version__,
        "informationUri": "https://github.com/spin-detector/spin-detector",
        "language": page.messages.code,
        "rules": [_rule(rule, page) for rule in rules()],
    }


def _rule(rule: AnyRule, page: Page) -> JSON:
    said = guide.words(rule, page)
    return {
        "id": rule.name,
        "shortDescription": {"text": _escape(said.summary)},
        "fullDescription": {"text": _escape(" ".join((said.summary, *said.reasons)))},
        "help": {"text": _escape(guide.plain(rule, page)), "markdown": guide.markdown(rule, page)},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        "properties": {"precision": _PRECISION[rule.severity], "tags": [rule.kind.value]},
    }


def _results(checked: Checked, page: Page) -> Iterator[JSON]:
    if not checked.report.findings:
        return
    numbers = {rule.name: number for number, rule in enumerate(rules())}
    starts = line_starts(checked.text)
    _, changes = checked.report.restored()
    mending = {change.finding.start: change for change in changes}
    names = fingerprints(checked)
    for finding, name in zip(checked.report.findings, names, strict=True):
        fields: dict[str, JSON] = {"ruleId": finding.rule}
        if finding.rule in numbers:
            fields["ruleIndex"] = numbers[finding.rule]
        fields |= {
            "level": _LEVELS[finding.severity],
            "rank": round(100 * finding.confidence, 2),
            "message": {"text": _escape(sentence(finding, page))},
            "locations": [_location(checked, finding, starts)],
            "partialFingerprints": {FINGERPRINT: name},
        }
        if finding.start in mending and checked.part is None:
            fields["fixes"] = [_fix(checked, mending[finding.start], starts, page)]
        yield fields


def _location(checked: Checked, finding: Finding, starts: Sequence[int]) -> JSON:
    artifact = _artifact(checked.path)
    if checked.part is not None:
        # Offsets count in the member's text, so that they are no region of the archive.
        name = {"fullyQualifiedName": checked.title, "name": checked.part}
        return {"physicalLocation": {"artifactLocation": artifact}, "logicalLocations": [name]}
    region = _region(finding.start, finding.end, starts)
    shown = {**region, "snippet": {"text": finding.text}}
    return {"physicalLocation": {"artifactLocation": artifact, "region": shown}}


def _region(start: int, end: int, starts: Sequence[int]) -> dict[str, JSON]:
    first, last = position(starts, start), position(starts, end)
    return {
        "startLine": first.line,
        "startColumn": first.column,
        "endLine": last.line,
        "endColumn": last.column,
        "charOffset": start,
        "charLength": end - start,
    }


def _fix(checked: Checked, change: Change, starts: Sequence[int], page: Page) -> JSON:
    replacement: JSON = {
        "deletedRegion": _region(change.start, change.end, starts),
        "insertedContent": {"text": change.after},
    }
    changed: JSON = {"artifactLocation": _artifact(checked.path), "replacements": [replacement]}
    said = page.say("Put back “{}” for “{}”", change.after, change.before)
    return {"description": {"text": _escape(said)}, "artifactChanges": [changed]}


def _notification(failure: Failed, page: Page) -> JSON:
    location: JSON = {"physicalLocation": {"artifactLocation": _artifact(failure.path)}}
    message = page.say("{} could not be checked: {}", failure.path, failure.error)
    return {"level": "error", "message": {"text": _escape(message)}, "locations": [location]}


def _artifact(path: str) -> dict[str, JSON]:
    reference = uri(path)
    absolute = reference.startswith("file:")
    return {"uri": reference} if absolute else {"uri": reference, "uriBaseId": _ROOT}


def _escape(text: str) -> str:
    r"""Plain text of a message, in which ``[``, ``]`` and ``\`` make links, braces placeholders."""
    return _SPECIAL.sub(lambda match: match[0] * 2 if match[0] in "{}" else "\\" + match[0], text)
