"""What was done to a text where it differs from its source: by a thesaurus, or by somebody.

A spinner can only look up what English has: words of the source that are spelled like English ones.
So an English word in the place of such a word is a thesaurus's, also where no table of ours lists
the pair, and one in the place of any other word is a translation.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple

from detector.comparison.alignment import Edit, Row, Stretch
from detector.document import MAX_PHRASE, Document
from detector.inversion import table_row
from detector.lexicon import Form, Gate, Mark

_HOMOGRAPH = Mark.ORIGINAL | Mark.ENGLISH


class Sort(StrEnum):
    """What was done."""

    THESAURUS = "thesaurus"
    """A word gave way to what an English thesaurus offers for it."""
    EXPANSION = "expansion"
    """A modifier was put before a word that is still there."""
    DELETION = "deletion"
    REORDERING = "reordering"
    TRANSLATION = "translation"
    """English stands where words stood that English does not have, or the other way round."""
    OTHER = "other"


class Difference(NamedTuple):
    """Words of the source and those in their place, what was done, and the table row that says so.

    ``row`` is as in `Evidence.source`: empty where no table lists the pair.
    """

    sort: Sort
    source: Stretch
    spun: Stretch
    row: str = ""


class Pair(NamedTuple):
    """A text and what became of it, both in one host language."""

    source: Document
    spun: Document


def differences(pair: Pair, row: Row) -> list[Difference]:
    """What differs in a row, in order."""
    found = [_sorted(pair, part) for edit in row.edits for part in _parts(pair, edit)]
    if row.moved:
        found.insert(0, Difference(Sort.REORDERING, row.source, row.spun))
    return _rejoined(pair, found)


def _rejoined(pair: Pair, found: list[Difference]) -> list[Difference]:
    """Words that are gone in one place of a row and new in another are reordered."""
    gone = {_words(pair.source, each.source): each for each in found if not each.spun}
    new = {_words(pair.spun, each.spun): each for each in found if not each.source}
    moved = {new[words]: each for words, each in gone.items() if words in new}
    left = (each for each in found if each not in moved.values())
    return [
        Difference(Sort.REORDERING, moved[each].source, each.spun) if each in moved else each
        for each in left
    ]


def _parts(pair: Pair, edit: Edit) -> list[Edit]:
    """An edit as single words that gave way, as far as it is clear which to what.

    Pairs that a thesaurus lists are taken from both ends; what is left between them are so many
    pairs if it has as many words on either side, each such as spinners swap.
    """
    if not edit.source and (grown := _grown(pair, edit)):
        return [grown]
    (i, k), (j, m) = edit
    before: list[Edit] = []
    after: list[Edit] = []
    while i < k and (part := _listed(pair, i, (Stretch(j, j + n) for n in _widths(m - j)))):
        before.append(part)
        i, j = i + 1, part.spun.stop
    while i < k and (part := _listed(pair, k - 1, (Stretch(m - n, m) for n in _widths(m - j)))):
        after.insert(0, part)
        k, m = k - 1, part.spun.first
    between = [Edit(Stretch(i, k), Stretch(j, m))] if i < k or j < m else []
    if 1 < k - i == m - j:
        single = [Edit(Stretch(i + n, i + n + 1), Stretch(j + n, j + n + 1)) for n in range(k - i)]
        between = single if all(_swappable(pair, each) for each in single) else between
    return [*before, *between, *after]


def _grown(pair: Pair, edit: Edit) -> Edit | None:
    """The word before an insertion with it, where that is what a thesaurus offers for the word."""
    i, (j, m) = edit.source.first, edit.spun
    if not i or not j or pair.source.folded[i - 1] != pair.spun.folded[j - 1]:
        return None
    return _listed(pair, i - 1, (Stretch(j - 1, m),))


def _widths(room: int) -> range:
    """Words that a surface may have, the longest first."""
    return range(min(MAX_PHRASE, room), 0, -1)


def _listed(pair: Pair, i: int, places: Iterable[Stretch]) -> Edit | None:
    """A word of the source with the first of the places where what a thesaurus offers for it is."""
    source = Stretch(i, i + 1)
    edits = (Edit(source, place) for place in places)
    return next((edit for edit in edits if _link(pair, edit)), None)


def _link(pair: Pair, edit: Edit) -> int:
    """The link byte of a word and what stands in its place, 0 where no table lists them."""
    lexicon = pair.source.host.lexicon
    numbers = [lexicon.number(" ".join(words)) for words in _sides(pair, edit)]
    if not all(numbers):
        return 0
    original, surface = numbers
    return pair.source.host.inversion.linked(surface, original)


def _sorted(pair: Pair, edit: Edit) -> Difference:
    """An edit with what was done there."""
    old, new = _sides(pair, edit)
    if not old:
        sort = Sort.EXPANSION if _expands(pair.spun, edit.spun) else Sort.OTHER
    elif not new:
        sort = Sort.DELETION
    elif link := _link(pair, edit):
        return Difference(Sort.THESAURUS, *edit, table_row(old[0], link))
    elif sorted(old) == sorted(new):
        sort = Sort.REORDERING
    elif _swappable(pair, edit):
        sort = Sort.THESAURUS
    elif _english(pair.source, edit.source) != _english(pair.spun, edit.spun):
        sort = Sort.TRANSLATION
    else:
        sort = Sort.OTHER
    return Difference(sort, *edit)


def _swappable(pair: Pair, edit: Edit) -> bool:
    """Whether a spinner may have done it: a word that English has too gave way to English.

    Of a plural it is enough that English has the singular, by which spinners look it up.
    """
    old, new = _sides(pair, edit)
    if len(old) != 1 or not 0 < len(new) <= MAX_PHRASE:
        return False
    lexicon = pair.source.host.lexicon
    numbers = map(lexicon.number, (old[0], old[0].removesuffix("s")))
    homograph = any(number and lexicon.marks(number) & _HOMOGRAPH for number in numbers)
    return homograph and not all(lexicon.form(word) & ~Form.PROPER for word in new)


def _expands(spun: Document, place: Stretch) -> bool:
    """Whether words are a modifier, or English, before a word that a spinner may put one before."""
    words = _words(spun, place)
    number = spun.host.lexicon.number(" ".join(words)) if len(words) <= MAX_PHRASE else 0
    if number and spun.host.lexicon.marks(number) & Mark.EXPANDER:
        return True
    return spun.expands(place.stop) and _english(spun, place)


def _english(doc: Document, place: Stretch) -> bool:
    """Whether more than half of some words lean towards English."""
    leaning = sum(bool(gate & Gate.FOREIGN) for gate in doc.gates[slice(*place)])
    return 2 * leaning > place.stop - place.first


def _sides(pair: Pair, edit: Edit) -> tuple[tuple[str, ...], tuple[str, ...]]:
    return _words(pair.source, edit.source), _words(pair.spun, edit.spun)


def _words(doc: Document, place: Stretch) -> tuple[str, ...]:
    return tuple(doc.folded[slice(*place)])
