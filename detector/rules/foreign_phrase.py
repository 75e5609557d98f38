"""Rule foreign-phrase."""

from __future__ import annotations

from collections.abc import Iterator

from detector.document import Document, Gap
from detector.lexicon import Mark
from detector.options import place
from detector.rules import Candidate, Clue, rule

MAX_WORDS = 4


def phrases(doc: Document, marks: int) -> Iterator[tuple[int, int]]:
    """Token ranges of two to four words that the vocabulary lists with one of some marks.

    The first or the second word has to lean towards English.
    """
    lexicon = doc.host.lexicon
    for i in doc.starts_of_phrases:
        for stop in range(i + 2, min(i + MAX_WORDS, len(doc)) + 1):
            if doc.before(stop - 1) not in (0, Gap.HYPHEN):
                break
            number = lexicon.number(" ".join(doc.folded[i:stop]))
            if number and lexicon.marks(number) & marks:
                yield i, stop


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
    for first, stop in phrases(doc, Mark.SURFACE):
        here = place(doc, first, stop)
        if here is not None and here.options:
            yield Candidate(
                first,
                stop,
                Clue(
                    "phrase",
                    float(stop - first),
                    "vocabulary",
                    f"“{here.surface}” is an English phrase of {stop - first} words",
                ),
            )
