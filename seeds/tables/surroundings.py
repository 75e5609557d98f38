"""Learn vectors of words and originals from counted French, and write them as small integers.

A log-bilinear model (Mnih and Hinton 2007): the words around a place, each weighed by where it
stands, add up to a vector, and the likelier an original there, the larger its product with it. It
is fitted to tell the word that stood from others drawn as often as they stand, so that it learns
what the words around say of an original and not how common that is.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path
from typing import NamedTuple

import click
import numpy as np
from numpy.typing import NDArray

from detector.surroundings import SHIFT
from seeds.tables.counting import Words

SIZE = 64
REACH = 5
MIN_COUNT = 15
"""A word counted less often has no vector as a context."""
SPARSE = 2e-4
"""Share of all words from which an original is not always taken, by the root of the ratio."""
EPOCHS = 2
BATCH = 1024
DRAWN = 1024
"""Other words that each batch is told from, besides its own."""
RATE = 0.15
SLOW = 0.02
"""Rate of the weights of positions, which all examples move."""
FORGOTTEN = 0.05
"""Share of the words around that are left out, as a planted word is: no word is leant on."""
SEED = 7
LEVELS = 127
SPREAD = 0.9999
"""Share of the numbers of a table that its levels reach; the rest are cut."""

Floats = NDArray[np.float32]


class Learned(NamedTuple):
    """Vectors by position, by context (row 0 for words that have none) and by original."""

    positions: Floats
    contexts: Floats
    originals: Floats


def build(folder: Path, stream: Words, originals: Collection[int], words: int) -> None:
    """Write ``surroundings.bin`` for originals by their numbers; ``words`` the vocabulary has."""
    counts = np.bincount(stream, minlength=words + 1)
    counts[0] = 0
    names = np.array(sorted(originals), dtype=np.uint32)
    known = np.flatnonzero(counts >= MIN_COUNT)
    rows = np.zeros(words + 1, dtype=np.uint16)
    rows[known] = np.arange(1, len(known) + 1)
    learned = learn(stream, rows, names, counts)
    levels, scales = zip(*map(levelled, learned), strict=True)
    scale = float(np.prod(scales)) * (1 << SHIFT)
    parts = (
        np.array([learned.positions.shape[1], REACH, len(known), len(names), words], dtype="<u4"),
        np.array([scale], dtype="<f4"),
        names.astype("<u4"),
        rows.astype("<u2"),
        levels[0],
        levels[1],
        np.concatenate([np.zeros_like(levels[2][:1]), levels[2]]),
    )
    (folder / "surroundings.bin").write_bytes(b"".join(part.tobytes() for part in parts))


def levelled(table: Floats) -> tuple[NDArray[np.int8], float]:
    """Numbers of a table as signed bytes, and what a byte of 1 stands for."""
    step = float(np.quantile(np.abs(table), SPREAD)) / LEVELS
    return np.clip(np.round(table / step), -LEVELS, LEVELS).astype(np.int8), step


def learn(
    stream: Words,
    rows: NDArray[np.uint16],
    originals: NDArray[np.uint32],
    counts: NDArray[np.int64],
) -> Learned:
    """Fit the vectors to the places of a stream where an original stands."""
    random = np.random.default_rng(SEED)
    target = np.full(len(rows), -1, dtype=np.int64)
    target[originals] = np.arange(len(originals))
    found = np.flatnonzero(target[stream] >= 0)
    found = found[(found >= REACH) & (found < len(stream) - REACH)]
    share = np.minimum(1, np.sqrt(SPARSE * counts.sum() / counts[stream[found]]))
    offsets = np.array([*range(-REACH, 0), *range(1, REACH + 1)])
    near, targets = rows[stream], target[stream]
    fitting = _Fitting(offsets, int(rows.max()), len(originals), random)
    steps = max(1, int(EPOCHS * share.sum() / BATCH))
    batches = _batches(found, share, random)
    for step in range(steps):
        places, others = next(batches)
        around = near[places[:, None] + offsets].astype(np.int64)
        around[random.random(around.shape) < FORGOTTEN] = 0
        loss = fitting.step(around, targets[places], targets[others], max(0.02, 1 - step / steps))
        if step % 500 == 0:
            click.echo(f"surroundings: {step} of {steps}, {loss:.3f}", err=True)
    return Learned(fitting.positions, fitting.contexts, fitting.originals)


Places = NDArray[np.int64]


def _batches(
    found: Places, share: NDArray[np.float64], random: np.random.Generator
) -> Iterator[tuple[Places, Places]]:
    """Places to learn from, and others whose words they are told from, for ever."""
    while True:
        taken = found[random.random(len(found)) < share]
        random.shuffle(taken)
        for at in range(0, max(len(taken) - BATCH, 1), BATCH):
            yield taken[at : at + BATCH], taken[random.integers(0, len(taken), DRAWN)]


class _Fitting:
    """The vectors while they are fitted, each with the squares of its gradients (Adagrad)."""

    def __init__(
        self, offsets: Places, contexts: int, originals: int, random: np.random.Generator
    ) -> None:
        shapes = (contexts + 1, SIZE), (originals, SIZE)
        self.contexts, self.originals = (
            (0.1 * random.standard_normal(shape)).astype(np.float32) for shape in shapes
        )
        self.contexts[0] = 0
        nearness = 1 / np.sqrt(np.abs(offsets))
        self.positions = np.repeat(nearness[:, None], SIZE, axis=1).astype(np.float32)
        self._squares = Learned(
            np.full(self.positions.shape, 1e-6, dtype=np.float32),
            np.full(contexts + 1, 1e-6, dtype=np.float32),
            np.full(originals, 1e-6, dtype=np.float32),
        )

    def step(self, around: Places, right: Places, others: Places, pace: float) -> float:
        """One step on a batch, ``pace`` of the full rate; the mean loss before it."""
        tried, place = np.unique(np.concatenate([right, others]), return_inverse=True)
        answers = np.arange(len(right)), place[: len(right)]
        near, vectors = self.contexts[around], self.originals[tried]
        pointing = np.einsum("bkd,kd->bd", near, self.positions)
        # Words drawn twice count twice, so that frequent ones gain nothing by being frequent.
        scores = pointing @ vectors.T + np.log(np.bincount(place)).astype(np.float32)
        scores -= scores.max(axis=1, keepdims=True)
        shares = np.exp(scores)
        shares /= shares.sum(axis=1, keepdims=True)
        loss = -float(np.log(shares[answers] + 1e-12).mean())
        shares[answers] -= 1
        back = shares @ vectors
        self._update(tried, shares.T @ pointing, pace)
        slopes = np.einsum("bkd,bd->kd", near, back)
        self._squares.positions[:] += slopes**2
        self.positions -= SLOW * pace * slopes / np.sqrt(self._squares.positions)
        self._spread(around.ravel(), (back[:, None, :] * self.positions).reshape(-1, SIZE), pace)
        return loss

    def _update(self, rows: Places, slopes: Floats, pace: float) -> None:
        self._squares.originals[rows] += (slopes**2).mean(axis=1)
        rates = RATE * pace / np.sqrt(self._squares.originals[rows])
        self.originals[rows] -= rates[:, None] * slopes

    def _spread(self, rows: Places, slopes: Floats, pace: float) -> None:
        """Move the vectors of the words around, each by all slopes of its occurrences."""
        order = np.argsort(rows, kind="stable")
        ordered = rows[order]
        starts = np.flatnonzero(np.concatenate([[True], ordered[1:] != ordered[:-1]]))
        moved, summed = ordered[starts], np.add.reduceat(slopes[order], starts)
        if not moved[0]:
            moved, summed = moved[1:], summed[1:]
        self._squares.contexts[moved] += (summed**2).mean(axis=1)
        rates = RATE * pace / np.sqrt(self._squares.contexts[moved])
        self.contexts[moved] -= rates[:, None] * summed
