"""Print how well signatures find spins of one text, beside plain MinHash of five words.

    python -m tests.quality.signatures [--documents N] [--seed N]

Documents are drawn from the test and training blocks of the corpora and spun in a style of their
own. The threshold is chosen such that at most one in 100,000 pairs of documents that are no spins
of one text matches, and the recall is asked for there. *Found in buckets* is
the share of spins that share one of 14 buckets of 8 bins, the default of the deduplication of
datatrove, FineWeb among others.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from random import Random
from typing import NamedTuple

import click
import numpy as np
from numpy.typing import NDArray

from detector.checker import MIN_WORDS
from detector.document import Document
from detector.host import host
from detector.signature import BINS, Signature, minhash, shingles, signature
from detector.tokens import split
from seeds import corpora
from seeds.spinner import spin, style
from tests.quality.intervals import upper_bound
from tests.quality.tables import Table, markdown

FALSE = 1e-5
"""Share of unrelated pairs that may match, by the upper bound of what was counted."""
INTENSITIES = (0.10, 0.25)
PLAIN = 5
"""Words in a shingle of plain MinHash, as datatrove and FineWeb have it."""
BUCKETS, ROWS = 14, 8
DOCUMENTS = 2000
SEED = 77

Bins = NDArray[np.int64]
"""One row of bins a document."""


class Sketches(NamedTuple):
    """What two kinds of sketch make of the same documents."""

    spared: Bins
    plain: Bins


class Threshold(NamedTuple):
    """The least similarity that counts as a match, and what matches among unrelated documents."""

    similarity: float
    matches: int
    pairs: int


def texts(documents: int, seed: int) -> list[str]:
    """So many clean texts, evenly from the corpora as far as they reach, long enough to score."""
    random = Random(seed)
    left = []
    for corpus in corpora.names():
        found = [t for block in ("test", "train") for t in corpora.documents(corpus, block)]
        left.append(random.sample(found, len(found)))
    chosen = [text for round_ in _in_turn(left) for text in round_ if _long_enough(text)]
    return chosen[:documents]


def _in_turn(groups: Sequence[Sequence[str]]) -> Iterator[list[str]]:
    """One of each group that has any left, again and again."""
    for i in range(max(map(len, groups))):
        yield [group[i] for group in groups if i < len(group)]


def _long_enough(text: str) -> bool:
    return len(split(text)) // 2 >= MIN_WORDS


def sketches(found: Sequence[str]) -> Sketches:
    """Both sketches of each text."""
    documents = [Document(text, host("fr")) for text in found]
    plain = [minhash(shingles(doc.folded, PLAIN)) for doc in documents]
    return Sketches(_bins(list(map(signature, documents))), _bins(plain))


def _bins(found: Sequence[Signature | None]) -> Bins:
    """Rows of bins; a text without a sketch gets one that equals no other's."""
    rows = [each or (-1 - i,) * BINS for i, each in enumerate(found)]
    return np.array(rows, dtype=np.int64)


def threshold(found: Bins) -> Threshold:
    """The least similarity that, with 95 % confidence, at most `FALSE` of all pairs reach."""
    equal = np.zeros(BINS + 1, dtype=np.int64)
    for i in range(1, len(found)):
        equal += np.bincount((found[:i] == found[i]).sum(axis=1), minlength=BINS + 1)
    reached = equal[::-1].cumsum()[::-1]
    pairs = int(equal.sum())
    few = (n for n in range(BINS + 1) if upper_bound(int(reached[n])) <= FALSE * pairs)
    least = next(few, BINS)
    return Threshold(least / BINS, int(reached[least]), pairs)


def in_buckets(one: Bins, other: Bins) -> float:
    """Share of the rows that agree in all bins of one bucket."""
    equal = (one == other)[:, : BUCKETS * ROWS].reshape(len(one), BUCKETS, ROWS)
    return float(equal.all(axis=2).any(axis=1).mean())


def tables(documents: Sequence[str], seed: int) -> Iterator[Table]:
    """False matches, then recall by intensity."""
    clean = sketches(documents)
    thresholds = [threshold(bins) for bins in clean]
    names = ("signature", "plain MinHash, 5 words")
    yield Table(
        "False matches of unrelated documents",
        ("sketch", "threshold", "matches", "pairs", "95 % upper bound of their share"),
        tuple(
            (name, t.similarity, t.matches, t.pairs, f"{upper_bound(t.matches) / t.pairs:.1e}")
            for name, t in zip(names, thresholds, strict=True)
        ),
    )
    rows = []
    for intensity in INTENSITIES:
        spun = sketches([_spun(text, intensity, seed) for text in documents])
        for name, least, ours, theirs in zip(names, thresholds, clean, spun, strict=True):
            similar = (ours == theirs).mean(axis=1)
            rows.append(
                (
                    f"{intensity:.0%}",
                    name,
                    len(similar),
                    float((similar >= least.similarity).mean()),
                    float(similar.mean()),
                    float(similar.min()),
                    in_buckets(ours, theirs),
                )
            )
    columns = "intensity|sketch|pairs|recall|mean similarity|least|found in buckets"
    yield Table("Spins and their originals", tuple(columns.split("|")), tuple(rows))


def _spun(text: str, intensity: float, seed: int) -> str:
    random = Random(f"{seed} {intensity} {text}")
    return spin(text, style(random)._replace(intensity=intensity), random).text


@click.command()
@click.option("--documents", default=DOCUMENTS, show_default=True, help="How many to draw.")
@click.option("--seed", default=SEED, show_default=True, help="What to draw, and how to spin it.")
def main(documents: int, seed: int) -> None:
    """Print how well signatures find spins of one text."""
    click.echo("\n".join(map(markdown, tables(texts(documents, seed), seed))), nl=False)


if __name__ == "__main__":
    sys.exit(main())
