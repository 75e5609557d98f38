"""What is measured on: the fixtures, and the clean corpora where they are."""

from __future__ import annotations

import lzma
from collections.abc import Iterable, Iterator
from functools import cache
from random import Random

import regex

from seeds import corpora
from tests.performance.measure import ROOT, WORD, MissingError

DOCUMENT_WORDS = 600
KINDS = {"clean": "clean", "technical": "hard_negatives", "spun": "spun"}
"""Sorts of text, and the folder of fixtures that has them; technical ones are full of English."""
WEB = ("debats", "blot_marketing", "disic", "react_fr")
"""A web mix: marketing, public service and technical documentation, beside debates."""
_SENTENCE_END = regex.compile(r"(?<=[.!?…])\s+")


def documents(kind: str) -> list[str]:
    """Fixtures of a sort, put together to documents as long as an article."""
    paths = sorted((ROOT / "fixtures" / KINDS[kind]).glob("*.txt"))
    if not paths:
        raise FileNotFoundError(f"no fixtures/{KINDS[kind]}/*.txt to measure on")
    return list(_articles("\n\n", (path.read_text(encoding="utf-8") for path in paths)))


def web(corpus: str, size: int = 400_000) -> list[str]:
    """Articles of the first characters of a corpus."""
    return list(_articles("\n", _read(corpus, size).split("\n")[:-1]))


def page(size: int) -> tuple[str, str]:
    """A clean text of so many bytes, and where it is from."""
    try:
        text, source = _read(WEB[0], size), f"corpus {WEB[0]}"
    except MissingError:
        text, source = _mixed(size), "halves of the fixtures' sentences, put together anew"
    return text.encode()[:size].decode(errors="ignore"), source


def _read(corpus: str, size: int) -> str:
    try:
        path = corpora.folder() / f"{corpus}.txt.xz"
    except FileNotFoundError as error:
        raise MissingError(str(error)) from error
    with lzma.open(path, "rt", encoding="utf-8") as text:
        return text.read(size)


def _mixed(size: int) -> str:
    """First halves of sentences with second halves of others; repeated, they would be found out."""
    random = Random(size)
    halves = _halves()
    parts: list[str] = []
    length = 0
    while length < size:
        (first, _), (_, second) = random.choices(halves, k=2)
        parts.append(f"{first} {second}{random.choice((' ', ' ', ' ', chr(10)))}")
        length += len(parts[-1])
    return "".join(parts)


@cache
def _halves() -> list[tuple[str, str]]:
    halves = []
    for document in documents("clean"):
        for sentence in _SENTENCE_END.split(document):
            told = sentence.split()
            middle = len(told) // 2
            halves.append((" ".join(told[:middle]), " ".join(told[middle:])))
    return halves


def _articles(separator: str, texts: Iterable[str]) -> Iterator[str]:
    parts: list[str] = []
    count = 0
    for each in texts:
        parts.append(each)
        count += len(WORD.findall(each))
        if count >= DOCUMENT_WORDS:
            yield separator.join(parts)
            parts, count = [], 0
    if parts:
        yield separator.join(parts)
