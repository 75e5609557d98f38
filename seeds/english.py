"""English inflection, as much of it as a spinner has: number, third person and their undoing."""

from __future__ import annotations

import re
from functools import cache

from seeds.sources import member

_SIBILANT = re.compile(r"(?:s|x|z|ch|sh)$")
_CONSONANT_Y = re.compile(r"[^aeiou]y$")


@cache
def _exceptions() -> dict[str, str]:
    """Irregular plural -> singular, from WordNet's noun.exc."""
    pairs = (line.split() for line in member("wordnet-base", "noun.exc").read_text().splitlines())
    return {pair[0]: pair[1] for pair in pairs if len(pair) > 1}


@cache
def _irregular() -> dict[str, str]:
    """Singular -> irregular plural; the first one listed wins."""
    plurals: dict[str, str] = {}
    for plural, singular in _exceptions().items():
        plurals.setdefault(singular, plural)
    return plurals


def plural(word: str) -> str:
    """The form in -s: plural of a noun, third person of a verb; of a phrase, its last word's."""
    head, _, last = word.rpartition(" ")
    if _SIBILANT.search(last):
        last += "es"
    elif _CONSONANT_Y.search(last):
        last = last[:-1] + "ies"
    elif last in _irregular() and not last.endswith("s"):
        last = _irregular()[last]
    else:
        last += "s"
    return f"{head} {last}" if head else last


def singulars(word: str) -> tuple[str, ...]:
    """Words whose form in -s this may be, the likeliest first."""
    found = []
    if word in _exceptions():
        found.append(_exceptions()[word])
    if word.endswith("ies") and len(word) > 4:
        found.append(word[:-3] + "y")
    if word.endswith("es") and _SIBILANT.search(word[:-2]):
        found.append(word[:-2])
    if word.endswith("s") and not word.endswith("ss") and len(word) > 3:
        found.append(word[:-1])
    return tuple(dict.fromkeys(found))
