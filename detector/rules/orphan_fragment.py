"""Rule orphan-fragment."""

from __future__ import annotations

from collections.abc import Iterator

from detector.document import Document, Gap, gap_kind
from detector.rules import Clue, Trace, tracer
from detector.sentences import Lowered, lowered

CONFIDENCE = 0.75
MAX_WORDS = 6


@tracer(
    kind="artefact",
    severity="note",
    flags=(
        "Le ministre a fini par publier. [[une déclaration.]] Ses alliés approuvent.",
        "Le club l'annonce sur son site. [[la vidéo du but.]]",
    ),
    passes=(
        "Il lit beaucoup, p. ex. des romans.",
        "Le prix est de 3 euros par pers. le midi. Le soir aussi.",
        "Il hésite… puis il part.",
        "La fonction rend un tableau. strlen() compte les lettres.",
        "Comptez trois œufs. trois cents grammes de farine.",
    ),
)
def orphan_fragment(doc: Document) -> Iterator[Trace]:
    """A few words in lower case that stand as a sentence where a link or a post vanished.

    A scraper takes the text around an embedded element and drops the element, so that the end of
    the sentence it belonged to stands alone. Such a fragment begins with a small word, as in
    mid-sentence, and soon ends with a full stop. Lists and manuals leave their capitals out too:
    a note.

    Example: "Le ministre a fini par publier. une déclaration."
    """
    for sentence in lowered(doc):
        if _fragment(doc, sentence):
            clue = Clue("fragment", 1.0, "grammar", "the end of a sentence, without its beginning")
            yield Trace(sentence.start, sentence.end, CONFIDENCE, clue)


def _fragment(doc: Document, sentence: Lowered) -> bool:
    first, stop, _, end = sentence
    if not 2 <= stop - first <= MAX_WORDS or doc.text[end - 1] != ".":
        return False
    between = doc.gaps[first + 1 : stop]
    if any(len(gap) > 1 or gap_kind(gap) & ~(Gap.ELISION | Gap.HYPHEN) for gap in between):
        return False
    return doc.folded[first] in doc.host.language.openers
