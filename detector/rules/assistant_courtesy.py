"""Rule assistant-courtesy."""

from __future__ import annotations

from collections.abc import Iterator

from detector.document import Document
from detector.messages import Text
from detector.rules import Trace, tracer
from detector.telltales import reported

TEXT = Text("“{}” is how assistants frame an answer: {}")


@tracer(
    kind="artefact",
    severity="note",
    telltale=True,
    flags=(
        "[[Bien sûr ! Voici un]] texte sur la pêche à pied.\n\nLa mer se retire à midi.",
        "The tide goes out at noon.\n\n[[I hope this helps]]!",
    ),
    passes=(
        "Le maire a souri. « J'espère que cela vous aidera », a-t-il dit.",
        "La pluie tombe.\nOn lit.\nJ'espère que cela vous aidera, dit-elle.\nElle signe.\nOn part.",
    ),
)
def assistant_courtesy(doc: Document) -> Iterator[Trace]:
    """A courtesy that opens or closes an assistant's answer, at the top or at the end.

    People take leave like that too, in letters and forums, so that it is a note and no more; at the
    edge of an article it is worth a look.

    Example: "Bien sûr ! Voici un article sur la pêche à pied."
    """
    return reported(doc, "assistant-courtesy", 0.75, TEXT)
