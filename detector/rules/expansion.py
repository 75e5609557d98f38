"""Rule expansion."""

from __future__ import annotations

from collections.abc import Iterator

from detector.document import Document
from detector.lexicon import Mark
from detector.messages import Text
from detector.options import place
from detector.rules import Candidate, Clue, rule

TEXT = Text("stands before “{}”, which is English too")


@rule(
    kind="substitution",
    severity="error",
    flags=("La plante est [[truly]] rare dans nos vallées.",),
    passes=("La plante est très rare dans nos vallées.",),
)
def expansion(doc: Document) -> Iterator[Candidate]:
    """An English modifier that a spinner put before a French word it took for English.

    To make a text longer, spinners swap a word for a modifier and the word itself: *rare* becomes
    "truly rare". The modifier alone is the trace; without it the sentence stands as it was.

    Example: "truly rare" for "rare".
    """
    spans = [(i, i + 1) for i in doc.foreign]
    spans += [(first, stop) for first, stop, marks in doc.phrases if marks & Mark.EXPANDER]
    for first, stop in spans:
        here = place(doc, first, stop) if doc.expands(stop) else None
        # What stands for nothing at all is the last of the options.
        if here is not None and here.options and not here.options[-1].number:
            listed = bool(here.marks & Mark.EXPANDER)
            source = "modifiers" if listed else "vocabulary"
            clue = Clue("expansion", float(listed), source, TEXT, (doc.words[stop],))
            yield Candidate(first, stop, clue)
