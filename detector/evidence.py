"""Everything that speaks for or against one candidate, as clues; the model gives them weight.

Rules bring their own clues. Here are those that every candidate has: inversion, context, grammar,
how the word is used in the document, and, in the second pass, what the document's other candidates
say.
"""

from __future__ import annotations

from collections.abc import Iterable
from math import log2, log10
from typing import TYPE_CHECKING, NamedTuple

from detector.document import Gap
from detector.inversion import SHIFT, Link
from detector.lexicon import Gate, Mark
from detector.rules import Clue

if TYPE_CHECKING:
    from detector.document import Document
    from detector.options import Option, Place

MAX_RUN = 4
NEAR = 8
"""Words on either side that say whether a word stands in English surroundings."""


class Other(NamedTuple):
    """What the second pass needs of a candidate: its surface, class, first-pass probability."""

    surface: str
    category: str
    probability: float


def category(place: Place) -> str:
    """The class whose curves apply: phrase, foreign or native."""
    return "phrase" if " " in place.surface else "native" if place.form else "foreign"


LINK_FEATURES = ("moby", "moby-back", "mutual", "wordnet", "related", "mismatch", "closeness")
OPTION_FEATURES = (
    *LINK_FEATURES,
    "loss",
    "gain",
    "large gain",
    "gender",
    "number",
    "elision",
    "zipf",
    "zipf english",
    "frame",
    "elsewhere",
    "deletion",
    "listed deletion",
)
"""Names of the numbers by which options are ranked; those of the thesaurus link come first."""


def option_features(place: Place, option: Option) -> tuple[float, ...]:
    """Numbers by which the options of one place are ranked, in the order of OPTION_FEATURES."""
    link, gain, fit = option.link, option.gain, option.fit
    moby, back = link & Link.MOBY, link & Link.MOBY_BACK
    gone = not option.number
    return (
        1.0 if moby and not back else 0.0,
        1.0 if back and not moby else 0.0,
        1.0 if moby and back else 0.0,
        1.0 if link & Link.WORDNET else 0.0,
        1.0 if link & Link.RELATED else 0.0,
        1.0 if link & Link.MISMATCH else 0.0,
        ((link >> SHIFT) & 7) / 7,
        min(gain, 0.0),
        min(max(gain, 0.0), 4.0),
        min(max(gain - 4.0, 0.0), 8.0),
        fit.gender,
        fit.number,
        fit.elision,
        option.zipf,
        option.zipf_english,
        min(option.frame.weight, 6.0) if option.frame else 0.0,
        1.0 if option.elsewhere else 0.0,
        1.0 if gone else 0.0,
        1.0 if gone and place.marks & Mark.EXPANDER else 0.0,
    )


def clues(
    doc: Document, first: int, stop: int, place: Place, best: Option, closeness: float
) -> list[Clue]:
    """Clues of one candidate that do not depend on the others.

    ``closeness`` is the model's score of the thesaurus link between surface and best original.
    """
    kind = category(place)
    surface, shown = place.surface, best.text or "nothing"
    found = [
        Clue(f"context:{kind}", best.gain, "ngrams", _context_text(surface, shown, best.gain)),
        Clue(
            f"fit:{kind}",
            place.association,
            "ngrams",
            f"“{surface}” and its neighbours are {10**place.association:.3g} times as likely"
            " together as apart",
        ),
        Clue(
            f"rarity:{kind}",
            place.zipf,
            "vocabulary",
            f"“{surface}” has zipf {place.zipf:.1f} in French",
        ),
        Clue(
            f"lean:{kind}",
            place.zipf_english - place.zipf,
            "vocabulary",
            f"“{surface}” has zipf {place.zipf_english:.1f} in English, {place.zipf:.1f} in French",
        ),
    ]
    if best.number:
        found.append(
            Clue(
                f"inversion:{kind}",
                closeness,
                _link_source(best),
                f"an English thesaurus offers “{surface}” for “{shown}”",
            )
        )
    mended = best.fit.gender + best.fit.number - place.fit.gender - place.fit.number
    if place.fit.gender < 0 or place.fit.number < 0 or mended:
        found.append(
            Clue(f"grammar:{kind}", float(mended), "forms", f"“{shown}” suits its determiner")
        )
    sound = best.fit.elision - place.fit.elision
    if sound:
        found.append(
            Clue("sound", float(sound), "grammar", f"elision fits “{shown}”, not “{surface}”")
        )
    if not place.marks & Mark.NOUN and kind == "foreign":
        found.append(Clue("part", 1.0, "wordnet", f"“{surface}” is no noun, so hardly a borrowing"))
    if place.marks & Mark.HEADWORD and kind != "native":
        found.append(Clue("headword", 1.0, "wiktionary", f"the French Wiktionary has “{surface}”"))
    if accepted(doc, first, stop, place.marks):
        found.append(
            Clue("accepted", 1.0, "anglicisms", f"“{surface}” is a known borrowing in French")
        )
    return found + _usage(doc, first, stop, surface)


def _context_text(surface: str, shown: str, gain: float) -> str:
    if gain >= 0:
        return f"“{shown}” is {10**gain:.3g} times as likely here as “{surface}”"
    return f"“{surface}” is {10**-gain:.3g} times as likely here as “{shown}”"


def _link_source(option: Option) -> str:
    by = "moby" if option.link & (Link.MOBY | Link.MOBY_BACK) else "wordnet"
    return f"{by}: {option.text}"


