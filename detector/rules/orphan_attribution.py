"""Rule orphan-attribution."""

from __future__ import annotations

from collections.abc import Iterator

from detector.document import Document, Gap
from detector.rules import Clue, Trace, tracer
from detector.sentences import lowered

CONFIDENCE = 0.9


@tracer(
    kind="artefact",
    severity="warning",
    flags=(
        "Le joueur n'a pas tardé à réagir. [[a-t-il posté.]] La vidéo a fait le tour du pays.",
        "Le maire se tait.\n\n[[explique-t-elle à la radio.]]\n\nLe préfet aussi.",
    ),
    passes=(
        "« Je pars demain. » a-t-il posté. La vidéo a fait le tour du pays.",
        "— Quoi ! s'écria-t-il. — Rien, dit-elle.",
        "On ferme. viendra-t-il demain ?",
        "A-t-il posté ? Peut-être bien. Dit-il vrai ?",
        "Il hésite. peut-être viendra-t-il.",
        "Le joueur part, a-t-il posté.\nLa vidéo tourne.",
    ),
)
def orphan_attribution(doc: Document) -> Iterator[Trace]:
    """Who said so, as a sentence of its own, without what was said.

    Embedded posts and quotations are lost when a page is scraped, and the attribution that
    followed stands alone: in lower case, verb before subject, after a full stop. Written French
    has that order only behind the words it attributes, or in a question, which begins with a
    capital. Who scrapes need not spin.

    Example: "Le joueur n'a pas tardé à réagir. a-t-il posté."
    """
    for sentence in lowered(doc):
        asks = doc.text[sentence.start : sentence.end].rstrip(".…! ").endswith("?")
        if not asks and _inverted(doc, sentence.first):
            clue = Clue("attribution", 1.0, "grammar", "attributes words that are not there")
            yield Trace(sentence.start, sentence.end, CONFIDENCE, clue)


def _inverted(doc: Document, i: int) -> bool:
    """Whether token i is a verb with its subject behind it, joined by hyphens."""
    kinds, words = doc.kinds, doc.words
    after = i + 1
    if after < len(words) and kinds[after] == Gap.HYPHEN and len(words[after]) == 1:
        after += 1
    return (
        after < len(words)
        and kinds[after] == Gap.HYPHEN
        and words[after] in doc.host.language.inverted
    )
