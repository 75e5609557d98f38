"""A text as a rule sees it: words with offsets into the prose, which is never edited.

The text is split once into words and the gaps between them, so that clean text costs no object per
token; offsets, sentences, quotation and emphasis are worked out only when something asks.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from functools import lru_cache
from itertools import repeat
from typing import TYPE_CHECKING, NamedTuple

from detector.bounds import Budget
from detector.gap import OPEN, Gap, emphases, emphasises, gap_kind, quotations, quotes
from detector.lexicon import GATE_BITS, Gate
from detector.lexicon import Mark as WordMark
from detector.once import once
from detector.prose import Mark, Prose, plain
from detector.sieve import Sieve
from detector.tokens import flagged, sifted

if TYPE_CHECKING:
    from detector.agreement import Call, Fit
    from detector.engine import Case
    from detector.frames import Frame
    from detector.host import Host
    from detector.languages.identify import Identified
    from detector.options import Place
    from detector.precedent import Precedent
    from detector.telltales import Found
    from detector.usage import Setting

MAX_LETTERS = 100
MAX_PHRASE = 4
"""Words of the longest phrase that is looked up."""
AT_HOME = 0.0
"""Log10 association with its neighbours from which a native word is left alone, unless English has
it far more often."""
_WITHIN = frozenset((0, Gap.HYPHEN))
"""Kinds of the gaps that may stand in a phrase."""
_SORTS = (Gate.HOT, Gate.FOREIGN, Gate.UNKNOWN, Gate.NATIVE, Gate.TELLING)
"""What every text is sifted for, in one go."""
_ending = Sieve(lambda gap: gap_kind(gap) & Gap.SENTENCE)
_quoting, _emphasising = Sieve(quotes), Sieve(emphasises)


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """The spelling under which tables know a word: lower case, composed accents.

    A word longer than any that they know is not composed, which takes time quadratic in its marks.
    """
    lower = word.lower()
    if lower.isascii() or len(lower) > MAX_LETTERS:
        return lower
    return unicodedata.normalize("NFC", lower)


class Token(NamedTuple):
    """A run of letters: an elided article and the parts of a compound are tokens of their own."""

    text: str
    start: int
    end: int


class Sentence(NamedTuple):
    """Numbers of a sentence's first token and of the one after its last."""

    first: int
    stop: int


class Phrase(NamedTuple):
    """Tokens ``first`` to before ``stop``, which the vocabulary lists, and its marks."""

    first: int
    stop: int
    marks: int


