"""Everything that speaks for or against one candidate, as clues; the model gives them weight.

Rules bring their own clues. Here are those that every candidate has: inversion, context, grammar,
and how the word is used in the document.

Like those of `detector.fits`, `gathered` has a twin in C, which gives the same bits.
"""

from __future__ import annotations

import os
from math import log2
from typing import TYPE_CHECKING, Any, NamedTuple

from detector.agreement import SILENT
from detector.inversion import ROWS, SHIFT, Link, table_row
from detector.lexicon import Mark
from detector.messages import Text
from detector.usage import (
    ACCEPTED,
    CODE,
    EMPHASISED,
    PART_OF_COMPOUND,
    QUOTED,
    REPETITION,
    RUN,
    SURROUNDINGS,
    shape,
    usage,
)

if TYPE_CHECKING:
    from detector.document import Document
    from detector.options import Option, Place
    from detector.rules import Candidate, Clue, Row, Rule
    from detector.usage import Setting

CATEGORIES = ("phrase", "foreign", "shared", "native")
"""Classes of surfaces that have curves of their own."""
GAIN_KNEE, GAIN_REACH = 4.0, 8.0
"""Log10 of a gain from which it has another weight, and how much beyond that counts."""
MAX_FRAME = 6.0
"""Weight of a frame beyond which it says no more."""
SHARED = 0.5
"""Zipf by which a native form has to be more frequent in English to count as shared."""

LIKELIER = Text("“{}” is {:.3g} times as likely here as “{}”")
WITH = Text("the sentence is {:.3g} times as likely with “{}”")
WITHOUT = Text("the sentence is {:.3g} times as likely without “{}”")
TOGETHER = Text("“{}” and its neighbours: log10 {:.1f} of being together rather than apart")
LEAN = Text("“{}” has zipf {:.1f} in English, {:.1f} in French")
CERTAINTY = Text("“{}” has {:.0%} of the probability of all originals")
CERTAINTY_OF_NONE = Text("that nothing stood here has {:.0%} of the probability of all originals")
RIVALS = Text("originals that were considered: {}")
ELSEWHERE = Text("“{}” stands elsewhere in the document")
OFFERS = Text("an English thesaurus offers “{}” for “{}”")
SUITS = Text("“{}” suits its determiner")
NEXT_SUITS = Text("the next word suits the determiner")
SOUND = Text("elision fits “{}”, not “{}”")
NEXT_SOUND = Text("elision fits the next word, not “{}”")
HEADWORD = Text("the French Wiktionary has “{}”")
RARITY = Text("“{}” has zipf {:.1f} in French")
PART = Text("“{}” is no noun in English")
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
    return "shared" if place.zipf_english - place.zipf > SHARED else "native"


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
    "affinity",
    "gender",
    "number",
    "elision",
    "zipf",
    "zipf english",
    "degree",
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
    """Numbers by which the options of one place are ranked, in the order of OPTION_FEATURES.

    Training reads them; `model.Ranking` adds them up without making them.
    """
    known, gain, apart, affinity, (gender, plural, elision), elsewhere, frame = option
    return (
        *LINK_FEATURES[known.link],
        min(gain, 0.0),
        min(max(gain, 0.0), GAIN_KNEE),
        min(max(gain - GAIN_KNEE, 0.0), GAIN_REACH),
        apart,
        affinity,
        gender,
        plural,
        elision,
        known.zipf,
        known.zipf_english,
        known.degree,
        min(frame.weight, MAX_FRAME) if frame else 0.0,
        1.0 if elsewhere else 0.0,
        0.0 if known.number else 1.0,
        1.0 if not known.number and place.marks & Mark.EXPANDER else 0.0,
    )


class _Ids(NamedTuple):
    """Ids of the clues that every class has a curve of its own for."""

    context: str
    fit: str
    rarity: str
    lean: str
    certainty: str
    rivals: str
    elsewhere: str
    inversion: str
    grammar: str


_IDS = {kind: _Ids(*(f"{name}:{kind}" for name in _Ids._fields)) for kind in CATEGORIES}


