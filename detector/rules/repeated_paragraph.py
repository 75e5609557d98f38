"""Rule repeated-paragraph."""

from __future__ import annotations

from collections.abc import Iterator

from detector.document import Document
from detector.repeats import LINE_END, again
from detector.rules import Trace, tracer

MIN_WORDS = 20
"""Shorter lines are captions, notices and answers, which honest pages repeat."""


@tracer(
    kind="quality",
    severity="note",
    flags=(
        (
            "La marée monte plus vite qu'on ne croit, et le sable garde la trace des pas un quart"
            " d'heure. Il faut rentrer avant.\n\nUn pêcheur passe.\n\n"
            "[[La marée monte plus vite qu'on ne croit, et le sable garde la trace des pas un quart"
            " d'heure. Il faut rentrer avant.]]\n"
        ),
    ),
    passes=(
        "Le refrain revient.\nEt la mer.\nLe refrain revient.\nEt la mer.\n",
        "La marée monte.\n\nLa marée monte.",
    ),
)
def repeated_paragraph(doc: Document) -> Iterator[Trace]:
    """A line of twenty words or more that stands in the document a second time, word for word.

    Pages put together by machines hold the same block twice; refrains and table rows are shorter.

    Example: the introduction once more at the end of the article.
    """
    return again(doc, LINE_END, MIN_WORDS)
