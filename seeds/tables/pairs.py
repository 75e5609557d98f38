"""Pairs of words that a swapped word brings together, made by program and sifted strictly.

What clean text holds is no slip: a pair goes when any text that may be counted has it or another of
its numbers, or Wiktionary knows it. So does a pair of words so frequent that chance
would bring them together; of what is left, clean text has next to nothing.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import chain
from math import inf
from pathlib import Path
from typing import NamedTuple

import marisa_trie

from detector.document import fold
from detector.languages import load
from detector.pairs import LINKED, LISTS, MAX_LINKS
from seeds.doublings import doublings
from seeds.renderings import renderings
from seeds.slips import slips
from seeds.swaps import swaps
from seeds.tables import frequencies
from seeds.tables.counting import entries, texts, tokens

MAX_CHANCE = {"slip": 1.0, "swap": 0.1, "adjective": 1.0, "name": inf}
"""Times in a billion words that two words stand together by chance, from which a pair goes.

Swapped terms are nearer to honest French: a left glove is no left hand. Names have no limit, since
their rule asks for the name itself; adverbs, all frequent, are taken as they are.
"""
MAX_ZIPF = 4.3
"""Where the rarer word of a pair is more frequent, every text would be searched for it."""
LINKS = load("fr").links


class Key(NamedTuple):
    """Two folded words, and whether a linking word parts them."""

    first: str
    second: str
    linked: bool

    @property
    def text(self) -> str:
        """The key as the table has it."""
        return self.first + (LINKED if self.linked else " ") + self.second

    @property
    def chance(self) -> float:
        """How often chance brings the two together, in a billion words; infinity if never met."""
        zipf = frequencies.zipf("fr")
        if not (self.first in zipf and self.second in zipf):
            return inf
        return float(10 ** (zipf[self.first] + zipf[self.second] - 9))

    @property
    def anchor(self) -> str:
        """The rarer word, by which a text is searched for the pair."""
        zipf = frequencies.zipf("fr")
        return min(self.first, self.second, key=lambda word: (zipf.get(word, 0.0), word))

    @property
    def sparse(self) -> bool:
        """Whether the rarer word is rare enough to be searched for."""
        return frequencies.zipf("fr").get(self.anchor, 0.0) < MAX_ZIPF


class Row(NamedTuple):
    """What the table says of a pair to a rule: its presumed original, then the parts.

    Pairs of one ``group`` are of one making: where clean text has one, all go.
    """

    key: Key
    kind: str
    group: tuple[str, ...]
    rule: str
    cells: tuple[str, ...]


def candidates() -> Iterator[Row]:
    """Every pair that some program makes."""
    for slip in slips():
        key = Key(fold(slip.first), fold(slip.second), slip.linked)
        cells = (slip.right, slip.right, slip.english, slip.spun)
        yield Row(key, "slip", (slip.english, slip.spun), "spun-before-translation", cells)
    for swap in swaps():
        key = Key(fold(swap.first), fold(swap.second), swap.linked)
        cells = (swap.right, swap.right, swap.word, swap.synonym)
        yield Row(key, "swap", (key.text,), "swapped-term", cells)
    for rendering in renderings():
        key = Key(fold(rendering.first), fold(rendering.second), rendering.linked)
        both = (rendering.name, rendering.name)
        yield Row(key, "name", (key.text,), "translated-name", both)
    for pair in doublings():
        key = Key(fold(pair.first), fold(pair.second), linked=False)
        group = tuple(sorted((pair.english, pair.synonym)))
        said = (pair.commoner, pair.english, pair.synonym)
        yield Row(key, pair.part, group, "doubled-qualifier", said)


def met(keys: frozenset[Key], found: Iterable[str]) -> Counter[Key]:
    """How often those of the keys that stand in some texts do."""
    firsts, seconds = ({key[place] for key in keys} for place in (0, 1))
    seen: Counter[Key] = Counter()
    for text in found:
        words = list(tokens(text))
        for i, word in enumerate(words):
            if word in firsts:
                for at in range(i + 1, min(len(words), i + MAX_LINKS + 2)):
                    key = (word, words[at], at > i + 1)
                    if words[at] in seconds and key in keys:
                        seen[Key(*key)] += 1
                    if words[at] not in LINKS:
                        break
    return seen


def sifted(rows: Iterable[Row], found: Iterable[str]) -> dict[Key, Row]:
    """The rows that no text speaks against, one for each key."""
    kept: dict[Key, Row] = {}
    groups: dict[tuple[str, ...], set[Key]] = defaultdict(set)
    for row in rows:
        groups[row.kind, *row.group].add(row.key)
        if row.kind == "adverb" or (row.key.chance < MAX_CHANCE[row.kind] and row.key.sparse):
            kept.setdefault(row.key, row)
    seen = met(frozenset(chain(*groups.values())), found)
    spoilt = {group for group, keys in groups.items() if not keys.isdisjoint(seen)}
    return {
        key: row
        for key, row in kept.items()
        if (row.kind, *row.group) not in spoilt and key not in seen
    }


def build(folder: Path) -> None:
    """Write ``pairs.marisa``: key -> rule, original and parts; and the words that it is about."""
    kept = sifted(candidates(), chain(texts(), entries()))
    firsts = {key.first for key in kept if key.anchor == key.first}
    seconds = {key.second for key in kept if key.anchor == key.second}
    others = {key.second if key.anchor == key.first else key.first for key in kept}
    records = {key.text: "\t".join((row.rule, *row.cells)) for key, row in kept.items()}
    lists = zip(LISTS, (firsts, seconds, others), strict=True)
    records |= {name: " ".join(sorted(words)) for name, words in lists}
    trie = marisa_trie.BytesTrie(sorted((key, text.encode()) for key, text in records.items()))
    trie.save(str(folder / "pairs.marisa"))
