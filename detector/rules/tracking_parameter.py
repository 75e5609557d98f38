"""Rule tracking-parameter."""

from __future__ import annotations

import re
from collections.abc import Iterator

from detector.document import Document
from detector.messages import Text
from detector.report import Original
from detector.rules import Clue, Trace, tracer

CONFIDENCE = 0.95
_VALUE = r"[^\s&#<>\"')\]]{0,200}(?<![.,;:!?])"
_NAMED = rf"(?:utm_[a-z]{{2,12}}|fbclid|gclid)={_VALUE}"
_QUERY = re.compile(rf"\?{_NAMED}(?:&(?:amp;)?{_NAMED})*|(?:&(?:amp;)?{_NAMED})+")
TEXT = Text("an address that tells where its reader came from")


@tracer(
    kind="artefact",
    severity="note",
    needs="=",
    flags=(
        "Voir https://exemple.fr/miel[[?utm_source=lettre&utm_medium=mel]] pour la suite.",
        "Voir https://exemple.fr/?page=2[[&fbclid=IwAR0x]] ici.",
    ),
    passes=(
        "Le paramètre utm_source nomme la lettre d'où vient le visiteur.",
        "Voir https://exemple.fr/miel?page=2 pour la suite.",
    ),
)
def tracking_parameter(doc: Document) -> Iterator[Trace]:
    """The part of an address that tells advertisers where a reader came from.

    Nobody types it: an address that has it was copied by a machine or from a browser. People paste
    such addresses too, so that it is a note and says nothing of spinning.

    Example: "https://exemple.fr/miel?utm_source=lettre"
    """
    for match in _QUERY.finditer(doc.text):
        clue = Clue("tracking", 1.0, "form", TEXT)
        yield Trace(*match.span(), CONFIDENCE, clue, (Original("", CONFIDENCE),))
