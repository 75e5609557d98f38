"""A spinner of our own: clean French in, spun French and gold spans out.

It does what spinners do in the wild and is blind in the same way: it reads French as English,
looks a word up in an English thesaurus, pastes a synonym and leaves the neighbours alone. Style
varies by document, so that no model can learn the simulator: which thesaurus, how much, inflected
or not, case kept or lost, how rare and how close the synonyms are, phrases, expansions, names.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from functools import cache
from math import exp
from random import Random
from typing import Literal, NamedTuple

from detector.document import fold
from detector.gap import Gap, gap_kind
from detector.tokens import split
from seeds import thesaurus
from seeds.english import plural, singulars
from seeds.sources import rows
from seeds.tables import frequencies, links

Family = Literal["moby", "wordnet"]
FAMILIES: tuple[Family, ...] = ("moby", "wordnet")
INTENSITIES = (0.01, 0.03, 0.10, 0.25)
SPARED = 0.2
"""Share of the homographs that `kept_for_measuring` picks."""
CLOSE = 2.0
"""Share of a bond that the closest neighbourhoods make."""
STOP_ZIPF = 6.0
"""English words from this zipf on are stop words, which spinners mostly leave alone."""


class Style(NamedTuple):
    """How one document is spun; shares are probabilities per word."""

    families: tuple[Family, ...]
    intensity: float
    inflected: float
    keeps_case: float
    phrases: float
    expansions: float
    compounds: float
    names: float
    stop_words: float
    sense: float
    """Weight of how firmly the thesauri bind a synonym: 0 takes any, 4 mostly the closest."""
    commonness: float
    """Weight of a synonym's zipf: 0 takes any, 2 hardly any but common ones."""
    variety: int
    """How many synonyms of a word the spinner's dictionary has."""
    by_word: bool
    """Whether a chosen word is replaced wherever it stands, not here and there."""
    spares: bool = False
    """Whether the homographs that are kept for measuring are left alone."""


class Planted(NamedTuple):
    """A gold span of the spun text, in code points, and the word that stood there."""

    start: int
    end: int
    surface: str
    original: str
    kind: str


class Spun(NamedTuple):
    """A spun text and what was planted in it."""

    text: str
    spans: tuple[Planted, ...]


def style(random: Random, families: Sequence[Family] = FAMILIES) -> Style:
    """A random style."""
    chosen = tuple(families) if random.random() < 0.4 else (random.choice(list(families)),)
    return Style(
        families=chosen,
        intensity=random.choice(INTENSITIES),
        inflected=random.choice((0.0, 0.5, 1.0)),
        keeps_case=random.choice((0.0, 0.8, 1.0)),
        phrases=random.choice((0.0, 0.1, 0.3)),
        expansions=random.choice((0.0, 0.03, 0.1)),
        compounds=random.choice((0.0, 0.5, 1.0)),
        names=random.choice((0.0, 0.1, 0.5)),
        stop_words=random.choice((0.0, 0.0, 0.2)),
        sense=random.choice((1.0, 2.0, 3.0, 4.0)),
        commonness=random.choice((0.5, 1.0, 1.5, 2.0)),
        variety=random.choice((1, 2, 4, 8, 40)),
        by_word=random.random() < 0.4,
    )


@cache
def kept_for_measuring(word: str) -> bool:
    """Whether a folded homograph is one of the fifth that training may be asked to do without.

    Decided by the hash of its singular, so that all its forms are on one side.
    """
    base = next(iter(singulars(word)), word)
    return hashlib.sha256(base.encode()).digest()[0] < 256 * SPARED


class Synonym(NamedTuple):
    """What a thesaurus offers for a word.

    ``from_plural`` says that it was looked up by the singular; ``bond`` adds up the ways in which
    the thesauri join the two and how alike their neighbourhoods are (0 to 4.5).
    """

    text: str
    from_plural: bool
    bond: float


@cache
def _closeness() -> links.Closeness:
    return links.Closeness()


def _bond(base: str, other: str, bucket: int) -> float:
    moby, wordnet = thesaurus.moby(), thesaurus.wordnet()
    return (
        CLOSE * bucket / 7
        + 0.5 * (other in moby.get(base, ()))
        + 0.5 * (base in moby.get(other, ()))
        + 1.0 * (other in wordnet.synonyms.get(base, ()))
        + 0.5 * (other in wordnet.related.get(base, ()))
    )


@cache
def synonyms(word: str, families: tuple[Family, ...]) -> tuple[Synonym, ...]:
    """What the thesauri of some families offer for a word."""
    found: dict[str, Synonym] = {}
    for base in (word, *singulars(word)):
        near: set[str] = set()
        if "moby" in families:
            near |= thesaurus.moby().get(base, frozenset())
        if "wordnet" in families:
            wordnet = thesaurus.wordnet()
            near |= wordnet.synonyms.get(base, set()) | wordnet.related.get(base, set())
            near |= thesaurus.mythes().get(base, frozenset())
        buckets = _closeness().buckets(base, near)
        for other in near - {base, word}:
            bond = _bond(base, other, buckets.get(other, 0))
            found.setdefault(other, Synonym(other, base != word, bond))
    return tuple(sorted(found.values()))


