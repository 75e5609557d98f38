"""Phrases that are traces by themselves, from the hand lists of such phrases.

A pattern of the lists has alternatives for a word between bars: "échange|troc de titres". Where it
has an original, its plural comes with it, by the regular rules: what those get wrong is no word
and never met. Both sides are cut to the words by which they differ.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from detector.document import fold
from detector.telltales import ANYWHERE, SKIP, Place
from seeds import french
from seeds.sources import rows
from seeds.tables import frequencies

_APART = re.compile(r"[\s'’-]+")
_ALTERNATIVES = re.compile(r"\|\S+")

UNITS = ("centimètre", "kilomètre", "mile", "mille", "mètre", "pied", "pouce", "yard")
"""Units that the list's ``%`` stands for."""


class Row(NamedTuple):
    """A row of the hand lists as the table has it, before its original is cut."""

    pattern: str
    rule: str
    language: str
    place: Place
    original: str
    parts: tuple[str, ...]


def listed() -> Iterator[Row]:
    """The rows of the lists, plurals included."""
    for row in rows("residue"):
        yield Row(row["phrase"], row["rule"], ANYWHERE, Place(row["place"]), "", (row["reason"],))
    for row in rows("chrome"):
        place = Place(row["place"])
        yield Row(row["phrase"], "scraped-chrome", ANYWHERE, place, "", (row["reason"],))
    for row in rows("calques"):
        parts = row["right"], row["english"], _ALTERNATIVES.sub("", row["spun"])
        rule = "spun-before-translation"
        yield from _numbers(Row(row["wrong"], rule, "fr", Place.ANY, row["right"], parts))
    for row in rows("units"):
        yield from _measured(row["phrase"], row["right"])
    for row in rows("tortured"):
        right, code = row["right"], row["language"]
        rule = "tortured-phrase"
        yield from _numbers(Row(row["phrase"], rule, code, Place.ANY, right, (right,)))


def _measured(phrase: str, right: str) -> Iterator[Row]:
    """A mangled unit; one of several units where ``%`` stands for any, in both numbers."""
    for unit in UNITS if "%" in phrase else ("",):
        for number in dict.fromkeys((unit, french.plural(unit) if unit else unit)):
            text = right.replace("%", unit)
            if number != unit:
                text = french.plural_of(text)
            yield Row(phrase.replace("%", number), "mangled-unit", "fr", Place.ANY, text, (text,))


def _numbers(row: Row) -> Iterator[Row]:
    yield row
    plural = french.plural_of if row.language == "fr" else _english
    yield row._replace(pattern=plural(row.pattern), original=plural(row.original))


def _english(phrase: str) -> str:
    """The plural of an expression: of its last word, or of the one before a preposition."""
    head, *rest = re.split(r"(?=\s(?:of|to|in|for|from)\b)", phrase, maxsplit=1)
    *before, last = head.split(" ")
    return " ".join([*before, "|".join(map(_s, last.split("|")))]) + "".join(rest)


def _s(word: str) -> str:
    if re.search(r"[^aeiou]y$", word):
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(("s", "x", "z", "ch", "sh")) else "s")


def slots(pattern: str) -> list[str]:
    """The words of a pattern, as tokens: those that an apostrophe or a hyphen parts are two."""
    return _APART.split(fold(pattern))


def cut(pattern: str, original: str) -> tuple[int, int, str]:
    """How many tokens both sides begin and end with alike, and the rest of the original.

    Nothing is cut inside of what an apostrophe or a hyphen joins.
    """
    ours, theirs = pattern.split(" "), original.split(" ")
    most = min(len(ours), len(theirs)) - 1
    lead = next((n for n in range(most) if fold(ours[n]) != fold(theirs[n])), most)
    rest = most - lead
    tail = next((n for n in range(rest) if fold(ours[-1 - n]) != fold(theirs[-1 - n])), rest)
    left = sum(len(slots(word)) for word in ours[:lead])
    right = sum(len(slots(word)) for word in ours[len(ours) - tail :])
    return left, right, " ".join(theirs[lead : len(theirs) - tail])


def _rarest(found: list[str]) -> int:
    """Number of the slot before any gap whose words are rarest in French, as most texts are."""
    before = found.index(SKIP) if SKIP in found else len(found)
    zipf = frequencies.zipf("fr")

    def common(at: int) -> tuple[float, float]:
        words = found[at].split("|")
        return sum(10 ** zipf.get(w, 0.0) for w in words), max(map(frequencies.english, words))

    return min(range(before), key=common)


def lines() -> Iterator[str]:
    """The lines of the table: anchor words, slots, anchor, and the cells of `Telltale`."""
    for row in listed():
        found = slots(row.pattern)
        anchor = _rarest(found)
        lead, tail, original = cut(row.pattern, row.original) if row.original else (0, 0, "")
        cells = (anchor, row.rule, row.language, row.place, lead, tail, original, *row.parts)
        yield "\t".join([found[anchor], " ".join(found), *map(str, cells)])


def build(folder: Path) -> None:
    """Write ``telltales.tsv``, sorted."""
    text = "".join(line + "\n" for line in sorted(set(lines())))
    (folder / "telltales.tsv").write_text(text, "utf-8")
