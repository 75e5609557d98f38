"""The document as evidence: what its candidates say of each other.

One latent spin rate per document: certain hits raise the odds of doubtful ones, and a lone
anglicism among honest ones stays unflagged.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from math import log2, log10
from typing import TYPE_CHECKING, NamedTuple

from detector.evidence import CATEGORIES
from detector.messages import Text

if TYPE_CHECKING:
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


class Other(NamedTuple):
    """What the second pass needs of a candidate: its surface, class, first-pass probability."""

    surface: str
    category: str
    probability: float
    accepted: bool


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

    def named(self) -> Iterator[tuple[str, float]]:
        """The same, each with the identifier of its clue."""
        return zip(ids(self.category), self.values(), strict=False)

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


OTHER: Callable[[tuple[str, str, float, bool]], Other] = partial(tuple.__new__, Other)
_MEASURED: Callable[[tuple[str, bool, float, float, float, int, float, float]], Measured]
_MEASURED = partial(tuple.__new__, Measured)
"""Values of their fields in a row, at half the cost of naming them."""


class Company:
    """What a document's candidates say of each other, added up once for all of them.

    Of a surface that occurs more than once the likeliest place counts, so that a word repeated
    throughout is one witness, and none for itself.
    """

    def __init__(self, words: int, others: Iterable[Other]) -> None:
        self._words = max(words, 50)
        best: dict[str, Other] = {}
        for other in others:
            old = best.get(other.surface)
            if old is None or other.probability > old.probability:
                best[other.surface] = other
        self._best = best
        self._total = sum(other.probability for other in best.values())
        foreign = [o.probability for o in best.values() if o.category != "native"]
        self._foreign, self._foreigners = sum(foreign), len(foreign)
        self._accepted = sum(1 for other in best.values() if other.accepted)
        rising = sorted(other.probability for other in best.values())
        self._highest = rising[-1] if rising else 0.0, rising[-2] if rising[1:] else 0.0

    def measured(self, own: Other) -> Measured:
        """What the other surfaces come to for one."""
        surface, kind, _, is_accepted = own
        _, category, probability, accepted = self._best[surface]
        total = max(0.0, self._total - probability)
        highest = self._highest[probability >= self._highest[0]]
        foreign, count = self._foreign, self._foreigners
        if category != "native":
            foreign, count = max(0.0, foreign - probability), count - 1
        others = self._accepted - accepted
        known = others / len(self._best)
        mean, rate = (foreign + 0.5) / (count + 1), 100 * total / self._words
        return _MEASURED((kind, is_accepted, total, rate, highest, others, known, mean))
