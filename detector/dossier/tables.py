"""The tables of a dossier: suppliers with the share of spun documents, and documents."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from detector.dossier.expectation import Share, register, share
from detector.dossier.record import Entry, Tellings
from detector.dossier.sheet import REGISTERS
from detector.formats.html import overview
from detector.formats.html.elements import Markup, join, tag
from detector.messages import Plural, Text
from detector.report import Verdict
from detector.score import SPUN
from detector.terminal import Page
from detector.wording import score

FOLDER = "suppliers"
_HEADS = (
    Text("Supplier"),
    Text("Documents"),
    Text("Words"),
    Text("Look spun"),
    Text("Share"),
    Text("By mistake"),
    Text("Decided"),
)
_DOCUMENT_HEADS = (
    Text("Document"),
    Text("Score"),
    Text("Findings"),
    Text("Words"),
    Text("Decided"),
)
_NUMBER = Text("{:,}")
_DECIDED = (
    Plural(Text("{:,} confirmed"), Text("{:,} confirmed")),
    Plural(Text("{:,} rejected"), Text("{:,} rejected")),
    Plural(Text("{:,} unsure"), Text("{:,} unsure")),
)
_EXPECTED = Text(
    "By mistake: how many of as many clean documents ({}) would look spun, going by {:,} of {:,}"
    " that were measured; the thin line in the drawings is the upper bound. A document looks spun"
    " from a score of {} on. Intervals are Wilson's, at 95%."
)


class Totals(NamedTuple):
    """A supplier's documents, counted; ``scored`` are those that the shares are of."""

    documents: int
    scored: int
    words: int
    spun: int
    findings: int
    decided: Tellings

    @property
    def share(self) -> Share:
        """Spun among scored documents."""
        return share(self.spun, self.scored)


def totals(entries: Iterable[Entry]) -> Totals:
    """What documents come to."""
    entries = list(entries)
    rows = [each.row for each in entries]
    decided = [sum(each) for each in zip(*(e.decided for e in entries), strict=True)] or [0, 0, 0]
    return Totals(
        documents=len(rows),
        scored=sum(row.verdict is not Verdict.UNSUPPORTED for row in rows),
        words=sum(row.words for row in rows),
        spun=sum(row.verdict is Verdict.SPUN for row in rows),
        findings=sum(row.findings for row in rows),
        decided=(decided[0], decided[1], decided[2]),
    )


def page_of(supplier: str) -> str:
    """The name of the first page of a supplier."""
    digest = hashlib.sha256(supplier.encode("utf-8", "surrogatepass")).hexdigest()
    return f"{FOLDER}/{digest[:16]}.html"


def suppliers(rows: Iterable[tuple[str, Totals]], name: str, page: Page) -> Markup:
    """A table of suppliers, beside what mistakes would make of clean text of a register."""
    clean = register(name)
    heads = tuple(map(page.say, _HEADS))
    mistakes = share(clean.spun, clean.documents)
    found = (_row(heads, *each, mistakes, page) for each in rows)
    known = page.say(REGISTERS[name])
    note = page.say(_EXPECTED, known, clean.spun, clean.documents, score(SPUN, page))
    table = _table(page.say("Suppliers"), heads, found, "suppliers")
    return join((table, tag("p", note, class_="remark")))


def _row(heads: Sequence[str], name: str, found: Totals, mistakes: Share, page: Page) -> Markup:
    share, wrong = found.share, mistakes.of(found.scored)
    value, low, high = (page.say("{:.0%}", each) for each in share)
    interval = tag("span", page.say("{} to {}", low, high), class_="remark")
    most = tag("span", page.say("at most {:.1f}", wrong.high), class_="remark")
    cells = (
        *(page.say(_NUMBER, each) for each in (found.documents, found.words, found.spun)),
        join((value, _plot(share, mistakes.high), interval)) if found.scored else "–",
        join((page.say("{:.1f}", wrong.value), most)),
        decided(found.decided, page),
    )
    title = tag("a", name or page.say("none"), href=page_of(name))
    labelled = (
        tag("td", cell, data_head=head) for head, cell in zip(heads[1:], cells, strict=True)
    )
    return tag("tr", tag("th", title, scope="row"), *labelled)


def _plot(share: Share, mistakes: float) -> Markup:
    """A share with its interval between 0 and 1, beside what mistakes alone could make of it."""
    low, high, at, wrong = (
        f"{100 * each:.1f}" for each in (share.low, share.high, share.value, mistakes)
    )
    lines = (
        tag("path", d="M0 8H100", class_="ground"),
        tag("path", d=f"M{low} 8H{high}", class_="interval"),
        tag("path", d=f"M{wrong} 0V16", class_="mistakes"),
        tag("path", d=f"M{at} 3V13", class_="share"),
    )
    return tag(
        "svg", *lines, viewBox="-1 0 102 16", class_="plot", aria_hidden="true", focusable="false"
    )


def documents(rows: Iterable[Entry], up: str, page: Page) -> Markup:
    """A table of documents, with links that begin at the index, ``up`` from the page."""
    heads = tuple(map(page.say, _DOCUMENT_HEADS))
    found = (_document(each, up, page) for each in rows)
    return _table(page.say("Documents"), heads, found, "documents")


def _document(each: Entry, up: str, page: Page) -> Markup:
    row = each.row
    *folders, name = row.title.split("/")
    shown = join([*(part for folder in folders for part in (folder + "/", tag("wbr"))), name])
    title = tag("a", shown, href=up + row.anchor)
    cells = (
        score(row.score, page) or "–",
        page.say(_NUMBER, row.findings),
        page.say(_NUMBER, row.words),
        decided(each.decided, page),
    )
    head = tag("th", title, " ", overview.chip(row.verdict, page), scope="row")
    return tag("tr", head, *(tag("td", cell) for cell in cells))


def decided(decided: Tellings, page: Page) -> str:
    """Decisions in short; the heads of the table say what about."""
    counted = zip(decided, _DECIDED, strict=True)
    return ", ".join(page.counted(each, things) for each, things in counted if each) or "–"


def _table(caption: str, heads: Sequence[str], rows: Iterable[Markup], kind: str) -> Markup:
    columns = (
        tag("th", head, scope="col", class_="number" if i else "name")
        for i, head in enumerate(heads)
    )
    return tag(
        "table",
        tag("caption", caption, class_="hidden"),
        tag("thead", tag("tr", *columns)),
        tag("tbody", *rows),
        class_=kind,
    )
