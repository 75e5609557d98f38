"""Rule repeated-sentence."""

from __future__ import annotations

from collections.abc import Iterator

from detector.document import Document
from detector.repeats import STOPS, again
from detector.rules import Trace, tracer

MIN_WORDS = 12
"""Shorter sentences are formulas that honest people repeat."""


@tracer(
    kind="quality",
    severity="note",
    flags=(
        (
            "La marée monte plus vite qu'on ne croit et efface nos pas sur le sable. On rit."
            " [[La marée monte plus vite qu'on ne croit et efface nos pas sur le sable]]. Bref."
        ),
    ),
    passes=(
        "La marée monte. On rit. La marée monte.",
        (
            "Le conseil a siégé jeudi soir dans la grande salle des fêtes de la mairie\n"
            "Le conseil a siégé jeudi soir dans la grande salle des fêtes de la mairie\n"
        ),
    ),
)
def repeated_sentence(doc: Document) -> Iterator[Trace]:
    """A sentence of twelve words or more that stands in the document a second time.

    Whoever pads a text, or puts it together from pieces, says the same thing twice in the same
    words. What ends without a stop is left alone: headings, rows of tables, verses.

    Example: "La marée monte plus vite qu'on ne croit [...]" in the first paragraph and in the last.
    """
    return again(doc, STOPS, MIN_WORDS)
