"""From the cases of a document to the probability that it was spun, and to a verdict."""

from __future__ import annotations

from collections.abc import Sequence
from math import log10
from typing import NamedTuple

from detector.engine import Judged
from detector.messages import Text
from detector.model import Model, logit, probability
from detector.report import Verdict
from detector.rules import Clue

SUSPECT, SPUN = 0.5, 0.9
DOUBT = 0.3
"""Confidence below which a case adds nothing to the sum."""
SUM = Text("{:.1f} words look planted")
DENSITY = Text("{:.2f} words in 100 look planted")
SUREST = Text("the surest word at {:.2f}")
SECOND = Text("the second at {:.2f}")
FOURTH = Text("the fourth at {:.2f}")
SHARE = Text("{:.0%} of its English words look planted")
SILENCE = Text("{:.0f} words, of which none looks planted")
"""What the clues say, with places for figures."""


class Score(NamedTuple):
    """P(spun), and the natural log-likelihood ratio of spun against not spun."""

    value: float
    log_likelihood_ratio: float

    @property
    def verdict(self) -> Verdict:
        """The score in one word."""
        if self.value >= SPUN:
            return Verdict.SPUN
        return Verdict.SUSPECT if self.value >= SUSPECT else Verdict.CLEAN


def document_clues(words: int, judged: Sequence[Judged]) -> list[Clue]:
    """What a document's cases add up to: sum, rate, and the surest ones, one per surface.

    Formulas: log10 of the sum of confidences of distinct surfaces (those in doubt left out, of
    which trade texts have many), of the same per 100 words, the log-odds of the highest, second
    and fourth highest confidence, the mean confidence of the words that are not native, shrunk
    towards a tenth, and minus the hundreds of words, the fewer the nearer the sum is to one: a long
    document without a planted word is surer to have none than a short one.
    """
    best: dict[str, float] = {}
    foreign: dict[str, float] = {}
    for item in judged:
        surface = item.case.proposal.place.surface
        best[surface] = max(best.get(surface, 0.0), item.confidence)
        if item.case.category != "native":
            foreign[surface] = best[surface]
    ordered = sorted(best.values(), reverse=True) + [0.0] * 4
    total = sum(p for p in ordered if p >= DOUBT)
    share = (sum(foreign.values()) + 0.1) / (len(foreign) + 1)
    odds = [logit(min(max(p, 1e-4), 1 - 1e-4)) for p in ordered[:4]]
    density = 100 * total / max(words, 1)
    silence = words * max(1.0 - total, 0.0)
    return [
        Clue("sum", log10(total + 0.01), "document", SUM, (total,)),
        Clue("density", log10(density + 0.01), "document", DENSITY, (density,)),
        Clue("surest", odds[0], "document", SUREST, (ordered[0],)),
        Clue("second", odds[1], "document", SECOND, (ordered[1],)),
        Clue("fourth", odds[3], "document", FOURTH, (ordered[3],)),
        Clue("share", share, "document", SHARE, (share,)),
        Clue("silence", -silence / 100, "document", SILENCE, (silence,)),
    ]


def score(
    words: int, judged: Sequence[Judged], model: Model, prior: float | None, more: float = 0.0
) -> Score:
    """Score a document; ``prior`` replaces the share of spun documents the model was fitted for.

    ``more`` is the log-likelihood ratio of what else was found than spun words.
    """
    ratio = model.document.logit(document_clues(words, judged)) - logit(model.prior) + more
    share = model.prior if prior is None else prior
    return Score(probability(ratio + logit(share)), ratio)
