"""Phrases that are traces by themselves: what assistants leave behind, expressions gone wrong.

A telltale is a row of a table, not code. Its pattern is a slot per word, each with the words that
may fill it; a text is only looked at where it holds the rarest word of some pattern, so that one
test of the distinct words decides for nearly every text that there is nothing to do.
"""

from __future__ import annotations

from enum import StrEnum
from functools import cached_property
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from detector.gap import Gap, gap_kind
from detector.messages import Message, Text
from detector.pairs import Pair, Pairs
from detector.report import Original
from detector.rules import Clue, Trace

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from detector.document import Document

ANYWHERE: Final = "*"
"""Language of a telltale that no document may hold."""
SKIP: Final = "…"
"""A slot for up to `MAX_SKIPPED` words of the same sentence; never the first slot nor the last."""
MAX_SKIPPED = 8
CELLS = 7
"""Tabs that a row holds at least, without the first."""
_GLUE = Gap.GLUE_LEFT | Gap.GLUE_RIGHT


class Place(StrEnum):
    """Where in a text a phrase must stand to be a telltale."""

    ANY = "any"
    OPENING = "opening"
    """It begins its sentence."""
    EDGE = "edge"
    """It begins its sentence, in the first two lines of the text or the last two."""
    ALONE = "alone"
    """It is all of its line."""


class Telltale(NamedTuple):
    """A row of the table.

    ``slots`` are sets of folded words, an empty one for `SKIP`; ``anchor`` is the number of the
    slot with the rarest words. ``original`` is the presumed reading, empty where there is none, of
    the phrase without its first ``lead`` and last ``tail`` words. ``parts`` say why: the reason, a
    message, where no document may hold the phrase, else the expression that went wrong.
    """

    slots: tuple[frozenset[str], ...]
    anchor: int
    rule: str
    language: str
    place: Place
    lead: int
    tail: int
    original: str
    parts: tuple[str, ...]


_Beside = dict[str, list[tuple[int, Telltale]]]
"""Rows of an anchor with their numbers, by the word beside it: that rules out most places."""


class Anchor(NamedTuple):
    """A word's rows that go by the word before it, by the one after it; sides of its pairs."""

    before: _Beside
    after: _Beside
    paired: int


class Found(NamedTuple):
    """A telltale at tokens ``first`` to before ``stop`` of a document."""

    first: int
    stop: int
    telltale: Telltale

    def trace(self, doc: Document, confidence: float, template: Text) -> Trace:
        """The find as a rule reports it; the template is given the whole phrase, then the parts."""
        row = self.telltale
        start, end = doc.span(self.first + row.lead, self.stop - row.tail)
        whole = doc.slice(self.first, self.stop)
        originals: tuple[Original, ...] = ()
        if row.original:
            capital = doc.text[start].isupper()
            text = row.original[0].upper() + row.original[1:] if capital else row.original
            originals = (Original(text, confidence),)
        clue = Clue("telltale", 1.0, f"telltales: {whole.lower()}", template, (whole, *row.parts))
        return Trace(start, end, confidence, clue, originals)


class Telltales:
    """The table, read whole: a line per row, its cells apart by tabs, its parts last.

    The pairs, made by program, are found with the rows; they are for documents of one language.
    """

    def __init__(self, path: Path, pairs: Pairs, code: str) -> None:
        self._pairs, self._code = pairs, code
        self._lines: dict[str, list[str]] = {}
        for line in path.read_text("utf-8").splitlines():
            words, _, row = line.partition("\t")
            if row.count("\t") < CELLS:
                raise ValueError(Message("“{}” begins no row of a table", words[:40]))
            for word in words.split("|"):
                self._lines.setdefault(word, []).append(row)
        self.anchors = self._lines.keys() | pairs.anchors
        """The folded words of which a document holds one wherever it holds a telltale."""
        self._known: dict[str, Anchor] = {}

    def _anchor(self, word: str) -> Anchor:
        """What a word anchors; remembered."""
        before: _Beside = {}
        after: _Beside = {}
        for number, row in enumerate(map(_telltale, self._lines.get(word, ()))):
            side, slot = (before, row.anchor - 1) if row.anchor else (after, 1)
            for beside in row.slots[slot]:
                side.setdefault(beside, []).append((number, row))
        anchor = self._known[word] = Anchor(before, after, self._pairs.sides(word))
        return anchor

    @cached_property
    def languages(self) -> frozenset[str]:
        """Languages that some rows are for alone."""
        rows = {line for lines in self._lines.values() for line in lines}
        return frozenset(_telltale(line).language for line in rows) - {ANYWHERE}

    def within(self, doc: Document) -> tuple[Found, ...]:
        """All telltales of a document by first token; of one rule's that overlap the first.

        Not those in quotation marks or emphasis, which speak about the phrase.
        """
        folded, known, last = doc.folded, self._known, len(doc) - 1
        hits: list[Found] = []
        for i in doc.telling:
            word = folded[i]
            before, after, paired = known.get(word) or self._anchor(word)
            rows = before.get(folded[i - 1]) if before and i else None
            if after and i < last and (more := after.get(folded[i + 1])):
                rows = sorted(rows + more, key=itemgetter(0)) if rows else more
            for _, row in rows or ():
                if (hit := _match(doc, i, row)) is not None:
                    hits.append(hit)
            if paired and (pairs := self._pairs.around(folded, i, paired)):
                hits.extend(self._paired(doc, pairs))
        if not hits:
            return ()
        hits.sort(key=lambda hit: (hit.first, -hit.stop))
        return tuple(_apart(hit for hit in hits if _meant(doc, hit)))

    def _paired(self, doc: Document, pairs: Iterable[Pair]) -> Iterator[Found]:
        """Those of some pairs that nothing parts."""
        for pair in pairs:
            if not any(_breaks(gap, 0) for gap in doc.gaps[pair.first + 1 : pair.stop]):
                cells = pair.original, pair.parts
                row = Telltale((), 0, pair.rule, self._code, Place.ANY, 0, 0, *cells)
                yield Found(pair.first, pair.stop, row)


