"""The lists of a dossier: suppliers on its first page, and each supplier's documents.

A list is cut into pages of so many rows that none takes a browser long, however many documents
there are.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple, TypeVar

from detector.dossier import tables
from detector.dossier.decisions import Verdict as Decided
from detector.dossier.expectation import register, share
from detector.dossier.order import Maker, Order
from detector.dossier.record import Entry
from detector.dossier.sheet import REGISTERS, Section, facts, limits, sheet
from detector.formats import Failed
from detector.formats.html import overview
from detector.formats.html.elements import Markup, join, tag
from detector.messages import Plural, Text
from detector.terminal import Page
from detector.wording import DOCUMENTS, FINDINGS, WORDS, percent

FIRST = "index.html"
SUPPLIERS, ROWS, WORST = 300, 500, 50
"""Rows of suppliers and of documents on a page, and documents that the first page names."""
_FALSE = Text(
    "In as many words of clean text ({}), {:.1f} false findings are to be expected at this"
    " threshold ({}), and {:.1f} at most."
)
_GONE = Plural(
    Text("{:,} decision is about a finding that is gone"),
    Text("{:,} decisions are about findings that are gone"),
)
_OUTSIDE = Plural(
    Text("{:,} document has no score and does not count towards the shares"),
    Text("{:,} documents have no score and do not count towards the shares"),
)

_T = TypeVar("_T")


class Whole(NamedTuple):
    """All that a dossier lists."""

    entries: Sequence[Entry]
    failed: Sequence[Failed]
    order: Order
    maker: Maker
    min_confidence: float
    gone: int
    """Decisions about findings that are not there."""


def pages(whole: Whole, page: Page) -> Iterator[tuple[str, bytes]]:
    """All lists by name, the first page of all last."""
    suppliers: defaultdict[str, list[Entry]] = defaultdict(list)
    for each in whole.entries:
        suppliers[each.row.group].append(each)
    for name, members in suppliers.items():
        yield from _supplier(name, members, whole, page)
    yield from _index(suppliers, whole, page)


def _supplier(
    name: str, members: Sequence[Entry], whole: Whole, page: Page
) -> Iterator[tuple[str, bytes]]:
    """The pages of a supplier's documents, the highest scores first."""
    ordered = sorted(members, key=lambda each: overview.badness(each.row))
    first = tables.page_of(name)
    spun = tag("p", overview.headline([each.row for each in members], page), class_="figures")
    closing = join((spun, _figures(tables.totals(members), whole, page)))
    title = name or page.say("none")
    for number, rows in _cut(ordered, ROWS):
        turning = _turning(first, number, -(-len(ordered) // ROWS), page)
        listed = (tables.documents(rows, "../", page), *turning)
        sections = [Section("documents", page.say("Documents"), listed)]
        if number == 1:
            sections.append(limits(whole.order.register, page))
        made = _made_with(whole.maker, page)
        yield _numbered(first, number), sheet(title, closing, sections, made, page, "../index.html")


def _index(
    suppliers: dict[str, list[Entry]], whole: Whole, page: Page
) -> Iterator[tuple[str, bytes]]:
    counted = [(name, tables.totals(members)) for name, members in suppliers.items()]
    counted.sort(key=lambda each: (-each[1].share.low, -each[1].spun, each[0]))
    rows = [each.row for each in whole.entries]
    title = overview.headline(rows, page)
    for number, part in reversed(list(_cut(counted, SUPPLIERS)) or [(1, [])]):
        turning = _turning(FIRST, number, -(-len(counted) // SUPPLIERS), page)
        table = (tables.suppliers(part, whole.order.register, page), *turning) if part else ()
        sections = [Section("suppliers", page.say("Suppliers"), table)] if table else []
        if number == 1:
            sections = [*_overview(rows, page), *sections, *_rest(whole, page)]
        closing = _figures(tables.totals(whole.entries), whole, page)
        if whole.gone:
            gone = tag("p", page.counted(whole.gone, _GONE), class_="soft")
            closing = join((closing, gone))
        made = _made_with(whole.maker, page)
        yield _numbered(FIRST, number), sheet(title, closing, sections, made, page)


def _overview(rows: Sequence[overview.Row], page: Page) -> list[Section]:
    scores = overview.verdicts(rows, page), overview.distribution(rows, page)
    return [Section("scores", page.say("Scores"), scores)] if rows else []


def _rest(whole: Whole, page: Page) -> Iterator[Section]:
    """What the first page says below its suppliers."""
    worst = sorted(whole.entries, key=lambda each: overview.badness(each.row))[:WORST]
    worst = [each for each in worst if each.row.findings]
    if worst:
        title = page.say("Documents with the highest scores")
        yield Section("documents", title, (tables.documents(worst, "", page),))
    if whole.failed:
        lost = (overview.failures(whole.failed, page),)
        yield Section("failed", page.say("Not checked"), lost)
    yield limits(whole.order.register, page)
    say, maker = page.say, whole.maker
    made = facts(
        (
            (say("Version"), maker.version),
            (say("Tables and model"), tag("code", maker.data)),
            (say("Command"), tag("code", whole.order.command)),
            (say("To verify it"), tag("code", "spin-detector verify DIR")),
            (
                say("To decide"),
                tag("code", f"spin-detector decide DIR {'|'.join(Decided)} FINDING"),
            ),
        )
    )
    yield Section("provenance", say("What this was made from"), (made,))


def _figures(found: tables.Totals, whole: Whole, page: Page) -> Markup:
    """What documents come to, in sentences."""
    clean, least = register(whole.order.register), whole.min_confidence
    rate = share(clean.found(least), clean.words).of(found.words)
    counts = (
        page.counted(found.documents, DOCUMENTS),
        page.counted(found.words, WORDS),
        page.counted(found.findings, FINDINGS),
    )
    known = page.say(REGISTERS[whole.order.register])
    said = [", ".join(counts), page.say(_FALSE, known, rate.value, percent(least, page), rate.high)]
    if found.documents > found.scored:
        said.append(page.counted(found.documents - found.scored, _OUTSIDE))
    if any(found.decided):
        said.append(tables.decided(found.decided, page))
    return join(tag("p", each, class_="soft") for each in said)


def _cut(rows: Sequence[_T], most: int) -> Iterator[tuple[int, Sequence[_T]]]:
    """Rows in lots of so many, each with its number from 1."""
    for number, start in enumerate(range(0, len(rows), most), 1):
        yield number, rows[start : start + most]


def _numbered(name: str, number: int) -> str:
    return name if number == 1 else name.replace(".html", f"-{number}.html")


def _turning(first: str, number: int, last: int, page: Page) -> tuple[Markup, ...]:
    """Links to the other pages of a list, if it has any."""
    if last == 1:
        return ()
    name = first.rpartition("/")[2]
    links = (
        tag(
            "li",
            tag("b", str(each))
            if each == number
            else tag("a", str(each), href=_numbered(name, each)),
        )
        for each in range(1, last + 1)
    )
    return (tag("nav", tag("ul", *links), aria_label=page.say("Pages"), class_="turning"),)


def _made_with(maker: Maker, page: Page) -> str:
    return page.say("spin-detector {}, data {}", maker.version, maker.data[:12])