WORDING: tuple[Any, ...] = (
    *(LIKELIER, WITH, WITHOUT, TOGETHER, LEAN, CERTAINTY, CERTAINTY_OF_NONE, RIVALS, ELSEWHERE),
    *(OFFERS, SUITS, NEXT_SUITS, SOUND, NEXT_SOUND, HEADWORD, RARITY, PART),
    *(RUN, SURROUNDINGS, REPETITION),
    *("ngrams", "vocabulary", "model", "inversion", "document", "forms", "grammar", "wordnet"),
    *("wiktionary", "sound", "part", "headword", "run", "surroundings", "repetition"),
    *(CODE, PART_OF_COMPOUND, QUOTED, EMPHASISED, ACCEPTED),
    *ROWS,
)
"""What clues say, where they come from, what they are called, and some whole ones: all that the
compiled twin of `pure_gathered` puts in them, where it looks for it."""

Given = tuple[tuple["Rule[Candidate]", "Clue"], ...]
"""The rules that propose a span, each with its own clue."""


def clues(
    doc: Document,
    rules: Given,
    span: tuple[int, int],
    place: Place,
    kind: str,
    best: Option,
    closeness: float,
    certainty: float,
) -> tuple[Row, ...]:
    """The clues of a candidate's rules, then those that do not depend on other candidates.

    ``kind`` is its class, ``closeness`` the model's score of the thesaurus link between surface and
    best original, ``certainty`` the probability that the best is the one, given that there is one.
    """
    first, stop = span
    lower = stop == first + 1 and doc.words[first].islower()
    written = () if lower else shape(doc, first, stop)
    foreign, setting = kind == "foreign", doc.setting
    return gathered(
        WORDING,
        _IDS[kind],
        foreign,
        rules,
        written,
        setting,
        first,
        stop,
        place,
        best,
        closeness,
        certainty,
    )


def pure_gathered(
    wording: tuple[Any, ...],  # noqa: ARG001
    ids: _Ids,
    foreign: bool,  # noqa: FBT001
    rules: Given,
    written: tuple[Row, ...],
    setting: Setting,
    first: int,
    stop: int,
    place: Place,
    best: Option,
    closeness: float,
    certainty: float,
) -> tuple[Row, ...]:
    """The same, with how the surface is written; ``ids`` are those of its class."""
    known, gain, _, _, suits, elsewhere, _ = best
    shown, number, link, *_ = known
    surface, _, form, zipf, english, marks, association, fit, _, rivals, _ = place
    likelier: tuple[object, ...]
    said: tuple[object, ...]
    if shown:
        better, share, said = LIKELIER, CERTAINTY, (shown, certainty)
        likelier = (shown, 10**gain, surface) if gain >= 0 else (surface, 10**-gain, shown)
    else:
        better, share, said = WITHOUT if gain >= 0 else WITH, CERTAINTY_OF_NONE, (certainty,)
        likelier = (10 ** abs(gain), surface)
    found: list[Row] = [
        *[clue for _, clue in rules],
        (ids.context, gain, "ngrams", better, likelier),
        (ids.fit, association, "ngrams", TOGETHER, (surface, association)),
        (ids.rarity, zipf, "vocabulary", RARITY, (surface, zipf)),
        (ids.lean, english - zipf, "vocabulary", LEAN, (surface, english, zipf)),
        (ids.certainty, certainty, "model", share, said),
        (ids.rivals, log2(1 + rivals), "inversion", RIVALS, (rivals,)),
    ]
    if elsewhere:
        found.append((ids.elsewhere, 1.0, "document", ELSEWHERE, (shown,)))
    if number:
        found.append((ids.inversion, closeness, table_row(shown, link), OFFERS, (surface, shown)))
    if suits is not SILENT or fit is not SILENT:
        gender, plural, elision = fit
        mended = suits.gender + suits.number - gender - plural
        if gender < 0 or plural < 0 or mended:
            better, said = (SUITS, (shown,)) if shown else (NEXT_SUITS, ())
            found.append((ids.grammar, float(mended), "forms", better, said))
        sound = suits.elision - elision
        if sound:
            better, said = (SOUND, (shown, surface)) if shown else (NEXT_SOUND, (surface,))
            found.append(("sound", float(sound), "grammar", better, said))
    if not marks & Mark.NOUN and foreign:
        found.append(("part", 1.0, "wordnet", PART, (surface,)))
    if marks & Mark.HEADWORD and not form:
        found.append(("headword", 1.0, "wiktionary", HEADWORD, (surface,)))
    found += written
    usage(found, setting, first, stop, surface, marks)
    return tuple(found)


if TYPE_CHECKING or os.environ.get("SPIN_DETECTOR_PURE"):
    gathered = pure_gathered
else:
    try:
        from detector._evidence import gathered
    except ImportError:
        gathered = pure_gathered
