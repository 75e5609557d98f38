"""Rule assistant-residue."""

from __future__ import annotations

from collections.abc import Iterator

from detector.document import Document
from detector.messages import Text
from detector.rules import Trace, tracer
from detector.telltales import reported

TEXT = Text("“{}” is what a writing assistant says: {}")


@tracer(
    kind="artefact",
    severity="warning",
    telltale=True,
    flags=(
        "[[En tant que modèle de langage, je]] ne peux pas prévoir le temps qu'il fera.",
        "[[As an AI language model]], I cannot taste the soup.",
        "Le port dort encore.\n\n[[Regenerate response]]",
    ),
    passes=(
        "La machine commence par « En tant que modèle de langage, je ne peux », puis elle se tait.",
        "En tant que modèle de langage, le réseau prédit le mot suivant.",
        "Click “Regenerate response” to try again.",
        "Ma dernière mise à jour date de mardi : le jardin a trois rangs de pois de plus.",
    ),
)
def assistant_residue(doc: Document) -> Iterator[Trace]:
    """What a writing assistant says of itself, left in the text that it wrote.

    Assistants excuse themselves, name the date up to which they know things, and hand over their
    work; their pages have buttons that are copied along. People do not speak so in articles. A
    phrase in quotation marks or emphasis is spoken about and left alone, and so is one about models
    in the third person.

    Example: "En tant que modèle de langage, je ne peux pas donner d'avis."
    """
    return reported(doc, "assistant-residue", 0.96, TEXT)
