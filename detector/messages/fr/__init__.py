"""Messages in French: how it counts, writes numbers and spaces signs; the texts stand beside.

A place of a text may be numbered where the order changes: ``{1}`` is the second ``{}`` in English.
Texts are written with the keys of any keyboard: `typeset` makes apostrophes of quotes, and keeps
signs from being parted from their words at the end of a line.
"""

from __future__ import annotations

from detector.messages import Catalogue
from detector.messages.fr.comparisons import COMPARISONS, COUNTED
from detector.messages.fr.dossier import DOSSIER
from detector.messages.fr.evidence import EVIDENCE
from detector.messages.fr.reasons import REASONS
from detector.messages.fr.rules import RULES
from detector.messages.fr.scans import SCANS
from detector.messages.fr.signals import SIGNALS
from detector.messages.fr.texts import PLURALS, TEXTS
from detector.messages.fr.traces import TRACES

SPACE, THIN_SPACE = "\xa0", "\u202f"
"""Spaces at which no line ends: around guillemets, before a colon; before other tall signs."""
_SIGNS = {
    "'": "’",
    "« ": f"«{SPACE}",
    " »": f"{SPACE}»",
    " :": f"{SPACE}:",
    " %": f"{SPACE}%",
    " ;": f"{THIN_SPACE};",
    " !": f"{THIN_SPACE}!",
    " ?": f"{THIN_SPACE}?",
}
_NUMBERS = {",": THIN_SPACE, ".": ",", "%": f"{SPACE}%"}


def form(number: int) -> int:
    """The place of the form for a number: below two, French has the singular."""
    return 0 if abs(number) < 2 else 1


def number(written: str) -> str:
    """A number as French writes it: a comma for the point, thin spaces between thousands.

    A power of ten, ``6.99e+06``, is written out.
    """
    plain = f"{float(written):,.0f}" if "e+" in written else written
    return "".join(_NUMBERS.get(char, char) for char in plain)


def typeset(text: str) -> str:
    """A text with the apostrophes and spaces that good typography wants."""
    for typed, printed in _SIGNS.items():
        text = text.replace(typed, printed)
    return text


CATALOGUE = Catalogue(
    "fr",
    {
        english: typeset(french)
        for english, french in (COMPARISONS | DOSSIER | EVIDENCE | REASONS | SCANS | TEXTS).items()
    },
    {english: tuple(map(typeset, forms)) for english, forms in (COUNTED | PLURALS).items()},
    {name: typeset(documentation) for name, documentation in (RULES | TRACES).items()},
    {name: typeset(documentation) for name, documentation in SIGNALS.items()},
    form,
    number,
)
