"""Rule missing-elision."""

from __future__ import annotations

from collections.abc import Iterator

from detector.agreement import call, fit
from detector.document import Document
from detector.options import place
from detector.rules import Candidate, Clue, rule


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
    for i in doc.hot:
        if not (called := call(doc, i)).sound:
            continue
        own = fit(doc.host, called, doc.folded[i], doc.host.lexicon.form(doc.folded[i]))
        if own.elision >= 0:
            continue
        here = place(doc, i, i + 1)
        if here is None:
            continue
        if any(option.fit.elision > 0 for option in here.options):
            yield Candidate(
                i,
                i + 1,
                Clue(
                    "elision",
                    1.0,
                    "grammar",
                    f"“{doc.slice(i - 1, i + 1)}” breaks elision, which the original kept",
                ),
            )
