"""Everything that speaks for or against one candidate, as clues; the model gives them weight.

Rules bring their own clues. Here are those that every candidate has: inversion, context, grammar,
and how the word is used in the document.
"""

from __future__ import annotations

from math import log2
from typing import TYPE_CHECKING

from detector.inversion import SHIFT, Link
from detector.lexicon import Mark
from detector.rules import Clue
from detector.usage import usage

if TYPE_CHECKING:
    from detector.document import Document
    from detector.options import Option, Place

SHARED = 0.5
"""Zipf by which a native form has to be more frequent in English to count as shared."""

LIKELIER = "“{}” is {:.3g} times as likely here as “{}”"
TOGETHER = "“{}” and its neighbours: log10 {:.1f} of being together rather than apart"
LEAN = "“{}” has zipf {:.1f} in English, {:.1f} in French"
CERTAINTY = "“{}” has {:.0%} of the probability of all originals"
RIVALS = "{} originals were considered"
ELSEWHERE = "“{}” stands elsewhere in the document"
OFFERS = "an English thesaurus offers “{}” for “{}”"
SUITS = "“{}” suits its determiner"
SOUND = "elision fits “{}”, not “{}”"
HEADWORD = "the French Wiktionary has “{}”"
"""What the clues say, with places for words and figures."""


def category(place: Place) -> str:
    """The class whose curves apply: phrase, foreign, shared or native.

    A shared word is a form of the host language that is far more frequent in English, as
    borrowings are.
    """
    if " " in place.surface:
        return "phrase"
    if not place.form:
        return "foreign"
    return "shared" if place.lean > SHARED else "native"


OPTION_FEATURES = (
    "moby",
    "moby-back",
    "mutual",
    "wordnet",
    "related",
    "mismatch",
    "closeness",
    "loss",
    "gain",
    "large gain",
    "apart",
    "gender",
    "number",
    "elision",
    "zipf",
    "zipf english",
    "frame",
    "elsewhere",
    "deletion",
    "listed deletion",
)
"""Names of the numbers by which options are ranked; those of the thesaurus link come first."""


def _link_features(link: int) -> tuple[float, ...]:
    moby, back = link & Link.MOBY, link & Link.MOBY_BACK
    return (
        1.0 if moby and not back else 0.0,
        1.0 if back and not moby else 0.0,
        1.0 if moby and back else 0.0,
        1.0 if link & Link.WORDNET else 0.0,
        1.0 if link & Link.RELATED else 0.0,
        1.0 if link & Link.MISMATCH else 0.0,
        ((link >> SHIFT) & 7) / 7,
    )


LINK_FEATURES = tuple(map(_link_features, range(256)))
"""By link byte, the features that it alone decides: the first of OPTION_FEATURES."""


def option_features(place: Place, option: Option) -> tuple[float, ...]:
    """Numbers by which the options of one place are ranked, in the order of OPTION_FEATURES."""
    return *LINK_FEATURES[option.link], *place_features(place, option)


def place_features(place: Place, option: Option) -> tuple[float, ...]:
    """Those of the numbers that the thesaurus link does not decide."""
    _, number, _, gain, apart, (gender, plural, elision), zipf, english, elsewhere, frame = option
    return (
        min(gain, 0.0),
        min(max(gain, 0.0), 4.0),
        min(max(gain - 4.0, 0.0), 8.0),
        apart,
        gender,
        plural,
        elision,
        zipf,
        english,
        min(frame.weight, 6.0) if frame else 0.0,
        1.0 if elsewhere else 0.0,
        0.0 if number else 1.0,
        1.0 if not number and place.marks & Mark.EXPANDER else 0.0,
    )


def clues(
    doc: Document,
    first: int,
    stop: int,
    place: Place,
    best: Option,
    closeness: float,
    certainty: float,
) -> list[Clue]:
    """Clues of one candidate that do not depend on the others.

    ``closeness`` is the model's score of the thesaurus link between surface and best original,
    ``certainty`` the probability that the best is the one, given that there is one.
    """
    kind = category(place)
    surface, shown = place.surface, best.text or "nothing"
    gain, zipf, english = best.gain, place.zipf, place.zipf_english
    likelier = (shown, 10**gain, surface) if gain >= 0 else (surface, 10**-gain, shown)
    found = [
        Clue(f"context:{kind}", gain, "ngrams", LIKELIER, likelier),
        Clue(f"fit:{kind}", place.association, "ngrams", TOGETHER, (surface, place.association)),
        Clue(
            f"rarity:{kind}", zipf, "vocabulary", "“{}” has zipf {:.1f} in French", (surface, zipf)
        ),
        Clue(f"lean:{kind}", place.lean, "vocabulary", LEAN, (surface, english, zipf)),
        Clue(f"certainty:{kind}", certainty, "model", CERTAINTY, (shown, certainty)),
        Clue(f"rivals:{kind}", log2(1 + place.rivals), "inversion", RIVALS, (place.rivals,)),
    ]
    if best.elsewhere:
        found.append(Clue(f"elsewhere:{kind}", 1.0, "document", ELSEWHERE, (shown,)))
    if best.number:
        source = _link_source(best)
        found.append(Clue(f"inversion:{kind}", closeness, source, OFFERS, (surface, shown)))
    mended = best.fit.gender + best.fit.number - place.fit.gender - place.fit.number
    if place.fit.gender < 0 or place.fit.number < 0 or mended:
        found.append(Clue(f"grammar:{kind}", float(mended), "forms", SUITS, (shown,)))
    sound = best.fit.elision - place.fit.elision
    if sound:
        found.append(Clue("sound", float(sound), "grammar", SOUND, (shown, surface)))
    if not place.marks & Mark.NOUN and kind == "foreign":
        found.append(Clue("part", 1.0, "wordnet", "“{}” is no noun in English", (surface,)))
    if place.marks & Mark.HEADWORD and not place.form:
        found.append(Clue("headword", 1.0, "wiktionary", HEADWORD, (surface,)))
    return found + usage(doc, first, stop, place)


def _link_source(option: Option) -> str:
    by = "moby" if option.link & (Link.MOBY | Link.MOBY_BACK) else "wordnet"
    return f"{by}: {option.text}"
