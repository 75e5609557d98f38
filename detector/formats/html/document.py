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
from detector.messages import Plural, Text
from detector.report import Finding, Report
from detector.terminal import Page
from detector.wording import found, likely, original, percent, reasons, score

_CONTEXT = 500
"""Characters of text that stay in view on either side of a finding, and at most as many again."""
_FOLD = 800
"""Characters that are worth folding."""
_KEPT = 10_000
"""Characters of either end of a folded stretch that the page holds; the rest is only counted."""

_OR = Text("or")
_QUIET = Plural(Text("{:,} word without findings"), Text("{:,} words without findings"))
_LEFT_OUT = Plural(Text("{:,} character left out here"), Text("{:,} characters left out here"))


@dataclass(slots=True)
class _View:
    """A stretch of text that stays in view, with its findings and their numbers."""

    start: int
    end: int
    findings: list[tuple[int, Finding]] = field(default_factory=list)


def article(checked: Checked, anchor: str, page: Page) -> Markup:
    """A document with its findings, below a heading with its score."""
    report = checked.report
    spoken = {"lang": report.language} if report.language else {}
    return tag(
        "article",
        _head(checked.title, report, anchor, page),
        tag("div", *_text(checked, anchor, page), class_="text", **spoken),
        tag("ol", *_notes(checked, page), class_="notes"),
        id=anchor,
        aria_labelledby=f"{anchor}-title",
    )


def _head(title: str, report: Report, anchor: str, page: Page) -> Markup:
    known, figures = score(report.score, page), found(report, page)
    if known:
        figures = page.say("score {}, {}", known, figures)
    return tag(
        "header",
        tag("h3", title, id=f"{anchor}-title"),
        tag("p", chip(report.verdict, page), " ", figures, class_="figures"),
        *(tag("p", note, class_="remark") for note in report.notes),
    )


def _text(checked: Checked, anchor: str, page: Page) -> Iterator[Markup]:
    text, at = checked.text, 0
    for view in _views(text, checked.report.findings):
        if at < view.start:
            yield _folded(text[at : view.start], page)
        yield tag("div", *_marked(text, view, anchor, page))
        at = view.end
    if at < len(text):
        yield _folded(text[at:], page)


def _marked(text: str, view: _View, anchor: str, page: Page) -> Iterator[Markup]:
    at = view.start
    for number, finding in view.findings:
        start = max(at, finding.start)
        end = max(start, finding.end)
        yield block(text[at:start])
        yield _mark(text[start:end], finding, f"{anchor}-{number}", page)
        at = end
    yield block(text[at : view.end])


def _mark(words: str, finding: Finding, name: str, page: Page) -> Markup:
    best = likely(finding)
    return tag(
        "span",
        tag("mark", block(words), tabindex=0, aria_describedby=name),
        tag("ins", original(best[0], page)) if best else "",
        _card(finding, name, page),
        class_=f"finding {finding.severity}",
    )


def _card(finding: Finding, name: str, page: Page) -> Markup:
    """The reasons for a finding, shown beside it when it is pointed at or focused."""
    named = [
        join((tag("b", original(each, page)), f" {percent(each.confidence, page)}"))
        for each in likely(finding)
    ]
    sure = page.say("{}, {} sure", finding.rule, percent(finding.confidence, page))
    return tag(
        "span",
        tag("span", *_between(named, f" {page.say(_OR)} "), class_="best") if named else "",
        tag("span", finding.message, class_="message"),
        *(tag("span", reason, class_="reason") for reason in reasons(finding)),
        tag("span", sure, class_="rule"),
        class_="card",
        id=name,
        role="tooltip",
        lang=page.messages.code,
    )


def _between(items: Iterable[str], word: str) -> Iterator[str]:
    for number, item in enumerate(items):
        yield from (word, item) if number else (item,)


def _notes(checked: Checked, page: Page) -> Iterator[Markup]:
    """What the cards say, for paper."""
    starts = line_starts(checked.text)
    for finding in checked.report.findings:
        best = f" {page.say(_OR)} ".join(original(each, page) for each in likely(finding))
        sure = percent(finding.confidence, page)
        yield tag(
            "li",
            page.say("Line {}:", position(starts, finding.start).line),
            " ",
            tag("b", finding.surface),
            " ",
            page.say("for {} ({} sure).", best, sure) if best else page.say("({} sure).", sure),
            f" {finding.message}",
        )


def _folded(text: str, page: Page) -> Markup:
    spoken = page.messages.code
    left = len(text) - 2 * _KEPT
    kept: Sequence[Markup] = [block(text)]
    if left > 0:
        out = tag("p", page.counted(left, _LEFT_OUT), class_="remark", lang=spoken)
        kept = [block(text[:_KEPT]), out, block(text[-_KEPT:])]
    folded = page.counted(len(text.split()), _QUIET)
    return tag("details", tag("summary", folded, lang=spoken), *kept)


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
