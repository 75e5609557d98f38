"""Rule missing-elision."""

from __future__ import annotations

from collections.abc import Iterator

from detector.document import Document
from detector.messages import Text
from detector.options import place
from detector.rules import Candidate, Clue, rule

TEXT = Text("“{}” breaks elision, which the original kept")


@rule(
    kind="substitution",
    severity="error",
    flags=(
        "Il a visité le [[enormous]] chantier du pays.",
        "Elle avait l'[[purpose]] de partir.",
    ),
    passes=(
        "Le onze de départ n'a pas changé.",
        "Il habite à la Haye.",
        "Le héros de l'histoire a peur de l'eau.",
    ),
)
def missing_elision(doc: Document) -> Iterator[Candidate]:
    """An article or pronoun left whole before a vowel, or clipped before a consonant.

    A spinner swaps the word and leaves its neighbours, so that *le* meets a vowel or *l'* a
    consonant. An original that begins with the other kind of sound explains the slip; words whose
    first sound spelling does not tell are left alone.

    Example: "le enormous chantier" for "le grand chantier".
    """
    for i, (_, own) in doc.calls.items():
        here = place(doc, i, i + 1) if own.elision < 0 else None
        if here is not None and any(option.fit.elision > 0 for option in here.options):
            said = (doc.slice(i - 1, i + 1),)
            yield Candidate(i, i + 1, Clue("elision", 1.0, "grammar", TEXT, said))
