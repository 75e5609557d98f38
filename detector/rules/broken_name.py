"""Rule broken-name."""

from __future__ import annotations

from collections.abc import Iterator

from detector.document import Document
from detector.frames import FrameKind
from detector.messages import Text
from detector.options import place
from detector.rules import Candidate, Clue, rule

TEXT = Text("breaks the name “{}”")


@rule(
    kind="substitution",
    severity="error",
    flags=("La bourse de Wall [[Avenue]] a fermé en baisse.",),
    passes=("La bourse de Wall Street a fermé en baisse.", "Elle habite avenue de la Paix."),
)
def broken_name(doc: Document) -> Iterator[Candidate]:
    """A proper name of which one member was swapped for a thesaurus neighbour.

    Spinners do not know names: *Street* in *Wall Street* is a word to them like any other. The
    name with the member put back is in the table, the name as it stands is not.

    Example: "Wall Avenue" for "Wall Street".
    """
    words = doc.words
    for i in [i for i in doc.hot if words[i][0].isupper()]:
        if not any(frame.kind is FrameKind.NAME for frame in doc.frames(i, i + 1)):
            continue
        here = place(doc, i, i + 1)
        frames = [
            o.frame
            for o in (here.options if here else ())
            if o.frame is not None and o.frame.kind is FrameKind.NAME
        ]
        if frames:
            frame = max(frames, key=lambda found: found.weight)
            said = (frame.whole(doc).title(),)
            clue = Clue("name", frame.weight, f"frames: {frame.pattern}", TEXT, said)
            yield Candidate(i, i + 1, clue)
