"""One JSON object per document and line, for programs.

The keys and their order are a contract; new keys are added at the end. A file that could not be
read is an object with its path and the error, in its place.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from detector.formats import Failed, Result
from detector.lines import line_starts, position
from detector.messages import DEFAULT
from detector.report import Evidence, Finding, Original, Provenance, Report
from detector.terminal import Page

HUMAN = False

# Lone surrogates, which UTF-8 lacks, what some readers of lines take for a line's end, and what
# makes a screen hide text or show it in another order.
_ESCAPED = re.compile(
    "[\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\ud800-\udfff]"
)
_SPACES = "\xa0\u202f"
"""What French texts have, and is not to be seen as such."""

JSON = Mapping[str, "JSON"] | Sequence["JSON"] | str | float | bool | None


def render(results: Iterable[Result], page: Page) -> Iterator[str]:  # noqa: ARG001
    """Yield one line for each document."""
    for result in results:
        yield dumps(record(result)) + "\n"


def record(result: Result) -> dict[str, JSON]:
    """A result as plain values, in the order of the contract."""
    if isinstance(result, Failed):
        return {"path": result.path, "error": result.error}
    fields = {"path": result.path, **described(result.report, result.text)}
    if result.part is not None:
        fields["part"] = result.part
    return fields


def described(report: Report, text: str) -> dict[str, JSON]:
    """A report on a text as plain values, in the order of the contract."""
    return {
        "language": report.language,
        "verdict": report.verdict.value,
        "score": report.score,
        "words": report.words,
        "findings": _findings(report, text),
        "signals": dict(report.signals),
        "provenance": _provenance(report.provenance),
        "quality": report.quality,
        "notes": list(report.notes),
        "quality_reasons": dict(report.quality_reasons),
    }


def dumps(value: JSON, default: Callable[[Any], str] | None = None) -> str:
    """JSON on one line, however lines are split, that any parser reads: there is no NaN in JSON.

    What JSON has no type for is the text that ``default`` makes of it.
    """
    try:
        text = json.dumps(value, ensure_ascii=False, allow_nan=False, default=default)
    except ValueError:
        text = json.dumps(_finite(value), ensure_ascii=False, default=default)
    if _shown(text):
        return text
    return _ESCAPED.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def _shown(text: str) -> bool:
    """Whether all of a text but spaces can be seen: nothing to escape, found in half the time."""
    if not text.isprintable():
        for space in _SPACES:
            text = text.replace(space, " ")
    return text.isprintable()


def array(items: Iterable[str]) -> Iterator[str]:
    """The pieces of a JSON array of items that are JSON already, each on a line, as they come."""
    opening = "[\n"
    for item in items:
        yield opening + item
        opening = ",\n"
    yield "[]" if opening == "[\n" else "\n]"


def _findings(report: Report, text: str) -> list[JSON]:
    starts = line_starts(text) if report.findings else []
    return [_finding(finding, starts) for finding in report.findings]


def _finding(finding: Finding, starts: Sequence[int]) -> dict[str, JSON]:
    begin, end = position(starts, finding.start), position(starts, finding.end)
    fields: dict[str, JSON] = {
        "rule": finding.rule,
        "kind": finding.kind.value,
        "severity": finding.severity.value,
        "start": finding.start,
        "end": finding.end,
        "line": begin.line,
        "column": begin.column,
        "end_line": end.line,
        "end_column": end.column,
        "text": finding.text,
        "confidence": finding.confidence,
        "originals": [_original(original) for original in finding.originals],
        "evidence": [_evidence(item) for item in finding.evidence],
        "message": finding.message,
    }
    if finding.surface != finding.text:
        fields["surface"] = finding.surface
    return fields


def _original(original: Original) -> JSON:
    return {"text": original.text, "confidence": original.confidence}


def _evidence(item: Evidence) -> JSON:
    # Most of what is written of a spun text is evidence, of which each field costs to ask for.
    name, value, weight, source, template, parts, language = item
    said = template.format(*parts) if parts and language == DEFAULT else item.text
    return {
        "id": name,
        "value": value,
        "weight": weight,
        "source": source,
        "text": said,
    }


def _provenance(provenance: Provenance) -> JSON:
    return {
        "schema": provenance.schema,
        "version": provenance.version,
        "data": provenance.data,
        "config": provenance.config,
        "sha256": provenance.sha256,
    }


def _finite(value: JSON) -> JSON:
    """The same value with null for the numbers that JSON cannot write."""
    if isinstance(value, Mapping):
        return {key: _finite(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_finite(item) for item in value]
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return value
