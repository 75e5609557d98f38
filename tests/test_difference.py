"""What was done to a text, by sort: made-up sentences, hand-spun fixtures, simulated spins."""

from __future__ import annotations

from collections import Counter
from random import Random

import pytest

from detector.comparison.alignment import rows
from detector.comparison.difference import Difference, Pair, Sort, differences
from detector.document import Document
from detector.host import host
from seeds.gold import GoldSpan, fixtures, unspun
from tests.available import needs_sources
from tests.test_alignment import ALPHA, BETA, GAMMA

THESAURUS, MOBY = "thesaurus", "moby: plus"
SIMULATED = 50
"""Pairs of a clean text and its spin."""


def compared(source: str, spun: str) -> tuple[Pair, list[Difference]]:
    pair = Pair(Document(source, host("fr")), Document(spun, host("fr")))
    return pair, [each for row in rows(*pair) for each in differences(pair, row)]


def said(source: str, spun: str) -> list[tuple[str, str, str, str]]:
    """Sort, words of the source, words in their place, table row."""
    pair, found = compared(source, spun)
    return [
        (
            each.sort.value,
            " ".join(pair.source.words[slice(*each.source)]),
            " ".join(pair.spun.words[slice(*each.spun)]),
            each.row,
        )
        for each in found
    ]


@pytest.mark.parametrize(
    ("source", "spun", "expected"),
    [
        ("Le plus grand.", "Le additionally grand.", (THESAURUS, "plus", "additionally", MOBY)),
        ("Il est plus là.", "Il est in addition là.", (THESAURUS, "plus", "in addition", MOBY)),
        ("Vers midi.", "Vers quick protocol.", (THESAURUS, "midi", "quick protocol", "")),
        ("Un garçon très rare.", "Un garçon très truly rare.", ("expansion", "", "truly", "")),
        ("Un garçon très rare.", "Un garçon rare.", ("deletion", "très", "", "")),
        ("Un garçon très rare.", "Un garçon très beau et rare.", ("other", "", "beau et", "")),
        ("Il a mangé déjà tôt.", "Il a déjà mangé tôt.", ("reordering", "déjà", "déjà", "")),
        ("Le chien dort déjà.", "Le dog dort déjà.", ("translation", "chien", "dog", "")),
        ("The dog sleeps.", "Un chat dort.", ("translation", "The dog sleeps", "Un chat dort", "")),
        ("Le chien dort déjà.", "Le hibou dort déjà.", ("other", "chien", "hibou", "")),
    ],
)  # fmt: skip
def test_sorts(source: str, spun: str, expected: tuple[str, str, str, str]) -> None:
    assert said(source, spun) == [expected]


def test_neighbours_that_were_both_swapped_are_told_apart() -> None:
    found = said("Il met plus grand soin.", "Il met in addition large soin.")
    assert [(old, new) for _, old, new, _ in found] == [
        ("plus", "in addition"),
        ("grand", "large"),
    ]


def test_a_sentence_that_moved_is_a_reordering_with_its_own_differences() -> None:
    moved = GAMMA.replace("place", "put")
    found = said(f"{ALPHA} {BETA} {GAMMA}", f"{moved} {ALPHA} {BETA}")
    assert [(sort, new) for sort, _, new, _ in found] == [
        ("reordering", moved[:-1].replace(",", "")),
        ("thesaurus", "put"),
    ]


def right(pair: Pair, found: list[Difference], spans: tuple[GoldSpan, ...]) -> Counter[bool]:
    """How many planted spans are found where they are, with their original and as what they are."""
    by_span = {pair.spun.span(*each.spun): each for each in found if each.spun}
    counts: Counter[bool] = Counter()
    for span in spans:
        each = by_span.get((span.start, span.end))
        if each is None:
            counts[False] += 1
        elif span.original:
            old = pair.source.slice(*each.source) if each.source else ""
            counts[each.sort is Sort.THESAURUS and old == span.original] += 1
        else:
            counts[each.sort is Sort.EXPANSION and not each.source] += 1
    return counts


def test_hand_spun_words_are_sorted_right() -> None:
    counts: Counter[bool] = Counter()
    for document in fixtures("spun"):
        pair, found = compared(unspun(document), document.text)
        assert len(found) <= len(document.spans)
        counts += right(pair, found, document.spans)
    assert counts[True] >= 0.98 * counts.total() > 200


@needs_sources
def test_simulated_pairs_are_sorted_right() -> None:
    pytest.importorskip("msgpack", reason="msgpack, which reads the frequency lists, is missing")
    from seeds.spinner import spin, style

    texts = [document.text for document in fixtures("clean")]
    counts: Counter[bool] = Counter()
    more = 0
    for seed in range(SIMULATED):
        text, random = texts[seed % len(texts)], Random(seed)
        spun = spin(text, style(random), random)
        spans = tuple(GoldSpan(*span, grade="core") for span in spun.spans)
        pair, found = compared(text, spun.text)
        counts += right(pair, found, spans)
        more += max(0, len(found) - len(spans))
    assert counts[True] >= 0.98 * counts.total() > 200
    assert more <= 0.01 * counts.total()
