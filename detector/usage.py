"""How a word is written and used in its document: shape, quotation, company, repetition.

Honest English is often quoted, emphasised, capitalised, repeated or among its like; what a spinner
plants is none of these.
"""

from __future__ import annotations

from math import log2
from typing import TYPE_CHECKING

from detector.document import Gap
from detector.lexicon import Gate, Mark
from detector.rules import Clue

if TYPE_CHECKING:
    from detector.document import Document
    from detector.options import Place

MAX_RUN = 4
NEAR = 8
"""Words on either side that say whether a word stands in English surroundings."""


def accepted(doc: Document, first: int, stop: int, marks: int) -> bool:
    """Whether the span is, or lies within, a borrowing of the hand list of up to three words."""
    if marks & Mark.ACCEPTED:
        return True
    gates, kinds, lexicon = doc.gates, doc.kinds, doc.host.lexicon
    for left in range(max(0, first - 2), first + 1):
        if not gates[left] & Gate.START:
            continue
        for right in range(max(stop, left + 2), min(len(gates), left + 3) + 1):
            if kinds[right - 1] & Gap.BREAK or kinds[left + 1] & Gap.BREAK:
                break
            number = lexicon.number(" ".join(doc.folded[left:right]))
            if number and lexicon.marks(number) & Mark.ACCEPTED:
                return True
    return False


def usage(doc: Document, first: int, stop: int, place: Place) -> list[Clue]:
    """How the word is written and used in this document: shape, quotes, runs, repetition."""
    found = _shape(doc, first, stop)
    before, after = doc.kinds[first], doc.kinds[stop]
    if before & Gap.GLUE_LEFT or after & Gap.GLUE_RIGHT:
        found.append(Clue("code", 1.0, "document", "stands in an address, a number or code"))
    if any(doc.kinds[i] == Gap.HYPHEN for i in range(first + 1, stop)):
        found.append(Clue("joined", 1.0, "document", "is joined by hyphens"))
    if Gap.HYPHEN in (before, after):
        found.append(Clue("hyphen", 1.0, "document", "is part of a compound"))
    if first in doc.quoted:
        found.append(Clue("quoted", 1.0, "document", "stands in quotation marks"))
    if first in doc.emphasised:
        found.append(Clue("emphasised", 1.0, "document", "is emphasised"))
    if accepted(doc, first, stop, place.marks):
        found.append(Clue("accepted", 1.0, "anglicisms", "is a known borrowing in French"))
    if run := _run(doc, first, stop):
        found.append(Clue("run", float(run), "document", "{} English words beside it", (run,)))
    found.append(_surroundings(doc, first, stop))
    count = doc.counts[doc.folded[first]] if stop == first + 1 else 1
    if count > 1:
        found.append(
            Clue("repetition", log2(count), "document", "occurs {} times in the document", (count,))
        )
    return found


def _shape(doc: Document, first: int, stop: int) -> list[Clue]:
    """How the word is written."""
    words = doc.words[first:stop]
    if all(map(str.islower, words)):
        return []
    if any(w.isupper() and len(w) > 1 for w in words):
        return [Clue("shape:capitals", 1.0, "document", "written in capitals")]
    if not words[0][:1].isupper():
        return []
    name = "shape:opening" if doc.opens_sentence(first) else "shape:name"
    return [Clue(name, 1.0, "document", "written with a capital")]


def _surroundings(doc: Document, first: int, stop: int) -> Clue:
    """Share of English among the nearest words of the sentence, the span left out."""
    sentence = doc.sentence(first)
    low, high = max(sentence.first, first - NEAR), min(sentence.stop, stop + NEAR)
    gates = doc.gates
    near = gates[low:first] + gates[stop:high]
    share = (sum([1 for gate in near if gate & Gate.FOREIGN]) + 0.2) / (len(near) + 1)
    return Clue(
        "surroundings", share, "document", "{:.0%} of the words around it are English", (share,)
    )


def _run(doc: Document, first: int, stop: int) -> int:
    """How many words beside the span lean towards English, without punctuation between."""
    gates, run = doc.gates, 0
    for step, start in ((-1, first), (1, stop - 1)):
        i = start
        while run < MAX_RUN:
            gap = i if step < 0 else i + 1
            i += step
            if not 0 <= i < len(doc) or doc.kinds[gap] & Gap.BREAK or not gates[i] & Gate.FOREIGN:
                break
            run += 1
    return run
