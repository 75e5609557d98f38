"""What was decided, as documents with gold spans that the evaluation reads (fixtures/README.md)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from detector import atomic, session
from detector.dossier.decided import Recorded, findings, records
from detector.dossier.decisions import Decisions, Verdict
from detector.formats import Failed
from detector.messages import Message
from detector.prose import Prose
from detector.readers import Source
from detector.report import Kind

CORE, LEFT_ASIDE = "core", "artefact"
"""Grades: what was confirmed, and what is neither wanted nor held against a prediction."""
SOURCE_CHANGED = Message("Left out: its source changed since the dossier was built")


def write(folder: Path, decisions: Decisions, output: Path) -> Iterator[Path | Failed]:
    """Write every document of which a finding was decided, and yield where.

    The text is the prose that was checked. Confirmed findings are spans of grade core, those that
    nobody was sure of are left aside, rejected ones are none. Nobody said what stood there: the
    original is null.
    """
    output.mkdir(parents=True, exist_ok=True)
    for found in records(folder):
        decided = [any(name in decisions for name in part["findings"]) for part in found["parts"]]
        if not any(decided):
            continue
        sources = _sources(found["path"], found["sha256"])
        if isinstance(sources, Failed):
            yield sources
            continue
        for wanted, part, source in zip(decided, found["parts"], sources, strict=False):
            if wanted:
                stem = Path(part["page"]).stem
                yield _write(output / stem, source.prose, findings(part), decisions)


def _sources(path: str, sha256: str) -> list[Source] | Failed:
    """What a file holds, if it is the one that the dossier is about."""
    found = session.load(path)
    if isinstance(found, Failed):
        return found
    if hashlib.sha256(found[1]).hexdigest() != sha256:
        return Failed(path, SOURCE_CHANGED)
    return session.read(found[1], path)


def _write(stem: Path, prose: Prose, found: Iterable[Recorded], decisions: Decisions) -> Path:
    spans = list(_spans(prose, found, decisions))
    data = prose.text.encode("utf-8", "replace")
    text = stem.with_name(f"{stem.name}.txt")
    gold = {
        "document": text.name,
        "sha256": hashlib.sha256(data).hexdigest(),
        "language": "fr",
        "verdict": "spun" if any(span["grade"] == CORE for span in spans) else "clean",
        "offsets": "code points, end exclusive",
        "spans": spans,
    }
    atomic.write(text, data)
    sidecar = stem.with_name(f"{stem.name}.gold.json")
    atomic.write(sidecar, (json.dumps(gold, ensure_ascii=False, indent=1) + "\n").encode())
    return text


def _spans(
    prose: Prose, found: Iterable[Recorded], decisions: Decisions
) -> Iterator[dict[str, Any]]:
    """Spans in the prose by start, of those that overlap the first."""
    at = 0
    for name, finding in found:
        decision = decisions.get(name)
        if decision is not None and decision.verdict is Verdict.REJECTED:
            continue
        try:
            start = prose.offset(int(finding["start"]))
            end = prose.offset(int(finding["end"]) - 1) + 1
        except ValueError:
            continue
        if start < at:
            continue
        at = end
        sure = decision is not None and decision.verdict is Verdict.CONFIRMED
        substitution = finding["kind"] == Kind.SUBSTITUTION
        yield {
            "start": start,
            "end": end,
            "surface": prose.text[start:end],
            "original": None,
            "kind": finding["rule"],
            "grade": CORE if sure and substitution else LEFT_ASIDE,
        }
