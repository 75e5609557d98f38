"""Rule mojibake."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import islice
from typing import NamedTuple

from detector.document import Document, fold
from detector.messages import Text
from detector.report import Original
from detector.rules import Clue, Trace, tracer

CONFIDENCE = 0.98
LOST = "\ufffd"
PASSES = 3
"""How often a text is taken to have been misread."""
CODECS = ("cp1252", "latin-1", "mac_roman", "cp850")
"""What UTF-8 is misread as: Windows, the web, the Macintosh, the console."""
RING = "\xc5"
"""The first half of a ligature, and a word by itself, the sign of a unit."""
HONEST = "∞±≤≥µ∂∑∏π∫Ω"
"""Characters that follow a root or a sign of equality in honest formulas."""


SIGNS = frozenset("√¬≈‚∆´├┬┼╦" + LOST)
"""Signs that a misread character begins with, and what is left of one that was lost."""
_led = re.compile(
    r"[\xc0\xc2\xc3\xc5\xc6\xcb\xd4\xe2\xe3\xef]\Z"
    r"|[\xc2\xc3\xc5][\xaa\xb5\xba\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192]|\xd4\xc7"
).search
"""Whether a word ends as the first half of a misread character, or holds one whole."""
_OPEN, _CLOSE = frozenset('«“‘"('), frozenset('»”’")')


class Patterns(NamedTuple):
    """What each character beyond ASCII is misread as, with the character; one such; a word of them.

    Made when the first text calls for them.
    """

    readings: dict[str, str]
    bad: re.Pattern[str]
    word: re.Pattern[str]


LETTER_LOST = Text("a letter was lost in reading the text")
MISREAD = Text("bytes of UTF-8, read in another encoding: “{}”")


@tracer(
    kind="artefact",
    severity="warning",
    flags=(
        "Le conseil a [[dÃ©cidÃ©]] de fermer l'[[Ã©cole]].",
        "Il a dit [[quâ€™on]] verrait.",
        "Sa [[d\ufffdcision]] est prise.",
        "Un [[cafÃƒÂ©]], s'il vous plaît.",
    ),
    passes=(
        "À Évian, Âge tendre et SÃO PAULO : « Élan… », CAFÉ»",
        "Il était là… » et √2 vaut 1,414.",
        "Voilà €5, é… et Åland.",
        "Des signes tels que « Ã© », (Ã¨) ou “Ã§” trahissent un texte mal lu.",
    ),
)
def mojibake(doc: Document) -> Iterator[Trace]:
    """Letters that were written in one encoding and read in another.

    A scraper that takes UTF-8 for Windows-1252 turns each accent into two strange characters;
    reading the bytes again the right way gives the word back. A letter that was lost for good
    (U+FFFD) is guessed where one accented letter makes a word of it. Only sequences are taken
    that stand for what French is written with, so that no honest word is one by chance.

    Example: "dÃ©cidÃ©" for "décidé".
    """
    led = (RING in doc.text and RING in doc.vocabulary) or any(map(_led, doc.odd))
    if not led and doc.marks.isdisjoint(SIGNS):
        return
    for match in patterns().word.finditer(doc.text):
        start, end = match.span()
        written = match[0]
        if written in patterns().readings and _spoken_of(doc.text, start, end):
            continue
        read = _again(written)
        if LOST in read:
            words: Iterator[str] = islice(_guess(doc, read), 1)
            clue = Clue("mojibake", 1.0, "form", LETTER_LOST)
        else:
            words = iter((read,))
            clue = Clue("mojibake", 1.0, "form", MISREAD, (read,))
        presumed = tuple(Original(word, CONFIDENCE) for word in words)
        if written != LOST and (read != written or LOST in read):
            yield Trace(start, end, CONFIDENCE, clue, presumed)


@cache
def patterns() -> Patterns:
    """The patterns of `CODECS`; of two readings of the same, the likelier codec's."""
    characters = bytes(range(0x80, 0x100)).decode("cp1252", "ignore") + "\u202f" + LOST
    readings = {
        bad: char
        for codec in reversed(CODECS)
        for char in characters
        if (bad := misread(char, codec))[-1] not in HONEST
    }
    last: dict[str, str] = {}
    for bad in sorted(readings):
        last[bad[:-1]] = last.get(bad[:-1], "") + re.escape(bad[-1])
    one = "|".join(f"{re.escape(first)}[{rest}]" for first, rest in last.items())
    one += r"|(?<![A-Z])\xc3(?=[ ]|\Z)"
    letters = rf"(?:(?!{one})[^\W\d_])*+"
    word = rf"(?<![^\W\d_]){letters}(?:(?:{one}|{LOST}){letters})++"
    return Patterns(readings, re.compile(one), re.compile(word))


def misread(char: str, codec: str) -> str:
    """A character's bytes of UTF-8 read one by one; as Latin-1 where the codec has none."""
    return "".join(
        bytes((byte,)).decode(codec, "ignore") or chr(byte) for byte in char.encode("utf-8")
    )


def _again(written: str) -> str:
    """The word with its bytes read as UTF-8, as often as that makes sense."""
    for _ in range(PASSES):
        read = patterns().bad.sub(_decoded, written)
        if read == written:
            break
        written = read
    return written


def _decoded(match: re.Match[str]) -> str:
    readings = patterns().readings
    return readings.get(match[0]) or readings[match[0] + "\xa0"]


def _spoken_of(text: str, start: int, end: int) -> bool:
    """Whether a sequence stands alone between quotation marks or brackets, as in this file."""
    before, after = text[max(0, start - 2) : start].rstrip(), text[end : end + 2].lstrip()
    return before[-1:] in _OPEN and after[:1] in _CLOSE


def _guess(doc: Document, read: str) -> Iterator[str]:
    """Words that an accented letter in the place of the lost ones makes."""
    for letter in doc.host.language.alphabet:
        word = read.replace(LOST, letter)
        if doc.host.lexicon.form(fold(word)):
            yield word
