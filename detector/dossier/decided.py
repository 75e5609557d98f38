"""The findings of a dossier as its records have them, and what people decided about them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from detector.dossier import record, shelf
from detector.dossier.decisions import Decisions, Verdict
from detector.dossier.record import Record
from detector.report import Kind


class Recorded(NamedTuple):
    """A finding of a dossier: its name, and its values as ``check --format jsonl`` has them."""

    name: str
    finding: Mapping[str, Any]


def records(folder: Path) -> Iterator[Record]:
    """The records of a dossier, by name."""
    for name in shelf.names(folder):
        found = record.read((folder / name).read_bytes()) if name.endswith(".json") else None
        if found is not None:
            yield found


def findings(part: Record) -> Iterator[Recorded]:
    """The findings of one document of a record."""
    for name, finding in zip(part["findings"], part["document"]["findings"], strict=False):
        yield Recorded(name, finding)


def names(folder: Path) -> set[str]:
    """The names of all findings of a dossier."""
    return {
        name for found in records(folder) for part in found["parts"] for name in part["findings"]
    }


def rejected(folder: Path, decisions: Decisions) -> list[str]:
    """The words that were rejected as traces of substitution, each once, as they are written."""
    words = {
        str(finding.get("surface", finding["text"]))
        for found in records(folder)
        for part in found["parts"]
        for name, finding in findings(part)
        if name in decisions
        and decisions[name].verdict is Verdict.REJECTED
        and finding["kind"] == Kind.SUBSTITUTION
    }
    return sorted(word for word in words if word.strip())
