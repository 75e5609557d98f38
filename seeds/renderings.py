"""Names that a translator turns word by word: "Nouveau Jersey" for New Jersey.

Only names of two words of which one at least is a common word of English rather than of French.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import NamedTuple

from detector.document import fold
from seeds import french
from seeds.slips import translations
from seeds.sources import rows
from seeds.tables import frequencies


class Rendering(NamedTuple):
    """A name rendered in two words, whether a linking word parts them, and the name itself."""

    first: str
    second: str
    linked: bool
    name: str


def _turned(word: str) -> tuple[str, ...]:
    """French for a word of a name; none where the word is French itself."""
    folded = fold(word)
    if frequencies.zipf("fr").get(folded, 0.0) >= frequencies.english(folded):
        return ()
    own = (*translations("noun").get(folded, ()), *translations("adjective").get(folded, ()))
    plural = translations("noun").get(folded.removesuffix("s"), ())
    return tuple(dict.fromkeys((*own, *map(french.plural, plural))))


def renderings() -> Iterator[Rendering]:
    """All renderings of all names: a person's in place, of others in the order of French too."""
    for row in rows("names"):
        words = row["name"].split(" ")
        if len(words) != 2 or not "".join(words).isalpha():
            continue
        first, second = map(fold, words)
        turned = _turned(words[0]), _turned(words[1])
        for ours, theirs in product((first, *turned[0]), (second, *turned[1])):
            if (ours, theirs) != (first, second):
                yield Rendering(ours, theirs, linked=False, name=row["name"])
        if row["kind"] != "person":
            for ours, theirs in product(turned[0], turned[1]):
                yield Rendering(theirs, ours, linked=True, name=row["name"])
                yield Rendering(theirs, ours, linked=False, name=row["name"])
