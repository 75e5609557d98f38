"""Fit additive models of curves, and the ranking of originals, with scikit-learn and scipy."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.optimize import minimize
from sklearn.linear_model import LogisticRegression

from detector.model import Additive, Curve
from detector.rules import Clue

KNOTS = 7
Row = Mapping[str, float]


def rows(cases: Sequence[Sequence[Clue]]) -> list[dict[str, float]]:
    """Values by clue; of a clue that occurs twice the first counts."""
    found = []
    for clues in cases:
        row: dict[str, float] = {}
        for clue in clues:
            row.setdefault(clue.id, clue.value)
        found.append(row)
    return found


def knots(values: NDArray[np.float64]) -> tuple[float, ...]:
    """Knots at quantiles of a clue's values, the fewer the less it varies."""
    distinct = np.unique(values)
    if len(distinct) <= KNOTS:
        return tuple(distinct.tolist())
    edges = np.unique(np.quantile(values, np.linspace(0.02, 0.98, KNOTS)).round(3))
    return tuple(edges.tolist())


def fit(
    data: Sequence[Row],
    labels: Sequence[bool],
    weights: Sequence[float] | None = None,
    strength: float = 0.1,
    minimum: int = 40,
) -> Additive:
    """An additive logistic model of curves.

    Each curve is a sum of ramps between its knots, so that an L2 penalty (1 / ``strength``) pulls
    neighbouring knots together. A clue seen fewer than ``minimum`` times gets no curve.
    """
    values: dict[str, list[float]] = {}
    for row in data:
        for name, value in row.items():
            values.setdefault(name, []).append(value)
    places = {k: knots(np.array(v)) for k, v in sorted(values.items()) if len(v) >= minimum}
    columns: dict[str, int] = {}
    width = 0
    for name, at in places.items():
        columns[name] = width
        width += len(at)
    entries: list[tuple[int, int, float]] = []
    for number, row in enumerate(data):
        for name, value in row.items():
            if name in places:
                entries.extend(
                    (number, columns[name] + i, amount)
                    for i, amount in enumerate(_ramps(places[name], value))
                    if amount
                )
    r, c, v = zip(*entries, strict=True)
    matrix = sparse.csr_matrix((v, (r, c)), shape=(len(data), width))
    model = LogisticRegression(C=strength, max_iter=3000)
    model.fit(
        matrix, np.array(labels), sample_weight=None if weights is None else np.array(weights)
    )
    coefficients = model.coef_[0]
    curves = {}
    for name, at in places.items():
        steps = coefficients[columns[name] : columns[name] + len(at)]
        curves[name] = Curve(at, tuple(round(float(w), 4) for w in np.cumsum(steps)))
    return Additive(round(float(model.intercept_[0]), 4), curves)


def _ramps(at: tuple[float, ...], value: float) -> list[float]:
    """How far a value has climbed each ramp; the first is a constant of having the clue."""
    climbed = [1.0]
    for low, high in pairwise(at):
        climbed.append(min(max((value - low) / (high - low), 0.0), 1.0))
    return climbed


def fit_ranking(
    groups: Sequence[tuple[Sequence[Sequence[float]], int]], penalty: float = 1e-3
) -> tuple[float, ...]:
    """Coefficients of a conditional logit: which of a place's options is the original.

    Each group is the options' features and the place of the right one among them.
    """
    matrix = np.array([row for options, _ in groups for row in options])
    sizes = np.array([len(options) for options, _ in groups])
    starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    right = starts + np.array([answer for _, answer in groups])

    def loss(theta: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        scores = matrix @ theta
        top = np.maximum.reduceat(scores, starts)
        exps = np.exp(scores - np.repeat(top, sizes))
        totals = np.add.reduceat(exps, starts)
        shares = exps / np.repeat(totals, sizes)
        value = -(scores[right] - top - np.log(totals)).mean() + penalty * theta @ theta
        gradient = -(matrix[right].sum(axis=0) - shares @ matrix) / len(groups)
        return float(value), gradient + 2 * penalty * theta

    found = minimize(loss, np.zeros(matrix.shape[1]), jac=True, method="L-BFGS-B")
    return tuple(round(float(w), 4) for w in found.x)
