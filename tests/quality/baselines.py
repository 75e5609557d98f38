"""What simpler means find, so that the figures of the detector have something to be held against.

Three look at single words: lower-case ones of three letters and more, which leaves names aside as a
careful user of such a rule would. They name no originals. Frequencies and French forms are those of
the detector's own tables, so that nothing but the method differs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any

import regex

from detector.host import host
from detector.lexicon import Mark
from tests.quality.scorer import Prediction

Finder = Callable[[str], tuple[Prediction, ...]]

MARGIN = 1.4
"""How much more frequent in English than in French a word must be, on the zipf scale."""
WORD = regex.compile(r"(?<!\p{L})\p{Ll}{3,}(?!\p{L})")
HOST = "fr"


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
def _lingua() -> Any:
    module: Any = import_module("lingua")
    both = (module.Language.FRENCH, module.Language.ENGLISH)
    return module.LanguageDetectorBuilder.from_languages(*both).build()


@cache
def _english_to_lingua(word: str) -> bool:
    found = _lingua().detect_language_of(word)
    return found is not None and found.name == "ENGLISH"


def lingua_rule(text: str) -> tuple[Prediction, ...]:
    """Words that lingua holds to be English rather than French."""
    return _words(text, _english_to_lingua)


def finders() -> Iterator[tuple[str, Finder | None]]:
    """The baselines that find spans, by name; None for one whose package is not installed."""
    yield f"zipf, English − French > {MARGIN}", zipf_rule
    yield "English and in no French dictionary", dictionary_rule
    yield "lingua by word", lingua_rule if find_spec("lingua") else None


def foreignness(text: str) -> float:
    """Probability that langdetect gives to other languages than French for the whole document."""
    from langdetect import DetectorFactory, LangDetectException, detect_langs

    DetectorFactory.seed = 0
    try:
        return float(1 - sum(found.prob for found in detect_langs(text) if found.lang == HOST))
    except LangDetectException:
        return 1.0
