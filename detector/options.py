"""What may have stood in a place, weighed by thesaurus, context and grammar.

Like those of `detector.fits`, `chosen` has a twin in C.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from math import inf
from typing import TYPE_CHECKING, NamedTuple

from detector import fits
from detector.agreement import FITS, NO_CALL, SILENT, Call, Fit, Fits, call, fit, suited
from detector.frames import FrameKind
from detector.host import NOTHING, Known
from detector.lexicon import GATE_BITS, Mark

if TYPE_CHECKING:
    from detector.document import Document
    from detector.fits import Pair
    from detector.frames import Frame

_WEIGHED = Mark.SURFACE | Mark.EXPANDER
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


_NOT_CALLED = NO_CALL, SILENT
_NO_FRAMES: dict[int, Frame] = {}
_NONE_FRAMED: list[int] = []


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
    weighed: float
    """Probability that the original is among those that were weighed in full."""

    @property
    def lean(self) -> float:
        """Zipf by which the surface is more frequent in English than in the host language."""
        return self.zipf_english - self.zipf


_PLACE: Callable[[tuple[object, ...]], Place] = partial(tuple.__new__, Place)
"""A place of its fields in a row, at half the cost of naming them."""


def window(doc: Document, first: int, stop: int) -> tuple[Pair, Pair]:
    """Numbers of the two tokens before and the two after, breaks and numbers included."""
    return fits.window(doc.gates, doc.kinds, first, stop, doc.host.marks)


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
        if doc.precedent is None or not doc.precedent.adopt(first, stop):
            doc.places[key] = _place(doc, first, stop)
    return doc.places[key]


def _place(doc: Document, first: int, stop: int) -> Place | None:
    host = doc.host
    if stop == first + 1:
        surface, number = doc.folded[first], doc.gates[first] >> GATE_BITS
        called, suits = doc.calls.get(first, _NOT_CALLED)
    else:
        surface = " ".join(doc.folded[first:stop])
        number = host.lexicon.number(surface)
        called = call(doc, first)
        suits = fit(host, called, surface, 0)
    if not number:
        return None
    listing = host.listed(number)
    form, zipf, zipf_english, marks, listed, words, priors, rows = listing
    if not marks & _WEIGHED:
        return None
    frames, framed = _NO_FRAMES, _NONE_FRAMED
    if (around := doc.frames(first, stop)) and (frames := _frames(doc, first, stop, around)):
        members = tuple(_members(doc, number, frames))
        if members:
            *_, listed, words, priors, rows = host.listing(number, (*listed, *members))
        if members or not host.numbers(number).isdisjoint(frames):
            framed = [i for i, member in enumerate(words.numbers) if i and member in frames]
    least = MIN_GAIN if form and not frames and not suits.clashes else -inf
    spot = doc.gates, doc.kinds, first, stop, host.marks
    affinities, odds = priors[:], priors[:]
    host.surroundings.affinities.weigh_at(spot, rows, odds, affinities)
    found = host.ngrams.fits.weigh_at(spot, words, odds, framed, least)
    if found is None:
        return None
    own, association, weighed, places, gains, aparts = found
    figures = places, gains, aparts, affinities
    options = chosen(Option, FITS, called, listed, *figures, doc.counts, frames)
    if not form and (deletion := _deletion(doc, first, stop, own, called)) is not None:
        options = (*options, deletion)
    if stop != first + 1:
        association = 0.0
    measures = zipf, zipf_english, marks, association, suits
    return _PLACE((surface, number, form, *measures, options, len(listed), weighed))


def pure_chosen(
    kind: type[Option],
    fits: Fits,  # noqa: ARG001
    called: Call,
    listed: tuple[Known, ...],
    places: list[int],
    gains: list[float],
    aparts: list[float],
    affinities: Sequence[float],
    counts: Mapping[str, int],
    frames: Mapping[int, Frame],
) -> tuple[Option, ...]:
    """The options of a place: those of its originals that were weighed in full.

    ``places`` are theirs among the originals, from 1, with gains and associations as
    `detector.fits` gives them; ``kind`` is Option and ``fits`` are FITS.
    """
    found = []
    for at, gain, apart in zip(places, gains, aparts, strict=True):
        known, affinity = listed[at - 1], affinities[at - 1]
        suits = suited(called, known.able, known.vowel)
        often, frame = counts.get(known.text, 0), frames.get(known.number)
        found.append(kind(known, gain, apart, affinity, suits, often, frame))
    return tuple(found)


def _frames(doc: Document, first: int, stop: int, around: list[Frame]) -> dict[int, Frame]:
    """The best of the frames around a place by member; names only where a capital is written."""
    found: dict[int, Frame] = {}
    capital = doc.words[first][:1].isupper()
    for frame in around:
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
    listed = doc.host.numbers(surface)
    for member, frame in frames.items():
        if frame.kind is FrameKind.NAME and member not in listed:
            link = doc.host.inversion.linked(surface, member)
            if link:
                yield doc.host.known(member, link)


def _deletion(doc: Document, first: int, stop: int, own: float, called: Call) -> Option | None:
    """The option that the spinner put this word before a homograph, if one follows at once."""
    if not doc.expands(stop):
        return None
    kept = doc.folded[stop]
    left, right = window(doc, first, stop)[0], window(doc, stop, stop + 1)[1]
    gain = doc.host.ngrams.fits.fit(left, right, doc.number(stop)) - own
    suits = fit(doc.host, called, kept, doc.host.lexicon.form(kept))
    return Option(NOTHING, gain, 0.0, 0.0, suits, 0, None)


if TYPE_CHECKING or os.environ.get("SPIN_DETECTOR_PURE"):
    chosen = pure_chosen
else:
    try:
        from detector._options import chosen
    except ImportError:
        chosen = pure_chosen
