"""Training documents: clean text as it is, and the same text spun in many styles."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from random import Random
from typing import NamedTuple

from detector.host import host
from seeds import corpora
from seeds.corpora import Block
from seeds.jargon import sprinkle
from seeds.spinner import FAMILIES, Family, Planted, spin, style

SIZES = (4, 8, 15, 25, 40)


class Sample(NamedTuple):
    """One document for training or measuring; clean ones have no spans.

    ``group`` is shared by a clean text and its spins, which must not be told apart by a split;
    ``jargon`` says that honest English was put in.
    """

    text: str
    spans: tuple[Planted, ...]
    corpus: str
    group: int
    jargon: bool = False


def chunks(lines: Sequence[str], random: Random, sizes: Sequence[int] = SIZES) -> Iterator[str]:
    """Consecutive lines as documents of varying size."""
    at = 0
    while at < len(lines):
        size = random.choice(list(sizes))
        yield "\n".join(lines[at : at + size]) + "\n"
        at += size


def samples(
    block: Block,
    *,
    seed: int,
    limits: dict[str, int] | None = None,
    leave_out: Sequence[str] = (),
    families: Sequence[Family] = FAMILIES,
    jargon: bool = False,
    hold_out_homographs: bool = False,
) -> Iterator[Sample]:
    """Clean documents of every corpus, each followed by one spin of it.

    With ``jargon``, honest English is put into most of them first.
    With ``hold_out_homographs``, spins leave alone those that are kept for measuring.
    ``limits`` caps the lines taken from a corpus, ``leave_out`` names corpora to do without.
    """
    random = Random(seed)
    group = 0
    for corpus in corpora.names():
        lines = list(corpora.lines(corpus, block))
        if corpus in leave_out or not lines:
            continue
        lines = lines[: (limits or {}).get(corpus, len(lines))]
        for chunk in chunks(lines, random):
            group += 1
            text = sprinkle(chunk, random, host("fr")) if jargon else chunk
            yield Sample(text, (), corpus, group, jargon)
            how = style(random, families)._replace(spares=hold_out_homographs)
            spun = spin(text, how, random)
            if spun.spans:
                yield Sample(spun.text, spun.spans, corpus, group, jargon)
