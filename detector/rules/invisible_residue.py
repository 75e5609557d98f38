"""Rule invisible-residue."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from detector.document import Document
from detector.messages import Text
from detector.report import Original
from detector.rules import Clue, Trace, tracer

CONFIDENCE = 0.9
SOFT_HYPHEN = "\xad"
STRAY = "\u200b\u2060\ufeff"
_SOFT = frozenset((SOFT_HYPHEN,))
_STRAY = rf"(?<!\A)[{STRAY}]++(?!\p{{L}})|(?<=[^\p{{L}}])[{STRAY}]++"
LEFT_HYPHEN = Text("a soft hyphen was left in “{}”")
LEFT = Text("a character that shows nothing was left here")


@tracer(
    kind="artefact",
    severity="note",
    needs=SOFT_HYPHEN + STRAY,
    flags=(
        "Un [[re\xadtour]] à la ligne, une[[\u200b]] espace de trop.",
        "Le [[\u200b]]marché ouvre.",
    ),
    passes=("Un retour à la ligne, une espace\u00a0; de trop.", "\ufeffLe marché ouvre."),
)
def invisible_residue(doc: Document) -> Iterator[Trace]:
    """Characters that show nothing and stay behind when a page or a PDF file is copied.

    Soft hyphens say where a word may be parted at the end of a line, zero-width spaces where a
    line may break. They are honest where they were set and of no use in running text, where they
    hide words from every search.

    Example: "re-tour" with a soft hyphen.
    """
    marks = doc.marks
    if SOFT_HYPHEN in marks:
        for first, stop in doc.joined(_SOFT):
            read = "".join(doc.words[first:stop])
            clue = Clue("invisible", 1.0, "form", LEFT_HYPHEN, (read,))
            start, end = doc.span(first, stop)
            yield Trace(start, end, CONFIDENCE, clue, (Original(read, CONFIDENCE),))
    if not marks.isdisjoint(STRAY):
        for match in regex.finditer(_STRAY, doc.text):
            clue = Clue("invisible", 1.0, "form", LEFT)
            start, end = match.span()
            yield Trace(start, end, CONFIDENCE, clue, (Original("", CONFIDENCE),))
