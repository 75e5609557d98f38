"""Fixed expressions and names with one member left open, so that a swapped member is found.

A frame is the entry's words with ``*`` for the member: "à * terme" leads to "long". Its weight
says how telling the words around the gap are: the sum over them of 7 minus their zipf, in tenths.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import marisa_trie

from detector.document import fold
from detector.frames import MAX_WORDS, RECORD, FrameKind
from detector.tokens import split
from seeds import thesaurus
from seeds.sources import rows
from seeds.tables import frequencies
from seeds.tables.counting import entries

MIN_WEIGHT = 15
COMMON_ZIPF = 7.0


def expressions() -> Iterator[tuple[str, FrameKind]]:
    """Multiword entries: Wiktionary's headwords, WordNet's names, and the hand lists."""
    for head in entries():
        yield head, FrameKind.NAME if head[:1].isupper() else FrameKind.EXPRESSION
    for row in rows("expressions"):
        yield row["expression"], FrameKind.EXPRESSION
    for row in rows("names"):
        yield row["name"], FrameKind.NAME
    for name in thesaurus.wordnet().names:
        yield name, FrameKind.NAME


def frames(originals: frozenset[str]) -> dict[tuple[str, str], tuple[FrameKind, int]]:
    """(Frame, member) -> kind and weight, for members that a thesaurus can swap."""
    found: dict[tuple[str, str], tuple[FrameKind, int]] = {}
    for entry, kind in expressions():
        words = [fold(word) for word in split(entry)[1::2]]
        if not 2 <= len(words) <= MAX_WORDS:
            continue
        for at, word in enumerate(words):
            others = words[:at] + words[at + 1 :]
            weight = _weight(others)
            if word in originals and weight >= MIN_WEIGHT:
                frame = " ".join([*words[:at], "*", *words[at + 1 :]])
                found.setdefault((frame, word), (kind, weight))
    return found


def _weight(words: list[str]) -> int:
    zipf = frequencies.zipf("fr")
    return min(255, round(10 * sum(max(0.0, COMMON_ZIPF - zipf.get(w, 0.0)) for w in words)))


def build(folder: Path, originals: frozenset[str], trie: marisa_trie.Trie) -> None:
    """Write ``frames.marisa``: frame -> records of (vocabulary number, kind, weight)."""
    found = frames(originals)
    records = {
        (frame, (trie[word], int(kind), weight)) for (frame, word), (kind, weight) in found.items()
    }
    whole = {frame for frame, _ in found}
    inner = {shorter for frame in whole for shorter in within(frame)} - whole
    records |= {(frame, (0, 0, 0)) for frame in inner}
    marisa_trie.RecordTrie(RECORD, sorted(records)).save(str(folder / "frames.marisa"))


def within(frame: str) -> Iterator[str]:
    """The shorter patterns by which `Frames.around` comes to a frame."""
    words = frame.split(" ")
    at = words.index("*")
    yield from (" ".join(words[start : at + 1]) for start in range(at))
    yield from (" ".join(words[:stop]) for stop in range(at + 2, len(words)))
