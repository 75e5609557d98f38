"""Rule respun-sentence."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import combinations, pairwise

from detector.document import Document, Sentence
from detector.messages import Text
from detector.rules import Clue, Trace, tracer

LONG = 8
"""Letters from which a word is rare enough to tell sentences apart."""
MAX_PLACES = 4
"""A pair of long words in more places than that is the document's subject, or boilerplate."""
MIN_WORDS = 8
"""Words that a sentence must have, function words and the shortest left out."""
MAX_WORDS = 100
"""Words from which a sentence is a list, and takes too long to compare."""
MAX_COMPARED = 8
"""Sentences that one is compared with, so that time is linear where all are alike."""
MIN_LETTERS = 4
ALIKE = 0.3
"""Share of the words of two sentences that both have (Jaccard), from which one is the other's."""
MIN_SWAPS = 3
"""Swaps by which two versions differ at least; honest parallels differ in a name or a number."""
MAX_SWAPPED = 3
"""Words on either side of a swap."""
TEXT = Text("{:.0%} of the words of a sentence {:,} characters further up")


@tracer(
    kind="artefact",
    severity="note",
    full=True,
    flags=(
        (
            "Les apiculteurs débutants choisissent souvent une ruche horizontale, car elle demande"
            " moins de force. On rit. [[Les apiculteurs débutants prennent fréquemment une ruche"
            " horizontale, car elle exige moins de puissance]]."
        ),
    ),
    passes=(
        (
            "Les apiculteurs débutants choisissent souvent une ruche horizontale. Les apiculteurs"
            " débutants oublient souvent que l'hiver est long."
        ),
        (
            "La parole est à madame Lise Roche, pour soutenir longuement l'amendement numéro trois,"
            " déposé hier. La parole est à madame Anne Petit, pour soutenir longuement l'amendement"
            " numéro douze, déposé hier."
        ),
    ),
)
def respun_sentence(doc: Document) -> Iterator[Trace]:
    """A sentence that says again, in part with other words, what an earlier one said.

    Spinners make several versions of a sentence, and articles padded to length hold two of them.
    Candidates share two long words in a row; they are compared by the sets of their words, and by
    how many different swaps lead from one to the other.

    Example: "choisissent souvent une ruche horizontale" and "prennent fréquemment une ruche
    horizontale".
    """
    said: set[int] = set()
    for first, second, alike in sorted(_alike(doc), key=lambda pair: pair[1]):
        if second.first not in said:
            said.add(second.first)
            start, end = doc.span(*second)
            distance = start - doc.starts[first.first]
            clue = Clue("alike", alike, "repetition", TEXT, (alike, distance))
            yield Trace(start, end, 0.7 + 0.25 * alike, clue)


def _alike(doc: Document) -> Iterator[tuple[Sentence, Sentence, float]]:
    """Pairs of sentences, the earlier first, that have most of their words in common."""
    compared: set[tuple[int, int]] = set()
    often: Counter[int] = Counter()
    for places in _shared(doc):
        found = sorted({said for i in places if len(range(*(said := doc.sentence(i)))) < MAX_WORDS})
        for one, other in combinations(found, 2):
            key = one.first, other.first
            if key in compared or often[other.first] == MAX_COMPARED:
                continue
            compared.add(key)
            often[other.first] += 1
            ours, theirs = _words(doc, one), _words(doc, other)
            if min(len(ours), len(theirs)) < MIN_WORDS:
                continue
            alike = len(ours & theirs) / len(ours | theirs)
            if ALIKE <= alike < 1 and _swaps(doc, one, other) >= MIN_SWAPS:
                yield one, other, alike


def _swaps(doc: Document, one: Sentence, other: Sentence) -> int:
    """In how many different ways the words of two sentences differ, names and function words aside.

    A swap that recurs is counted once: so differ honest texts on the left margin and the right.
    """
    from difflib import SequenceMatcher

    ours, theirs = (doc.words[s.first : s.stop] for s in (one, other))
    codes = SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes()
    swaps = {
        (" ".join(ours[a:b]), " ".join(theirs[c:d]))
        for kind, a, b, c, d in codes
        if kind == "replace" and max(b - a, d - c) <= MAX_SWAPPED
    }
    return sum(
        pair[0].islower() and pair[1].islower() and min(map(len, pair)) >= MIN_LETTERS
        for pair in swaps
    )


def _shared(doc: Document) -> list[list[int]]:
    """Where each pair of long words stands that follow each other in several places."""
    words = doc.folded
    long = [word for word in words if len(word) >= LONG]
    pairs = list(pairwise(long))
    if len(set(pairs)) == len(pairs):
        return []
    often = {pair for pair, times in Counter(pairs).items() if 1 < times <= MAX_PLACES}
    places: dict[tuple[str, str], list[int]] = defaultdict(list)
    numbers = (i for i, word in enumerate(words) if len(word) >= LONG)
    for i, pair in zip(numbers, pairs, strict=False):
        if pair in often:
            places[pair].append(i)
    return list(places.values())


def _words(doc: Document, sentence: Sentence) -> frozenset[str]:
    common = doc.host.language.common
    return frozenset(
        word
        for word in doc.folded[sentence.first : sentence.stop]
        if len(word) >= MIN_LETTERS and word not in common
    )
