"""A document on the page: its text with what was found marked, and the reasons at hand.

Every mark can be reached with the keyboard and says what presumably stood there and why. Of a long
text, what lies far from any finding is folded away.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from detector.formats import Checked
from detector.formats.html.elements import Markup, block, join, tag
from detector.formats.html.overview import chip
from detector.lines import line_starts, position
from detector.report import Finding, Report
from detector.wording import count, likely, original, percent, reasons, score

_CONTEXT = 500
"""Characters of text that stay in view on either side of a finding, and at most as many again."""
_FOLD = 800
"""Characters that are worth folding."""
_KEPT = 10_000
"""Characters of either end of a folded stretch that the page holds; the rest is only counted."""


@dataclass(slots=True)
class _View:
    """A stretch of text that stays in view, with its findings and their numbers."""

    start: int
    end: int
    findings: list[tuple[int, Finding]] = field(default_factory=list)


def article(checked: Checked, anchor: str) -> Markup:
    """A document with its findings, below a heading with its score."""
    report = checked.report
    spoken = {"lang": report.language} if report.language else {}
    return tag(
        "article",
        _head(checked.title, report, anchor),
        tag("div", *_text(checked, anchor), class_="text", **spoken),
        tag("ol", *_notes(checked), class_="notes"),
        id=anchor,
        aria_labelledby=f"{anchor}-title",
    )


def _head(title: str, report: Report, anchor: str) -> Markup:
    known = score(report.score)
    found = f"{count(len(report.findings), 'finding')} in {count(report.words, 'word')}"
    figures = f" score {known}, {found}" if known else f" {found}"
    return tag(
        "header",
        tag("h3", title, id=f"{anchor}-title"),
        tag("p", chip(report.verdict), figures, class_="figures"),
        *(tag("p", note, class_="remark") for note in report.notes),
    )


def _text(checked: Checked, anchor: str) -> Iterator[Markup]:
    text, at = checked.text, 0
    for view in _views(text, checked.report.findings):
        if at < view.start:
            yield _folded(text[at : view.start])
        yield tag("div", *_marked(text, view, anchor))
        at = view.end
    if at < len(text):
        yield _folded(text[at:])


def _marked(text: str, view: _View, anchor: str) -> Iterator[Markup]:
    at = view.start
    for number, finding in view.findings:
        start = max(at, finding.start)
        end = max(start, finding.end)
        yield block(text[at:start])
        yield _mark(text[start:end], finding, f"{anchor}-{number}")
        at = end
    yield block(text[at : view.end])


def _mark(words: str, finding: Finding, name: str) -> Markup:
    best = likely(finding)
    return tag(
        "span",
        tag("mark", block(words), tabindex=0, aria_describedby=name),
        tag("ins", original(best[0])) if best else "",
        _card(finding, name),
        class_=f"finding {finding.severity}",
    )


def _card(finding: Finding, name: str) -> Markup:
    """The reasons for a finding, shown beside it when it is pointed at or focused."""
    named = [
        join((tag("b", original(each)), f" {percent(each.confidence)}")) for each in likely(finding)
    ]
    return tag(
        "span",
        tag("span", *_between(named, " or "), class_="best") if named else "",
        tag("span", finding.message, class_="message"),
        *(tag("span", reason, class_="reason") for reason in reasons(finding)),
        tag("span", f"{finding.rule}, {percent(finding.confidence)} sure", class_="rule"),
        class_="card",
        id=name,
        role="tooltip",
        lang="en",
    )


def _between(items: Iterable[str], word: str) -> Iterator[str]:
    for number, item in enumerate(items):
        yield from (word, item) if number else (item,)


def _notes(checked: Checked) -> Iterator[Markup]:
    """What the cards say, for paper."""
    starts = line_starts(checked.text)
    for finding in checked.report.findings:
        best = " or ".join(original(each) for each in likely(finding))
        yield tag(
            "li",
            f"Line {position(starts, finding.start).line}: ",
            tag("b", finding.surface),
            f" for {best}" if best else "",
            f" ({percent(finding.confidence)} sure). {finding.message}",
        )


def _folded(text: str) -> Markup:
    words = count(len(text.split()), "word")
    left = len(text) - 2 * _KEPT
    kept: Sequence[Markup] = [block(text)]
    if left > 0:
        out = tag("p", f"{count(left, 'character')} left out here", class_="remark", lang="en")
        kept = [block(text[:_KEPT]), out, block(text[-_KEPT:])]
    return tag("details", tag("summary", f"{words} without findings", lang="en"), *kept)


def _views(text: str, findings: Sequence[Finding]) -> list[_View]:
    """What stays in view, in order; too little to fold between two stretches joins them."""
    views = [_View(0, 0)]
    for number, finding in enumerate(findings, 1):
        start, end = _before(text, finding.start), _after(text, finding.end)
        if start - views[-1].end >= _FOLD:
            views.append(_View(start, end))
        views[-1].end = max(views[-1].end, end)
        views[-1].findings.append((number, finding))
    if len(text) - views[-1].end < _FOLD:
        views[-1].end = len(text)
    return [view for view in views if view.end]


def _before(text: str, offset: int) -> int:
    """Where to begin a view of an offset: with a line if one is near, else with a word."""
    stop = max(0, offset - _CONTEXT)
    floor = max(0, stop - _CONTEXT)
    found = (text.rfind(end, floor, stop) for end in ("\n", " "))
    return next((at + 1 for at in found if at >= 0), stop)


def _after(text: str, offset: int) -> int:
    """Where to end a view of an offset, after a line or a word."""
    start = min(len(text), offset + _CONTEXT)
    found = (text.find(end, start, start + _CONTEXT) for end in ("\n", " "))
    return next((at + 1 for at in found if at >= 0), start)
