"""Rule conversion-clash."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product

from detector.document import Document
from detector.messages import Text
from detector.rules import Clue, Trace, tracer
from detector.sieve import Sieve

_NUMBER = r"(?<![\d.,-])(\d{1,3}(?:\s\d{3}){1,4}|\d{1,9})((?:[.,]\d{1,6})?)\s?\Z"
TOLERANCE = 1.5
"""Factor by which a conversion may be rounded."""
TEXT = Text("“{}” is no conversion: {} {} is far from {} {}")


def _opens(gap: str) -> bool:
    """Whether a gap opens a bracket, and a number in it."""
    mark = gap.find("(")
    return mark >= 0 and gap[mark + 1 : mark + 2].isdecimal()


_opening = Sieve(_opens)


@tracer(
    kind="artefact",
    severity="note",
    needs="(",
    flags=(
        "Le phare est à [[10 miles (16 mètres)]] du port.",
        "Le sac pèse [[50 livres (23 grammes)]] une fois plein.",
    ),
    passes=(
        "Le phare est à 10 miles (16 km) du port.",
        "Il mesure 6 pieds 2 pouces (1,88 m) et se baisse partout.",
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
    if not (gaps := _opening(doc.between)):
        return
    units, folded = doc.host.language.units, doc.folded
    for i in doc.after(gaps):
        if not 0 < i < len(doc) or not doc.gaps[i + 1].startswith(")"):
            continue
        own, other = units.get(folded[i - 1]), units.get(folded[i])
        if own is None or other is None or own.kind != other.kind or own.metric == other.metric:
            continue
        amount, converted = (re.search(_NUMBER, gap) for gap in doc.gaps[i - 1 : i + 1])
        if amount is None or converted is None or (i > 1 and folded[i - 2] in units):
            continue
        readings = product(_values(amount), _values(converted))
        if any(_near(ours * own.size, theirs * other.size) for ours, theirs in readings):
            continue
        start, end = doc.starts[i - 1] - len(amount.group()), doc.token(i).end + 1
        said, meant = amount.group().strip(), converted.group().strip()
        parts = (doc.text[start:end], said, doc.words[i - 1], meant, doc.words[i])
        yield Trace(start, end, 0.96, Clue("conversion", 1.0, "grammar", TEXT, parts))


def _values(amount: re.Match[str]) -> Iterator[float]:
    """What a number may be: three digits behind a stop or a comma may be thousands."""
    whole, part = amount.groups()
    digits = "".join(whole.split())
    yield float(f"{digits}.{part[1:] or 0}")
    if len(part) == 4:
        yield float(digits + part[1:])


def _near(one: float, other: float) -> bool:
    return one <= TOLERANCE * other and other <= TOLERANCE * one
