"""Fit additive models of curves, and the ranking of originals, with scikit-learn and scipy."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.optimize import minimize
from scipy.special import expit
from sklearn.linear_model import LogisticRegression

from detector.curves import through
from detector.model import Additive
from detector.rules import Row

KNOTS = 7
Figures = Mapping[str, float]


def rows(cases: Sequence[Sequence[Row]]) -> list[dict[str, float]]:
    """Values by clue; of a clue that occurs twice the first counts."""
    found = []
    for clues in cases:
        row: dict[str, float] = {}
        for clue in clues:
            row.setdefault(clue[0], clue[1])
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
    data: Sequence[Figures],
    labels: Sequence[bool],
    weights: Sequence[float] | None = None,
    strength: float = 0.1,
    minimum: int = 40,
    *,
    rising: bool = False,
) -> Additive:
    """An additive logistic model of curves.

    Each curve is a sum of ramps between its knots, so that an L2 penalty (1 / ``strength``) pulls
    neighbouring knots together. A clue seen fewer than ``minimum`` times gets no curve. With
    ``rising``, no curve falls anywhere: more of a clue never speaks against.
    """
    values: dict[str, list[float]] = {}
    for row in data:
        for name, value in row.items():
            values.setdefault(name, []).append(value)
    places = {k: knots(np.array(v)) for k, v in sorted(values.items()) if len(v) >= minimum}
    matrix, columns = _design(data, places)
    loads = np.ones(len(data)) if weights is None else np.array(weights)
    truth = np.array(labels)
    if rising:
        intercept, coefficients = _bounded(matrix, truth, loads, strength, set(columns.values()))
    else:
        model = LogisticRegression(C=strength, max_iter=3000)
        model.fit(matrix, truth, sample_weight=loads)
        intercept, coefficients = float(model.intercept_[0]), model.coef_[0]
    curves = {}
    for name, at in places.items():
        steps = coefficients[columns[name] : columns[name] + len(at)]
        curves[name] = through(at, [round(float(w), 4) for w in np.cumsum(steps)])
    return Additive(round(intercept, 4), curves)


def _design(
    data: Sequence[Figures], places: Mapping[str, tuple[float, ...]]
) -> tuple[sparse.csr_matrix, dict[str, int]]:
    """The matrix of ramps, and each clue's first column in it: that of having the clue at all."""
    columns: dict[str, int] = {}
    width = 0
    for name, at in places.items():
        columns[name] = width
        width += len(at)
    entries = [
        (number, columns[name] + i, amount)
        for number, row in enumerate(data)
        for name, value in row.items()
        if name in places
        for i, amount in enumerate(_ramps(places[name], value))
        if amount
    ]
    r, c, v = zip(*entries, strict=True)
    return sparse.csr_matrix((v, (r, c)), shape=(len(data), width)), columns


def _bounded(
    matrix: sparse.csr_matrix,
    truth: NDArray[np.bool_],
    loads: NDArray[np.float64],
    strength: float,
    free: set[int],
) -> tuple[float, NDArray[np.float64]]:
    """Intercept and coefficients of a logistic model; those not in ``free`` are 0 or more."""
    signs = np.where(truth, 1.0, -1.0)

    def loss(theta: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        margins = signs * (matrix @ theta[1:] + theta[0])
        slopes = -loads * signs * expit(-margins)
        value = float(loads @ np.logaddexp(0.0, -margins))
        gradient = np.concatenate([[slopes.sum()], matrix.T @ slopes + theta[1:] / strength])
        return value + float(theta[1:] @ theta[1:]) / (2 * strength), gradient

    width = matrix.shape[1]
    bounds = [(None, None), *((None, None) if i in free else (0.0, None) for i in range(width))]
    found = minimize(loss, np.zeros(width + 1), jac=True, method="L-BFGS-B", bounds=bounds)
    return float(found.x[0]), found.x[1:]


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
