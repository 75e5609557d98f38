"""Honest English for training: borrowings, names and quotations put into clean French.

Corpora hold too little of what trade texts are full of, and a model that never saw it takes every
English noun for a plant. Here English stands where French writers put it: in a noun's slot, after
a noun, in quotes or italics, repeated through the document, drawn from one or two domains. No
thesaurus is asked, so that an original fits only by chance.
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache
from random import Random

from detector.document import fold
from detector.gap import Gap, gap_kind
from detector.host import Host
from detector.lexicon import ADJECTIVE, NOUN, Form
from detector.tokens import split
from seeds import thesaurus
from seeds.sources import member, rows
from seeds.tables import frequencies

SHARES = (0.0, 0.005, 0.015, 0.04, 0.08, 0.15)
"""Share of words that become or gain a borrowing."""
_EXAMPLE = re.compile(r'"([a-z][^";\n]{25,160})"')
_GLOSS = re.compile(r"\| ([a-z][^;\"(\n]{40,200})")


@cache
def domains() -> dict[str, list[str]]:
    """Borrowings of the hand list by domain."""
    found: dict[str, list[str]] = defaultdict(list)
    for row in rows("anglicisms"):
        found[row["domain"]].append(row["form"])
    return dict(found)


@cache
def nouns() -> list[str]:
    """English nouns that French may borrow without any list knowing."""
    zipf = frequencies.zipf("en")
    parts = thesaurus.wordnet().parts
    return sorted(w for w, p in parts.items() if "noun" in p and 3.3 <= zipf.get(w, 0.0) <= 5.5)


@cache
def sentences() -> list[str]:
    """English sentences and phrases: WordNet's glosses and examples."""
    text = "".join(
        member("wordnet-base", f"data.{part}").read_text("latin-1") for part in ("verb", "noun")
    )
    return _EXAMPLE.findall(text) + _GLOSS.findall(text)[:20000]


@cache
def names() -> list[str]:
    """Proper names with English words in them."""
    return [row["name"] for row in rows("names")]


def terms(random: Random) -> list[str]:
    """The borrowings of one document."""
    chosen: list[str] = []
    for domain in random.sample(sorted(domains()), random.choice((1, 1, 2))):
        pool = domains()[domain]
        chosen += random.sample(pool, min(len(pool), random.choice((3, 8, 20))))
    return chosen + random.sample(nouns(), random.choice((2, 6, 12, 30)))


def sprinkle(text: str, random: Random, host: Host) -> str:
    """A text with honest English in it; sometimes the text as it was."""
    share = random.choice(SHARES)
    if not share:
        return text
    pieces = split(text)
    chosen = terms(random)
    for i in range(3, len(pieces) - 1, 2):
        if random.random() < 6 * share:
            _borrow(pieces, i, random, host, chosen)
    if random.random() < 0.5:
        _quote(pieces, random)
    return "".join(pieces)


def _borrow(pieces: list[str], i: int, random: Random, host: Host, chosen: list[str]) -> None:
    """Put a borrowing, or seldom a name, in a noun's place or after the noun."""
    language, word, left = host.language, fold(pieces[i]), fold(pieces[i - 2])
    if (
        len(word) < 3
        or gap_kind(pieces[i - 1])
        or not host.lexicon.form(word) & NOUN
        or pieces[i][:1].isupper()
    ):
        return
    if host.lexicon.form(word) & (Form.GRAMMAR | Form.VERB | ADJECTIVE):
        return
    after = gap_kind(pieces[i + 1]) if i + 2 < len(pieces) else Gap.BREAK
    if after & (Gap.ELISION | Gap.HYPHEN):
        return
    term = random.choice(names() if random.random() < 0.08 else chosen)
    written = _dress(term, random)
    if random.random() < 0.35:
        pieces[i] = f"{pieces[i]} {written}"
        return
    if left not in language.determiners:
        return
    vowel = term[:1].lower() in language.vowels + language.silent + "u"
    if vowel and (left in language.whole or left in ("ma", "ta", "sa", "ce", "du", "au")):
        return
    plural = language.determiners[left] & 12 == 8
    if plural and not written.endswith(("s", "»", "*", '"', "x")):
        written += "s"
    pieces[i] = written


def _dress(term: str, random: Random) -> str:
    chance = random.random()
    if chance < 0.06:
        return f"« {term} »"
    if chance < 0.10:
        return f'"{term}"'
    if chance < 0.14:
        return f"*{term}*"
    return term.capitalize() if chance < 0.18 else term


def _quote(pieces: list[str], random: Random) -> None:
    """Put English sentences between French ones: quoted, in italics, bare, or as a paragraph."""
    ends = [i for i in range(2, len(pieces), 2) if gap_kind(pieces[i]) & Gap.SENTENCE]
    for i in random.sample(ends, min(len(ends), random.choice((1, 1, 2, 4)))):
        count = random.choice((1, 1, 1, 3, 6))
        said = ". ".join(s.strip().capitalize() for s in random.sample(sentences(), count))
        if random.random() < 0.3:
            said = said.title()
        dressed = random.choice(
            (f"« {said} »", f'"{said}."', f"*{said}.*", f"{said}.", f"“{said}”")
        )
        pieces[i] = pieces[i].rstrip() + random.choice((" ", "\n\n")) + dressed + " "
