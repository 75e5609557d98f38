"""How findings and counts are put into words, whichever format says them.

The words are in the language of the page. What the text of a document brings along goes through
`visible`, so that it is safe to show.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from detector.messages import Plural, Text
from detector.report import Finding, Original, Report, Severity, Verdict
from detector.terminal import Page, visible

WORDS = Plural(Text("{:,} word"), Text("{:,} words"))
FINDINGS = Plural(Text("{:,} finding"), Text("{:,} findings"))
DOCUMENTS = Plural(Text("{:,} document"), Text("{:,} documents"))
VERDICTS = {
    Verdict.CLEAN: Text("clean"),
    Verdict.SUSPECT: Text("suspect"),
    Verdict.SPUN: Text("spun"),
    Verdict.UNSUPPORTED: Text("unsupported"),
}
SEVERITIES = {
    Severity.NOTE: Text("note"),
    Severity.WARNING: Text("warning"),
    Severity.ERROR: Text("error"),
}
NOTHING = Text("nothing")
_CLOSE = 0.5
"""A second original is named from this share of the best one's probability."""
_REASONS = 3
_FIGURES = ("certainty:", "fit:", "lean:", "rarity:", "rivals:")
"""Evidence that says little to a person without the rest; the jsonl format has it."""


def percent(probability: float, page: Page) -> str:
    """Whole percent, rounded down, so that nothing short of certainty reads 100 %."""
    return page.say("{}%", math.floor(probability * 100 + 1e-9))


def score(value: float | None, page: Page) -> str:
    """A document's score, empty where it has none.

    Rounded down: what reads 0.900 is spun indeed.
    """
    if value is None:
        return ""
    return page.say("{:.3f}", math.floor(value * 1000 + 1e-9) / 1000)


def likely(finding: Finding) -> Sequence[Original]:
    """The best original and, where it is at least half as probable, the second."""
    best, *others = finding.originals[:2] or (None,)
    if best is None:
        return ()
    return [best, *(other for other in others if other.confidence >= _CLOSE * best.confidence)]


def perhaps(finding: Finding, page: Page) -> str:
    """What stood there, with probabilities; empty where nothing is known."""
    named = ", ".join(
        f"{original(each, page)} ({percent(each.confidence, page)})" for each in likely(finding)
    )
    return named and page.say("perhaps {}", named)


def original(known: Original, page: Page) -> str:
    """An original as it is named; an inserted word replaced nothing."""
    return visible(known.text, page.encoding) or page.say(NOTHING)


def sentence(finding: Finding, page: Page, part: str | None = None) -> str:
    """A finding on one line: its message, what stood there, and the part of an archive it is in."""
    asides = [aside for aside in (perhaps(finding, page),) if aside]
    if part is not None:
        asides.append(page.say("in {}", visible(part)))
    said = page.say("{}; {}", *asides) if len(asides) > 1 else "".join(asides)
    return visible(finding.message) + (f" ({said})" if said else "")


def lines(finding: Finding, page: Page, part: str | None = None) -> list[str]:
    """A finding on several lines: the same, then what speaks loudest for it."""
    reason_lines = (f"- {visible(reason)}" for reason in reasons(finding))
    return [sentence(finding, page, part), *reason_lines]


def reasons(finding: Finding) -> list[str]:
    """What speaks loudest for a finding, apart from what its message says already."""
    weighty = sorted(finding.evidence, key=lambda item: -item.weight)
    telling = (item for item in weighty if not item.id.startswith(_FIGURES))
    texts = [item.text for item in telling if item.weight > 0]
    return [text for text in texts if text not in finding.message][:_REASONS]


def verdict(report: Report, page: Page) -> str:
    """A document in a line: its verdict, its score, and what was found in how many words."""
    known, shown = score(report.score, page), page.say(VERDICTS[report.verdict])
    if known:
        shown = page.say("{} (score {})", shown, known)
    return f"{shown}, {found(report, page)}"


def found(report: Report, page: Page) -> str:
    """How much was found in how many words."""
    findings, words = len(report.findings), page.counted(report.words, WORDS)
    return page.say("{} in {}", page.counted(findings, FINDINGS), words)


def quality(report: Report, page: Page) -> str:
    """A document's quality, and the signals that cost most of it with their values."""
    worst = list(report.quality_reasons)[:_REASONS]
    why = ", ".join(page.say("{} is {:.3g}", name, report.signals[name]) for name in worst)
    known = page.say("quality {:.2f}", report.quality or 0)
    return page.say("{}: {}", known, why) if why else known
