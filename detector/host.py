"""A host language together with its tables: everything that a document is read with."""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from functools import cached_property, lru_cache, partial
from math import log
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from detector.agreement import answered, begins_with_vowel, due, fitting, slots
from detector.context import NGrams
from detector.document import fold
from detector.fits import Words
from detector.frames import Frames
from detector.inversion import Inversion, link_prior
from detector.languages import JAVASCRIPT, LOREM_IPSUM, Language
from detector.languages import load as load_language
from detector.lexicon import Form, Gate, Lexicon, trie
from detector.neighbours import Neighbours
from detector.pairs import Pairs
from detector.storage import loading, mapped
from detector.surroundings import Surroundings
from detector.telltales import Telltales
from detector.tokens import Met, Reader, split

if TYPE_CHECKING:
    from marisa_trie import Trie

    from detector.options import Weigher

BREAK, NUMBER = ",", "0"
"""Words that stand for punctuation and for a number in the n-gram table."""
MAX_REMEMBERED = 100_000
"""Words whose spelling and gate are kept in memory, about 15 MB."""

MAX_ORIGINALS = 40
"""Originals of a surface that are ever considered, the likeliest before any context."""
MAX_CALLS = 8_192
"""Words whose fit after a caller is kept in memory, about 2 MB."""
MAX_SOUNDS = 4_096
"""Words in h whose sound is kept in memory: a look-up is of each of their beginnings."""
MAX_SURFACES = 4_000
"""Surfaces whose originals are kept in memory, about 20 MB."""

ZIPF_WEIGHT = 1.4
"""Natural log-odds of an original per zipf in the host language, for choosing which to weigh:
frequent words stand more often. From the same fit as `link_prior`."""
DEGREE_WEIGHT = -0.9
"""The same for the logarithm of how many surfaces it may become: the more, the seldomer any one."""

DATA = Path(__file__).resolve().parent / "data"


class Known(NamedTuple):
    """An original as the tables know it, with the byte that links it to one surface."""

    text: str
    number: int
    link: int
    form: int
    zipf: float
    zipf_english: float
    prior: float
    """How likely a spinner is to have replaced it by that surface, before any context."""
    degree: float
    """Natural logarithm of how many surfaces a spinner may make of it."""
    able: int
    """Genders and numbers that it can have (`agreement.slots`)."""
    vowel: bool | None
    """Whether it begins with a vowel sound; None where its spelling does not tell."""


NOTHING = Known("", 0, 0, 0, 0.0, 0.0, 0.0, 0.0, 0, None)
"""What stood where a spinner inserted a word."""


class Listing(NamedTuple):
    """A surface as tables know it, and its originals, with their priors.

    ``form`` is 0 for a phrase. ``words`` are the surface and its originals as the n-grams know
    them, ``rows`` they as the surroundings do.
    """

    form: int
    zipf: float
    zipf_english: float
    marks: int
    originals: tuple[Known, ...]
    words: Words
    priors: array[float]
    rows: array[int]


