"""A page of a dossier: its frame, and what every page says of the method and its limits."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from detector.dossier.expectation import ALL, TRADE, planted, register
from detector.formats.html import frame
from detector.formats.html.elements import Markup, join, tag
from detector.messages import Text
from detector.terminal import Page

REGISTERS = {
    ALL: Text("all registers together"),
    "administrative": Text("public service"),
    "edited": Text("news, parliament, encyclopaedia"),
    "literary": Text("literature"),
    "marketing": Text("marketing"),
    "technical": Text("technical documentation"),
    TRADE: Text("trade texts full of English"),
    "web": Text("web pages"),
}
_NOT_WHO = Text(
    "A finding says that a word probably stands in the place of another. It does not say who put"
    " it there, when, or with which program."
)
_MISTAKES = Text(
    "The method errs: of {:,} documents of clean text ({}; {:,} words each, on average) it called"
    " {:,} spun and {:,} suspect."
)
_HARD = Text(
    "The English of a trade misleads it: of {:,} honest texts full of it, {:,} were called suspect"
    " and {:,} spun."
)
_UNSEEN = Text(
    "It does not see everything: of {:,} words planted by hand in {:,} texts it found {:,}. Light"
    " spinning and words that are good French where they stand stay unseen, so that a document"
    " without findings is not proven clean."
)
_CONJECTURE = Text(
    "The presumed sentence is a conjecture: of {:,} such words whose original is known, {:,} had it"
    " named first."
)
_PRIOR = Text(
    "Scores are calibrated for a collection of which half is spun; where spun documents are rare,"
    " they are too high."
)


class Section(NamedTuple):
    """A part of a page: anchor, title and content."""

    name: str
    title: str
    content: tuple[Markup, ...]


def sheet(
    title: str,
    closing: Markup,
    sections: Iterable[Section],
    made_with: str,
    page: Page,
    up: str | None = None,
) -> bytes:
    """A whole page; ``up`` leads from it to the index."""
    sections = list(sections)
    name = tag("a", "spin-detector", href=up) if up else "spin-detector"
    links = (tag("li", tag("a", shown, href=f"#{anchor}")) for anchor, shown, _ in sections)
    header = tag(
        "header",
        tag("p", name, " · ", page.say("Dossier"), class_="brand"),
        tag("h1", title),
        closing,
        tag("nav", tag("ul", *links), aria_label=page.say("Contents")),
    )
    skip = tag("a", page.say("Skip to the content"), href="#content", class_="skip")
    parts = (frame.section(anchor, shown, *content) for anchor, shown, content in sections)
    written = (
        f'<!DOCTYPE html>\n<html lang="{page.messages.code}">',
        frame.head(title, _style()),
        f'\n<body>{skip}{header}\n<main id="content">\n',
        *parts,
        frame.ending(made_with, page),
    )
    return "".join(written).encode()


def limits(name: str, page: Page) -> Section:
    """What the method cannot do, with the figures of a register."""
    items = (tag("li", said) for said in _limits(name, page))
    return Section("limits", page.say("Limits of the method"), (tag("ul", *items, class_="prose"),))


def _limits(name: str, page: Page) -> Iterator[str]:
    clean, hard, spun = register(name), register(TRADE), planted()
    yield page.say(_NOT_WHO)
    known = page.say(REGISTERS[name])
    length = round(clean.words / clean.documents)
    yield page.say(_MISTAKES, clean.documents, known, length, clean.spun, clean.suspect)
    yield page.say(_HARD, hard.documents, hard.suspect, hard.spun)
    yield page.say(_UNSEEN, spun.gold, spun.documents, spun.found)
    yield page.say(_CONJECTURE, spun.named, spun.first)
    yield page.say(_PRIOR)


def facts(pairs: Iterable[tuple[str, str]]) -> Markup:
    """A list of names and what they stand for."""
    return tag(
        "dl", *(join((tag("dt", name), tag("dd", what))) for name, what in pairs), class_="facts"
    )


@cache
def _style() -> str:
    return frame.stylesheet(__package__)
