"""Rule untranslated-crumb."""

from __future__ import annotations

from collections.abc import Iterator

from detector.document import Document
from detector.lexicon import Gate
from detector.messages import Text
from detector.rules import Clue, Trace, tracer

TEXT = Text("“[{}]” was left untranslated")


@tracer(
    kind="artefact",
    severity="note",
    needs="[",
    flags=("Le pain [[[and]]] le beurre attendent sur la table.",),
    passes=(
        "Le pain [et] le beurre attendent sur la table.",
        "Il écrit : « We [and] they were late », puis il se tait.",
        "La ligne array[from] plante.",
    ),
)
def untranslated_crumb(doc: Document) -> Iterator[Trace]:
    """An English function word in square brackets: what a translator could not place and kept.

    Editors put words in brackets too, in quotations, which are left alone with all that stands
    between other English words.

    Example: "le pain [and] le beurre".
    """
    english, gaps = doc.host.language.rivals, doc.gaps
    opening = frozenset(gap for gap in doc.between if gap.endswith("["))
    for i in doc.after(opening):
        if i < len(doc) and doc.folded[i] in english and gaps[i + 1][:1] == "]":
            before, after = gaps[i][:-1], gaps[i + 1][1:]
            loose = before[-1:].isspace() and after[:1] not in ("(", "[")
            beside = (*doc.gates[max(0, i - 1) : i], *doc.gates[i + 1 : i + 2])
            english_near = any(gate & Gate.FOREIGN for gate in beside)
            if loose and not english_near and i not in doc.quoted:
                clue = Clue("crumb", 1.0, "grammar", TEXT, (doc.words[i],))
                start = doc.starts[i] - 1
                yield Trace(start, start + len(doc.words[i]) + 2, 0.8, clue)
