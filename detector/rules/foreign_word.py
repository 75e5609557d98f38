"""Rule foreign-word."""

from __future__ import annotations

from collections.abc import Iterator

from detector.document import Document
from detector.messages import Text
from detector.options import place
from detector.rules import Candidate, Clue, rule

TEXT = Text("no French form; zipf {:.1f} in English, {:.1f} in French")


@rule(
    kind="substitution",
    severity="error",
    flags=(
        "Le train de nuit reste le moyen le [[additional]] simple.",
        "Il travaille sur un [[project]] de longue haleine.",
    ),
    passes=(
        "Le onze de départ n'a pas changé.",
        "Nous avons mangé dans la cour, à l'ombre du tilleul.",
    ),
)
def foreign_word(doc: Document) -> Iterator[Candidate]:
    """An English word which an English thesaurus offers for a French word spelled like English.

    A spinner reads *plus*, *place* or *train* as English and swaps in a synonym, so that a word
    that is no French form stands where French has its own. Being English proves nothing, for
    honest borrowings are English too: whether an original fits here much better is weighed later.

    Example: "le additional simple" for "le plus simple".
    """
    for i in doc.foreign:
        here = place(doc, i, i + 1)
        if here is not None and here.options:
            said = (here.zipf_english, here.zipf)
            yield Candidate(i, i + 1, Clue("foreign", here.lean, "vocabulary", TEXT, said))
