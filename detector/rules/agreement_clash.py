"""Rule agreement-clash."""

from __future__ import annotations

from collections.abc import Iterator

from detector.document import Document
from detector.messages import Text
from detector.options import place
from detector.rules import Candidate, Clue, rule

GENDER = Text("“{}” does not agree with “{}” in gender, but does with “{}”")
NUMBER = Text("“{}” does not agree with “{}” in number, but does with “{}”")


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
    for i, (_, own) in doc.calls.items():
        here = place(doc, i, i + 1) if own.gender < 0 or own.number < 0 else None
        if here is None:
            continue
        mending = [o for o in here.options if min(o.fit) >= 0 < max(o.fit)]
        if mending:
            best = max(mending, key=lambda option: option.gain)
            text = GENDER if own.gender < 0 else NUMBER
            said = (doc.words[i - 1], here.surface, best.text)
            count = (own.gender < 0) + (own.number < 0)
            yield Candidate(i, i + 1, Clue("agreement", float(count), "forms", text, said))
