"""Rule currency-clash."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from detector.document import Document
from detector.rules import Clue, Trace, tracer

_SIGNS = "$€£¥"
_BEFORE = regex.compile(rf"[{_SIGNS}]\s?\p{{N}}[\p{{N}}.,\s]*+$")
_AFTER = regex.compile(rf"\p{{N}}[\p{{N}}.,\s]*+(?<=\p{{N}}|\s)[{_SIGNS}]\s?$")


@tracer(
    kind="artefact",
    severity="note",
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
    if not any(sign in doc.text for sign in _SIGNS):
        return
    names = doc.host.language.currencies
    for i, gap in enumerate(doc.gaps[:-1]):
        if not any(sign in gap for sign in _SIGNS):
            continue
        own = names.get(doc.folded[i])
        found = own and (_AFTER.search(gap) or _BEFORE.search(gap))
        if found and own not in found.group():
            start = doc.starts[i] - len(gap) + found.start()
            end = doc.starts[i] + len(doc.words[i])
            text = doc.text[start:end]
            clue = Clue("currency", 1.0, "grammar", "“{}” is in two currencies at once", (text,))
            yield Trace(start, end, 0.9, clue)
