"""Words whose h bars elision, from haspirater's prefix tree."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import marisa_trie

from seeds.sources import member

Node = list[Any]


def prefixes() -> dict[str, str]:
    """Prefix -> "1" aspirated, "0" mute, "?" both; the longest prefix of a word decides.

    A prefix that ends in a space is a whole word.
    """
    root: Node = json.loads(member("haspirater", "haspirater.json").read_text("utf-8"))
    found: dict[str, str] = {}

    def walk(node: Node, prefix: str) -> None:
        values, children = node
        found[prefix] = values[0] if len(values) == 1 else "?"
        for letter, child in children.items():
            walk(child, prefix + letter)

    walk(root, "h")
    return found


def build(folder: Path) -> None:
    """Write ``aspirated.marisa``: each prefix followed by its verdict."""
    marisa_trie.Trie(p + v for p, v in prefixes().items()).save(str(folder / "aspirated.marisa"))
