"""Reports built by hand, so that what surrounds the engine is tested without it."""

from __future__ import annotations

import re
from typing import Any

from detector.formats import Checked
from detector.prose import plain
from detector.report import Evidence, Finding, Kind, Original, Provenance, Report, Severity, Verdict

PROVENANCE = Provenance(schema=1, version="0.1.0", data="d" * 64, config="c" * 64, sha256="5" * 64)
_MARK = re.compile(r"\[\[(.*?)\]\]", re.DOTALL)


def finding(text: str, start: int, end: int, **fields: Any) -> Finding:
    """A finding at a span of a text; what ``fields`` does not say is made up."""
    surface = text[start:end]
    made_up: dict[str, Any] = {
        "rule": "foreign-word",
        "kind": Kind.SUBSTITUTION,
        "severity": Severity.ERROR,
        "text": surface,
        "surface": surface,
        "confidence": 0.97,
        "originals": (Original("plus", 0.91), Original("encore", 0.05)),
        "evidence": (
            Evidence("inversion", 2.1, 1.7, "moby: plus", "a thesaurus gives it for plus"),
            Evidence("accepted", 1.0, -0.4, "anglicisms: none", "some French texts use it"),
            Evidence("context", 5.2, 2.5, "ngrams", "plus is far likelier here"),
        ),
        "message": "an English word stands where French wants another",
    }
    return Finding(start=start, end=end, **(made_up | fields))


def report(*findings: Finding, **fields: Any) -> Report:
    """A report of these findings; what ``fields`` does not say follows from them."""
    made_up: dict[str, Any] = {
        "verdict": Verdict.SPUN if findings else Verdict.CLEAN,
        "score": 0.998 if findings else 0.004,
        "log_likelihood_ratio": 6.2 if findings else -5.5,
        "words": 42,
        "language": "fr",
        "signals": {"stopword_ratio": 0.41},
        "provenance": PROVENANCE,
    }
    if "text" in fields:
        fields["prose"] = plain(fields.pop("text"))
    return Report(findings=findings, **(made_up | fields))


def checked(marked: str, path: str = "a.txt", **fields: Any) -> Checked:
    """A document whose findings are written ``[[so]]``; ``fields`` go to each finding."""
    text, findings = "", []
    for i, piece in enumerate(_MARK.split(marked)):
        if i % 2:
            findings.append((len(text), len(text) + len(piece)))
        text += piece
    return Checked(path, text, report(*(finding(text, *span, **fields) for span in findings)))
