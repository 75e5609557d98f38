"""Fit the trees of the second pass with scikit-learn, and write them as they are stored."""

from __future__ import annotations

import json
from array import array
from collections import Counter
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.ensemble import HistGradientBoostingClassifier

from detector.interplay import TRAITS
from detector.trees import FIELDS, Named, Trees, columns, merged, planted

SHAPE: dict[str, Any] = {
    "learning_rate": 0.1,
    "max_iter": 160,
    "max_leaf_nodes": 12,
    "min_samples_leaf": 40,
    "l2_regularization": 5.0,
    "early_stopping": False,
    "random_state": 0,
}
MINIMUM = 40
"""A clue seen less often is none to the trees."""
DIGITS = 5
"""Significant digits of thresholds and leaves."""

Seen = tuple[Sequence[float], Sequence[Named]]
"""Traits and clues of a case."""


def fit_trees(
    cases: Sequence[Seen], labels: Sequence[bool], weights: Sequence[float], minimum: int = MINIMUM
) -> Trees:
    """Boosted trees over the traits and clues of cases."""
    counts = Counter(name for _, clues in cases for name in {merged(clue[0]) for clue in clues})
    names = sorted(name for name, count in counts.items() if count >= minimum)
    empty = Trees(0.0, columns(TRAITS, names), len(TRAITS) + len(names), array("d"), array("q"))
    matrix = np.array([empty.values(*case) for case in cases])
    model = HistGradientBoostingClassifier(**SHAPE)
    model.fit(matrix, np.array(labels), sample_weight=np.array(weights))
    start = float(model._baseline_prediction[0, 0])  # noqa: SLF001 there is no public way
    grown = [
        _nested(predictor.nodes, 0, [*TRAITS, *names])
        for (predictor,) in model._predictors  # noqa: SLF001
    ]
    return planted(TRAITS, names, _rounded(start), grown)


def _nested(nodes: NDArray[Any], at: int, names: Sequence[str]) -> Any:
    """A branch as it is stored."""
    node = nodes[at]
    if node["is_leaf"]:
        return _rounded(node["value"])
    low, high = (_nested(nodes, node[side], names) for side in ("left", "right"))
    return [names[node["feature_idx"]], _rounded(node["num_threshold"]), low, high]


def _rounded(value: float) -> float:
    return float(f"{value:.{DIGITS}g}")


def written(trees: Trees) -> str:
    """Trees as JSON, one a line."""
    names = [*TRAITS, *dict.fromkeys(merged(name) for name in trees.columns)]

    def branch(at: int) -> Any:
        column, threshold, low, high = trees.nodes[at : at + FIELDS]
        if column < 0:
            return threshold
        return [names[int(column)], threshold, branch(int(low)), branch(int(high))]

    lines = ",\n".join(json.dumps(branch(root)) for root in trees.roots)
    clues = json.dumps(names[len(TRAITS) :])
    return f'{{"clues": {clues}, "start": {trees.start}, "trees": [\n{lines}]}}'
