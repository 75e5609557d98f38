"""Rule sprinkled-accents."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterator
from functools import lru_cache
from itertools import combinations, pairwise

from detector.document import Document, fold
from detector.lexicon import Form, Lexicon
from detector.messages import Message, Text
from detector.report import Original
from detector.rules import Clue, Trace, tracer

CONFIDENCE = 0.9
NEAR = 6
"""Words within which another of the kind must stand: names and misspellings come singly."""
MAX_ACCENTS = 5
MIN_LETTERS = 4
MAX_WORDS = 5000
"""Distinct words that are looked at in one text."""
UNREAD = Text("sprinkled accents were looked for in {:,} distinct words only")
TEXT = Text("accents were sprinkled on “{}”")


@tracer(
    kind="artefact",
    severity="warning",
    flags=(
        "Une [[gârãntïe]] de dix ans, un [[sërvîcé]] rapide.",
        "Ce [[mãgâsin]] vend de [[bèllës]] chaises.",
    ),
    passes=(
        "São Paulo, Łódź, Dvořák et Erdoğan, d'après Ibáñez.",
        "Un évènement, un crèneau et des élèves à Tōkyō, dans un dōjō.",
        "On écrivait jadis estoit, meslé, fenestre, piéça, poëte, poésie.",
    ),
)
def sprinkled_accents(doc: Document) -> Iterator[Trace]:
    """Words whose letters were given accents that do not belong to them.

    Obfuscators sprinkle marks over letters so that a copy compares unequal and still reads. Such a
    word is none of the language, and becomes one when two of its marks go, or one that the
    language does not know; a single wrong accent is a misspelling. Names of other languages seldom
    make words, and never several close together.

    Example: "une gârãntïe, un sërvîcé".
    """
    words: Collection[str] = doc.odd
    if len(words) < 2:
        return
    alphabet, lexicon = doc.host.language.alphabet, doc.host.lexicon
    if len(words) > MAX_WORDS:
        doc.budget.note(Message(UNREAD, MAX_WORDS))
        words = sorted(words)[:MAX_WORDS]
    read = {word: found for word in words if (found := _reading(word, lexicon, alphabet))}
    if len(read) < 2:
        return
    places = doc.where(frozenset(read))
    close = {
        i
        for pair in pairwise(places)
        if pair[1] - pair[0] <= NEAR and doc.words[pair[0]] != doc.words[pair[1]]
        for i in pair
    }
    for i in sorted(close):
        word, start, end = doc.token(i)
        clue = Clue("accents", 1.0, "form", TEXT, (read[word],))
        yield Trace(start, end, CONFIDENCE, clue, (Original(read[word], CONFIDENCE),))


@lru_cache(maxsize=4096)
def _reading(word: str, lexicon: Lexicon, alphabet: str) -> str:
    """The word with as few of its accents taken away as make it one; empty where none do."""
    if len(word) < MIN_LETTERS:
        return ""
    composed = unicodedata.normalize("NFC", word)
    bare = [unicodedata.normalize("NFD", char)[0] for char in composed]
    marked = [i for i, char in enumerate(composed) if char != bare[i]]
    if not 0 < len(marked) <= MAX_ACCENTS or len(bare) > 40:
        return ""
    strange = {i for i in marked if composed[i].lower() not in alphabet}
    for number in range(1, len(marked) + 1):
        for chosen in combinations(marked, number):
            if (number == 1 and not strange) or not strange <= set(chosen):
                continue
            read = "".join(bare[i] if i in chosen else char for i, char in enumerate(composed))
            if lexicon.form(fold(read)) & ~Form.PROPER:
                return read
    return ""
