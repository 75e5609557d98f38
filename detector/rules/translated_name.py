"""Rule translated-name."""

from __future__ import annotations

from collections.abc import Iterator

from detector.document import Document
from detector.messages import Text
from detector.rules import Trace, tracer
from detector.telltales import found

TEXT = Text("“{}” is “{}” translated word by word; elsewhere the text leaves the name as it is")
CONFIDENCE = 0.96


@tracer(
    kind="artefact",
    severity="note",
    telltale=True,
    flags=(
        "Il a vécu dans le New Jersey. En [[Nouveau Jersey]], dit-il, on danse tard.",
        "Les banques de Wall Street ont fermé. À la [[Rue des Parois]], on attend lundi.",
    ),
    passes=(
        "Il a vécu dans le New Jersey. En Jersey, dit-il, on danse tard.",
        "En Nouveau Jersey, dit la carte mal traduite du bistrot.",
        "Wall Street, la Rue du Mur, doit son nom à une palissade.",
    ),
)
def translated_name(doc: Document) -> Iterator[Trace]:
    """A name translated word by word in one sentence, and left alone in another.

    A writer who translates a name does so to explain it, beside the name itself. A translator that
    does not know it turns it here and keeps it there.

    Example: "Nouveau Jersey" in a text that says New Jersey too.
    """
    for item in found(doc, "translated-name"):
        name = item.telltale.original
        sentence = doc.sentence(item.first)
        if name in doc.text and name not in doc.slice(*sentence):
            yield item.trace(doc, CONFIDENCE, TEXT)
