"""Rule broken-expression."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from detector.document import Document
from detector.frames import FrameKind
from detector.messages import Text
from detector.options import place
from detector.rules import Candidate, Clue, rule

TEXT = Text("breaks the fixed expression “{}”")


@rule(
    kind="substitution",
    severity="error",
    alone=False,
    flags=("Il faut penser à [[extensive]] terme avant de signer.",),
    passes=("Il faut penser à long terme avant de signer.", "C'est un point de vue."),
)
def broken_expression(doc: Document) -> Iterator[Candidate]:
    """A fixed expression in which one word was swapped for a thesaurus neighbour.

    Expressions do not vary: when the words around a place call for a member, and the word that
    stands there is what an English thesaurus offers for that member, a spinner is the likely cause.

    Example: "à extensive terme" for "à long terme".
    """
    around, offers = doc.frames, doc.host.offers
    for i in chain(doc.foreign, doc.strangers):
        left = around(i, i + 1)
        if not left or not offers(doc.number(i), [frame.member for frame in left]):
            continue
        here = place(doc, i, i + 1)
        frames = [
            option.frame
            for option in (here.options if here else ())
            if option.frame is not None
            and option.frame.kind is FrameKind.EXPRESSION
            and option.gain > 0
        ]
        if frames:
            frame = max(frames, key=lambda found: found.weight)
            said = (frame.whole(doc),)
            clue = Clue("expression", frame.weight, f"frames: {frame.pattern}", TEXT, said)
            yield Candidate(i, i + 1, clue)
