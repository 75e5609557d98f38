"""Rule cut-sentence."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby

from detector.document import Document
from detector.languages import load
from detector.messages import Text
from detector.rules import Clue, Trace, tracer

CONFIDENCE = 0.85
MIN_WORDS = 3
"""Words of the sentence before its last: headings and entries of a list are shorter."""
_CLIPS = "['’]"
TEXT = Text("no sentence ends with “{}”")


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
    for at in _ends(doc.text, doc.host.language.code):
        last = bisect_left(doc.starts, at) - 1
        if last >= 0 and _cut(doc, last):
            clue = Clue("cut", 1.0, "grammar", TEXT, (doc.words[last],))
            yield Trace(doc.starts[last], at, CONFIDENCE, clue)


def _ends(text: str, code: str) -> list[int]:
    """Where an unfinished word ends before a full stop, a break of paragraph, the end."""
    stop, paragraph, end = _patterns(code)
    last = end.match(text, len(text.rstrip()))
    found = (*stop.finditer(text), *paragraph.finditer(text), *((last,) if last else ()))
    return sorted({match.start() for match in found})


@lru_cache
def _patterns(code: str) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """What ends a sentence, with an unfinished word of a language before it.

    The mark comes first, so that a search stops at nothing else, and the words are looked back
    for, those of a length together. A word that is clipped has its apostrophe.
    """
    language = load(code)
    clipped = {word + "'": word + _CLIPS for word in language.unfinished & language.elided.keys()}
    words = {word: word for word in language.unfinished - language.elided.keys()} | clipped
    lengths = [
        "|".join(map(words.__getitem__, group))
        for _, group in groupby(sorted(words, key=lambda word: (len(word), word)), len)
    ]

    def after(mark: str) -> str:
        return "|".join(rf"(?<=\s(?:{some}){mark})" for some in lengths)

    return (
        re.compile(rf"\.(?=\s|\Z)(?:{after('[.]')})"),
        re.compile(rf"\n(?=[ \t\r]*(?:\n|\Z))(?:{after('[^.]')})"),
        re.compile(after("")),
    )


def _cut(doc: Document, last: int) -> bool:
    """Whether a sentence breaks off after token ``last``, which is not spoken of as a word."""
    determiners = doc.host.language.determiners
    if doc.kinds[last] or last - doc.sentence(last).first < MIN_WORDS:
        return False
    return not (doc.folded[last] in determiners and doc.folded[last - 1] in determiners)
