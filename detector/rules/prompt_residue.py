"""Rule prompt-residue."""

from __future__ import annotations

from collections.abc import Iterator

from detector.document import Document
from detector.messages import Text
from detector.rules import Trace, tracer
from detector.telltales import reported

TEXT = Text("“{}” is an order to a writing assistant: {}")


@tracer(
    kind="artefact",
    severity="note",
    telltale=True,
    flags=(
        "[[Rédige un article de 500 mots]] sur les gants de cuisine.",
        "[[Act as an expert]] gardener.\n\nLes tomates aiment la chaleur.",
    ),
    passes=(
        "Il rédige un article de 500 mots par semaine.",
        "L'élève tape « Rédige un article de 500 mots » et attend.",
    ),
)
def prompt_residue(doc: Document) -> Iterator[Trace]:
    """An order to a writing assistant, left at the head of a sentence.

    It asks for a text of some length, tone or keyword density, or to rewrite one. Schools set tasks
    in like words, so that it is a note.

    Example: "Rédige un article de 500 mots sur les gants de cuisine."
    """
    return reported(doc, "prompt-residue", 0.8, TEXT)
