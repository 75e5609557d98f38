"""Rule unbalanced-quotes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from detector.document import Document
from detector.messages import Text
from detector.rules import Clue, Trace, tracer

CONFIDENCE = 0.8
PAIRS = {"»": "«", "”": "“"}
INDENT = 8
"""Characters before a mark that may indent it."""
_MARK = re.compile("[«»“”]")
TEXT = Text("its partner is gone")


@tracer(
    kind="artefact",
    severity="note",
    needs="«»“”",
    flags=(
        "Le maire promet : [[«]] On rouvrira le pont. Le préfet se tait.",
        "On rouvrira le pont [[»]], promet le maire.",
    ),
    passes=(
        "Le maire promet : « On rouvrira le “vieux” pont. » Le préfet se tait.",
        "« On rouvrira le pont.\n\n« On le peindra en vert. »",
        "« Le mot « pont » est court », dit-il.",
    ),
)
def unbalanced_quotes(doc: Document) -> Iterator[Trace]:
    """A quotation mark without its partner: the rest of the quotation is gone.

    Guillemets come in pairs, and so do curved quotation marks; where a post or a paragraph was
    dropped, one of them stays. Old books open every paragraph of a long quotation and close the
    last, which passes, as do the marks of other languages. Authors forget some too: a note.

    Example: "Le maire promet : « On rouvrira le pont."
    """
    if is_balanced(doc.gap_counts):
        return
    text = doc.text
    opened: dict[str, list[int]] = {"«": [], "“": []}
    single: list[int] = []
    for match in _MARK.finditer(text):
        at, mark = match.start(), match[0]
        if mark in opened:
            if not (opened[mark] and _continues(text, at)):
                opened[mark].append(at)
        elif opened[PAIRS[mark]]:
            opened[PAIRS[mark]].pop()
        else:
            single.append(at)
    curved = not {"„", "‚"} & doc.marks
    for at in sorted([*single, *opened["«"], *opened["“"]]):
        if curved or text[at] in "«»":
            clue = Clue("quotes", 1.0, "form", TEXT)
            yield Trace(at, at + 1, CONFIDENCE, clue)


def is_balanced(gaps: Mapping[str, int]) -> bool:
    """Whether there are as many marks as partners, by how often each gap occurs."""
    odd = dict.fromkeys(PAIRS, 0)
    for gap in gaps:
        if _MARK.search(gap):
            for mark, partner in PAIRS.items():
                odd[mark] += (gap.count(mark) - gap.count(partner)) * gaps[gap]
    return not any(odd.values())


def _continues(text: str, at: int) -> bool:
    """Whether a mark opens a line, as at each paragraph of a long quotation."""
    before = text[max(0, at - INDENT) : at].rstrip(" \t\xa0")
    return before[-1:] == "\n" or (at <= INDENT and not before)
