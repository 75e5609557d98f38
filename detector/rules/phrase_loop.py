"""Rule phrase-loop."""

from __future__ import annotations

from collections.abc import Iterator

from detector.document import Document
from detector.gap import Gap, gap_kind
from detector.messages import Text
from detector.repeats import alike
from detector.rules import Clue, Trace, tracer

LONGEST = 4
"""Words of the longest phrase that is looked for."""
TIMES = 4
"""How often a phrase must stand in a row: three times is emphasis, or a menu."""
TEXT = Text("“{}” stands {} times in a row")


@tracer(
    kind="quality",
    severity="warning",
    flags=(
        "Le gîte est [[très très très très]] calme.",
        "On paie le [[prix du prix du prix du prix du]] gîte.",
    ),
    passes=(
        "Nous nous sommes levés tôt, très très tôt.",
        "De plus en plus loin, de plus en plus haut.",
        "Non, non, non et non.",
    ),
)
def phrase_loop(doc: Document) -> Iterator[Trace]:
    """A word or a phrase of up to four words four times in a row.

    Language models that are stuck and careless assembly of text repeat like this. Punctuation and
    line ends end a loop: litanies have commas, menus have lines.

    Example: "très très très très calme".
    """
    end = 0
    for first, stop, period in sorted(_loops(doc)):
        if first >= end:
            end = stop
            start, after = doc.span(first, stop)
            phrase = doc.slice(first, first + period)
            times = (stop - first) // period
            clue = Clue("loop", float(times), "repetition", TEXT, (phrase, times))
            yield Trace(start, after, 0.9, clue)


def _loops(doc: Document) -> Iterator[tuple[int, int, int]]:
    """First token, end and period of each loop.

    In one of period p every word is the one p places on, but for the last p. So many such words
    follow each other that looking at some of them, evenly spaced, finds one: all periods together
    cost about one look at every word. Words written alike are one object in ``doc.folded``, which
    is quicker to see than that they are equal; the first word may have a capital.
    """
    words = doc.folded
    for period in range(1, LONGEST + 1):
        step = period * (TIMES - 1) - 1
        seen = 0
        for i in alike(words, period, step):
            beside = words[i - 1] == words[i - 1 + period] or (
                words[i + 1 : i + 2] == words[i + 1 + period : i + 2 + period]
            )
            if i < seen or not beside:
                continue
            first, seen = _stretch(doc, i, period)
            letters = max(map(len, words[first : first + period]))
            if seen - first >= TIMES * period and letters > 1:
                yield first, seen, period


def _stretch(doc: Document, i: int, period: int) -> tuple[int, int]:
    """The tokens around i and i + period that repeat with that period, within punctuation."""
    words, gaps = doc.folded, doc.gaps
    first = stop = i
    while stop < len(words) and (stop == i or _joined(gaps[stop])):
        if stop >= i + period and words[stop] != words[stop - period]:
            break
        stop += 1
    while first and _joined(gaps[first]) and words[first - 1] == words[first - 1 + period]:
        first -= 1
    return first, stop


def _joined(gap: str) -> bool:
    return "\n" not in gap and not gap_kind(gap) & Gap.BREAK