@cache
def modifiers() -> tuple[str, ...]:
    """What may be put before a word."""
    return tuple(row["modifier"] for row in rows("modifiers"))


def _choose(word: str, how: Style, random: Random, seed: int) -> Synonym | None:
    """A synonym out of the few that this spinner's dictionary has for the word."""
    weighted = []
    for synonym in synonyms(word, how.families):
        zipf = frequencies.english(synonym.text)
        if zipf < 2.0 or (" " in synonym.text and random.random() >= how.phrases):
            continue
        weight = how.commonness * (zipf - 4.0) + how.sense * synonym.bond
        weighted.append((synonym, exp(weight)))
    if not weighted:
        return None
    dictionary = Random(f"{seed} {word}")
    keyed = sorted(weighted, key=lambda item: -(dictionary.random() ** (1 / item[1])))
    return random.choice(keyed[: how.variety])[0]


def _eligible(pieces: list[str], i: int, how: Style, random: Random) -> bool:
    word, before, after = pieces[i], gap_kind(pieces[i - 1]), gap_kind(pieces[i + 1])
    if (before | after) & (Gap.GLUE_LEFT | Gap.GLUE_RIGHT) or len(word) < 3:
        return False
    if Gap.HYPHEN in (before, after) and random.random() >= how.compounds:
        return False
    inside = i > 1 and not before & Gap.BREAK
    if word[:1].isupper() and inside and random.random() >= how.names:
        return False
    if how.spares and kept_for_measuring(fold(word)):
        return False
    zipf = frequencies.zipf("en").get(fold(word), 0.0)
    if zipf >= STOP_ZIPF and random.random() >= how.stop_words:
        return False
    return bool(synonyms(fold(word), how.families))


def spin(text: str, how: Style, random: Random) -> Spun:
    """Spin a text: at least one word where any is eligible."""
    pieces = split(text)
    eligible = [i for i in range(1, len(pieces), 2) if _eligible(pieces, i, how, random)]
    chosen = _chosen(pieces, eligible, how, random) | _in_names(pieces, how, random)
    seed = random.getrandbits(32)
    out: list[str] = []
    spans: list[Planted] = []
    at = 0
    for i, piece in enumerate(pieces):
        written = piece
        if i in chosen:
            for planted in _plant(piece, how, random, seed):
                if planted.original:
                    written = planted.surface
                    spans.append(planted._replace(start=at, end=at + len(written)))
                else:
                    written = f"{planted.surface} {piece}"
                    spans.append(planted._replace(start=at, end=at + len(planted.surface)))
        out.append(written)
        at += len(written)
    return Spun("".join(out), tuple(spans))


def _chosen(pieces: list[str], eligible: list[int], how: Style, random: Random) -> set[int]:
    """Which of the eligible words are replaced."""
    wanted = max(1, round(how.intensity * len(eligible)))
    order = random.sample(eligible, len(eligible))
    if not how.by_word:
        return set(order[:wanted])
    chosen: set[int] = set()
    for i in order:
        if len(chosen) >= wanted:
            break
        chosen.update(k for k in eligible if fold(pieces[k]) == fold(pieces[i]))
    return chosen


@cache
def _names() -> frozenset[tuple[str, ...]]:
    """Listed names as tokens."""
    return frozenset(tuple(split(row["name"])[1::2]) for row in rows("names"))


def _in_names(pieces: list[str], how: Style, random: Random) -> set[int]:
    """Members of listed names that are replaced although spinning goes by single words."""
    words = pieces[1::2]
    chosen = set()
    for size in (2, 3):
        for i in range(len(words) - size + 1):
            if tuple(words[i : i + size]) in _names() and random.random() < how.names:
                member = random.randrange(size)
                word = fold(words[i + member])
                if how.spares and kept_for_measuring(word):
                    continue
                if synonyms(word, how.families):
                    chosen.add(2 * (i + member) + 1)
    return chosen


def _plant(word: str, how: Style, random: Random, seed: int) -> Iterator[Planted]:
    """What takes the place of a word: nothing when its dictionary has nothing."""
    folded = fold(word)
    if random.random() < how.expansions and modifiers():
        yield Planted(0, 0, random.choice(modifiers()), "", "expansion")
        return
    choice = _choose(folded, how, random, seed)
    if choice is None:
        return
    surface = choice.text
    head, _, last = surface.rpartition(" ")
    if head and last == folded:
        yield Planted(0, 0, head, "", "expansion")
        return
    if choice.from_plural and random.random() < how.inflected:
        surface = plural(surface)
    if word[:1].isupper() and random.random() < how.keeps_case:
        surface = surface[:1].upper() + surface[1:]
    kind = "foreign-phrase" if " " in surface else "foreign-word"
    yield Planted(0, 0, surface, word, kind)
