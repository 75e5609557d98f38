"""Rule mangled-unit."""

from __future__ import annotations

from collections.abc import Iterator

from detector.document import Document
from detector.gap import Gap
from detector.messages import Text
from detector.rules import Trace, tracer
from detector.telltales import found

TEXT = Text("“{}” is no unit: “{}” was translated word by word")
CONFIDENCE = 0.96


@tracer(
    kind="artefact",
    severity="note",
    telltale=True,
    flags=(
        "La chambre fait 12 [[square mètres]] et sent la cire.",
        "Le vent soufflait à 90 kilomètres [[per heure]] sur la digue.",
        "Le moteur développe 150 [[puissance de cheval]] sans un bruit.",
    ),
    passes=(
        "La chambre fait 12 mètres carrés et sent la cire.",
        "Le square mètre par mètre redessiné rouvre lundi.",
        "La puissance de cheval se mesurait au treuil.",
    ),
)
def mangled_unit(doc: Document) -> Iterator[Trace]:
    """A unit after its number, half in another language or translated word by word.

    Units are fixed terms, and the first that a translator stumbles on: one word stays, or both turn
    and stand in the wrong order. Without a number before it, the same phrase may mean something.

    Example: "12 square mètres".
    """
    for item in found(doc, "mangled-unit"):
        if doc.kinds[item.first] & Gap.NUMBER:
            yield item.trace(doc, CONFIDENCE, TEXT)
