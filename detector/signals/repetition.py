"""Signals of repetition within a text, after Gopher (Rae et al. 2021, A1.1, table A1).

Words are compared as the tables spell them, so that case does not matter, and punctuation between
them neither; characters are those of words. In datatrove case and punctuation marks matter, and
the characters of the whole text are what it divides by, so that its fractions are lower by a fifth.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from detector.signals.lines import duplicate_characters
from detector.signals.page import Page

TOP = range(2, 5)
DUPLICATE = range(5, 11)


def duplicate_paragraph_fraction(page: Page) -> float:
    """Share of paragraphs, set apart by blank lines, that stand earlier; 0 to 1.

    Gopher allows .3; FineWeb-2 does without.
    """
    return 1 - len(set(page.paragraphs)) / len(page.paragraphs)


def duplicate_paragraph_character_fraction(page: Page) -> float:
    """Share of the characters of all paragraphs that are in paragraphs that stand earlier; 0 to 1.

    Gopher allows .2; FineWeb-2 does without.
    """
    return duplicate_characters(page.paragraphs, set(page.paragraphs))


def top_character_fraction(page: Page, n: int) -> float:
    """Share of the characters that are in the commonest run of two, three or four words; 0 to 1.

    Gopher allows .2, .18 and .16, FineWeb-2 (Penedo et al. 2025) .161, .149 and .134 in French.
    Formula: characters within some occurrence of it / characters; of several that are as common it
    is the first, and 0 where none occurs twice. datatrove counts the commonest run of a text
    without repetition too, and characters of overlapping occurrences repeatedly.
    """
    gram = page.commonest(n)
    if not gram:
        return 0.0
    words = page.doc.folded
    within = {i for start in _places(words, gram) for i in range(start, start + n)}
    return sum(len(words[i]) for i in within) / page.letters


def duplicate_character_fraction(page: Page, n: int) -> float:
    """Share of the characters in runs of five to ten words that stand earlier; 0 to 1.

    Gopher allows .15 for five words to .1 for ten, FineWeb-2 about the same in French. Formula:
    characters of repeated runs, those that overlap once / characters, reading from left to right
    and going on after a run that is repeated, as datatrove does.
    """
    if not page.repeats(n):
        return 0.0
    grams = page.grams(n)
    seen: set[tuple[str, ...]] = set()
    repeated = at = 0
    while at < len(grams):
        if grams[at] in seen:
            repeated += sum(map(len, grams[at]))
            at += n
        else:
            seen.add(grams[at])
            at += 1
    return repeated / page.letters


def _places(words: list[str], gram: tuple[str, ...]) -> Iterator[int]:
    """Where a run of words begins."""
    wanted = list(gram)
    return (
        i for i, word in enumerate(words) if word == gram[0] and words[i : i + len(gram)] == wanted
    )


def _named(
    pattern: str, measure: Callable[..., float], lengths: range
) -> dict[str, Callable[[Page], float]]:
    return {pattern.format(n): partial(measure, n=n) for n in lengths}


FULL: dict[str, Callable[[Page], float]] = {
    "duplicate_paragraph_fraction": duplicate_paragraph_fraction,
    "duplicate_paragraph_character_fraction": duplicate_paragraph_character_fraction,
    **_named("top_{}gram_character_fraction", top_character_fraction, TOP),
    **_named("duplicate_{}gram_character_fraction", duplicate_character_fraction, DUPLICATE),
}
