"""Rule cut-sentence."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache

from detector.document import Document
from detector.rules import Clue, Trace, tracer

CONFIDENCE = 0.85
MIN_WORDS = 3
"""Words of the sentence before its last: headings and entries of a list are shorter."""
TAIL = 20
"""Characters before the end of a text in which its last word begins."""


@tracer(
    kind="artefact",
    severity="warning",
    flags=(
        "Le maire a longuement parlé de [[la]].\nLe conseil a voté.",
        "Le musée rouvre ses portes et accueille [[les]]\n\nÀ lire aussi : la billetterie.",
        "Elle nous a montré ce [[qu']]. Puis rien.",
    ),
    passes=(
        "Prends ce panier et pose-le. Puis appelle-les.",
        "Il en veut un. Elle est pour. Je n'en sais pas plus que ce que j'en dis.",
        "Le la est la note que donne un diapason : un la. Il vote pour le oui.",
        "Choisissez un bouton et appuyez sur le .\nLa suite vient.",
    ),
)
def cut_sentence(doc: Document) -> Iterator[Trace]:
    """A sentence that ends with a word after which more must come.

    Articles and most prepositions end no French sentence. Where one does, a link, a name or the
    rest of the text is gone: cut off by an excerpt, or dropped by a scraper together with the
    markup around it. Who scrapes need not spin.

    Example: "Le maire a longuement parlé de la."
    """
    text, language = doc.text, doc.host.language
    ends = _ends(language.unfinished, frozenset(language.elided))
    hits = [match for end in ends[:2] for match in end.finditer(text)]
    hits += ends[2].finditer(text, max(0, len(text) - TAIL))
    for at in sorted({match.start() for match in hits}):
        last = bisect_left(doc.starts, at) - 1
        if _unfinished(doc, last):
            word = doc.words[last]
            clue = Clue("cut", 1.0, "grammar", "no sentence ends with “{}”", (word,))
            yield Trace(doc.starts[last], at, CONFIDENCE, clue)


@lru_cache
def _ends(unfinished: frozenset[str], elided: frozenset[str]) -> tuple[re.Pattern[str], ...]:
    """An unfinished word before a full stop, a paragraph break, the end of the text.

    The mark comes first and the words are looked back for, so that a search only stops at marks.
    """
    words = [*(unfinished - elided), *(word + "['’]" for word in unfinished & elided)]

    def after(mark: str) -> str:
        return "|".join(rf"(?<=\s{word}{mark})" for word in sorted(words))

    stop, line = re.escape("."), "\n"
    return (
        re.compile(rf"\.(?:{after(stop)})(?=\s|\Z)"),
        re.compile(rf"\n(?:{after(line)})[ \t\r]*(?:\n|\Z)"),
        re.compile(rf"(?:{after('')})\Z"),
    )


def _unfinished(doc: Document, last: int) -> bool:
    """Whether the sentence before token ``last`` is one, and goes on with it as a word."""
    language = doc.host.language
    if doc.kinds[last] or last - doc.sentence(last).first < MIN_WORDS:
        return False
    named = doc.folded[last - 1] in language.determiners
    return not (named and doc.folded[last] in language.determiners)
