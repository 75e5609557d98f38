"""Rule corpus-header."""

from __future__ import annotations

import re
from collections.abc import Iterator

from detector.document import Document
from detector.messages import Text
from detector.report import Original
from detector.rules import Clue, Trace, tracer

CONFIDENCE = 0.95
_HEADER = re.compile(
    r"\s{0,20}((?:(?:date|crawled|timestamp)[ \t]*[:=]?[ \t]*\d{4}-\d\d(?:-\d\d[\dT:.+Z-]*)?"
    r"|(?:url|source_url|warc-[a-z-]{2,30})[ \t]*[:=]?[ \t]+https?://\S{1,500})[ \t]*)(?=\n|$)",
    re.IGNORECASE,
)
TEXT = Text("a line that a collection of texts put above this one")


@tracer(
    kind="artefact",
    severity="note",
    flags=("[[date 2023-11]]\nLe marché ouvre à sept heures.",),
    passes=(
        "Le marché de 2023-11 ouvre à sept heures.",
        "date limite : 2023-11-30\nInscrivez-vous",
    ),
)
def corpus_header(doc: Document) -> Iterator[Trace]:
    """A line above the text that says when or where a collection got it.

    Some collections of texts open each so. It belongs to the collection, not to the text, and says
    nothing of spinning.

    Example: "date 2023-11" as a first line.
    """
    match = _HEADER.match(doc.text)
    if match:
        clue = Clue("header", 1.0, "form", TEXT)
        yield Trace(*match.span(1), CONFIDENCE, clue, (Original("", CONFIDENCE),))
