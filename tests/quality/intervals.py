"""How far a figure can be trusted: the bootstrap over documents, and bounds of rare counts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import log

import numpy as np

from tests.quality.counts import Counts, total
from tests.quality.tables import Cell, Estimate

REPEATS = 1000


def bootstrap(
    documents: Sequence[Counts],
    figure: Callable[[Counts], float | None],
    seed: int,
    repeats: int = REPEATS,
) -> Cell:
    """A figure of all documents together with its 95 % interval by the percentile bootstrap.

    Documents are drawn whole, because what is found in one hangs together. None where the figure
    does not exist; draws in which it does not exist are left out.
    """
    value = figure(total(documents))
    if value is None:
        return None
    random = np.random.default_rng(seed)
    size = len(documents)
    drawn = random.multinomial(size, np.full(size, 1 / size), size=repeats) @ np.array(documents)
    figures = [f for row in drawn.tolist() if (f := figure(Counts(*row))) is not None]
    low, high = np.percentile(figures, (2.5, 97.5))
    return Estimate(value, float(low), float(high))


def upper_bound(alarms: int) -> float:
    """95 % upper bound of a Poisson count by Wilson and Hilferty's approximation."""
    if not alarms:
        return -log(0.05)
    n = alarms + 1
    return float(n * (1 - 1 / (9 * n) + 1.645 / (3 * n**0.5)) ** 3)
