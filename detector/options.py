"""What may have stood in a place, weighed by thesaurus, context and grammar."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from functools import partial
from math import exp, inf
from typing import TYPE_CHECKING, NamedTuple

from detector.agreement import NO_CALL, SILENT, Call, Fit, call, fit, suited
from detector.frames import FrameKind
from detector.gap import Gap
from detector.host import NOTHING, Known
from detector.lexicon import GATE_BITS, Mark

if TYPE_CHECKING:
    from detector.document import Document
    from detector.frames import Frame

MIN_GAIN = 2.5
"""Log10 by which some original must fit better than a native word without a clash."""


class Option(NamedTuple):
    """One presumed original of one place.

    ``known`` is the original as the tables have it; ``gain`` the log10 probability of the context
    with it over that with the surface; ``apart`` its association with the words next but one;
    ``affinity`` natural log-odds of it by all words around; ``elsewhere`` how often it occurs in
    the document; ``frame`` an expression or name that it completes.
    """

    known: Known
    gain: float
    apart: float
    affinity: float
    fit: Fit
    elsewhere: int
    frame: Frame | None

    @property
    def text(self) -> str:
        """The original, empty for a deletion."""
        return self.known.text

    @property
    def number(self) -> int:
        """Its vocabulary number, 0 for a deletion."""
        return self.known.number

    @property
    def link(self) -> int:
        """The byte that links it to the surface."""
        return self.known.link


_OPTION: Callable[[tuple[Known, float, float, float, Fit, int, Frame | None]], Option]
_OPTION = partial(tuple.__new__, Option)
"""An option of its fields in a row, at half the cost of naming them."""


class Place(NamedTuple):
    """A surface where it stands: its number, form, own fit, and the options, unranked."""

    surface: str
    number: int
    form: int
    zipf: float
    zipf_english: float
    marks: int
    association: float
    fit: Fit
    options: tuple[Option, ...]
    rivals: int
    """How many originals were considered; the more, the likelier that one fits by chance."""
    scores: list[float]
    """Natural log-odds of each of them by thesaurus and pairs of words."""
    chosen: list[int]
    """Places, from 1, of those that were weighed in full."""

    @property
    def weighed(self) -> float:
        """Probability that the original is among those that were weighed in full."""
        if not self.chosen:
            return 1.0
        odds = list(map(exp, self.scores))
        return sum([odds[i - 1] for i in self.chosen]) / sum(odds)

    @property
    def lean(self) -> float:
        """Zipf by which the surface is more frequent in English than in the host language."""
        return self.zipf_english - self.zipf


def window(doc: Document, first: int, stop: int) -> tuple[tuple[int, int], tuple[int, int]]:
    """Numbers of the two tokens before and the two after, breaks and numbers included."""
    gates, kinds = doc.gates, doc.kinds
    if first > 1 and stop + 1 < len(gates):
        between = kinds[first - 1] | kinds[first] | kinds[stop] | kinds[stop + 1]
        if not between & (Gap.BREAK | Gap.NUMBER):
            before, after = gates[first - 2 : first], gates[stop : stop + 2]
            return (
                (before[0] >> GATE_BITS, before[1] >> GATE_BITS),
                (after[0] >> GATE_BITS, after[1] >> GATE_BITS),
            )
    left: list[int] = []
    i = first
    while len(left) < 2:
        left.extend(_marks(doc, i))
        i -= 1
        left.append(doc.number(i) if i >= 0 else doc.host.break_mark)
    right: list[int] = []
    i = stop
    while len(right) < 2:
        right.extend(_marks(doc, i))
        right.append(doc.number(i) if i < len(doc) else doc.host.break_mark)
        i += 1
    return (left[1], left[0]), (right[0], right[1])


def around(doc: Document, first: int, stop: int, reach: int) -> list[int]:
    """Numbers of the ``reach`` tokens before and of those after, breaks and numbers included.

    One break stands for each end of the text, and 0 for what would lie beyond.
    """
    left: list[int] = []
    i = first
    while len(left) < reach and i >= 0:
        left.extend(_marks(doc, i))
        i -= 1
        if i >= 0:
            left.append(doc.number(i))
    right: list[int] = []
    i = stop
    while len(right) < reach and i <= len(doc):
        right.extend(_marks(doc, i))
        if i < len(doc):
            right.append(doc.number(i))
        i += 1
    beyond = [0] * reach
    return [*reversed((left + beyond)[:reach]), *(right + beyond)[:reach]]


def _marks(doc: Document, gap: int) -> tuple[int, ...]:
    """The token that stands for what is between two words, if it is more than space."""
    if not 0 < gap < len(doc):
        return (doc.host.break_mark,)
    kind = doc.kinds[gap]
    if kind & Gap.NUMBER:
        return (doc.host.number_mark,)
    return (doc.host.break_mark,) if kind & Gap.BREAK else ()


def place(doc: Document, first: int, stop: int) -> Place | None:
    """Weigh everything that may have stood at tokens ``first`` to before ``stop``.

    None when no thesaurus knows the surface, or when it is a native word that breaks no agreement
    and that no original betters; none either where the document's budget is spent. Worked out once
    per document and span.
    """
    key = (first, stop)
    if key not in doc.places:
        if not doc.budget.weighs(len(doc.places), len(doc)):
            return None
        doc.places[key] = _place(doc, first, stop)
    return doc.places[key]


def _place(doc: Document, first: int, stop: int) -> Place | None:
    host = doc.host
    surface = " ".join(doc.folded[first:stop])
    single = stop == first + 1
    number = doc.number(first) if single else host.lexicon.number(surface)
    marks = host.lexicon.marks(number) if number else 0
    if not marks & (Mark.SURFACE | Mark.EXPANDER):
        return None
    form = host.lexicon.form(surface) if single else 0
    zipf, zipf_english = host.lexicon.zipfs(number)
    left, right = window(doc, first, stop)
    frames = _frames(doc, first, stop)
    listed, words, priors, rows = host.listed(number)
    framed: Collection[int] = ()
    if frames:
        members = tuple(_members(doc, number, frames))
        if members:
            listed, words, priors, rows = host.listing(number, (*listed, *members))
        framed = [i for i, known in enumerate(listed, 1) if known.number in frames]
    if single and first in doc.calls:
        called, suits = doc.calls[first]
    elif single:
        called, suits = NO_CALL, SILENT
    else:
        called = call(doc, first)
        suits = fit(host, called, surface, form)
    least = MIN_GAIN if form and not frames and not suits.clashes else -inf
    surroundings = host.surroundings
    near = around(doc, first, stop, surroundings.reach)
    affinities, odds = surroundings.affinities.weigh(near, rows, priors)
    weighed = host.ngrams.fits.weigh(left, right, words, odds, framed, least)
    if weighed is None:
        return None
    own, association, scores, chosen, gains, aparts = weighed
    counts = doc.counts
    options = []
    for i, gain, apart in zip(chosen, gains, aparts, strict=True):
        known = listed[i - 1]
        fits = SILENT if called is NO_CALL else suited(called, known.able, known.vowel)
        frame = frames.get(known.number) if frames else None
        elsewhere = counts.get(known.text, 0)
        options.append(_OPTION((known, gain, apart, affinities[i - 1], fits, elsewhere, frame)))
    if not form and (deletion := _deletion(doc, stop, left, own, called)) is not None:
        options.append(deletion)
    return Place(
        surface,
        number,
        form,
        zipf,
        zipf_english,
        marks,
        association if single else 0.0,
        suits,
        tuple(options),
        len(listed),
        scores,
        chosen,
    )


def _frames(doc: Document, first: int, stop: int) -> dict[int, Frame]:
    """Best frame around a place by member; names only where the surface has a capital."""
    found: dict[int, Frame] = {}
    capital = doc.words[first][:1].isupper()
    for frame in doc.frames(first, stop):
        if frame.kind is FrameKind.NAME and not (capital and _capital_beside(doc, first, stop)):
            continue
        old = found.get(frame.member)
        if old is None or frame.weight > old.weight:
            found[frame.member] = frame
    return found


def _capital_beside(doc: Document, first: int, stop: int) -> bool:
    return (first > 0 and doc.words[first - 1][:1].isupper()) or (
        stop < len(doc) and doc.words[stop][:1].isupper()
    )


def _members(doc: Document, surface: int, frames: dict[int, Frame]) -> Iterator[Known]:
    """Members of names that the surface may stand for although the language lacks the word."""
    listed = {original.number for original in doc.host.originals(surface)}
    for member, frame in frames.items():
        if frame.kind is FrameKind.NAME and member not in listed:
            link = doc.host.inversion.linked(surface, member)
            if link:
                yield doc.host.known(member, link)


def _deletion(
    doc: Document, stop: int, left: tuple[int, int], own: float, called: Call
) -> Option | None:
    """The option that the spinner put this word before a homograph, if one follows at once."""
    if not doc.expands(stop):
        return None
    kept = doc.folded[stop]
    right = window(doc, stop, stop + 1)[1]
    gain = doc.host.ngrams.fits.fit(left, right, doc.number(stop)) - own
    suits = fit(doc.host, called, kept, doc.host.lexicon.form(kept))
    return Option(NOTHING, gain, 0.0, 0.0, suits, 0, None)
