"""Rule doubled-qualifier."""

from __future__ import annotations

from collections.abc import Iterator

from detector.document import Document
from detector.messages import Text
from detector.rules import Trace, tracer
from detector.telltales import reported

TEXT = Text("“{}” says the same twice: a spinner put “{}” beside “{}” before it was translated")


@tracer(
    kind="artefact",
    severity="note",
    telltale=True,
    flags=(
        "Le pain est [[vraiment réellement]] bon chez elle.",
        "Il voulait [[simplement seulement]] dormir.",
        "Le sentier est [[souvent fréquemment]] boueux.",
    ),
    passes=(
        "Le pain est vraiment bon, réellement.",
        "Il voulait seulement dormir.",
        "Il est souvent, fréquemment même, en retard.",
    ),
)
def doubled_qualifier(doc: Document) -> Iterator[Trace]:
    """Two adverbs or two adjectives side by side that are one word's synonyms in English.

    Some spinners put a synonym beside a word instead of in its place, and the translator turns
    both. Which words double each other is read off English thesauri; a pair that clean French has
    is left out. Rhetoric doubles words too, but with a comma.

    Example: "vraiment réellement".
    """
    return reported(doc, "doubled-qualifier", 0.89, TEXT)