class Document:
    """A text, or a file's prose, its words, and what is known of them in one host language.

    ``words[i]`` is the i-th word as written, ``gaps[i]`` what stands before it; there is one gap
    more than words. Joined alternately they are the text again, code point by code point.
    ``budget`` says what may be spent on it; ``places``, ``cases`` and ``framed`` are what was found
    out about its tokens, and a ``precedent`` knows what need not be.
    """

    def __init__(self, text: str | Prose, host: Host, budget: Budget | None = None) -> None:
        self.budget = budget or Budget()
        self.prose = text if isinstance(text, Prose) else plain(text)
        self.text = self.prose.text
        self.host = host
        self._words, self._gaps, self.starts = host.reader.read(self.text)
        self.words, self.gaps = self._words.values, self._gaps.values
        self.places: dict[tuple[int, int], Place | None] = {}
        self.cases: dict[tuple[int, int], Case] = {}
        self.precedent: Precedent | None = None
        self.framed: dict[tuple[int, int], list[Frame]] = {}

    def __len__(self) -> int:
        return len(self.words)

    @property
    def latin(self) -> bool:
        """Whether it is known to have letters of Latin scripts alone, each with its accents."""
        return self._words.latin

    @once
    def vocabulary(self) -> frozenset[str]:
        """The distinct words, as written."""
        return self._words.distinct

    @once
    def between(self) -> frozenset[str]:
        """The distinct gaps: a few dozen in most texts, so that rules look here first."""
        return frozenset(self.gap_counts)

    @once
    def marks(self) -> frozenset[str]:
        """Every character that stands between words."""
        return frozenset("".join(self.between))

    @once
    def known(self) -> Mapping[str, int]:
        """The gate of each distinct word (`gates`), whatever the markup declares it to be."""
        return self._words.known

    @once
    def folded(self) -> list[str]:
        """The words as tables spell them."""
        return self._words.folded()

    @property
    def odd(self) -> Collection[str]:
        """Those of the distinct words that are no forms of the host language, nor plain ASCII."""
        return self._words.odd

    @once
    def kinds(self) -> list[int]:
        """Kind of the gap before each token, and of the one after the last."""
        return self._gaps.each(gap_kind)

    @once
    def gates(self) -> list[int]:
        """What each token may be good for (`lexicon.Gate`), its vocabulary number above that.

        Tokens that the markup declares to be foreign are good for nothing.
        """
        found = self._written
        if self.declared:
            found = found.copy()
            for i in self.declared:
                found[i] = 0
        return found

    @once
    def _written(self) -> list[int]:
        """The gates, whatever the markup declares."""
        return self._words.gates()

    @once
    def telling(self) -> list[int]:
        """Numbers of the tokens by which a telltale may be found, in whatever language."""
        if self.declared:
            return flagged(self._written, Gate.TELLING)
        return self._sifted[_SORTS.index(Gate.TELLING)]

    @once
    def _sifted(self) -> tuple[list[int], ...]:
        """Numbers of the tokens that are good for something, by the flags of `_SORTS`."""
        return sifted(self.gates, _SORTS)

    @property
    def hot(self) -> list[int]:
        """Numbers of the tokens that may be a spinner's word."""
        return self._sifted[0]

    @property
    def leaning(self) -> list[int]:
        """Numbers of the tokens that lean towards English."""
        return self._sifted[1]

    @property
    def unknown(self) -> list[int]:
        """Numbers of the tokens that are forms of neither language."""
        return self._sifted[2]

    @once
    def foreign(self) -> list[int]:
        """Those of the hot tokens that are no words of the host language."""
        gates = self.gates
        return [i for i in self.hot if not gates[i] & Gate.NATIVE]

    @once
    def strangers(self) -> list[int]:
        """Those that are, but lean towards English or are not among their usual neighbours."""
        native = self._sifted[_SORTS.index(Gate.NATIVE)]
        apart = self.host.ngrams.fits.estranged
        return apart(self.gates, self.kinds, native, Gate.FOREIGN, AT_HOME)

    @once
    def calls(self) -> dict[int, tuple[Call, Fit]]:
        """What the word before a hot token calls for, where it does, and how they suit."""
        folded, kinds, words = self.folded, self.kinds, self.words
        callers, answered = self.host.callers, self.host.answered
        return {
            i: answered(left, kinds[i], words[i])
            for i in self.hot
            if (left := folded[i - 1]) in callers and i and kinds[i] in OPEN
        }

    @once
    def declared(self) -> frozenset[int]:
        """Numbers of the tokens that the markup declares to be in another language."""
        return frozenset(self.under(Mark.FOREIGN))

    @once
    def own(self) -> list[str]:
        """The folded words that are not declared to be foreign."""
        if not self.declared:
            return self.folded
        return [word for i, word in enumerate(self.folded) if i not in self.declared]

    @once
    def common(self) -> int:
        """How many of these are frequent function words of the host language."""
        counts = Counter(self.own) if self.declared else self.watched
        return sum(map(counts.get, self.host.language.common, repeat(0)))

    @once
    def _starts_of_phrases(self) -> list[int]:
        """Numbers of the tokens that may begin a phrase: they or the next lean to English."""
        gates = self.gates
        beside = {near for i in self.leaning for near in (i - 1, i) if near >= 0}
        return sorted(i for i in beside if gates[i] & Gate.START)

    @once
    def phrases(self) -> list[Phrase]:
        """Runs of two to four words that the vocabulary lists as one, by first token."""
        lexicon, kinds, folded, found = self.host.lexicon, self.kinds, self.folded, []
        phrased, last = lexicon.phrased, len(folded)
        for first in self._starts_of_phrases:
            if kinds[first + 1] not in _WITHIN or not phrased(
                " ".join(folded[first : first + MAX_PHRASE])
            ):
                continue
            for stop in range(first + 2, min(first + MAX_PHRASE, last) + 1):
                if kinds[stop - 1] not in _WITHIN:
                    break
                number = lexicon.number(" ".join(folded[first:stop]))
                if number:
                    found.append(Phrase(first, stop, lexicon.marks(number)))
        return found

    @once
    def borrowed(self) -> frozenset[int]:
        """Numbers of the tokens of phrases that are known borrowings."""
        known = (phrase for phrase in self.phrases if phrase.marks & WordMark.ACCEPTED)
        return frozenset(i for phrase in known for i in range(phrase.first, phrase.stop))

    @once
    def counts(self) -> Counter[str]:
        """How often each folded word occurs."""
        return self._words.folded_counts()

    @once
    def watched(self) -> Counter[str]:
        """The same of the function words, and of the words of notices that websites put up."""
        return self._words.watched()

    @once
    def setting(self) -> Setting:
        """What clues read of how words are used."""
        from detector.usage import Setting

        lists = self.gates, self.kinds, self.leaning, self.sentence_starts
        return Setting(*lists, self.quoted, self.emphasised, self.borrowed, self.counts)

    @property
    def gap_counts(self) -> Mapping[str, int]:
        """How often each gap occurs; there are few different ones."""
        return self._gaps.counts

    def frames(self, first: int, stop: int) -> list[Frame]:
        """Expressions and names that the words around a place leave open there; remembered."""
        key = (first, stop)
        if key not in self.framed:
            known = self.precedent.frames(first, stop) if self.precedent else None
            self.framed[key] = self.host.frames.around(self, *key) if known is None else known
        return self.framed[key]

    def number(self, i: int) -> int:
        """Vocabulary number of token i, 0 where it has none."""
        return self.gates[i] >> GATE_BITS

    def expands(self, i: int) -> bool:
        """Whether token i is a word that a spinner may have put a modifier before."""
        return i < len(self.words) and not self.kinds[i] and bool(self.gates[i] & Gate.ORIGINAL)

    def token(self, i: int) -> Token:
        """The i-th token with its offsets."""
        start = self.starts[i]
        return Token(self.words[i], start, start + len(self.words[i]))

    def span(self, first: int, stop: int) -> tuple[int, int]:
        """Offsets of the text from token ``first`` to before token ``stop``."""
        return self.starts[first], self.starts[stop - 1] + len(self.words[stop - 1])

    def slice(self, first: int, stop: int) -> str:
        """The raw text from token ``first`` to before token ``stop``."""
        start, end = self.span(first, stop)
        return self.text[start:end]

    def after(self, gaps: frozenset[str]) -> list[int]:
        """Numbers of the tokens that one of these gaps stands before; the last past the end."""
        return self._gaps.where(gaps) if gaps else []

    def where(self, words: frozenset[str]) -> list[int]:
        """Numbers of the tokens that are one of these words, as written."""
        return self._words.where(words) if words else []

    def _telling(self, tells: Sieve) -> list[tuple[int, str]]:
        """The gaps that tell something, each with the number of the token after it."""
        gaps = self.gaps
        return [(i, gaps[i]) for i in self.after(tells(self.between))]

    def joined(self, gaps: frozenset[str]) -> Iterator[tuple[int, int]]:
        """Runs of two tokens and more that nothing but these gaps part: first, and past the last.

        What stands before the first token and after the last of the text parts no two tokens.
        """
        first = stop = -1
        for i in self.after(gaps):
            if not 0 < i < len(self):
                continue
            if i != stop:
                if stop > 0:
                    yield first, stop
                first = i - 1
            stop = i + 1
        if stop > 0:
            yield first, stop

    @once
    def sentence_starts(self) -> list[int]:
        """Numbers of the tokens that are the first of their sentence."""
        last = len(self.words)
        return [0, *[i for i in self.after(_ending(self.between)) if 0 < i < last]]

    def sentence(self, i: int) -> Sentence:
        """The sentence of token i."""
        at = bisect_right(self.sentence_starts, i)
        starts = self.sentence_starts
        return Sentence(starts[at - 1], starts[at] if at < len(starts) else len(self))

    def opens_sentence(self, i: int) -> bool:
        """Whether token i is the first of its sentence, or follows a colon or a quotation mark."""
        return self.sentence(i).first == i or any(c in self.gaps[i] for c in ':«“"')

    @once
    def lines(self) -> list[int]:
        """Numbers of the tokens that are the first of their line."""
        broken = frozenset(gap for gap in self.between if "\n" in gap)
        return [0, *(i for i in self.after(broken) if 0 < i < len(self))]

    @once
    def identified(self) -> Identified:
        """The language that the text is in."""
        from detector.languages.identify import identify

        return identify(self)

    @once
    def telltales(self) -> tuple[Found, ...]:
        """Phrases that are traces by themselves."""
        return self.host.telltales.within(self)

    @once
    def quoted(self) -> frozenset[int]:
        """Numbers of the tokens in a quotation, by markup or by marks that its paragraph closes."""
        return frozenset((*self.under(Mark.QUOTED), *quotations(self._telling(_quoting))))

    @once
    def emphasised(self) -> frozenset[int]:
        """Numbers of the tokens between asterisks, underscores or backticks of one kind.

        Also those that markup emphasises or links: a link sets a name or a term apart as well.
        """
        marked = self.under(Mark.EMPHASISED, Mark.LINK)
        return frozenset((*marked, *emphases(self._telling(_emphasising))))

    def under(self, *marks: Mark) -> list[int]:
        """Numbers of the tokens that begin under one of these marks."""
        inside: list[int] = []
        at = 0
        for marked in self.prose.marks:
            if marked.mark in marks:
                first = max(at, bisect_left(self.starts, marked.start))
                at = max(at, bisect_left(self.starts, marked.end))
                inside.extend(range(first, at))
        return inside
