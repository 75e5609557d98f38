"""What a report adds to the row of its document."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from detector.formats.jsonl import described
from detector.messages import Message
from detector.report import Report

NAMES = (
    "language",
    "verdict",
    "score",
    "words",
    "findings",
    "signals",
    "provenance",
    "quality",
    "notes",
    "quality_reasons",
    "error",
)
"""What rows are annotated with: the keys of `detector.formats.jsonl`, and what went wrong."""
TAGGER = "spin_detector"


def annotation(report: Report, prefix: str = "") -> dict[str, Any]:
    """A report's values by name; of a document that could not be checked nothing but the error."""
    if report.error is not None:
        return {f"{prefix}error": report.error}
    found = described(report, report.text)
    return {prefix + name: value for name, value in found.items()} if prefix else dict(found)


def taken(names: Collection[str], prefix: str | None) -> str:
    """What is wrong where some of these names are those of an annotation; None adds nothing."""
    for name in NAMES if prefix is not None else ():
        if f"{prefix}{name}" in names:
            return Message("has a field “{}” already; --prefix names ours otherwise", name)
    return ""


def attributes(report: Report) -> dict[str, list[tuple[int, int, float | None]]]:
    """What Dolma calls the attributes of a document: spans by name, with a figure for each.

    Score, quality and signals are of the document as a whole; each rule has the spans of its
    findings with their confidence. Offsets count code points, as Dolma's do. What is not known is
    left out.
    """
    whole = {"score": report.score, "quality": report.quality, **report.signals}
    found: dict[str, list[tuple[int, int, float | None]]] = {
        f"{TAGGER}__{name}": [(0, len(report.text), value)]
        for name, value in whole.items()
        if value is not None
    }
    for finding in report.findings:
        span = finding.start, finding.end, finding.confidence
        found.setdefault(f"{TAGGER}__{finding.rule.replace('-', '_')}", []).append(span)
    return found
