"""How a word is written and used in its document: shape, quotation, company, repetition.

Honest English is often quoted, emphasised, capitalised, repeated or among its like; what a spinner
plants is none of these.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from math import log2
from typing import TYPE_CHECKING, NamedTuple

from detector.gap import Gap
from detector.lexicon import Gate, Mark
from detector.messages import Text

if TYPE_CHECKING:
    from detector.document import Document
    from detector.rules import Row

MAX_RUN = 4
NEAR = 8
"""Words on either side that say whether a word stands in English surroundings."""

NOTHING: tuple[object, ...] = ()
CODE: Row = ("code", 1.0, "document", Text("stands in an address, a number or code"), NOTHING)
JOINED: Row = ("joined", 1.0, "document", Text("is joined by hyphens"), NOTHING)
PART_OF_COMPOUND: Row = ("hyphen", 1.0, "document", Text("is part of a compound"), NOTHING)
QUOTED: Row = ("quoted", 1.0, "document", Text("stands in quotation marks"), NOTHING)
EMPHASISED: Row = ("emphasised", 1.0, "document", Text("is emphasised"), NOTHING)
ACCEPTED: Row = ("accepted", 1.0, "anglicisms", Text("is a known borrowing in French"), NOTHING)
CAPITALS: Row = ("shape:capitals", 1.0, "document", Text("written in capitals"), NOTHING)
CAPITAL = Text("written with a capital")
OPENING: Row = ("shape:opening", 1.0, "document", CAPITAL, NOTHING)
NAME: Row = ("shape:name", 1.0, "document", CAPITAL, NOTHING)
RUN = Text("English words beside it: {}")
SURROUNDINGS = Text("{:.0%} of the words around it are English")
REPETITION = Text("occurs {} times in the document")


class Setting(NamedTuple):
    """What a document says of how its words are used, by their numbers."""

    gates: list[int]
    kinds: list[int]
    leaning: list[int]
    sentence_starts: list[int]
    """The first tokens of sentences."""
    quoted: frozenset[int]
    emphasised: frozenset[int]
    borrowed: frozenset[int]
    counts: Counter[str]


def usage(
    found: list[Row], setting: Setting, first: int, stop: int, surface: str, marks: int
) -> None:
    """Add how a word is used in its document: what joins it, quotes, runs, repetition."""
    kinds = setting.kinds
    before, after = kinds[first], kinds[stop]
    if before or after:
        _joined(found, before, after)
    if first in setting.quoted:
        found.append(QUOTED)
    if first in setting.emphasised:
        found.append(EMPHASISED)
    if marks & Mark.ACCEPTED or first in setting.borrowed:
        found.append(ACCEPTED)
    if run := _run(setting, first, stop):
        found.append(("run", float(run), "document", RUN, (run,)))
    share = _surroundings(setting, first, stop)
    found.append(("surroundings", share, "document", SURROUNDINGS, (share,)))
    count = setting.counts.get(surface, 0) if stop == first + 1 else 1
    if count > 1:
        found.append(("repetition", log2(count), "document", REPETITION, (count,)))


def _joined(found: list[Row], before: int, after: int) -> None:
    """What joins a word to those beside it, by the kinds of the gaps."""
    if before & Gap.GLUE_LEFT or after & Gap.GLUE_RIGHT:
        found.append(CODE)
    if Gap.HYPHEN in (before, after):
        found.append(PART_OF_COMPOUND)


def shape(doc: Document, first: int, stop: int) -> tuple[Row, ...]:
    """How a phrase, or a word that is not in lower case, is written."""
    words = doc.words[first:stop]
    found = [JOINED] if Gap.HYPHEN in doc.kinds[first + 1 : stop] else []
    if any(w.isupper() and len(w) > 1 for w in words):
        found.append(CAPITALS)
    elif words[0][:1].isupper():
        found.append(OPENING if doc.opens_sentence(first) else NAME)
    return tuple(found)


def _surroundings(setting: Setting, first: int, stop: int) -> float:
    """Share of English among the nearest words of the sentence, the span left out."""
    gates, _, leaning, starts, *_ = setting
    high = min(len(gates), stop + NEAR)
    after = bisect_right(starts, first)
    low = max(starts[after - 1], first - NEAR)
    if after < len(starts) and starts[after] < high:
        high = starts[after]
    at = bisect_left(leaning, low)
    beside = bisect_left(leaning, high, at) - at
    for gate in gates[first:stop]:
        if gate & Gate.FOREIGN:
            beside -= 1
    return (beside + 0.2) / (high - low - (stop - first) + 1)


def _run(setting: Setting, first: int, stop: int) -> int:
    """How many words beside the span lean towards English, without punctuation between."""
    gates, kinds, run = setting.gates, setting.kinds, 0
    sides = (first and gates[first - 1]) | (gates[stop] if stop < len(gates) else 0)
    if not sides & Gate.FOREIGN:
        return 0
    for step, start in ((-1, first), (1, stop - 1)):
        i = start
        while run < MAX_RUN:
            gap = i if step < 0 else i + 1
            i += step
            if not 0 <= i < len(gates) or not gates[i] & Gate.FOREIGN or kinds[gap] & Gap.BREAK:
                break
            run += 1
    return run
