"""What trees read of a case beside its clues: its best original, and the other places like it.

Places are alike that have the same surface, the same presumed original, or that touch. A spinner
that swaps by word betrays itself: the same original fits wherever the surface stands, and it is
missing from the rest of the document.

Like those of `detector.fits`, `traits` has a twin in C, which gives the same bits.
"""

from __future__ import annotations

import os
from array import array
from collections import Counter
from collections.abc import Sequence
from math import log, log10
from typing import TYPE_CHECKING

from detector.evidence import CATEGORIES
from detector.inversion import SHIFT, Link
from detector.trees import ABSENT

if TYPE_CHECKING:
    from detector.engine import Case

TOUCH = 2
"""Words between two places that still share their n-grams."""
RARE, CERTAIN = 1e-6, 13.8
"""Probability below which a first pass is as good as sure, and log-odds of its counterpart."""
NEVER = 1e-3
"""Smallest number of times that a word is expected."""
BILLION = 9
"""Zipf is log10 of the occurrences in so many words, in powers of ten."""


class _Like:
    """Places of one surface: how many, what the first pass makes of them, and of what original."""

    def __init__(self) -> None:
        self.count, self.logits, self.gains = 0, 0.0, 0.0
        self.least: tuple[float, ...] = ()
        self.originals: Counter[str] = Counter()

    def add(self, logit: float, gain: float, original: str) -> None:
        """Count a place in."""
        self.count += 1
        self.logits += logit
        self.gains += gain
        self.least = tuple(sorted((*self.least, gain))[:2])
        self.originals[original] += 1

    def traits(self, logit: float, gain: float, original: str) -> tuple[float, ...]:
        """The others than one of them: their number, their logits, gains and originals."""
        others = self.count - 1
        if not others:
            return (0.0, ABSENT, ABSENT, ABSENT, ABSENT, ABSENT)
        logits = self.logits - logit
        return (
            float(others),
            logits / others,
            logits,
            (self.gains - gain) / others,
            self.least[gain <= self.least[0]],
            (self.originals[original] - 1) / others,
        )


TRAITS = (
    "category",
    "like",
    "like logit",
    "like logits",
    "like gain",
    "like least gain",
    "like original",
    "rivals",
    "rival logit",
    "touching",
    "zipf",
    "zipf english",
    "surface english",
    "absent",
    "apart",
    "suits",
    "closeness",
    "moby",
    "moby-back",
    "wordnet",
    "related",
    "mismatch",
    "second gain",
)
"""Names of the figures, in their order."""
_LINKS = (Link.MOBY, Link.MOBY_BACK, Link.WORDNET, Link.RELATED, Link.MISMATCH)


class Interplay:
    """What the cases of a document, in order, say of each other; added up once for all of them."""

    def __init__(self, words: float, cases: Sequence[Case]) -> None:
        self._words, self._cases = words, cases
        self._logits = [_logit(case.first_pass) for case in cases]
        self._like: dict[str, _Like] = {}
        best: dict[str, dict[str, float]] = {}
        for case, own in zip(cases, self._logits, strict=True):
            surface, option = case.proposal.place.surface, case.ranked[0][0]
            self._like.setdefault(surface, _Like()).add(own, option.gain, option.known.text)
            of = best.setdefault(option.known.text, {})
            of[surface] = max(own, of.get(surface, -CERTAIN))
        self._rivals = {
            text: (len(of), sorted(((v, k) for k, v in of.items()), reverse=True)[:2])
            for text, of in best.items()
        }

    def traits(self, number: int) -> tuple[float, ...]:
        """Figures of one case by its number, in the order of TRAITS."""
        case, own = self._cases[number], self._logits[number]
        place, (known, gain, apart, _, suits, _, _) = case.proposal.place, case.ranked[0][0]
        expected = 10 ** (known.zipf - BILLION) * self._words if known.number else 0.0
        rivals, likeliest = self._rivals[known.text]
        rival = next((v for v, surface in likeliest if surface != place.surface), ABSENT)
        return (
            float(CATEGORIES.index(case.category)),
            *self._like[place.surface].traits(own, gain, known.text),
            float(rivals - 1),
            rival,
            self._touching(number),
            known.zipf,
            known.zipf_english,
            place.zipf_english,
            log10(NEVER + expected),
            apart,
            float(sum(suits)),
            float(known.link >> SHIFT & 7),
            *[float(bool(known.link & link)) for link in _LINKS],
            case.ranked[1][0].gain if len(case.ranked) > 1 else ABSENT,
        )

    def _touching(self, number: int) -> float:
        """Log-odds of the likelier of the cases that touch one, by the first pass."""
        first, stop, *_ = self._cases[number].proposal
        found = ABSENT
        for other in (number - 1, number + 1):
            if 0 <= other < len(self._cases):
                start, end, *_ = self._cases[other].proposal
                if start - stop <= TOUCH and first - end <= TOUCH:
                    found = max(found, self._logits[other])
        return found


def _logit(probability: float) -> float:
    return (
        log(probability / (1 - probability))
        if RARE < probability < 1 - RARE
        else (CERTAIN if probability > RARE else -CERTAIN)
    )


def pure_traits(
    words: float,
    cases: list[Case],
    wanted: list[int],
    categories: tuple[str, ...],  # noqa: ARG001
    values: array[float],
) -> None:
    """Write the traits of the wanted cases of a document into rows of values, one row for each.

    Rows may be wider than the traits, which come first. ``categories`` are CATEGORIES.
    """
    interplay, width = Interplay(words, cases), len(values) // max(len(wanted), 1)
    for row, number in enumerate(wanted):
        found = array("d", interplay.traits(number))
        values[row * width : row * width + len(found)] = found


if TYPE_CHECKING or os.environ.get("SPIN_DETECTOR_PURE"):
    traits = pure_traits
else:
    try:
        from detector._interplay import traits
    except ImportError:
        traits = pure_traits


def listed(words: int, cases: list[Case], wanted: list[int]) -> list[tuple[float, ...]]:
    """The traits of the wanted cases of a document, in the order of TRAITS."""
    size = len(TRAITS)
    values = array("d", bytes(8 * size * len(wanted)))
    traits(words, cases, wanted, CATEGORIES, values)
    return [tuple(values[at : at + size]) for at in range(0, len(values), size)]
