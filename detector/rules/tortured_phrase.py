"""Rule tortured-phrase."""

from __future__ import annotations

from collections.abc import Iterator

from detector.document import Document
from detector.messages import Text
from detector.rules import Trace, tracer
from detector.telltales import reported

TEXT = Text("“{}” looks like “{}” with its words swapped")


@tracer(
    kind="artefact",
    severity="warning",
    telltale=True,
    flags=(
        "Les progrès de l'[[intellect factice]] donnent le vertige à la ville.",
        "Une tumeur [[méchante]] a été retirée par le chirurgien de l'hôpital.",
        "The paper shows that [[counterfeit consciousness]] will be of use to the farmers.",
        "The [[bosom disease]] was found early and it is now under control.",
    ),
    passes=(
        "Les progrès de l'intelligence artificielle donnent le vertige à la ville.",
        "On lit « intellect factice » là où il fallait « intelligence artificielle ».",
        "Dans ce livre on lit counterfeit consciousness au lieu du terme que tous attendent.",
    ),
)
def tortured_phrase(doc: Document) -> Iterator[Trace]:
    """An established term whose words were swapped for synonyms, in French or in English.

    Terms do not vary: nobody who knows the field writes *counterfeit consciousness*. Spinners of a
    text's own language do, and papers that were published so are known by such phrases (Cabanac,
    Labbé and Magazinov 2021). A row counts only in documents of its language.

    Example: "intellect factice" for "intelligence artificielle".
    """
    return reported(doc, "tortured-phrase", 0.96, TEXT)
