"""What may have stood in a place, weighed by thesaurus, context and grammar.

Like those of `detector.fits`, `Weigher` has a twin in C, which gives the same bits.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
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
    from detector.host import Host, Listing
    from detector.surroundings import Affinities

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
_NAME = FrameKind.NAME
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
    if not listing.marks & _WEIGHED:
        return None
    frames, framed = _NO_FRAMES, _NONE_FRAMED
    if (around := doc.frames(first, stop)) and (frames := _frames(doc, first, stop, around)):
        listing, framed = _framed(host, number, listing, frames)
    kept = None
    if not listing.form and doc.expands(stop):
        kept = _kept(doc, called, doc.folded[stop])
    return host.weigher.place(
        doc.gates,
        doc.kinds,
        doc.counts,
        first,
        stop,
        surface,
        number,
        called,
        suits,
        listing,
        framed,
        frames,
        kept,
    )


def _frames(doc: Document, first: int, stop: int, around: list[Frame]) -> dict[int, Frame]:
    """The best of the frames around a place by member; names only where a capital is written."""
    found: dict[int, Frame] = {}
    named = doc.words[first][:1].isupper() and _capital_beside(doc, first, stop)
    for frame in around:
        _, member, kind, weight = frame
        if kind is _NAME and not named:
            continue
        old = found.get(member)
        if old is None or weight > old.weight:
            found[member] = frame
    return found


def _capital_beside(doc: Document, first: int, stop: int) -> bool:
    return (first > 0 and doc.words[first - 1][:1].isupper()) or (
        stop < len(doc) and doc.words[stop][:1].isupper()
    )


def _framed(
    host: Host, surface: int, listing: Listing, frames: dict[int, Frame]
) -> tuple[Listing, list[int]]:
    """A surface's originals with what frames call for, and which of them these call for, from 1.

    Members of names that the surface may stand for are originals although the language lacks them.
    """
    listed = host.numbers(surface)
    members = [
        host.known(member, link)
        for member, frame in frames.items()
        if frame.kind is _NAME
        and member not in listed
        and (link := host.inversion.linked(surface, member))
    ]
    if members:
        listing = host.listing(surface, (*listing.originals, *members))
    elif listed.isdisjoint(frames):
        return listing, _NONE_FRAMED
    return listing, [i for i, one in enumerate(listing.words.numbers) if i and one in frames]


def _kept(doc: Document, called: Call, word: str) -> Fit:
    """How the word after a place would suit what calls for the one in it."""
    if called is NO_CALL:
        return SILENT
    return fit(doc.host, called, word, doc.host.lexicon.form(word))


class PureWeigher:
    """Weighs what may have stood in the places of documents of one host language.

    It is told what places, options and the option of nothing are, so that its twin need not know.
    """

    def __init__(
        self,
        place: type[Place],
        option: type[Option],
        agreements: Fits,
        nothing: Known,
        fits: fits.Fits,
        affinities: Affinities,
        marks: Pair,
    ) -> None:
        self._make, self._option, self._nothing = place, option, nothing
        self._agreements = agreements
        self._fits, self._affinities, self._marks = fits, affinities, marks

    def place(
        self,
        gates: list[int],
        kinds: list[int],
        counts: Mapping[str, int],
        first: int,
        stop: int,
        surface: str,
        number: int,
        called: Call,
        suits: Fit,
        listing: Listing,
        framed: list[int],
        frames: dict[int, Frame],
        kept: Fit | None,
    ) -> Place | None:
        """Weigh a surface and its originals where they stand; None where it is not worth a look.

        ``suits`` is how the surface answers what it is ``called`` for. Originals of numbers
        ``framed``, from 1, are weighed in full whatever they score. ``kept`` is how the word after
        the place suits in its stead, None where that is none that a modifier is put before.
        """
        form, zipf, english, marks, listed, words, priors, rows = listing
        least = MIN_GAIN if form and not frames and not suits.clashes else -inf
        spot = gates, kinds, first, stop, self._marks
        affinities, odds = priors[:], priors[:]
        self._affinities.weigh_at(spot, rows, odds, affinities)
        found = self._fits.weigh_at(spot, words, odds, framed, least)
        if found is None:
            return None
        own, association, weighed, places, gains, aparts = found
        options = []
        for at, gain, apart in zip(places, gains, aparts, strict=True):
            known = listed[at - 1]
            fit = suited(called, known.able, known.vowel)
            often, frame = counts.get(known.text, 0), frames.get(known.number)
            row = known, gain, apart, affinities[at - 1], fit, often, frame
            options.append(self._option(*row))
        if kept is not None and not form:
            left, right = fits.window(gates, kinds, first, stop + 1, self._marks)
            gain = self._fits.fit(left, right, gates[stop] >> GATE_BITS) - own
            options.append(self._option(self._nothing, gain, 0.0, 0.0, kept, 0, None))
        lone = association if stop == first + 1 else 0.0
        measures = form, zipf, english, marks, lone, suits
        return self._make(surface, number, *measures, tuple(options), len(listed), weighed)


def weigher(host: Host) -> Weigher:
    """What weighs the places of documents of a host language."""
    tables = host.ngrams.fits, host.surroundings.affinities
    return Weigher(Place, Option, FITS, NOTHING, *tables, host.marks)


if TYPE_CHECKING or os.environ.get("SPIN_DETECTOR_PURE"):
    Weigher = PureWeigher
else:
    try:
        from detector._options import Weigher
    except ImportError:
        Weigher = PureWeigher
