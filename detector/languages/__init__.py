"""One value per host language: the grammar that the engine needs, and nothing that it runs.

A new host language is a module here with a ``LANGUAGE`` and a folder of tables; the engine, the
inversion and the model know only these two types.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Mapping
from importlib import import_module
from typing import Final, NamedTuple

LOREM_IPSUM, JAVASCRIPT = "lorem ipsum", "javascript"
"""What pages say in any language that are not finished, or that nobody is meant to read."""


class Slot:
    """Bits of what a determiner or a form calls for; both bits of a pair where it does not say."""

    MAS: Final = 1
    FEM: Final = 2
    SG: Final = 4
    PL: Final = 8
    VOWEL: Final = 16
    """Stands only before a vowel sound."""
    CONSONANT: Final = 32
    """Stands only before a consonant sound, where gender and number are as given."""


GENDER = Slot.MAS | Slot.FEM
NUMBER = Slot.SG | Slot.PL


class Unit(NamedTuple):
    """What a unit measures, how many of its kind's base unit it makes, and if it is metric."""

    kind: str
    size: float
    metric: bool = True


class Language(NamedTuple):
    """Closed-class grammar of a host language; all words folded (lower case, composed).

    ``determiners`` maps a word to what it calls for; ``elided`` maps a clipped word to its full
    forms; ``whole`` words must not stand before a vowel sound; ``contracted`` maps a word to the
    two that it is short for, where the second is not clipped; ``vowels`` are the letters that
    begin a vowel sound, ``silent`` those that may; ``unelided`` words bar elision all the same.
    ``common`` are frequent function words by which the language is known, ``rivals`` those of
    English. ``stopwords`` are those that FineWeb-2 asks a text for, ``policies`` phrases of the
    notices that websites put under everything. ``openers`` are small words that a stretch of a
    sentence begins with, ``inverted`` the pronouns that follow their verb behind a hyphen,
    ``unfinished`` words that end no sentence, ``abbreviated`` those after which a full stop ends
    none. ``alphabet`` are its letters beyond ASCII. ``slots`` are what generators of text call the
    variables that they fill in, folded and without what parts the words. ``currencies`` maps the
    name of a currency to its sign. ``links`` are the words that join two nouns to one term.
    ``units`` are those of measures, by their names and signs.
    """

    code: str
    name: str
    determiners: Mapping[str, int]
    elided: Mapping[str, tuple[str, ...]]
    whole: frozenset[str]
    contracted: Mapping[str, tuple[str, str]]
    vowels: str
    silent: str
    unelided: frozenset[str]
    common: frozenset[str]
    rivals: frozenset[str]
    stopwords: frozenset[str]
    policies: tuple[str, ...]
    openers: frozenset[str]
    inverted: frozenset[str]
    unfinished: frozenset[str]
    abbreviated: frozenset[str]
    alphabet: str
    slots: frozenset[str]
    currencies: Mapping[str, str]
    links: frozenset[str]
    units: Mapping[str, Unit]


def codes() -> tuple[str, ...]:
    """Codes of the host languages there are; `identify` is no language."""
    names = (module.name for module in pkgutil.iter_modules(__path__))
    return tuple(sorted(name for name in names if len(name) == 2))


def load(code: str) -> Language:
    """The language of a code; ValueError when there is none."""
    if code not in codes():
        raise ValueError(f"no host language {code!r}")
    module = import_module(f"{__name__}.{code}")
    language: Language = module.LANGUAGE
    return language
