"""Rule orphan-number."""

from __future__ import annotations

import re
from collections.abc import Iterator

from detector.document import Document
from detector.messages import Text
from detector.rules import Clue, Trace, tracer
from detector.sieve import Sieve

CONFIDENCE = 0.8
_NUMBER = re.compile(r"(?:(?<=\n)|\A)[ \t]*(\d{1,2}[.)]|[•▪●◦‣])[ \t]*(?=\n|\Z)")
_numbered = Sieve(lambda gap: _NUMBER.search(f"{gap}x"))
TEXT = Text("a list has lost what it lists")


@tracer(
    kind="artefact",
    severity="note",
    flags=("Voici nos conseils :\n[[1.]]\n[[2.]]\nBonne lecture !",),
    passes=(
        "Voici nos conseils :\n1. Semez tôt.\n2. Arrosez peu.",
        "Page\n12\nLe jardin en mars.",
        "3.\nLe jardin en mars, chapitre où rien ne pousse.",
    ),
)
def orphan_number(doc: Document) -> Iterator[Trace]:
    """Numbers or bullets of a list whose entries are gone.

    A scraper that drops links drops the entries of a list of links, and leaves *1.* and *2.* on
    lines of their own. One alone may number a chapter. Nothing says that the text was spun.

    Example: "Voici nos conseils :" followed by lines of "1." and "2.".
    """
    found = list(_NUMBER.finditer(doc.text)) if _numbered(doc.between) else []
    for match in found if len(found) > 1 else ():
        start, end = match.span(1)
        clue = Clue("number", 1.0, "form", TEXT)
        yield Trace(start, end, CONFIDENCE, clue)
