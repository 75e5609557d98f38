"""A document's page: printed and presumed sentences, the evidence, and what it was made from."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from detector.dossier.decisions import SAID, Decision, Decisions
from detector.dossier.order import Order
from detector.dossier.passages import Passage, Piece, passages
from detector.dossier.sheet import Section, facts, limits, sheet
from detector.formats import Checked
from detector.formats.html import overview
from detector.formats.html.elements import Markup, join, tag
from detector.messages import Plural, Text
from detector.report import Evidence, Finding, Kind
from detector.terminal import Page
from detector.wording import found, likely, original, percent, score

MOST = 300
"""Findings that a page shows; the record beside it has all of them."""
_FEEBLE = 0.25
"""Weights below which clues are shown together."""
_HEADS = (Text("Clue"), Text("Value"), Text("Weight"), Text("Table or rule"))
_MORE = Plural(Text("…and {:,} more finding."), Text("…and {:,} more findings."))
_FEEBLE_ONES = Plural(Text("{:,} weaker clue"), Text("{:,} weaker clues together"))


class Setting(NamedTuple):
    """What a document's page says besides its report."""

    supplier: str
    supplier_page: str
    record: str
    sha256: str
    order: Order
    names: Sequence[str]
    decisions: Decisions


def render(checked: Checked, setting: Setting, page: Page) -> bytes:
    """The page of a document that lies one folder below the index."""
    report = checked.report
    known, figures = score(report.score, page), found(report, page)
    if known:
        figures = page.say("score {}, {}", known, figures)
    supplier = tag("a", setting.supplier or page.say("none"), href=f"../{setting.supplier_page}")
    closing = join(
        (
            tag("p", overview.chip(report.verdict, page), " ", figures, class_="figures"),
            tag("p", page.say("Supplier"), " – ", supplier, class_="soft"),
            *(tag("p", note, class_="remark") for note in report.notes),
        )
    )
    sections = [
        Section("traces", page.say("Traces"), tuple(_traces(checked, setting, page))),
        limits(setting.order.register, page),
        Section(
            "provenance", page.say("What this was made from"), (_made(checked, setting, page),)
        ),
    ]
    made_with = overview.provenance(report, page)
    return sheet(checked.title, closing, sections, made_with, page, "../index.html")


def _traces(checked: Checked, setting: Setting, page: Page) -> Iterator[Markup]:
    findings = checked.report.findings
    if not findings:
        yield tag("p", page.say("Nothing found"), class_="soft")
    for passage in passages(checked.report, MOST):
        yield tag(
            "article",
            tag("h3", page.say("Line {}", passage.line)),
            _pair(passage, checked.report.language or "", page),
            *(
                _trace(findings[number - 1], setting.names[number - 1], setting, page)
                for number in passage.findings
            ),
        )
    if len(findings) > MOST:
        yield tag("p", page.counted(len(findings) - MOST, _MORE), class_="soft")


def _pair(passage: Passage, language: str, page: Page) -> Markup:
    """The two sentences side by side; where no original is known, the printed one alone."""
    spoken = {"lang": language} if language else {}
    printed = tag(
        "figure",
        tag("figcaption", page.say("Printed")),
        tag("blockquote", *_pieces(passage.printed, "mark"), **spoken),
    )
    if not passage.presumed:
        return printed
    presumed = tag(
        "figure",
        tag("figcaption", page.say("Presumed")),
        tag("blockquote", *_pieces(passage.presumed, "ins"), **spoken),
    )
    return tag("div", printed, presumed, class_="pair")


def _pieces(pieces: Iterable[Piece], name: str) -> Iterator[str]:
    return (
        tag(name, piece.text) if piece.changed else piece.text for piece in pieces if piece.text
    )


def _trace(finding: Finding, name: str, setting: Setting, page: Page) -> Markup:
    named = [
        page.say("{} ({})", original(each, page), percent(each.confidence, page))
        for each in likely(finding)
    ]
    swap = (" → ", tag("b", f" {page.say('or')} ".join(named), class_="original")) if named else ()
    return tag(
        "section",
        tag("p", tag("b", finding.surface[:200]), *swap, class_="what"),
        tag("p", finding.message),
        *_decided(setting.decisions.get(name), page),
        _clues(finding, page),
        tag(
            "p",
            page.say("{}, {} sure", finding.rule, percent(finding.confidence, page)),
            " · ",
            page.say("finding"),
            " ",
            tag("code", name),
            class_="remark",
        ),
        id=f"f{name}",
        class_=f"trace {finding.severity}",
    )


def _decided(decision: Decision | None, page: Page) -> Iterator[Markup]:
    if decision is not None:
        remark = (" – ", decision.remark) if decision.remark else ()
        yield tag("p", tag("b", page.say(SAID[decision.verdict])), *remark, class_="decision")


def _clues(finding: Finding, page: Page) -> Markup:
    """The evidence, the weightiest first; with the intercept, weights add up to the confidence."""
    ordered = sorted(finding.evidence, key=lambda item: (-abs(item.weight), item.id))
    shown = [item for item in ordered if abs(item.weight) >= _FEEBLE]
    feeble = ordered[len(shown) :]
    rows = [_clue(item, page) for item in shown]
    if feeble:
        together = page.counted(len(feeble), _FEEBLE_ONES)
        rows.append(_row(together, "", sum(item.weight for item in feeble), "", page))
    total = _logit(finding.confidence)
    start = total - sum(item.weight for item in finding.evidence)
    if finding.kind is Kind.SUBSTITUTION:
        rows.append(_row(page.say("before any clue"), "", start, "model", page))
    sure = page.say("log-odds, a probability of {}", percent(finding.confidence, page))
    heads = (
        tag("th", page.say(head), scope="col", class_="number" if 0 < i < 3 else "name")
        for i, head in enumerate(_HEADS)
    )
    return tag(
        "table",
        tag("caption", page.say("Evidence"), class_="hidden"),
        tag("thead", tag("tr", *heads)),
        tag("tbody", *rows),
        tag("tfoot", _row(sure, "", total, "", page)),
        class_="clues",
    )


def _clue(item: Evidence, page: Page) -> Markup:
    return _row(item.text, page.say("{:.3g}", item.value), item.weight, item.source, page)


def _row(text: str, value: str, weight: float, source: str, page: Page) -> Markup:
    return tag(
        "tr",
        tag("th", text, scope="row"),
        tag("td", value),
        tag("td", page.say("{:+.2f}", weight)),
        tag("td", source, class_="source"),
    )


def _logit(probability: float) -> float:
    inside = min(max(probability, 1e-9), 1 - 1e-9)
    return math.log(inside / (1 - inside))


def _made(checked: Checked, setting: Setting, page: Page) -> Markup:
    made = checked.report.provenance
    say = page.say
    return facts(
        (
            (say("Document"), checked.title),
            (say("SHA-256 of the file"), tag("code", setting.sha256)),
            (say("SHA-256 of its text"), tag("code", made.sha256)),
            (say("Version"), made.version),
            (say("Tables and model"), tag("code", made.data)),
            (say("Settings"), tag("code", made.config)),
            (say("Command"), tag("code", setting.order.command)),
            (say("Record"), tag("a", setting.record, href=setting.record)),
        )
    )
