"""Write the reverse index: for every surface the originals it may stand for, with link bytes."""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from pathlib import Path

import marisa_trie

from detector.inversion import Link

Pairs = dict[str, dict[str, int]]


def gather(links: list[tuple[str, str, int]]) -> Pairs:
    """Surface -> original -> link byte; of several links, the consistent and closest one."""
    found: Pairs = defaultdict(dict)
    for original, surface, link in links:
        old = found[surface].get(original)
        if old is None or _strength(link) > _strength(old):
            found[surface][original] = link
    return found


def _strength(link: int) -> tuple[bool, int, int]:
    return not link & Link.MISMATCH, (link & 15).bit_count(), link & 0x70


def build(folder: Path, pairs: Pairs, trie: marisa_trie.Trie) -> None:
    """Write ``inversion.bin``.

    Little-endian: uint32 number of originals, of pairs, of keys; uint32 vocabulary numbers of the
    originals; uint32 offsets by vocabulary number; uint16 originals; uint16 number of surfaces
    by original; uint8 links.
    """
    names = sorted({original for row in pairs.values() for original in row})
    number = {name: i for i, name in enumerate(names)}
    by_key = {trie[surface]: row for surface, row in pairs.items()}
    offsets, originals, links = array("I", [0]), array("H"), array("B")
    for key in range(len(trie)):
        for original, link in sorted(by_key.get(key, {}).items()):
            originals.append(number[original])
            links.append(link)
        offsets.append(len(links))
    header = array("I", [len(names), len(links), len(trie)])
    keys = array("I", [trie[name] for name in names])
    degrees = Counter(originals)
    surfaces = array("H", [degrees[at] for at in range(len(names))])
    parts = (header, keys, offsets, originals, surfaces, links)
    (folder / "inversion.bin").write_bytes(b"".join(part.tobytes() for part in parts))
