"""Reports built by hand, so that what surrounds the engine is tested without it."""

from __future__ import annotations

import errno
import re
from dataclasses import replace
from typing import Any

from detector import files
from detector.checker import FEW_WORDS
from detector.company import SHARE
from detector.engine import SWAPPED
from detector.evidence import LIKELIER, OFFERS
from detector.formats import Checked, Failed, Result
from detector.messages import Catalogue
from detector.prose import plain
from detector.report import Evidence, Finding, Kind, Original, Provenance, Report, Severity, Verdict
from detector.rules import foreign_word
from detector.usage import ACCEPTED

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
    spans = (finding(text, *span, **fields) for span in findings)
    return Checked(path, text, report(*spans, text=text))


HOSTILE_TEXT = (
    "Le </mark></style><script>alert(1)</script> "
    "“><img src=x onerror=alert(2)> {{0}} ](x) %0A::error::\x1b[31m \u202e\u2028\x00\ud800 "
)
HOSTILE_PATH = "nid/a\n::error::b,c:d%<script>|`*_[x](y)\u202e\udcff @moi.txt"


def documents() -> list[Result]:
    """One document of every sort that a format must be able to write, and a file that was lost."""
    page = checked(
        "Été\r\nla [[framework]] de l'œuvre 😀, [[addi-\ntionally]] belle.", "presse/été.md"
    )
    first, second = page.report.findings
    second = replace(second, rule="native-synonym", severity=Severity.WARNING, confidence=0.71)
    close = (Original("trame", 0.5), Original("structure", 0.4))
    mixed = report(replace(first, originals=close), second, text=page.text)
    hostile = finding(
        f"{HOSTILE_TEXT}fin",
        3,
        len(HOSTILE_TEXT),
        originals=(Original(HOSTILE_TEXT, 0.9),),
        evidence=(Evidence(HOSTILE_TEXT, 1.0, 1.0, HOSTILE_TEXT, HOSTILE_TEXT),),
        message=f"odd: {HOSTILE_TEXT}",
        severity=Severity.NOTE,
    )
    short = report(verdict=Verdict.UNSUPPORTED, score=None, words=1, notes=("too short",))
    member = checked("Un [[very]] long mot.", "livre.epub", originals=(Original("", 0.8),))
    sure = (Original("long", 0.99),)
    return [
        page._replace(report=mixed, fields={"author": "Zoé"}),
        Checked(HOSTILE_PATH, f"{HOSTILE_TEXT}fin", report(hostile, text=f"{HOSTILE_TEXT}fin")),
        Checked("bref.txt", "Bref.", short),
        checked("Tout va bien.", "presse/net.txt"),
        member._replace(part="texte/ch1.xhtml"),
        checked("Il pense à [[extensive]] terme.", "sûr.txt", confidence=0.99, originals=sure),
        Failed("perdu\udcff.txt", "No such file or directory"),
    ]


def spoken(messages: Catalogue) -> list[Result]:
    """Documents as a detector reports on them in a language, and a file that was lost."""
    surface, best = "additionally", "plus"
    clue = messages.say(foreign_word.TEXT, 5.2, 1.3)
    likelier = (best, 1_234_567.0, surface)
    evidence = (
        Evidence("inversion", 2.1, 1.7, "moby: plus", OFFERS, (surface, best), messages.code),
        Evidence("context", 6.1, 2.5, "ngrams", LIKELIER, likelier, messages.code),
        Evidence("share", 0.68, 1.1, "document", SHARE, (0.68,), messages.code),
        Evidence("accepted", 1.0, -0.4, *ACCEPTED[2:], messages.code),
    )
    message = messages.say(SWAPPED, surface, best, clue)
    page = checked(
        "Il en veut [[additionally]], et toujours [[additionally]].",
        "presse/avis.md",
        evidence=evidence,
        message=message,
    )
    first, second = page.report.findings
    doubtful = replace(second, severity=Severity.WARNING, confidence=0.71)
    long = replace(page.report, findings=(first, doubtful), words=12_345)
    few = messages.say(FEW_WORDS, 1, 20)
    short = report(verdict=Verdict.UNSUPPORTED, score=None, words=1, notes=(few,))
    return [
        page._replace(report=long),
        Checked("bref.txt", "Bref.", short),
        checked("Tout va bien.", "presse/net.txt"),
        Failed("perdu.txt", messages.text(files.reason(FileNotFoundError(errno.ENOENT, "")))),
    ]
