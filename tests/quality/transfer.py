"""What is left when a thesaurus family, or a homograph, was never seen: tables (a) and (b).

Held out of training, a family stays in the reverse index; held out of both, its words can be named
only as far as the other family links them, which is the ceiling that is printed beside.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import NamedTuple
from unittest.mock import patch

from detector.document import fold
from detector.host import host
from detector.inversion import SHIFT, Inversion, Link
from seeds.gold import GoldSpan
from seeds.spinner import FAMILIES, Family, kept_for_measuring
from tests.quality.counts import f1, precision, recall, top_1, top_3, total
from tests.quality.outcomes import Outcome
from tests.quality.scorer import score
from tests.quality.simulated import Setting
from tests.quality.tables import Cell, Table

HOST = "fr"
CLOSENESS = 7 << SHIFT
"""Bits of the closeness of two words, which is that of their neighbourhoods in Moby."""
BITS: dict[Family, int] = {
    "moby": Link.MOBY | Link.MOBY_BACK | CLOSENESS,
    "wordnet": Link.WORDNET | Link.RELATED,
}
JOINED = Link.MOBY | Link.MOBY_BACK | Link.WORDNET | Link.RELATED


class Held(NamedTuple):
    """What a model and an index were made with, so that tables can say so."""

    trained: Collection[Family] = FAMILIES
    """Families that the model was trained on."""
    indexed: Collection[Family] = FAMILIES
    """Families that are in the reverse index."""
    homographs: bool = False
    """Whether a fifth of the homographs was held out of training."""
    sources: Collection[str] = ()
    """Corpora that were left out of training."""


@contextmanager
def without(families: Collection[Family]) -> Iterator[None]:
    """The reverse index as it would be had it been made without some families."""
    dropped = 0
    for family in families:
        dropped |= BITS[family]
    listed, linked_by = Inversion.originals, Inversion.linked

    def left(link: int) -> int:
        return link & ~dropped if link & JOINED & ~dropped else 0

    def originals(self: Inversion, number: int) -> Iterator[tuple[int, int]]:
        pairs = ((original, left(link)) for original, link in listed(self, number))
        return (pair for pair in pairs if pair[1])

    def linked(self: Inversion, number: int, original: int) -> int:
        return left(linked_by(self, number, original))

    host.cache_clear()
    try:
        with patch.multiple(Inversion, originals=originals, linked=linked):
            yield
    finally:
        host.cache_clear()


def invertible(span: GoldSpan) -> bool:
    """Whether the index leads from a span's surface to its original."""
    tables = host(HOST)
    surface = tables.lexicon.number(fold(span.surface))
    original = tables.lexicon.number(fold(span.original or ""))
    return bool(surface and original and tables.inversion.linked(surface, original))


def seen(span: GoldSpan) -> bool:
    """Whether a span's homograph is one that training never does without."""
    return not kept_for_measuring(fold(span.original or ""))


def of_spans(
    outcomes: Sequence[Outcome], wanted: Callable[[GoldSpan], bool]
) -> list[Sequence[GoldSpan]]:
    """Of each document the spans with an original that are wanted."""
    return [[s for s in o.gold if s.original and wanted(s)] for o in outcomes]


def transfer_table(groups: Mapping[Setting, Sequence[Outcome]], held: Held) -> Table:
    """Detection and originals by family, with the share of pairs that the index can invert."""
    rows: list[tuple[Cell, ...]] = []
    for (family, intensity), outcomes in groups.items():
        if not outcomes:
            continue
        counts = total(score(*o.pair) for o in outcomes)
        known = of_spans(outcomes, invertible)
        reachable = total(
            score(gold, o.predictions) for gold, o in zip(known, outcomes, strict=True)
        )
        rows.append(
            (
                family,
                _yes(family in held.trained),
                _yes(family in held.indexed),
                f"{intensity:.0%}",
                *(counts.gold, precision(counts), recall(counts), f1(counts)),
                reachable.gold / counts.named if counts.named else None,
                *(top_1(counts), top_1(reachable), top_3(reachable)),
            )
        )
    columns = ("family", "trained on", "in the index", "intensity", "gold")
    figures = ("precision", "recall", "F1", "invertible")
    named = ("top-1", "top-1 of invertible", "top-3 of invertible")
    note = (
        "Invertible: share of the planted words whose original the index links to them, the ceiling"
        " of top-1. A family that is not in the index is one that no table knows: what is found of"
        " it is linked by the other as well, or to another word."
    )
    return Table("Transfer to other thesauri", (*columns, *figures, *named), tuple(rows), (note,))


def homographs_table(groups: Mapping[Setting, Sequence[Outcome]], held: Held) -> Table:
    """Recall and originals of the homographs that training may do without, beside the others."""
    rows: list[tuple[Cell, ...]] = []
    for (family, intensity), outcomes in groups.items():
        for name, wanted in (("kept", seen), ("held out", lambda span: not seen(span))):
            counts = total(
                score(gold, o.predictions)
                for gold, o in zip(of_spans(outcomes, wanted), outcomes, strict=True)
            )
            if counts.gold:
                cells = (counts.gold, recall(counts), top_1(counts), top_3(counts))
                trained = _yes(name == "kept" or not held.homographs)
                rows.append((name, trained, family, f"{intensity:.0%}", *cells))
    columns = ("homographs", "trained on", "family", "intensity")
    note = (
        "A fifth of the homographs, by hash, of which `seeds.train --hold-out-homographs` plants"
        " none. Words differ: compare with a model that was trained on all of them."
    )
    figures = ("gold", "recall", "top-1", "top-3")
    return Table("Homographs", (*columns, *figures), tuple(rows), (note,))


def _yes(truth: bool) -> str:
    return "yes" if truth else "no"
