"""Rule foreign-phrase."""

from __future__ import annotations

from collections.abc import Iterator

from detector.document import Document
from detector.lexicon import Mark
from detector.messages import Text
from detector.options import place
from detector.rules import Candidate, Clue, rule

TEXT = Text("an English phrase of {} words")


@rule(
    kind="substitution",
    severity="error",
    flags=("Il en veut toujours [[in addition]] chaque année.",),
    passes=("Il en veut toujours plus chaque année.", "Le week-end a été long."),
)
def foreign_phrase(doc: Document) -> Iterator[Candidate]:
    """Several English words that a thesaurus offers for one French word spelled like English.

    Thesauri list phrases beside words, and spinners paste them whole: a French sentence then holds
    two to four English words where one French word fits.

    Example: "in addition" for "plus".
    """
    for first, stop, marks in doc.phrases:
        here = place(doc, first, stop) if marks & Mark.SURFACE else None
        if here is not None and here.options:
            words = stop - first
            clue = Clue("phrase", float(words), "vocabulary", TEXT, (words,))
            yield Candidate(first, stop, clue)
