"""Findings against gold spans: what was found, missed, found wrongly, and named."""

from __future__ import annotations

from typing import NamedTuple

from detector import Report
from seeds.gold import GoldDocument


class Spans(NamedTuple):
    """Counts over documents: what was found, what was missed, what was found wrongly."""

    gold: int = 0
    found: int = 0
    core: int = 0
    core_found: int = 0
    alarms: int = 0
    named: int = 0
    first: int = 0
    third: int = 0
    words: int = 0

    def plus(self, other: Spans) -> Spans:
        """The sum of two counts."""
        return Spans(*(a + b for a, b in zip(self, other, strict=True)))

    def row(self, name: str) -> str:
        """One line of a Markdown table."""
        recall = self.found / self.gold if self.gold else 0.0
        hits = self.found
        precision = hits / (hits + self.alarms) if hits + self.alarms else 1.0
        f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
        core = f"{self.core_found}/{self.core}"
        top = f"{self.first}/{self.named} | {self.third}/{self.named}"
        return (
            f"| {name} | {core} | {recall:.3f} | {precision:.3f} | {f1:.3f} | {self.alarms} |"
            f" {top} | {self.words} |"
        )


def compare(document: GoldDocument, report: Report) -> Spans:
    """Findings of kind substitution against gold spans, by overlap; orphans do not count."""
    gold = [span for span in document.spans if span.grade != "artefact"]
    excused = [span for span in document.spans if span.grade == "artefact"]
    found = core = core_found = named = first = third = 0
    for span in gold:
        hits = [f for f in report.findings if f.start < span.end and span.start < f.end]
        core += span.grade == "core"
        found += bool(hits)
        core_found += bool(hits) and span.grade == "core"
        if span.original:
            named += 1
            texts = [o.text.lower() for o in hits[0].originals] if hits else []
            first += span.original.lower() in texts[:1]
            third += span.original.lower() in texts[:3]
    alarms = sum(
        not any(f.start < s.end and s.start < f.end for s in (*gold, *excused))
        for f in report.findings
    )
    return Spans(len(gold), found, core, core_found, alarms, named, first, third, report.words)