def accepted(doc: Document, first: int, stop: int, marks: int) -> bool:
    """Whether the span is, or lies within, a borrowing of the hand list of up to three words."""
    if marks & Mark.ACCEPTED:
        return True
    lexicon = doc.host.lexicon
    for left in range(max(0, first - 2), first + 1):
        if not doc.gates[left] & Gate.START:
            continue
        for right in range(max(stop, left + 2), min(len(doc), left + 3) + 1):
            if any(doc.before(i) & Gap.BREAK for i in range(left + 1, right)):
                break
            number = lexicon.number(" ".join(doc.folded[left:right]))
            if number and lexicon.marks(number) & Mark.ACCEPTED:
                return True
    return False


def _usage(doc: Document, first: int, stop: int, surface: str) -> list[Clue]:
    """How the word is written and used in this document: shape, quotes, runs, repetition."""
    found = []
    word = doc.words[first]
    opens = doc.opens_sentence(first)
    if any(w.isupper() and len(w) > 1 for w in doc.words[first:stop]):
        found.append(Clue("shape:capitals", 1.0, "document", "written in capitals"))
    elif word[:1].isupper():
        name = "shape:opening" if opens else "shape:name"
        found.append(Clue(name, 1.0, "document", "written with a capital"))
    before, after = doc.before(first), doc.before(stop) if stop < len(doc) else 0
    if before & Gap.GLUE_LEFT or after & Gap.GLUE_RIGHT:
        found.append(Clue("code", 1.0, "document", "stands in an address, a number or code"))
    if Gap.HYPHEN in (before, after):
        found.append(Clue("hyphen", 1.0, "document", "is part of a compound"))
    if first in doc.quoted:
        found.append(Clue("quoted", 1.0, "document", "stands in quotation marks"))
    if first in doc.emphasised:
        found.append(Clue("emphasised", 1.0, "document", "is emphasised"))
    if run := _run(doc, first, stop):
        found.append(Clue("run", float(run), "document", f"{run} English words beside it"))
    found.append(_surroundings(doc, first, stop))
    count = doc.counts[doc.folded[first]] if stop == first + 1 else 1
    if count > 1:
        text = f"“{surface}” occurs {count} times in the document"
        found.append(Clue("repetition", log2(count), "document", text))
    return found


def _surroundings(doc: Document, first: int, stop: int) -> Clue:
    """Share of English among the nearest words of the sentence, the span left out."""
    sentence = doc.sentence(first)
    low, high = max(sentence.first, first - NEAR), min(sentence.stop, stop + NEAR)
    gates = doc.gates
    near = [gates[i] & Gate.FOREIGN for i in range(low, high) if not first <= i < stop]
    share = (sum(1 for gate in near if gate) + 0.2) / (len(near) + 1)
    text = f"{100 * share:.0f} % of the words around it are English"
    return Clue("surroundings", share, "document", text)


def _run(doc: Document, first: int, stop: int) -> int:
    """How many words beside the span lean towards English, without punctuation between."""
    gates, run = doc.gates, 0
    for step, start in ((-1, first), (1, stop - 1)):
        i = start
        while run < MAX_RUN:
            gap = i if step < 0 else i + 1
            i += step
            if not 0 <= i < len(doc) or doc.before(gap) & Gap.BREAK or not gates[i] & Gate.FOREIGN:
                break
            run += 1
    return run


class Company:
    """What a document's candidates say of each other, added up once for all of them.

    Of a surface that occurs more than once the likeliest place counts, so that a word repeated
    throughout is one witness, and none for itself.
    """

    def __init__(self, words: int, others: Iterable[Other]) -> None:
        self._words = max(words, 50)
        best: dict[str, Other] = {}
        for other in others:
            old = best.get(other.surface)
            if old is None or other.probability > old.probability:
                best[other.surface] = other
        self._best = best
        self._total = sum(other.probability for other in best.values())
        foreign = [o.probability for o in best.values() if o.category != "native"]
        self._foreign, self._foreigners = sum(foreign), len(foreign)
        self._highest = sorted((o.probability for o in best.values()), reverse=True)[:2]

    def clues(self, own: Other) -> list[Clue]:
        """Clues that the other surfaces bring for one.

        Formulas: the sum of their first-pass probabilities, the same per 100 words, the highest of
        them, and the mean over those that are not native words, shrunk towards a half.
        """
        self_best = self._best[own.surface]
        total = max(0.0, self._total - self_best.probability)
        is_top = self_best.probability >= self._highest[0]
        rest = self._highest[1:] if is_top else self._highest
        highest = rest[0] if rest else 0.0
        foreign, count = self._foreign, self._foreigners
        if self_best.category != "native":
            foreign, count = max(0.0, foreign - self_best.probability), count - 1
        mean, rate = (foreign + 0.5) / (count + 1), 100 * total / self._words
        kind = own.category
        return [
            Clue(
                f"company:{kind}",
                log10(total + 0.01),
                "document",
                f"other words of the document add up to {total:.1f} traces",
            ),
            Clue(
                f"rate:{kind}",
                log10(rate + 0.01),
                "document",
                f"{rate:.2f} other traces in 100 words",
            ),
            Clue(
                "surest",
                highest,
                "document",
                f"the surest other word has probability {highest:.2f}",
            ),
            Clue(
                f"share:{kind}",
                mean,
                "document",
                f"of the document's other English words {100 * mean:.0f} % look planted",
            ),
        ]
