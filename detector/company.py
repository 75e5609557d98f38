"""The document as evidence: what its candidates say of each other.

One latent spin rate per document: certain hits raise the odds of doubtful ones, and a lone
anglicism among honest ones stays unflagged.

Like those of `detector.fits`, `company` has a twin in C, which gives the same bits.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from math import log2, log10
from typing import TYPE_CHECKING, NamedTuple

from detector.evidence import CATEGORIES
from detector.messages import Text

if TYPE_CHECKING:
    from detector.engine import Case
    from detector.rules import Row

COMPANY = Text("other words of the document add up to {:.1f} traces")
RATE = Text("{:.2f} other traces in 100 words")
SUREST = Text("the surest other word has probability {:.2f}")
TRADE = Text("other words of the document that are known borrowings: {}")
KNOWN = Text("of its other candidates {:.0%} are known borrowings")
SHARE = Text("of the document's other English words {:.0%} look planted")
BORROWED = Text("a known borrowing where {:.0%} of the other English words look planted")
"""What the clues say, with places for figures."""


class _Ids(NamedTuple):
    """Ids of the clues that every class has a curve of its own for."""

    company: str
    rate: str
    trade: str
    known: str
    share: str


_IDS = {kind: _Ids(*(f"{name}:{kind}" for name in _Ids._fields)) for kind in CATEGORIES}


_ORDERED = {
    kind: (own.company, own.rate, "surest", own.trade, own.known, own.share, "borrowed")
    for kind, own in _IDS.items()
}


def ids(kind: str) -> tuple[str, ...]:
    """Ids of the clues of a class, in their order; a known borrowing has the last as well."""
    return _ORDERED[kind]


class Measured(NamedTuple):
    """What the other surfaces of a document come to for one of its candidates.

    The sum of their first-pass probabilities, the same per 100 words, the highest of them, how many
    and what share of them are known borrowings, and the mean probability of those that are not
    native words, shrunk towards a half.
    """

    category: str
    borrowed: bool
    total: float
    rate: float
    highest: float
    accepted: int
    known: float
    mean: float

    def values(self) -> tuple[float, ...]:
        """Values of the clues that they are, in the order of `ids`."""
        _, borrowed, total, rate, highest, accepted, known, mean = self
        found = log10(total + 0.01), log10(rate + 0.01), highest, log2(1 + accepted), known, mean
        return (*found, mean) if borrowed else found

    def clues(self) -> list[Row]:
        """The same as clues, with what they say."""
        _, _, total, rate, highest, accepted, known, mean = self
        said = (
            (COMPANY, total),
            (RATE, rate),
            (SUREST, highest),
            (TRADE, accepted),
            (KNOWN, known),
            (SHARE, mean),
            (BORROWED, mean),
        )
        return [
            (name, value, "document", text, (figure,))
            for name, value, (text, figure) in zip(
                ids(self.category), self.values(), said, strict=False
            )
        ]


Fields = tuple[str, bool, float, float, float, int, float, float]
"""Those of `Measured` as a plain tuple, made in a fraction of the time."""


class Company:
    """What a document's cases say of each other, added up once for all of them.

    Of a surface that occurs more than once the likeliest place counts, so that a word repeated
    throughout is one witness, and none for itself.
    """

    def __init__(self, words: float, cases: Iterable[Case]) -> None:
        self._words = max(words, 50)
        self._best: dict[str, Case] = {}
        for case in cases:
            surface = case.proposal.place.surface
            old = self._best.get(surface)
            if old is None or case.first_pass > old.first_pass:
                self._best[surface] = case
        self._total = self._foreign = 0.0
        self._accepted = self._foreigners = 0
        for case in self._best.values():
            self._total += case.first_pass
            self._accepted += case.accepted
            if case.category != "native":
                self._foreign += case.first_pass
                self._foreigners += 1
        rising = sorted(case.first_pass for case in self._best.values())
        self._highest = rising[-1] if rising else 0.0, rising[-2] if rising[1:] else 0.0

    def measured(self, own: Case) -> Measured:
        """What the other surfaces come to for one."""
        best = self._best[own.proposal.place.surface]
        total = max(0.0, self._total - best.first_pass)
        highest = self._highest[best.first_pass >= self._highest[0]]
        foreign, count = self._foreign, self._foreigners
        if best.category != "native":
            foreign, count = max(0.0, foreign - best.first_pass), count - 1
        others = self._accepted - best.accepted
        known = others / len(self._best)
        mean, rate = (foreign + 0.5) / (count + 1), 100 * total / self._words
        return Measured(own.category, own.accepted, total, rate, highest, others, known, mean)


def pure_company(
    words: float, cases: list[Case], wanted: list[int]
) -> list[tuple[Fields, tuple[float, ...]]]:
    """What the others come to for the cases of some numbers: fields of `Measured`, and its values.

    ``cases`` are all of a document of so many words.
    """
    everyone = Company(words, cases)
    found = [everyone.measured(cases[i]) for i in wanted]
    return [(one[:], one.values()) for one in found]


if TYPE_CHECKING or os.environ.get("SPIN_DETECTOR_PURE"):
    company = pure_company
else:
    try:
        from detector._company import company
    except ImportError:
        company = pure_company
