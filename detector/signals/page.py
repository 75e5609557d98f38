"""A document as the signals count it: its lines, its words, and what stands between them."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Collection
from operator import itemgetter, mul
from typing import TYPE_CHECKING

from detector.once import once
from detector.prose import GAP
from detector.sieve import Sieve

if TYPE_CHECKING:
    from detector.document import Document

_ACCENTS = "\u0300\u0301\u0302\u0308\u0327"
_LEAD = b"\xcc"
"""What the accents begin with in UTF-8, and nothing else but a few of their neighbours."""
_DECOMPOSED = re.compile("[^\\W\\d_][\u0300-\u036f]{1,4}(?![\u0300-\u036f])")
_ellipses = Sieve(lambda gap: "…" in gap or "..." in gap)
_BLANK_LINES = re.compile(r"\n\s*\n")


class Page:
    """A document's words and lines, each worked out once.

    Words are the document's tokens, runs of letters: an elided article is one of its own, and a
    number is none; ``letters`` are the characters of all of them. Lines end in LF, CRLF or CR;
    blank ones and space at either end do not count, and what a reader left out is space. Accents
    are composed, so that a text has the same signals however it is encoded.
    """

    def __init__(self, doc: Document) -> None:
        self.doc = doc
        self.words = len(doc)
        text = doc.text if doc.latin else _composed(doc.text)
        between: int = sum(map(mul, map(len, doc.gap_counts), doc.gap_counts.values()))
        self.letters = len(text) - between
        if "\r" in doc.marks:
            text = text.replace("\r\n", "\n").replace("\r", "\n")
        self.text = text.replace(GAP, " ") if GAP in doc.marks else text
        stripped = map(str.strip, self.text.split("\n"))
        self.lines = list(filter(None, stripped))
        self._repeats: dict[int, bool] = {}

    @once
    def ellipses(self) -> int:
        """How many ellipses there are, of one character or of three."""
        some = _ellipses(self.doc.between)
        if not some:
            return 0
        counts = self.doc.gap_counts
        return sum(counts[gap] * (gap.count("…") + gap.count("...")) for gap in some)

    @once
    def distinct(self) -> Collection[str]:
        """The lines, each once."""
        if len(set(self.lengths)) == len(self.lines):
            return self.lines
        return set(self.lines)

    @once
    def last(self) -> list[str]:
        """The last character of each line."""
        return [line[-1] for line in self.lines]

    @once
    def lengths(self) -> list[int]:
        """The characters of each line."""
        return list(map(len, self.lines))

    @once
    def lowered(self) -> list[str]:
        """The lines in lower case with plain apostrophes, for phrases that are looked for."""
        return [line.lower().replace("’", "'") for line in self.lines]

    @once
    def chances(self) -> list[tuple[float, float]]:
        """P(w | u v) and P(w) of each word that the n-gram table predicts."""
        # Only `full` asks for it.
        from detector.signals.chances import chances

        return chances(self.doc)

    @once
    def paragraphs(self) -> list[str]:
        """What blank lines set apart."""
        return [part for raw in _BLANK_LINES.split(self.text) if (part := raw.strip())]

    def repeats(self, n: int) -> bool:
        """Whether a run of n words occurs twice, for which one of n - 1 words has to."""
        if n not in self._repeats:
            shorter = n < 2 or self.repeats(n - 1)
            self._repeats[n] = shorter and len(set(grams := self.grams(n))) < len(grams)
        return self._repeats[n]

    def commonest(self, n: int) -> tuple[str, ...] | None:
        """The commonest run of n words, the first of several; None where none occurs twice."""
        if n > 2 and not self.repeats(n - 1):
            return None
        gram, times = max(Counter(self.grams(n)).items(), key=itemgetter(1), default=((), 0))
        self._repeats[n] = times > 1
        return gram if times > 1 else None

    def grams(self, n: int) -> list[tuple[str, ...]]:
        """Runs of n words as the tables spell them, whatever stands between."""
        words = self.doc.folded
        return list(zip(*(words[i:] for i in range(n)), strict=False))

    def share(self, lines: int) -> float:
        """Of so many lines, the share among all."""
        return lines / len(self.lines)

    def rate(self, times: int) -> float:
        """Of so many occurrences, the number per word."""
        return times / self.words


def _composed(text: str) -> str:
    """Letters with their accents as one character.

    Longer runs of marks, which no orthography has, are left: to compose one takes time quadratic
    in its length.
    """
    if text.isascii() or _LEAD not in text.encode("utf-8", "surrogatepass"):
        return text
    if not any(accent in text for accent in _ACCENTS):
        return text
    return _DECOMPOSED.sub(lambda found: unicodedata.normalize("NFC", found[0]), text)
