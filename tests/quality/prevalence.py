"""What the document score is worth where spun documents are rare.

The score is made for collections of which half is spun. Whoever knows better passes a prior, which
shifts it; of the documents that are then called spun, the clean ones are the more the rarer spun
ones are, so that the low end of the curve decides.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from detector.model import logit, probability
from detector.score import SPUN
from tests.quality.calibration import brier
from tests.quality.intervals import upper_bound
from tests.quality.outcomes import Outcome
from tests.quality.simulated import Setting
from tests.quality.tables import Cell, Table
from tests.quality.verdicts import MIN_WORDS, Spin, by_intensity, negatives

PREVALENCES = (0.5, 0.01, 0.001)
NEAREST = 1e-12
"""How near to 0 and 1 a score is taken to come."""


def shifted(score: float, prevalence: float) -> float:
    """A score for a half as it is where that share of the documents is spun."""
    return probability(logit(min(max(score, NEAREST), 1 - NEAREST)) + logit(prevalence))


def row(spun: Sequence[float], clean: Sequence[float], prevalence: float) -> tuple[Cell, ...]:
    """What scores of spun and of clean documents come to, each sort weighed by its share."""
    above = [shifted(score, prevalence) for score in spun]
    below = [shifted(score, prevalence) for score in clean]
    found, false = (sum(score >= SPUN for score in scores) for scores in (above, below))
    rate, most = found / len(spun), upper_bound(false) / len(clean)
    weights = [prevalence / len(spun)] * len(spun) + [(1 - prevalence) / len(clean)] * len(clean)
    labels = [True] * len(spun) + [False] * len(clean)
    return (
        *(f"{prevalence:.1%}", len(spun), len(clean), rate, false),
        *(_precision(rate, share, prevalence) for share in (false / len(clean), most)),
        float(np.dot(weights, [*above, *below])),
        brier([*above, *below], labels, weights),
    )


def _precision(found: float, false: float, prevalence: float) -> float | None:
    right, wrong = prevalence * found, (1 - prevalence) * false
    return right / (right + wrong) if right or wrong else None


def prevalence_table(groups: Mapping[Setting, Sequence[Spin]], clean: Iterable[Outcome]) -> Table:
    """Verdicts of spun with the prior of a collection, by intensity and prevalence."""
    below = [outcome.score for outcome in negatives(list(clean))]
    rows: list[tuple[Cell, ...]] = []
    for intensity, spins in by_intensity(groups).items():
        above = [spun.score for spun, _ in spins]
        if above and below:
            rows += [(f"{intensity:.0%}", *row(above, below, share)) for share in PREVALENCES]
    columns = (
        *("intensity", "prevalence", "spun documents", "clean documents"),
        *("spun called spun", "clean called spun", "precision", "precision at least"),
        *("mean score", "Brier"),
    )
    note = (
        f"Documents of {MIN_WORDS} words and more; the prior is the prevalence, spun is from {SPUN}"
        " on. Precision at least: with the 95 % upper bound of the clean documents called spun."
        " The mean score is that of the collection: where it is the prevalence, the score is"
        " calibrated in the large."
    )
    return Table("Document score by prevalence", columns, tuple(rows), (note,))
