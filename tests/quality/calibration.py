"""Whether a probability means what it says: reliability, expected calibration error, ranking."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from sklearn.metrics import brier_score_loss, roc_auc_score, roc_curve

BINS = 10


class Bin(NamedTuple):
    """Predictions of similar height: how many, from where to where, their mean, the share true."""

    size: int
    low: float
    high: float
    mean: float
    share: float


def reliability(
    probabilities: Sequence[float], labels: Sequence[bool], bins: int = BINS
) -> list[Bin]:
    """Bins of equal mass, by rising probability; fewer than asked for where there is less.

    Equal probabilities that two bins share are as often true in one as in the other.
    """
    if len(probabilities) != len(labels):
        raise ValueError(f"{len(probabilities)} probabilities for {len(labels)} labels")
    distinct, place, sizes = np.unique(probabilities, return_inverse=True, return_counts=True)
    shares = np.bincount(place, weights=labels, minlength=len(distinct)) / sizes
    values, truth = np.repeat(distinct, sizes), np.repeat(shares, sizes)
    return [
        Bin(len(v), float(v[0]), float(v[-1]), float(v.mean()), float(t.mean()))
        for v, t in zip(np.array_split(values, bins), np.array_split(truth, bins), strict=True)
        if len(v)
    ]


def ece(probabilities: Sequence[float], labels: Sequence[bool], bins: int = BINS) -> float | None:
    """Expected calibration error: mean distance of a bin's share from its mean, by mass."""
    found = reliability(probabilities, labels, bins)
    whole = sum(b.size for b in found)
    return sum(b.size * abs(b.share - b.mean) for b in found) / whole if whole else None


def brier(
    probabilities: Sequence[float], labels: Sequence[bool], weights: Sequence[float] | None = None
) -> float:
    """Mean squared distance of the probability from what was the case."""
    return float(brier_score_loss(labels, probabilities, sample_weight=weights, pos_label=True))


def auroc(scores: Sequence[float], labels: Sequence[bool]) -> float | None:
    """Chance that a true case is scored above a false one; None unless there are both."""
    return float(roc_auc_score(labels, scores)) if len(set(labels)) == 2 else None


def tpr_at(limit: float, scores: Sequence[float], labels: Sequence[bool]) -> float | None:
    """Largest true-positive rate at a false-positive rate of at most ``limit``."""
    if len(set(labels)) != 2:
        return None
    false, true, _ = roc_curve(labels, scores, drop_intermediate=False)
    return float(true[false <= limit].max())
