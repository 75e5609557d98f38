"""Rule excerpt-tail."""

from __future__ import annotations

import re
from collections.abc import Iterator

from detector.document import Document
from detector.messages import Text
from detector.rules import Clue, Trace, tracer

CONFIDENCE = 0.9
_TAIL = re.compile(
    r"(?<=\w)[ \t\xa0\u202f]?\.{0,3}(\[(?:…|\.\.\.|&hellip;|&#8230;)\])[ \t]*(?=\n|\Z)"
)
TEXT = Text("the text breaks off where a feed cut it")


@tracer(
    kind="artefact",
    severity="note",
    needs="[",
    flags=("Le marché ouvre à sept heures et les premiers étals [[[…]]]\nLire la suite",),
    passes=(
        "Le maire l'écrit : « Les étals ouvrent […] à sept heures […] »",
        "Les étals ouvrent […] à sept heures.",
    ),
)
def excerpt_tail(doc: Document) -> Iterator[Trace]:
    """A bracketed ellipsis in which a line breaks off, as feeds cut their excerpts.

    Who scrapes a feed gets the first words of an article and *[…]*. Who quotes uses the same sign
    for what he leaves out, but goes on after it or closes the quotation, which ends in no such way
    here. The rest of the text is missing; nothing says that it was spun.

    Example: "les premiers étals […]" at the end of a line.
    """
    for match in _TAIL.finditer(doc.text):
        clue = Clue("excerpt", 1.0, "form", TEXT)
        start, end = match.span(1)
        yield Trace(start, end, CONFIDENCE, clue)
