"""Rule swapped-term."""

from __future__ import annotations

from collections.abc import Iterator

from detector.document import Document
from detector.messages import Text
from detector.rules import Trace, tracer
from detector.telltales import reported

TEXT = Text("“{}” looks like “{}” with “{}” swapped for “{}”")


@tracer(
    kind="artefact",
    severity="note",
    telltale=True,
    flags=(
        "C'est un [[bourreau de labeur]] qui ne dort pas.",
        "L'[[estrade de fer]] relie les deux vallées depuis un siècle.",
    ),
    passes=(
        "C'est un bourreau de travail qui ne dort pas.",
        "On lit « bourreau de labeur » là où il fallait « bourreau de travail ».",
    ),
)
def swapped_term(doc: Document) -> Iterator[Trace]:
    """A compound noun of French of which one word gave way to a synonym.

    Its words are not free: the synonym means the same and the whole means nothing. The table is
    made by program; unlike those of tortured-phrase, nobody has read these pairs one by one. Clean
    French has next to none of them.

    Example: "bourreau de labeur" for "bourreau de travail".
    """
    return reported(doc, "swapped-term", 0.96, TEXT)
