"""Rule stray-punctuation."""

from __future__ import annotations

import re
from collections.abc import Iterator

from detector.document import Document
from detector.messages import Text
from detector.report import Original
from detector.rules import Clue, Trace, tracer
from detector.sieve import Sieve

CONFIDENCE = 0.85
MAX_GAP = 8
"""Longer gaps are rows of tables and code."""
_SPACE = r"[ \t\xa0\u202f]"
_STRAY = re.compile(
    rf"(?<![./\\])\.\.(?![./\\\w])"
    rf"|,{_SPACE}*,+(?!\w)|;{_SPACE}*;+|,{_SPACE}*\.(?!\.|\w)"
    rf"|(?<=\(){_SPACE}+(?=\w)|(?<=[\w!?…]){_SPACE}+(?=\))"
    rf"|(?<!\w)\({_SPACE}*\)"
)
_strays = Sieve(lambda gap: len(gap) <= MAX_GAP and _STRAY.search(f"x{gap}x"))
_MENDED = {"..": ".", ",": ",", ";": ";", ".": "."}
TEXT = Text("marks stand here of which something went missing")


@tracer(
    kind="artefact",
    severity="note",
    flags=(
        "Le marché ouvre tôt[[..]] Le maire (enfin ![[ ]]) s'en réjouit.",
        "Des pommes[[, ,]] des poires ([[ ]]et du cidre).",
        "Le guide [[()]] est gratuit.",
    ),
    passes=(
        "Le marché ouvre tôt... Le maire (enfin !) s'en réjouit ?! Oui : « ça » marche !!",
        "Voyez ../plan, l'intervalle 0..9, time() et etc., sans plus.",
        "Il est né en 1914 (?) à Lyon ; ainsi de suite [...] .",
    ),
)
def stray_punctuation(doc: Document) -> Iterator[Trace]:
    """Marks that stand twice or apart because what stood between them is gone.

    Two full stops or commas in a row, a bracket with a space inside, empty brackets: a link, a
    picture or a note was taken out and its punctuation stayed. French sets a space before *! ? : ;*
    and inside guillemets, and none elsewhere. Hasty authors do the same, so that it is a note; a
    space before a full stop is left aside, because tools that strip markup leave so many.

    Example: "Le maire (enfin ! ) s'en réjouit".
    """
    telling = _strays(doc.between)
    for i in doc.after(telling) if telling else ():
        if 0 < i < len(doc):
            end = doc.starts[i]
            for match in _STRAY.finditer(doc.text, end - len(doc.gaps[i]), end + 1):
                yield _trace(match)


def _trace(match: re.Match[str]) -> Trace:
    mark = match[0].strip()
    mended = _MENDED.get(mark[-1:] if mark not in _MENDED else mark, "")
    clue = Clue("punctuation", 1.0, "form", TEXT)
    return Trace(*match.span(), CONFIDENCE, clue, (Original(mended, CONFIDENCE),))
