"""Rule mixed-scripts."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from detector.document import Document, fold
from detector.messages import Text
from detector.report import Original
from detector.rules import Clue, Trace, tracer
from detector.sieve import Sieve

CONFIDENCE = 0.97
CYRILLIC = dict(zip("аеорсхуіјѕһԁԛԝАВЕКМНОРСТХУІЈЅ", "aeopcxyijshdqwABEKMHOPCTXYIJS", strict=True))
GREEK = dict(zip("αορτυινκΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "aoptuivkABEZHIKMNOPTYX", strict=True))
"""Letters of other scripts that look like a Latin one (Unicode confusables, the clear ones)."""
_READ = str.maketrans(CYRILLIC | GREEK)
_OTHER = r"[\p{Cyrillic}\p{Greek}]"
_GREEK = r"\p{Greek}"
_LATIN = r"[\p{Latin}\p{M}]{3,}+"
_MIXED = r"\p{Latin}"
_mixed = Sieve(lambda word: regex.search(_OTHER, word) and regex.search(_MIXED, word))
TEXT = Text("letters of another script hide in “{}”")


@tracer(
    kind="artefact",
    severity="warning",
    flags=(
        "Une [[g\u0430rantie]] de dix ans et un [[s\u0435rvice]] rapide.",
        "Le [[cr\u03bfissant]] au beurre.",
    ),
    passes=(
        "Москва, la capitale, et ἀρετή, la vertu.",
        "Le TNFα, le NFκB et la β-carotène se mesurent en µg.",
        "L'angle Δt vaut αβ.",
    ),
)
def mixed_scripts(doc: Document) -> Iterator[Trace]:
    """A Latin word in which letters of another script stand for those that they look like.

    The eye reads *garantie*; a plagiarism detector, which compares letters, does not. Honest words
    are of one script, and honest mixtures, such as TNFα, make no word when their letters are read
    as Latin. Who does so hides a copy, whether he spun it or not.

    Example: "gаrantie" with a Cyrillic а.
    """
    read = {word: found for word in _mixed(frozenset(doc.odd)) if (found := _reading(doc, word))}
    for i in doc.where(frozenset(read)):
        word, start, end = doc.token(i)
        clue = Clue("script", 1.0, "form", TEXT, (read[word],))
        yield Trace(start, end, CONFIDENCE, clue, (Original(read[word], CONFIDENCE),))


def _reading(doc: Document, word: str) -> str:
    """The word with its strange letters read as Latin; empty where it is an honest one."""
    read = word.translate(_READ)
    if not regex.fullmatch(_LATIN, read):
        return ""
    return read if doc.host.lexicon.form(fold(read)) or not regex.search(_GREEK, word) else ""
