"""What simpler means find, so that the figures of the detector have something to be held against.

Most look at single words: lower-case ones of three letters and more, which leaves names aside as a
careful user of such a rule would. They name no originals. Frequencies, English words and, but for
hunspell, French forms are those of the detector's own tables, so that nothing but the method
differs. Of Grammalecte's errors those of typography are left out: nobody plants a space.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from itertools import chain
from typing import Any

import regex

from detector.host import host
from detector.lexicon import Mark
from tests.performance import peers
from tests.performance.measure import MissingError
from tests.quality.scorer import Prediction

Finder = Callable[[str], tuple[Prediction, ...]]

MARGIN = 1.4
"""How much more frequent in English than in French a word must be, on the zipf scale."""
WORD = regex.compile(r"(?<!\p{L})\p{Ll}{3,}(?!\p{L})")
HOST = "fr"
TYPOGRAPHY = frozenset(
    (
        *("apos", "chim", "eepi", "esp", "latin", "liga", "maj", "mapos", "mc", "minis", "nbsp"),
        *("nf", "num", "ocr", "poncfin", "tab", "tu", "typo", "unit", "virg"),
    )
)
"""Types of errors that Grammalecte gives to typography."""


def _words(text: str, english: Callable[[str], bool]) -> tuple[Prediction, ...]:
    return tuple(
        Prediction(match.start(), match.end())
        for match in WORD.finditer(text)
        if english(match.group())
    )


@cache
def _frequent_in_english(word: str) -> bool:
    entry = host(HOST).lexicon.entry(word)
    return entry is not None and entry.zipf_english - entry.zipf_host > MARGIN


@cache
def _no_french_but_english(word: str) -> bool:
    lexicon = host(HOST).lexicon
    entry = lexicon.entry(word)
    return entry is not None and bool(entry.marks & Mark.ENGLISH) and not lexicon.form(word)


def zipf_rule(text: str) -> tuple[Prediction, ...]:
    """Words that are much more frequent in English than in French."""
    return _words(text, _frequent_in_english)


def dictionary_rule(text: str) -> tuple[Prediction, ...]:
    """Words that the French dictionary does not have and the English one has."""
    return _words(text, _no_french_but_english)


@cache
def _unknown_to_hunspell(word: str) -> bool:
    entry = host(HOST).lexicon.entry(word)
    return entry is not None and bool(entry.marks & Mark.ENGLISH) and not _hunspell()(word)


@cache
def _english_to_lingua(word: str) -> bool:
    found = _lingua()(word)
    return found is not None and found.name == "ENGLISH"


_hunspell, _lingua, _grammalecte = map(cache, (peers.hunspell, peers.lingua, peers.grammalecte))


def hunspell_rule(text: str) -> tuple[Prediction, ...]:
    """English words that hunspell's French dictionary does not have."""
    return _words(text, _unknown_to_hunspell)


def lingua_rule(text: str) -> tuple[Prediction, ...]:
    """Words that lingua holds to be English rather than French."""
    return _words(text, _english_to_lingua)


def _errors(text: str) -> Iterator[tuple[int, list[Any], list[Any]]]:
    """Where each paragraph starts, and the errors of grammar and spelling in it."""
    start = 0
    for paragraph in text.splitlines(keepends=True):
        grammar, spelling = _grammalecte()(paragraph.rstrip("\n"))
        yield start, [e for e in grammar if e["sType"] not in TYPOGRAPHY], list(spelling)
        start += len(paragraph)


def spelling_rule(text: str) -> tuple[Prediction, ...]:
    """What Grammalecte's dictionary does not have."""
    return tuple(_error(start, e) for start, _, spelling in _errors(text) for e in spelling)


def grammar_rule(text: str) -> tuple[Prediction, ...]:
    """What Grammalecte's dictionary does not have, or its grammar does not allow."""
    return tuple(_error(start, e) for start, *both in _errors(text) for e in chain(*both))


def _error(start: int, error: dict[str, Any]) -> Prediction:
    return Prediction(start + error["nStart"], start + error["nEnd"])


def finders() -> Iterator[tuple[str, Finder | MissingError]]:
    """The baselines that find spans, by name; what is missing for one that cannot be asked."""
    yield f"zipf, English − French > {MARGIN}", zipf_rule
    yield "English, no French form", dictionary_rule
    for name, made, rule in (
        ("English, unknown to hunspell", _hunspell, hunspell_rule),
        ("lingua by word", _lingua, lingua_rule),
        ("Grammalecte, spelling", _grammalecte, spelling_rule),
        ("Grammalecte, grammar as well", _grammalecte, grammar_rule),
    ):
        try:
            made()
        except MissingError as missing:
            yield name, missing
        else:
            yield name, rule


def foreignness(text: str) -> float:
    """Probability that langdetect gives to other languages than French for the whole document."""
    from langdetect import DetectorFactory, LangDetectException, detect_langs

    DetectorFactory.seed = 0
    try:
        return float(1 - sum(found.prob for found in detect_langs(text) if found.lang == HOST))
    except LangDetectException:
        return 1.0
