"""Rule cut-sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator

from detector.document import Document
from detector.messages import Text
from detector.rules import Clue, Trace, tracer
from detector.sieve import Sieve

CONFIDENCE = 0.85
MIN_WORDS = 3
"""Words of the sentence before its last: headings and entries of a list are shorter."""
_APOSTROPHES = frozenset("'’")
_ends_one = Sieve(re.compile(r"['’]?(?:\.\s|\n[ \t\r]*\n)").match)
"""A full stop or a break of paragraph, behind the apostrophe of a clipped word."""
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
        "Ce matin, le maire a reçu les\nhabitants du quartier, qui lui ont parlé du\nbruit.",
    ),
)
def cut_sentence(doc: Document) -> Iterator[Trace]:
    """A sentence that ends with a word after which more must come.

    Articles and most prepositions end no French sentence. Where one does, a link, a name or the
    rest of the text is gone: cut off by an excerpt, or dropped by a scraper together with the
    markup around it. Who scrapes need not spin.

    Example: "Le maire a longuement parlé de la."
    """
    for last, at in _ends(doc):
        if _cut(doc, last):
            clue = Clue("cut", 1.0, "grammar", TEXT, (doc.words[last],))
            yield Trace(doc.starts[last], at, CONFIDENCE, clue)


def _ends(doc: Document) -> Iterator[tuple[int, int]]:
    """Unfinished words before a full stop, a break of paragraph, the end; where each ends."""
    language, folded = doc.host.language, doc.folded
    unfinished = language.unfinished
    last = () if doc.gaps[-1].strip(". \t\r\n'’") else (len(doc),)
    ends = (*doc.after(_ends_one(doc.between)), *last)
    for i in [i for i in ends if i and folded[i - 1] in unfinished]:
        clipped = doc.gaps[i][:1] in _APOSTROPHES
        if clipped == (folded[i - 1] in language.elided):
            yield i - 1, doc.starts[i - 1] + len(doc.words[i - 1]) + clipped


def _cut(doc: Document, last: int) -> bool:
    """Whether a sentence breaks off after token ``last``, which is not spoken of as a word."""
    determiners = doc.host.language.determiners
    if doc.kinds[last] or last - doc.sentence(last).first < MIN_WORDS:
        return False
    return not (doc.folded[last] in determiners and doc.folded[last - 1] in determiners)
