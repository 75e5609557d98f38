"""The document as evidence: what its candidates say of each other.

One latent spin rate per document: certain hits raise the odds of doubtful ones, and a lone
anglicism among honest ones stays unflagged.
"""

from __future__ import annotations

from collections.abc import Iterable
from math import log2, log10
from typing import NamedTuple

from detector.rules import Clue


class Other(NamedTuple):
    """What the second pass needs of a candidate: its surface, class, first-pass probability."""

    surface: str
    category: str
    probability: float
    accepted: bool


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
        self._highest = sorted((o.probability for o in best.values()), reverse=True)[:2]

    def clues(self, own: Other) -> list[Clue]:
        """Clues that the other surfaces bring for one.

        Formulas: the sum of their first-pass probabilities, the same per 100 words, the highest of
        them, how many and what share of them are known borrowings, and the mean probability of
        those that are not native words, shrunk towards a half.
        """
        self_best = self._best[own.surface]
        total = max(0.0, self._total - self_best.probability)
        is_top = self_best.probability >= self._highest[0]
        rest = self._highest[1:] if is_top else self._highest
        highest = rest[0] if rest else 0.0
        foreign, count = self._foreign, self._foreigners
        if self_best.category != "native":
            foreign, count = max(0.0, foreign - self_best.probability), count - 1
        accepted = self._accepted - self_best.accepted
        known = accepted / len(self._best)
        mean, rate = (foreign + 0.5) / (count + 1), 100 * total / self._words
        kind = own.category
        found = [
            Clue(
                f"company:{kind}",
                log10(total + 0.01),
                "document",
                "other words of the document add up to {:.1f} traces",
                (total,),
            ),
            Clue(
                f"rate:{kind}",
                log10(rate + 0.01),
                "document",
                "{:.2f} other traces in 100 words",
                (rate,),
            ),
            Clue(
                "surest",
                highest,
                "document",
                "the surest other word has probability {:.2f}",
                (highest,),
            ),
            Clue(
                f"trade:{kind}",
                log2(1 + accepted),
                "document",
                "the document has {} other words that are known borrowings",
                (accepted,),
            ),
            Clue(
                f"known:{kind}",
                known,
                "document",
                "of its other candidates {:.0%} are known borrowings",
                (known,),
            ),
            Clue(
                f"share:{kind}",
                mean,
                "document",
                "of the document's other English words {:.0%} look planted",
                (mean,),
            ),
        ]
        if own.accepted:
            text = "a known borrowing where {:.0%} of the other English words look planted"
            found.append(Clue("borrowed", mean, "document", text, (mean,)))
        return found
