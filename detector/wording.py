"""How findings and counts are put into words, whichever format says them.

What the text of a document brings along goes through `visible`, so that it is safe to show.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from detector.report import Finding, Original, Report
from detector.terminal import visible

_CLOSE = 0.5
"""A second original is named from this share of the best one's probability."""
_REASONS = 3
_FIGURES = ("certainty:", "fit:", "lean:", "rarity:", "rivals:")
"""Evidence that says little to a person without the rest; the jsonl format has it."""


def count(number: int, noun: str) -> str:
    """A number of things: ``1 word``, ``2,000 words``."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def percent(probability: float) -> str:
    """Whole percent, rounded down, so that nothing short of certainty reads 100 %."""
    return f"{math.floor(probability * 100 + 1e-9)}%"


def score(value: float | None) -> str:
    """A document's score, empty where it has none.

    Rounded down: what reads 0.900 is spun indeed.
    """
    return "" if value is None else f"{math.floor(value * 1000 + 1e-9) / 1000:.3f}"


def likely(finding: Finding) -> Sequence[Original]:
    """The best original and, where it is at least half as probable, the second."""
    best, *others = finding.originals[:2] or (None,)
    if best is None:
        return ()
    return [best, *(other for other in others if other.confidence >= _CLOSE * best.confidence)]


def perhaps(finding: Finding, encoding: str = "utf-8") -> str:
    """What stood there, with probabilities; empty where nothing is known."""
    named = ", ".join(
        f"{original(each, encoding)} ({percent(each.confidence)})" for each in likely(finding)
    )
    return named and f"perhaps {named}"


def original(known: Original, encoding: str = "utf-8") -> str:
    """An original as it is named; an inserted word replaced nothing."""
    return visible(known.text, encoding) or "nothing"


def sentence(finding: Finding, part: str | None = None) -> str:
    """A finding on one line: its message, what stood there, and the part of an archive it is in."""
    asides = [perhaps(finding), f"in {visible(part)}" if part is not None else ""]
    said = "; ".join(aside for aside in asides if aside)
    return visible(finding.message) + (f" ({said})" if said else "")


def lines(finding: Finding, part: str | None = None) -> list[str]:
    """A finding on several lines: the same, then what speaks loudest for it."""
    return [sentence(finding, part), *(f"- {visible(reason)}" for reason in reasons(finding))]


def reasons(finding: Finding) -> list[str]:
    """What speaks loudest for a finding, apart from what its message says already."""
    weighty = sorted(finding.evidence, key=lambda item: -item.weight)
    telling = (item for item in weighty if not item.id.startswith(_FIGURES))
    texts = [item.text for item in telling if item.weight > 0]
    return [text for text in texts if text not in finding.message][:_REASONS]


def verdict(report: Report) -> str:
    """A document in a line: its verdict, its score, and what was found in how many words."""
    known = score(report.score)
    found = count(len(report.findings), "finding")
    shown = f" (score {known})" if known else ""
    return f"{report.verdict}{shown}, {found} in {count(report.words, 'word')}"


def quality(report: Report) -> str:
    """A document's quality, and the signals that cost most of it with their values."""
    worst = list(report.quality_reasons)[:_REASONS]
    why = ", ".join(f"{name} is {report.signals[name]:.3g}" for name in worst)
    return f"quality {report.quality or 0:.2f}" + (f": {why}" if why else "")
