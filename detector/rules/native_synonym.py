"""Rule native-synonym."""

from __future__ import annotations

from collections.abc import Iterator

from detector.document import Document
from detector.messages import Text
from detector.options import place
from detector.rules import Candidate, Clue, rule

TEXT = Text("also English, zipf {:.1f} there and {:.1f} in French")


@rule(
    kind="substitution",
    severity="warning",
    alone=False,
    flags=("Le projet doit tenir à [[distant]] terme, dit-elle.",),
    passes=(
        "L'information est importante pour tout le monde.",
        "La situation de l'emploi reste fragile.",
    ),
)
def native_synonym(doc: Document) -> Iterator[Candidate]:
    """A French word that stands for another French word, as an English thesaurus would have it.

    Some synonyms that a spinner pastes happen to be French as well (*placement*, *posture*,
    *vital*). Only the context betrays them: a homograph which the thesaurus turns into this word
    fits between the same neighbours far better.

    Example: "à distant terme" for "à long terme".
    """
    for i in doc.strangers:
        here = place(doc, i, i + 1)
        if here is not None and here.options:
            said = (here.zipf_english, here.zipf)
            yield Candidate(i, i + 1, Clue("native", here.lean, "vocabulary", TEXT, said))
