"""Rule agreement-clash."""

from __future__ import annotations

from collections.abc import Iterator

from detector.agreement import call, fit
from detector.document import Document
from detector.options import place
from detector.rules import Candidate, Clue, rule


@rule(
    kind="substitution",
    severity="error",
    flags=("Elle a pris une bonne [[placement]] dans le classement.",),
    passes=("Elle a pris une bonne position dans le classement.", "Il cherche un bon placement."),
)
def agreement_clash(doc: Document) -> Iterator[Candidate]:
    """A French word at odds with its determiner in gender or number, where an original agrees.

    A spinner swaps the noun and leaves the article and the adjective that went with the old one.
    Writers make such slips as well, so that an original which mends the clash has to be at hand.

    Example: "une bonne placement" for "une bonne position".
    """
    for i in doc.hot:
        if not (called := call(doc, i)).slot:
            continue
        own = fit(doc.host, called, doc.folded[i], doc.host.lexicon.form(doc.folded[i]))
        if own.gender >= 0 and own.number >= 0:
            continue
        here = place(doc, i, i + 1)
        if here is None:
            continue
        mending = [
            o for o in here.options if not o.fit.clashes and (o.fit.gender, o.fit.number) > (0, 0)
        ]
        if mending:
            best = max(mending, key=lambda option: option.gain)
            broken = "gender" if here.fit.gender < 0 else "number"
            yield Candidate(
                i,
                i + 1,
                Clue(
                    "agreement",
                    float((here.fit.gender < 0) + (here.fit.number < 0)),
                    "forms",
                    f"“{doc.words[i - 1]}” does not agree with “{here.surface}” in {broken},"
                    f" but does with “{best.text}”",
                ),
            )
