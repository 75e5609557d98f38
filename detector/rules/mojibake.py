"""Rule mojibake."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import islice

import regex

from detector.document import Document, fold
from detector.report import Original
from detector.rules import Clue, Trace, tracer

CONFIDENCE = 0.98
LOST = "\ufffd"
OTHERS = "√├" + LOST
PASSES = 3
"""How often a text is taken to have been misread."""
_NEXT = "".join(
    byte.decode("cp1252", "replace").replace(LOST, chr(byte[0]))
    for byte in (bytes([n]) for n in range(0x80, 0xC0))
)
_TWO = rf"[\xc2\xc3\xc5](?:[\x80-\xbf]|[{regex.escape(_NEXT)}])|Ã(?=[ ]|\Z)"
_WESTERN = rf"{_TWO}|â(?:€|\x80)(?:[\x80-\xbf]|[{regex.escape(_NEXT)}])|â‚¬|ï¿½"
_BAD = regex.compile(rf"(?:{_WESTERN}|√[^\p{{L}}\s\d(]|├[^\s─-╬])")
_LED = regex.compile(r"[\xc2\xc3\xc5][ªµºƒŠŒŽšœžŸ]|[\xc2\xc3\xc5\xe2\xef]$")
"""What a sequence leaves in the word before it: its other characters are seldom letters."""
_LETTERS = rf"(?:(?!{_BAD.pattern})[\p{{L}}\p{{M}}]){{0,40}}"
_WORD = regex.compile(rf"{_LETTERS}(?:(?:{_BAD.pattern}|{LOST}){_LETTERS})+")


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
    if doc.marks.isdisjoint(OTHERS) and not any(map(_led, doc.odd)):
        return
    for match in _WORD.finditer(doc.text):
        start, end = match.span()
        written: str = match[0]
        read = _again(written)
        if LOST in read:
            words: Iterator[str] = islice(_guess(doc, read), 1)
            clue = Clue("mojibake", 1.0, "form", "a letter was lost in reading the text")
        else:
            words = iter((read,))
            text = "bytes of UTF-8, read in another encoding: “{}”"
            clue = Clue("mojibake", 1.0, "form", text, (read,))
        presumed = tuple(Original(word, CONFIDENCE) for word in words)
        if written != LOST and (read != written or LOST in read):
            yield Trace(start, end, CONFIDENCE, clue, presumed)


@lru_cache(maxsize=4096)
def _led(word: str) -> bool:
    return _LED.search(word) is not None


def _again(written: str) -> str:
    """The word with its bytes read as UTF-8, as often as that makes sense."""
    for _ in range(PASSES):
        read: str = _BAD.sub(_decoded, written)
        if read == written:
            break
        written = read
    return written


def _decoded(match: regex.Match[str]) -> str:
    written: str = match[0]
    bad = written + "\xa0" if written == "Ã" else written
    codec = {"√": "mac_roman", "├": "cp850"}.get(bad[0], "")
    try:
        if codec:
            return bad.encode(codec).decode("utf-8")
        return b"".join(map(_byte, bad)).decode("utf-8")
    except UnicodeError:
        return written


def _byte(char: str) -> bytes:
    """The byte that Windows-1252 reads as a character, or Latin-1 where that has none."""
    return char.encode("latin-1") if ord(char) < 0x100 else char.encode("cp1252")


def _guess(doc: Document, read: str) -> Iterator[str]:
    """Words that an accented letter in the place of the lost ones makes."""
    for letter in doc.host.language.alphabet:
        word = read.replace(LOST, letter)
        if doc.host.lexicon.form(fold(word)):
            yield word
