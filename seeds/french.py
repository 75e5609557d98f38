"""French inflection by its regular rules: what those get wrong is no word and never met."""

from __future__ import annotations

import re

LINKS = frozenset("à au aux avec d dans de des du en l la le les par pour sans sous sur".split())
"""Words before which the words of an expression that agree in number end."""
_BEFORE = frozenset(
    "beau bon dernier grand gros haut jeune joli mauvais nouveau petit premier vieux".split()
)
_IRREGULAR = {
    "beau": "belle",
    "blanc": "blanche",
    "bon": "bonne",
    "bref": "brève",
    "complet": "complète",
    "doux": "douce",
    "épais": "épaisse",
    "faux": "fausse",
    "favori": "favorite",
    "fou": "folle",
    "frais": "fraîche",
    "gras": "grasse",
    "gros": "grosse",
    "gentil": "gentille",
    "inquiet": "inquiète",
    "las": "lasse",
    "long": "longue",
    "malin": "maligne",
    "moelleux": "moelleuse",
    "mou": "molle",
    "net": "nette",
    "nouveau": "nouvelle",
    "public": "publique",
    "sec": "sèche",
    "sot": "sotte",
    "vieux": "vieille",
}
_PLURALS = {"bleu": "bleus", "pneu": "pneus", "travail": "travaux", "œil": "yeux"}
_ENDINGS = (("eux", "euse"), ("if", "ive"), ("er", "ère"), ("ien", "ienne"), ("el", "elle"))


def plural(word: str) -> str:
    """The plural of a noun or an adjective; a word with a hyphen stays as it is."""
    if word in _PLURALS:
        return _PLURALS[word]
    if word.endswith(("s", "x", "z")) or "-" in word:
        return word
    if word.endswith("al"):
        return word[:-1] + "ux"
    return word + ("x" if word.endswith(("au", "eu")) else "s")


def feminine(adjective: str) -> str:
    """The feminine singular of an adjective."""
    if adjective in _IRREGULAR:
        return _IRREGULAR[adjective]
    for ending, feminised in _ENDINGS:
        if adjective.endswith(ending):
            return adjective.removesuffix(ending) + feminised
    return adjective if adjective.endswith("e") else adjective + "e"


def forms(adjective: str) -> tuple[frozenset[str], frozenset[str]]:
    """The forms of an adjective: of the singular, of the plural."""
    both = frozenset((adjective, feminine(adjective)))
    return both, frozenset(map(plural, both))


def stands_before(adjective: str) -> bool:
    """Whether an adjective stands before its noun."""
    return adjective in _BEFORE


def plural_of(phrase: str) -> str:
    """The plural of an expression: of its words up to the first that links.

    A word may be several alternatives between bars.
    """
    head, *rest = re.split(rf"(?=\s(?:{'|'.join(sorted(LINKS))})\b)", phrase, maxsplit=1)
    return " ".join("|".join(map(plural, slot.split("|"))) for slot in head.split(" ")) + "".join(
        rest
    )
