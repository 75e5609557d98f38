"""Rule orphan-fragment."""

from __future__ import annotations

from collections.abc import Iterator

from detector.document import Document
from detector.gap import Gap, gap_kind
from detector.messages import Text
from detector.rules import Clue, Trace, tracer
from detector.sentences import Lowered, follows_abbreviation, lowered

ATTRIBUTION, FRAGMENT = 0.9, 0.75
MAX_WORDS = 6
"""Words of a fragment that attributes nothing."""
ATTRIBUTES = Text("it attributes words that are not there")
ENDS = Text("the end of a sentence without its beginning")


@tracer(
    kind="artefact",
    severity="note",
    flags=(
        "Le joueur n'a pas tardé à réagir. [[a-t-il posté.]] La vidéo a fait le tour du pays.",
        "Le maire se tait.\n\n[[explique-t-elle à la radio, l'air las.]]\n\nLe préfet aussi.",
        "On l'attendait avec M. K.\n[[a-t-il précisé.]]\nLe préfet se tait.",
        "Le ministre a fini par publier. [[une déclaration.]] Ses alliés approuvent.",
        "Le club l'annonce sur son site. [[la vidéo du but.]]",
    ),
    passes=(
        "« Je pars demain. » a-t-il posté. La vidéo a fait le tour du pays.",
        "— Quoi ! s'écria-t-il. — Rien, dit-elle.",
        "On ferme. viendra-t-il demain ? Dit-il vrai ?",
        "Il hésite. peut-être viendra-t-il.",
        "Il lit beaucoup, p. ex. des romans.",
        "Il hésite… puis il part.",
        "La fonction rend un tableau. strlen() compte les lettres.",
        "il pleut. le chat dort. la pluie tombe. le chien aussi. la nuit vient.",
    ),
)
def orphan_fragment(doc: Document) -> Iterator[Trace]:
    """The end of a sentence, alone, where a quotation, a link or a post vanished.

    A scraper takes the text around an embedded element and drops the element. What is left begins
    in lower case after a full stop: who said the words that are gone, verb before subject, as
    French has it only behind a quotation; or a few words that a small one introduces. Who scrapes
    need not spin.

    Example: "Le joueur n'a pas tardé à réagir. a-t-il posté."
    """
    for sentence in lowered(doc):
        if _attributes(doc, sentence):
            clue = Clue("attribution", 1.0, "grammar", ATTRIBUTES)
            yield Trace(sentence.start, sentence.end, ATTRIBUTION, clue)
        elif _fragment(doc, sentence):
            clue = Clue("fragment", 1.0, "grammar", ENDS)
            yield Trace(sentence.start, sentence.end, FRAGMENT, clue)


def _attributes(doc: Document, sentence: Lowered) -> bool:
    """Whether a verb and its subject open the sentence, joined by hyphens, and ask nothing."""
    kinds, words, after = doc.kinds, doc.words, sentence.first + 1
    if after + 1 < len(words) and kinds[after] == Gap.HYPHEN and len(words[after]) == 1:
        after += 1
    if after >= len(words) or kinds[after] != Gap.HYPHEN:
        return False
    asks = doc.text[sentence.start : sentence.end].rstrip(".…! ").endswith("?")
    return words[after] in doc.host.language.inverted and not asks


def _fragment(doc: Document, sentence: Lowered) -> bool:
    """Whether a small word opens the sentence, a full stop ends it soon, and no mark parts it."""
    first, stop, _, end = sentence
    if not 2 <= stop - first <= MAX_WORDS or doc.text[end - 1] != ".":
        return False
    between = doc.gaps[first + 1 : stop]
    if any(len(gap) > 1 or gap_kind(gap) & ~(Gap.ELISION | Gap.HYPHEN) for gap in between):
        return False
    opens = doc.folded[first] in doc.host.language.openers
    return opens and not follows_abbreviation(doc, first)
