"""What is known of single words: French forms with their grammar, frequencies, and the gate.

Two tables, because their licences differ: ``forms`` (MPL-2.0) has the grammar of French forms,
``vocabulary`` (CC BY-SA 4.0) the frequencies of every word that can matter. Both are tries whose
key numbers index flat arrays; both are mapped, not read.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Final, NamedTuple

import marisa_trie

from detector.storage import loading, mapped, whole

ZIPF_STEPS = 20
"""Frequencies are stored as round(20 * zipf): a byte holds zipf 0 to 12.75."""

HOT_MARGIN = 0.5 * ZIPF_STEPS
"""A surface that is this much more frequent in the host language than in English is the host's
beyond doubt, in stored steps. Of the native words that the simulator plants 94 % are below it."""
GATE_BITS = 7
MAX_REMEMBERED = 32_768
"""Words whose form and measures are kept in memory, about 5 MB each."""
LEAN = 0.5 * ZIPF_STEPS
"""A word leans towards English from this much more zipf there, in stored steps."""


class Form:
    """Bits of what a French form can be; several where it is several things.

    Plain integers here and below: the arithmetic of enum flags costs ten times as much.
    """

    NOUN_MAS: Final = 1
    NOUN_FEM: Final = 2
    NOUN_SG: Final = 4
    NOUN_PL: Final = 8
    ADJ_MAS: Final = 16
    ADJ_FEM: Final = 32
    ADJ_SG: Final = 64
    ADJ_PL: Final = 128
    VERB: Final = 256
    INFINITIVE: Final = 512
    PARTICIPLE: Final = 1024
    ADVERB: Final = 2048
    GRAMMAR: Final = 4096
    PROPER: Final = 8192


NOUN = Form.NOUN_MAS | Form.NOUN_FEM
ADJECTIVE = Form.ADJ_MAS | Form.ADJ_FEM


class Mark:
    """Bits of what the vocabulary knows of a word, apart from its frequencies."""

    SURFACE: Final = 1
    """A thesaurus turns some homograph into this word."""
    PHRASE: Final = 2
    """Some multiword surface begins with this word."""
    HEADWORD: Final = 4
    """An entry of the French Wiktionary, which lists many borrowings."""
    ENGLISH: Final = 8
    """A form of English."""
    ACCEPTED: Final = 16
    """Hand-listed as honest English in French."""
    EXPANDER: Final = 32
    """A modifier that spinners put before a word."""
    NOUN: Final = 64
    """Can be a noun in English; a word that cannot is rarely a borrowing."""
    ORIGINAL: Final = 128
    """Spelled like an entry of an English thesaurus: what a spinner may replace."""


class Gate:
    """Bits of what a token may be good for; most native words are 0 and cost no more."""

    HOT: Final = 1
    """May be a spinner's word."""
    START: Final = 2
    """May begin a spinner's phrase."""
    FOREIGN: Final = 4
    """Leans towards English, as the words of a quotation do."""
    NATIVE: Final = 8
    """Hot, and a form of the host language all the same."""
    ORIGINAL: Final = 16
    """A word of the host language that a spinner may replace, or put a modifier before."""
    UNKNOWN: Final = 32
    """Neither table knows it; no bit above is set then."""
    TELLING: Final = 64
    """May be what a telltale is found by; set by the host, whose telltales are no part of these
    tables."""


class Entry(NamedTuple):
    """What the vocabulary knows of a word: its number, zipf in French and in English, marks."""

    number: int
    zipf_host: float
    zipf_english: float
    marks: int


def trie(path: Path) -> marisa_trie.Trie:
    """A set of keys, mapped; TableError where the file holds none."""
    with loading(path):
        return marisa_trie.Trie().mmap(str(path))


def _array(path: Path, size: int) -> memoryview:
    with loading(path):
        data = mapped(path)
        whole(data, size)
        return data


class Lexicon:
    """The tables of one host language's words, mapped from its folder."""

    def __init__(self, folder: Path) -> None:
        self._forms = trie(folder / "forms.marisa")
        masks = _array(folder / "forms.bin", 2 * len(self._forms))
        self._masks = masks.cast("H")
        self._words = trie(folder / "vocabulary.marisa")
        self._table = _array(folder / "vocabulary.bin", 4 * len(self._words))
        self.unigrams = self._table[2::4]
        self.measures = lru_cache(maxsize=MAX_REMEMBERED)(self._measures)
        """Zipf of a word by its number, in the host language and in English, and its marks."""
        self.form = lru_cache(maxsize=MAX_REMEMBERED)(self._form)
        """What a folded word can be in the host language; 0 when it is none of its forms."""

    def number(self, word: str) -> int:
        """Number of a word or phrase in the vocabulary plus one; 0 when it is not there."""
        return int(self._words.get(word, -1)) + 1

    def phrased(self, words: str) -> bool:
        """Whether some words may begin with a phrase of the vocabulary, as most do not."""
        found = self._words.prefixes(words)
        return bool(found) and " " in found[-1]

    def spelling(self, number: int) -> str:
        """The word or phrase of a number; the inverse of ``number``."""
        return str(self._words.restore_key(number - 1))

    def marks(self, number: int) -> int:
        """Marks of a word by its number."""
        return self._table[4 * number - 1]

    def zipfs(self, number: int) -> tuple[float, float]:
        """Zipf of a word by its number, in the host language and in English."""
        at = 4 * (number - 1)
        return self._table[at] / ZIPF_STEPS, self._table[at + 1] / ZIPF_STEPS

    def _measures(self, number: int) -> tuple[float, float, int]:
        """See `measures`; remembered for the words met last."""
        return (*self.zipfs(number), self.marks(number))

    def entry(self, word: str) -> Entry | None:
        """All that the vocabulary knows of a folded word or phrase."""
        number = self.number(word)
        if not number:
            return None
        return Entry(number, *self.zipfs(number), self.marks(number))

    def gate(self, word: str) -> int:
        """What a folded word may be good for, and above those bits its number, if it has one."""
        if not (number := self.number(word)):
            return 0 if self.form(word) else Gate.UNKNOWN
        at = 4 * (number - 1)
        host, english, _, marks = self._table[at : at + 4]
        leans = marks & Mark.ENGLISH and english - host > LEAN
        hot = marks & (Mark.SURFACE | Mark.EXPANDER) and host - english < HOT_MARGIN
        form = self.form(word) if hot or marks & Mark.ORIGINAL else 0
        original = marks & Mark.ORIGINAL and form & ~Form.PROPER
        return (
            number << GATE_BITS
            | (Gate.HOT if hot else 0)
            | (Gate.NATIVE if hot and form else 0)
            | (Gate.ORIGINAL if original else 0)
            | (Gate.START if marks & Mark.PHRASE else 0)
            | (Gate.FOREIGN if leans else 0)
        )

    def _form(self, word: str) -> int:
        """See `form`; remembered for the words met last.

        A form that is only ever written with a capital is proper, whatever else its tags say.
        """
        key = self._forms.get(word)
        if key is not None:
            return int(self._masks[key])
        return Form.PROPER if word.capitalize() in self._forms else 0
