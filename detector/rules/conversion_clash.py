"""Rule conversion-clash."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

import regex

from detector.document import Document
from detector.messages import Text
from detector.rules import Clue, Trace, tracer

_SPACE = r"[ \u00a0\u202f]"
_NUMBER = rf"([0-9]{{1,3}}(?:{_SPACE}[0-9]{{3}})++|[0-9]{{1,9}})((?:[.,][0-9]{{1,6}})?+)"
_MEASURE = rf"{_NUMBER}{_SPACE}?(\p{{L}}{{1,12}})"
_CONVERTED = rf"(?<![\p{{N}}\p{{L}}.,-]){_MEASURE}{_SPACE}?\((?:\p{{L}}{{4,7}} |[≈~] ?)?{_MEASURE}\)"
_PART = rf"[0-9]{_SPACE}?(\p{{L}}+)(?: et)?{_SPACE}$"
_REACH = 24
TOLERANCE = 1.5
"""Factor by which a conversion may be rounded."""
TEXT = Text("“{}” is no conversion: {} {} is far from {} {}")


@tracer(
    kind="artefact",
    severity="note",
    flags=(
        "Le phare est à [[10 miles (16 mètres)]] du port.",
        "Le sac pèse [[50 livres (23 grammes)]] une fois plein.",
    ),
    passes=(
        "Le phare est à 10 miles (16 km) du port.",
        "Il mesure 6 pieds 2 pouces (1,88 m) et se baisse partout.",
        "Le sac pèse 50 livres (environ 22,7 kg) une fois plein.",
        "La tour fait 1 063 pieds (324 m) de haut.",
    ),
)
def conversion_clash(doc: Document) -> Iterator[Trace]:
    """A measure converted in brackets to one that is far from it.

    Translation and spinning turn the name of a unit and keep its number, or the other way round.
    One metric measure and one that is not are compared, of one kind; what is off by more than half
    is no rounding.

    Example: "10 miles (16 mètres)".
    """
    units = doc.host.language.units
    if "(" not in doc.marks or doc.counts.keys().isdisjoint(units):
        return
    for found in regex.finditer(_CONVERTED, doc.text):
        whole, part, name, other_whole, other_part, other_name = found.groups()
        own, other = units.get(name.lower()), units.get(other_name.lower())
        if own is None or other is None or own.kind != other.kind or own.metric == other.metric:
            continue
        first = max(0, found.start() - _REACH)
        before = regex.search(_PART, doc.text, pos=first, endpos=found.start())
        if before is not None and before[1].lower() in units:
            continue
        readings = product(_values(whole, part), _values(other_whole, other_part))
        if any(_near(ours * own.size, theirs * other.size) for ours, theirs in readings):
            continue
        parts = (found.group(), whole + part, name, other_whole + other_part, other_name)
        yield Trace(*found.span(), 0.9, Clue("conversion", 1.0, "grammar", TEXT, parts))


def _values(whole: str, part: str) -> Iterator[float]:
    """What a number may be: three digits behind a stop or a comma may be thousands."""
    digits = "".join(char for char in whole if char.isdigit())
    yield float(f"{digits}.{part[1:] or 0}")
    if len(part) == 4:
        yield float(digits + part[1:])


def _near(one: float, other: float) -> bool:
    return one <= TOLERANCE * other and other <= TOLERANCE * one
