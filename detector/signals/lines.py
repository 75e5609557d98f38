"""Signals of the lines: how they begin, how they end, how short they are, what repeats."""

from __future__ import annotations

from collections.abc import Collection
from functools import lru_cache
from itertools import compress

from detector.document import fold
from detector.languages import JAVASCRIPT, LOREM_IPSUM
from detector.signals.page import Page
from detector.tokens import split

BULLETS = frozenset("•-*‣●▪◦")
ELLIPSES = ("...", "…")
TERMINAL = frozenset(".!?…‽。！？")
"""Marks that end a sentence."""
CLOSING = frozenset("\"'»”’›)]")
"""Marks that may stand after one."""
_AFTER = "".join(CLOSING) + " \u00a0\u202f"
C4_TERMINAL = frozenset(".!?\"'»”’")
"""Those of C4, with the quotation marks of French."""
WRAPPED = 50
"""Characters of a line that may have been broken where it was full."""
SHORT_LINE = 30
"""Characters of a short line, as in FineWeb."""


def bullet_line_ratio(page: Page) -> float:
    """Share of lines that begin with a bullet; 0 to 1.

    Gopher (Rae et al. 2021, A1.1) allows .9. A hyphen needs a space after it, as other marks but
    ``•`` do; the dash of French dialogue is none. datatrove takes any line that begins with ``•``
    or ``-``, and counts blank lines among all.
    """
    if BULLETS.isdisjoint(page.doc.marks):
        return 0.0
    begins = [line for line in page.lines if line[0] in BULLETS]
    return page.share(sum(1 for line in begins if line[0] == "•" or not line[1:2].strip()))


def ellipsis_line_ratio(page: Page) -> float:
    """Share of lines that end in an ellipsis; 0 to 1.

    Gopher allows .3. datatrove counts blank lines among all.
    """
    if not page.ellipses:
        return 0.0
    return page.share(sum(1 for line in page.lines if line.endswith(ELLIPSES)))


def line_punct_ratio(page: Page) -> float:
    """Share of lines that end in a mark that ends a sentence; 0 to 1.

    FineWeb (Penedo et al. 2024) asks for .12, FineWeb-2 (2025) for .1 in French. Closing quotation
    marks and brackets may follow the mark, and an ellipsis is one: *« C'est fini… »* ends a
    sentence. A line of 50 characters and more that the next goes on in lower case is no line, but
    part of one that was broken where it was full. datatrove knows nothing of all this, nor a mark
    with space after it.
    """
    lines = page.lines
    unended = [i for i, last in enumerate(page.last) if last not in TERMINAL]
    unended = [i for i in unended if not _closed(lines[i])]
    if not unended:
        return 1.0
    following = [i + 1 for i in unended if len(lines[i]) >= WRAPPED and i + 1 < len(lines)]
    goes_on = sum(1 for i in following if lines[i][0].islower())
    return (len(lines) - len(unended)) / (len(lines) - goes_on)


def c4_line_ratio(page: Page) -> float:
    """Share of lines that C4 takes for sentences; 0 to 1.

    C4 (Raffel et al. 2020, 2.2) keeps lines that end in ``.``, ``!``, ``?`` or a quotation mark, of
    which those of French are some here, and have three words or more; datatrove drops those that
    end in ``...`` as well, and so is done here.
    """
    ends = compress(page.lines, map(C4_TERMINAL.__contains__, page.last))
    some = [line for line in ends if line.find(" ", line.find(" ") + 2) > 0 or _three_words(line)]
    return page.share(sum(1 for line in some if line[-3:] != "...") if page.ellipses else len(some))


def curly_bracket_line_ratio(page: Page) -> float:
    """Share of lines with a ``{``; 0 to 1. C4 drops a page with one."""
    if "{" not in page.doc.marks:
        return 0.0
    return page.share(sum(1 for line in page.lines if "{" in line))


def lorem_ipsum_line_ratio(page: Page) -> float:
    """Share of lines with *lorem ipsum*; 0 to 1. C4 drops a page with one."""
    return _with(page, (LOREM_IPSUM,))


def javascript_line_ratio(page: Page) -> float:
    """Share of lines that mention JavaScript; 0 to 1. C4 drops such lines."""
    return _with(page, (JAVASCRIPT,))


def policy_line_ratio(page: Page) -> float:
    """Share of lines that speak of cookies, terms of use or privacy; 0 to 1. C4 drops such lines.

    The phrases are the host language's with the English ones of C4.
    """
    return _with(page, page.doc.host.language.policies)


def short_line_ratio(page: Page) -> float:
    """Share of lines of 30 characters or fewer; 0 to 1.

    FineWeb allows .67; FineWeb-2 does without. Space at either end counts in datatrove.
    """
    return page.share(sum(map(SHORT_LINE.__ge__, page.lengths)))


def new_line_ratio(page: Page) -> float:
    """Line ends per word; from 0 up.

    FineWeb allows .3, FineWeb-2 .185 in French. Formula: lines that are not blank / words, so that
    blank lines between paragraphs do not count, as they do in datatrove; its words include
    punctuation marks.
    """
    return page.rate(len(page.lines))


def duplicate_line_fraction(page: Page) -> float:
    """Share of lines that stand earlier in the text; 0 to 1.

    Gopher (A1.1) allows .3, FineWeb-2 .264 in French.
    """
    return page.share(len(page.lines) - len(page.distinct))


def char_duplicates_ratio(page: Page) -> float:
    """Share of the characters of all lines that are in lines that stand earlier; 0 to 1.

    FineWeb allows .01, FineWeb-2 .1. Gopher's duplicate line character fraction, of which it allows
    .2, is the same. datatrove counts space at the ends of lines, and for Gopher line ends.
    """
    return duplicate_characters(page.lines, page.distinct)


def duplicate_characters(pieces: list[str], once: Collection[str]) -> float:
    """Of the characters of some pieces of text, the share in those that came before."""
    if len(pieces) == len(once):
        return 0.0
    whole = sum(map(len, pieces))
    return (whole - sum(map(len, once))) / whole


def _closed(line: str) -> bool:
    """Whether a mark that ends a sentence stands before what may stand after it."""
    return line[-1] in CLOSING and line.rstrip(_AFTER)[-1:] in TERMINAL


def _three_words(line: str) -> bool:
    return len(line.split()) >= 3


def _with(page: Page, phrases: tuple[str, ...]) -> float:
    """Share of lines with one of some phrases; only those are looked for whose words are there."""
    words = page.doc.watched
    rarest, rows = _needed(phrases)
    if not any(map(words.__contains__, rarest)):
        return 0.0
    sought = [phrase for needed, phrase in rows if all(map(words.__contains__, needed))]
    if not sought:
        return 0.0
    return page.share(sum(1 for line in page.lowered if any(p in line for p in sought)))


@lru_cache(maxsize=64)
def _needed(phrases: tuple[str, ...]) -> tuple[frozenset[str], list[tuple[list[str], str]]]:
    """The longest word of each phrase; of each all words, that one first, and itself."""
    known = [(list(map(fold, split(phrase)[1::2])), phrase) for phrase in phrases]
    rows = [(sorted(words, key=len, reverse=True), phrase) for words, phrase in known]
    return frozenset(words[0] for words, _ in rows), rows


CHEAP = (
    bullet_line_ratio,
    ellipsis_line_ratio,
    line_punct_ratio,
    c4_line_ratio,
    curly_bracket_line_ratio,
    lorem_ipsum_line_ratio,
    javascript_line_ratio,
    policy_line_ratio,
    short_line_ratio,
    new_line_ratio,
    duplicate_line_fraction,
    char_duplicates_ratio,
)
