"""Rule currency-clash."""

from __future__ import annotations

import re
from collections.abc import Iterator

import regex

from detector.document import Document
from detector.messages import Text
from detector.rules import Clue, Trace, tracer

_SIGNS = "$€£¥"
_SIGN = re.compile(f"[{_SIGNS}]")
_NAMED = r"\s?(?:\p{N}[\p{N}.,\s]{0,20}+)?(\p{L}+)"
"""What follows a sign: the amount, unless it stands before the sign, and a word."""
_AMOUNT = r"\p{N}[\p{N}.,\s]{0,20}$"
_REACH = 24
TEXT = Text("“{}” is in two currencies at once")


@tracer(
    kind="artefact",
    severity="note",
    needs=_SIGNS,
    flags=("La nuit coûte [[12 $ euros]] au gîte.", "Il a payé [[£ 300 dollars]] pour un vélo."),
    passes=(
        "La nuit coûte 12 $, soit 11 euros.",
        "Il a payé 300 $ canadiens.",
        "Les 12 € en euros constants font rire.",
    ),
)
def currency_clash(doc: Document) -> Iterator[Trace]:
    """One amount in two currencies: by its sign in one, by its name in another.

    Translation turns the name and keeps the sign, or the other way round. An amount that is
    converted has a word or a mark between the two.

    Example: "12 $ euros".
    """
    names = doc.host.language.currencies
    for sign in _SIGN.finditer(doc.text):
        named = regex.match(_NAMED, doc.text, pos=sign.end())
        own = names.get(named[1].lower()) if named else None
        if named is None or own is None or own == sign.group():
            continue
        start = sign.start()
        if regex.search(r"\p{N}", named.group()) is None:
            amount = regex.search(_AMOUNT, doc.text, pos=max(0, start - _REACH), endpos=start)
            if amount is None:
                continue
            start = amount.start()
        text = doc.text[start : named.end()]
        clue = Clue("currency", 1.0, "grammar", TEXT, (text,))
        yield Trace(start, named.end(), 0.9, clue)
