"""Rule digit-letters."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice, product

from detector.document import Document, fold
from detector.lexicon import Form
from detector.messages import Text
from detector.report import Original
from detector.rules import Clue, Trace, tracer
from detector.sieve import Sieve

CONFIDENCE = 0.95
LETTERS = {"0": "o", "1": "il", "3": "e", "4": "a", "5": "s", "7": "t", "8": "b"}
LETTERS |= {"@": "a", "$": "s", "€": "e"}
"""What a sign stands for that was chosen for its looks."""
MIN_LETTERS = 5
MAX_SIGNS = 3
MAX_WORDS = 2000
"""Words with such signs that are looked at in one text."""
_signs = Sieve(re.compile(r"[01345789@$€]{1,2}").fullmatch)
TEXT = Text("signs stand for letters of “{}”")


@tracer(
    kind="artefact",
    severity="warning",
    needs="01345789@$€",
    flags=(
        "Une [[g4rantie]] de dix ans, un [[s3rv1ce]] rapide.",
        "Gagnez de l'[[arg3nt]] au [[c@sino]].",
    ),
    passes=(
        "H2O, CO2, le 1er et le 2e, 15h30, A4, MP3, 3D, K7 et 4x4.",
        "Le Peugeot 3008, l'UTF8, le base64, le sha1sum et b2b.",
        "Écrivez à lise@moulin.fr ou à p4x8q.",
    ),
)
def digit_letters(doc: Document) -> Iterator[Trace]:
    """A word in which digits or signs stand for the letters that they look like.

    It still reads, and filters for forbidden words or copied sentences do not find it. Names of
    products, formulas and units make no French word of five letters when their digits are read.

    Example: "une g4rantie".
    """
    telling = _signs(doc.between)
    if not telling:
        return
    for first, stop in islice(doc.joined(telling), MAX_WORDS):
        start, end = doc.span(first, stop)
        written = doc.text[start:end]
        if _whole(doc.gaps[first][-1:]) and _whole(doc.gaps[stop][:1]):
            read = _reading(doc, written)
            if read:
                clue = Clue("digits", 1.0, "form", TEXT, (read,))
                yield Trace(start, end, CONFIDENCE, clue, (Original(read, CONFIDENCE),))


def _whole(mark: str) -> bool:
    """Whether a word may begin or end at a mark: addresses and code go on there."""
    return not mark.isdigit() and mark not in {"@", "/", "_", "\\", "#", "$", "=", "-"}


def _reading(doc: Document, written: str) -> str:
    """The word with its signs read as letters; empty where that makes none."""
    signs = [char for char in written if char in LETTERS]
    if len(signs) > MAX_SIGNS or not MIN_LETTERS <= len(written) <= 40:
        return ""
    accents = _accents(doc.host.language.alphabet)
    for letters in product(*(LETTERS[char] + accents.get(LETTERS[char], "") for char in signs)):
        left = iter(letters)
        read = "".join(next(left) if char in LETTERS else char for char in written)
        if doc.host.lexicon.form(fold(read)) & ~Form.PROPER:
            return read.upper() if re.sub(r"\W|\d", "", written).isupper() else read
    return ""


@lru_cache
def _accents(alphabet: str) -> dict[str, str]:
    """The accented letters of a language by the plain one."""
    found: dict[str, str] = {}
    for letter in alphabet:
        plain = unicodedata.normalize("NFD", letter)[0]
        found[plain] = found.get(plain, "") + letter
    return found
