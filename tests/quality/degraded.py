"""Documents made worse in ways that the web knows, for measuring what `Report.quality` is worth.

Each maker takes a clean document and a generator of chance and returns another document, much as
long; none of them is spinning.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable

Maker = Callable[[str, random.Random], str]

_WORD = re.compile(r"\w+")
_BOILERPLATE = (
    "Accueil",
    "Lire la suite",
    "Partager sur Facebook",
    "Nous utilisons des cookies pour améliorer votre navigation.",
    "En poursuivant, vous acceptez notre politique de confidentialité.",
    "Mentions légales | Plan du site | Contact",
    "Inscrivez-vous à la lettre d'information",
    "Laisser un commentaire",
    "Votre adresse ne sera pas publiée",
    "Articles similaires",
    "Retour en haut de page",
    "Veuillez activer JavaScript pour voir cette page.",
    "Ajouter au panier",
    "En stock",
    "Suivez-nous",
    "Tous droits réservés",
)
_MISREAD = {
    "e": "c", "n": "ri", "l": "1", "i": "l", "o": "0", "s": "5", "m": "rn", "u": "ii", "é": "6",
    "à": "4", "t": "f", "a": "u", "d": "cl", "r": "i",
}  # fmt: skip


def shuffled_words(text: str, chance: random.Random) -> str:
    """The words of each line in any order: what bad generators and broken columns give."""
    lines = []
    for line in text.splitlines():
        words = line.split()
        chance.shuffle(words)
        lines.append(" ".join(words))
    return "\n".join(lines) + "\n"


def shuffled_lines(text: str, chance: random.Random) -> str:
    """The lines in any order, which no signal can see."""
    lines = text.splitlines()
    chance.shuffle(lines)
    return "\n".join(lines) + "\n"


def boilerplate(text: str, chance: random.Random) -> str:
    """A page whose text is mostly what stands around texts."""
    lines = text.splitlines()
    kept = lines[: max(1, len(lines) // 6)]
    around = chance.choices(_BOILERPLATE, k=4 * len(kept) + 8)
    return "\n".join(around[: len(around) // 2] + kept + around[len(around) // 2 :]) + "\n"


def bullets(text: str, chance: random.Random) -> str:
    """A list of fragments, such as menus and feature lists."""
    words = text.split()
    rows = []
    while words:
        size = chance.randint(1, 4)
        rows.append("- " + " ".join(words[:size]).rstrip(".,;:"))
        words = words[size:]
    return "\n".join(rows) + "\n"


def keywords(text: str, chance: random.Random) -> str:
    """The keywords of a search-engine spammer: few phrases, again and again, without grammar."""
    long = [word for word in _WORD.findall(text) if len(word) > 5] or ["mots"]
    phrases = [" ".join(chance.choices(long, k=2)).lower() for _ in range(12)]
    places = ("pas cher", "en ligne", "gratuit", "avis", "prix", "Paris", "Lyon", "2024")
    size = max(10, len(text.split()) // 4)
    return (
        ", ".join(f"{chance.choice(phrases)} {chance.choice(places)}" for _ in range(size)) + "\n"
    )


def code(text: str, chance: random.Random) -> str:
    """A program with a sentence of text here and there."""
    names = [word.lower() for word in _WORD.findall(text) if word.isalpha()] or ["mot"]
    rows = []
    for line in text.splitlines()[:12]:
        rows.append(f"// {line[:80]}")
        for _ in range(4):
            one, two = chance.choices(names, k=2)
            rows.append(
                f"if ({one} != {chance.randint(0, 99)}) {{ {two}[{one}] = {two}.{one}(); }}"
            )
    return "\n".join(rows) + "\n"


def table(text: str, chance: random.Random) -> str:
    """Rows of figures with a word or two each."""
    names = [word for word in _WORD.findall(text) if len(word) > 3] or ["mot"]
    rows = []
    for _ in range(max(12, len(text.split()) // 8)):
        cells = [f"{chance.uniform(0, 9999):.2f}" for _ in range(4)]
        rows.append(" | ".join([*chance.choices(names, k=2), *cells]))
    return "\n".join(rows) + "\n"


def misread(text: str, chance: random.Random) -> str:
    """What a scanner makes of bad print: one letter in twelve misread, words cut in two."""
    found = []
    for char in text:
        fate = chance.random()
        if fate < 0.08:
            found.append(_MISREAD.get(char, char))
        elif fate < 0.1 and char.isalpha():
            found.append(char + " ")
        else:
            found.append(char)
    return "".join(found)


def repeated_blocks(text: str, chance: random.Random) -> str:
    """One block of the text pasted in again and again."""
    lines = text.splitlines()
    size = max(1, len(lines) // 5)
    at = chance.randrange(len(lines))
    block = lines[at : at + size] or lines[:1]
    return "\n".join(lines[: 2 * size] + 3 * block + lines[2 * size :]) + "\n"


def loops(text: str, chance: random.Random) -> str:
    """Six words in twenty come three times over, as generators that are stuck write."""
    lines = []
    for line in text.splitlines():
        words = line.split()
        stuck: list[str] = []
        for start in range(0, len(words), 20):
            part = words[start : start + 20]
            at = chance.randrange(max(1, len(part) - 6))
            stuck += part[: at + 6] + 2 * part[at : at + 6] + part[at + 6 :]
        lines.append(" ".join(stuck))
    return "\n".join(lines) + "\n"


def unpunctuated(text: str, chance: random.Random) -> str:
    """Speech or subtitles as they were taken down: no punctuation, short lines."""
    words = _WORD.findall(text.lower())
    rows = []
    while words:
        size = chance.randint(3, 6)
        rows.append(" ".join(words[:size]))
        words = words[size:]
    return "\n".join(rows) + "\n"


MAKERS: dict[str, Maker] = {
    maker.__name__.replace("_", " "): maker
    for maker in (
        boilerplate,
        bullets,
        code,
        keywords,
        loops,
        misread,
        repeated_blocks,
        shuffled_lines,
        shuffled_words,
        table,
        unpunctuated,
    )
}
