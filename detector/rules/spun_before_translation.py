"""Rule spun-before-translation."""

from __future__ import annotations

from collections.abc import Iterator

from detector.document import Document
from detector.messages import Text
from detector.rules import Trace, tracer
from detector.telltales import found

TEXT = Text("“{}” makes no sense here: “{}” is “{}” in English, spun to “{}” and translated")
LITERAL = Text("“{}” makes no sense here: “{}” is “{}” in English, translated word by word")
CONFIDENCE = 0.74


@tracer(
    kind="artefact",
    severity="note",
    telltale=True,
    flags=(
        "Il siège à la [[planche de directeurs]] depuis mars.",
        "Elle cherche une [[course]] à plein temps dans le quartier.",
        "Le [[pasteur]] des Finances présentera son budget.",
        "Il se lève tôt [[dans l'ordre pour]] voir la mer.",
        "Le [[troc libre]] entre les deux pays date de mars.",
    ),
    passes=(
        "Il siège au conseil d'administration depuis mars.",
        "La planche du plongeoir vibre encore.",
        "On dirait « la planche de directeurs », dit-il en riant.",
    ),
)
def spun_before_translation(doc: Document) -> Iterator[Trace]:
    """A set expression of English that was spun first and translated then, or translated as a name.

    Every word is French and the whole means nothing: a board of directors whose board became a
    plank, a full-time errand, a minister turned pastor. The English pair explains the slip. Some
    rows are written by hand; most are made by program, from English terms, synonyms of their words
    in several thesauri and the French of each, and left out where clean French has them. Fillers
    count too: "dans l'ordre pour" is "in order to", word by word.

    Example: "planche de directeurs" for "conseil d'administration".
    """
    for item in found(doc, "spun-before-translation"):
        _, english, spun = item.telltale.parts
        yield item.trace(doc, CONFIDENCE, LITERAL if english == spun else TEXT)