def _telltale(line: str) -> Telltale:
    pattern, anchor, rule, language, place, lead, tail, original, *cells = line.split("\t")
    parts = map(Message, cells) if language == ANYWHERE else cells
    slots = tuple(
        frozenset() if slot == SKIP else frozenset(slot.split("|")) for slot in pattern.split(" ")
    )
    counts = int(anchor), int(lead), int(tail)
    return Telltale(
        slots, counts[0], rule, language, Place(place), *counts[1:], original, tuple(parts)
    )


def _match(doc: Document, i: int, row: Telltale) -> Found | None:
    """The row's phrase with its anchor at token i."""
    first = at = i - row.anchor
    folded = doc.folded
    if first < 0 or folded[first] not in row.slots[0]:
        return None
    parted = _pauses if row.language == ANYWHERE else _breaks
    skipped = 0
    for slot in row.slots[1:]:
        if not slot:
            skipped = MAX_SKIPPED
            continue
        while True:
            at += 1
            if at == len(folded) or parted(doc.gaps[at], skipped):
                return None
            if folded[at] in slot:
                break
            if not skipped:
                return None
            skipped -= 1
        skipped = 0
    return Found(first, at + 1, row)


def _pauses(gap: str, skipped: int) -> bool:
    """Whether a gap parts what is said: a new paragraph, and where words are skipped any stop."""
    kind = gap_kind(gap)
    return bool(kind & _GLUE or (kind & Gap.SENTENCE and (skipped or "\n" in gap)))


def _breaks(gap: str, _: int) -> bool:
    """Whether a gap parts an expression: any punctuation does."""
    return bool(gap_kind(gap) & (Gap.BREAK | Gap.NUMBER | Gap.SENTENCE))


def _meant(doc: Document, found: Found) -> bool:
    """Whether a phrase stands where its row has it, in a document of its language, unquoted."""
    first, stop, row = found
    if row.language not in (ANYWHERE, doc.identified.code):
        return False
    before, after = doc.gaps[first], doc.gaps[stop]
    if (gap_kind(before) | gap_kind(after)) & Gap.HYPHEN:
        return False
    if first in doc.quoted or first in doc.emphasised:
        return False
    if row.place is Place.ANY:
        return True
    if row.place is Place.ALONE:
        return (not first or "\n" in before) and (stop == len(doc) or "\n" in after)
    if doc.sentence(first).first != first:
        return False
    return row.place is Place.OPENING or first >= doc.lines[-2:][0] or first < doc.lines[:3][-1]


def _apart(found: Iterator[Found]) -> Iterator[Found]:
    ends: dict[str, int] = {}
    for hit in found:
        if hit.first >= ends.get(hit.telltale.rule, 0):
            ends[hit.telltale.rule] = hit.stop
            yield hit


def found(doc: Document, rule: str) -> Iterator[Found]:
    """The telltales of one rule in a document."""
    return (item for item in doc.telltales if item.telltale.rule == rule)


def reported(doc: Document, rule: str, confidence: float, template: Text) -> Iterator[Trace]:
    """The telltales of one rule as it reports them."""
    return (item.trace(doc, confidence, template) for item in found(doc, rule))