class Host:
    """One host language, its tables opened when first asked for, shared by all documents."""

    def __init__(self, language: Language, folder: Path) -> None:
        self.language = language
        self.callers = language.whole.union(language.determiners, language.elided)
        """Words that call for something in the word after them."""
        self.folder = folder
        self.lexicon = Lexicon(folder)
        self.break_mark = self.lexicon.number(BREAK)
        self.number_mark = self.lexicon.number(NUMBER)
        self.marks = self.break_mark, self.number_mark
        """Words that stand for what is no word."""
        phrases = " ".join((*language.policies, LOREM_IPSUM, JAVASCRIPT))
        notices = map(fold, split(phrases)[1::2])
        self._watched = language.common.union(language.stopwords, notices)
        """Words that every text is asked about, folded: most others are never counted."""
        self.reader = Reader(self._meet, MAX_REMEMBERED)
        """Reads texts; what it knows of common words is remembered."""
        self._listings: dict[int, Listing] = {}
        self._originals: dict[int, tuple[Known, ...]] = {}
        self._numbers: dict[int, frozenset[int]] = {}
        self.due = lru_cache(maxsize=MAX_CALLS)(partial(due, language))
        """What a caller calls for; see `agreement.due`."""
        self.fit = lru_cache(maxsize=MAX_CALLS)(partial(fitting, self))
        """How a word suits a call; see `agreement.fitting`."""
        self.answered = lru_cache(maxsize=MAX_CALLS)(partial(answered, self))
        """What a caller calls for, and how a word suits; see `agreement.answered`."""
        self.mute_h = lru_cache(maxsize=MAX_SOUNDS)(self._mute_h)
        """Whether a folded word in h begins with a vowel sound; None where usage varies."""

    def _meet(self, word: str) -> Met:
        folded = fold(word)
        odd = not (word.isascii() or self.lexicon.form(folded))
        telling = Gate.TELLING if folded in self.telltales.anchors else 0
        gate = self.lexicon.gate(folded) | telling
        # One string for the two spellings of most words takes half the memory.
        return Met(word if folded == word else folded, gate, odd, folded in self._watched)

    @cached_property
    def inversion(self) -> Inversion:
        """The reverse index."""
        path = self.folder / "inversion.bin"
        with loading(path):
            return Inversion(path)

    def known(self, number: int, link: int) -> Known:
        """An original by its vocabulary number."""
        text = self.lexicon.spelling(number)
        french, english = self.lexicon.zipfs(number)
        form = self.lexicon.form(text)
        degree = log(self.inversion.degrees.get(number, 1))
        prior = link_prior(link) + ZIPF_WEIGHT * french + DEGREE_WEIGHT * degree
        vowel = begins_with_vowel(self, text, native=bool(form))
        return Known(text, number, link, form, french, english, prior, degree, slots(form), vowel)

    def originals(self, surface: int) -> tuple[Known, ...]:
        """Originals of a surface's number that are words of the host language."""
        found = self._originals.get(surface)
        if found is None:
            if len(self._originals) > MAX_SURFACES:
                self._originals = {}
            pairs = self.inversion.originals(surface)
            listed = (self.known(number, link) for number, link in pairs)
            native = [item for item in listed if item.form & ~Form.PROPER]
            native.sort(key=lambda item: (-item.prior, item.text))
            found = tuple(native[:MAX_ORIGINALS])
            self._originals[surface] = found
        return found

    def listed(self, surface: int) -> Listing:
        """A surface's originals with what weighing them needs; remembered."""
        found = self._listings.get(surface)
        if found is None:
            if len(self._listings) > MAX_SURFACES:
                self._listings = {}
            found = self._listings[surface] = self.listing(surface, self.originals(surface))
        return found

    def listing(self, surface: int, originals: tuple[Known, ...]) -> Listing:
        """Some originals with what weighing them against a surface needs."""
        lexicon, text = self.lexicon, self.lexicon.spelling(surface)
        form = 0 if " " in text else lexicon.form(text)
        words = self.ngrams.words((surface, *(known.number for known in originals)))
        priors = array("d", [known.prior for known in originals])
        rows = array("q", [self.surroundings.row(known.number) for known in originals])
        return Listing(form, *lexicon.measures(surface), originals, words, priors, rows)

    def offers(self, surface: int, members: Iterable[int]) -> bool:
        """Whether one of some words is an original of a surface."""
        return not self.numbers(surface).isdisjoint(members)

    def numbers(self, surface: int) -> frozenset[int]:
        """Vocabulary numbers of a surface's originals; remembered."""
        found = self._numbers.get(surface)
        if found is None:
            if len(self._numbers) > MAX_SURFACES:
                self._numbers = {}
            found = frozenset(original.number for original in self.originals(surface))
            self._numbers[surface] = found
        return found

    @cached_property
    def telltales(self) -> Telltales:
        """Phrases that are traces by themselves."""
        pairs = Pairs(self.folder / "pairs.marisa", self.language.links)
        path = self.folder / "telltales.tsv"
        with loading(path):
            return Telltales(path, pairs, self.language.code)

    @cached_property
    def ngrams(self) -> NGrams:
        """The n-gram counts."""
        beside, apart = (self._neighbours(name) for name in ("neighbours.bin", "distant.bin"))
        path = self.folder / "ngrams.bin"
        with loading(path):
            return NGrams(mapped(path), self.lexicon.unigrams, beside, apart)

    @cached_property
    def surroundings(self) -> Surroundings:
        """The vectors by which originals go with the words around a place."""
        path = self.folder / "surroundings.bin"
        with loading(path):
            return Surroundings(mapped(path))

    @cached_property
    def weigher(self) -> Weigher:
        """What weighs the places of documents."""
        from detector.options import weigher

        return weigher(self)

    def _neighbours(self, name: str) -> Neighbours:
        path = self.folder / name
        with loading(path):
            return Neighbours(mapped(path))

    @cached_property
    def frames(self) -> Frames:
        """Fixed expressions and names with an open place."""
        return Frames(self.folder / "frames.marisa")

    @cached_property
    def _aspirated(self) -> Trie:
        return trie(self.folder / "aspirated.marisa")

    def _mute_h(self, word: str) -> bool | None:
        """See `mute_h`; the longest beginning that is listed decides."""
        whole = f"{word} "
        for length in range(len(whole), 0, -1):
            for verdict, mute in (("0", True), ("1", False), ("?", None)):
                if whole[:length] + verdict in self._aspirated:
                    return mute
        return None


@lru_cache(maxsize=8)
def host(code: str) -> Host:
    """The host language of a code, loaded once per process; ValueError when there is none."""
    return Host(load_language(code), DATA / code)
