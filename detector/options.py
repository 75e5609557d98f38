"""What may have stood in a place, weighed by thesaurus, context and grammar."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from functools import partial
from itertools import repeat
from math import inf
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from detector import fits
from detector.agreement import NO_CALL, SILENT, Call, Fit, call, fit, suited
from detector.frames import FrameKind
from detector.host import NOTHING, Known
from detector.lexicon import Mark

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


_OPTION: Callable[[tuple[Known, float, float, float, Fit, int, Frame | None]], Option]
_OPTION = partial(tuple.__new__, Option)
"""An option of its fields in a row, at half the cost of naming them."""
_TEXT: Callable[[Known], str] = itemgetter(0)
_SILENT, _NOWHERE, _NO_FRAME = repeat(SILENT), repeat(0), repeat(None)
"""Of options at a place where nothing is called for, of words that are met once, and no frames."""


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
    surface = " ".join(doc.folded[first:stop])
    single = stop == first + 1
    number = doc.number(first) if single else host.lexicon.number(surface)
    zipf, zipf_english, marks = host.lexicon.measures(number) if number else (0.0, 0.0, 0)
    if not marks & _WEIGHED:
        return None
    form = host.lexicon.form(surface) if single else 0
    frames = _frames(doc, first, stop)
    listed, words, priors, vectors = host.listed(number)
    framed: Collection[int] = ()
    if frames:
        members = tuple(_members(doc, number, frames))
        if members:
            listed, words, priors, vectors = host.listing(number, (*listed, *members))
        framed = [i for i, member in enumerate(words.numbers) if i and member in frames]
    if single and first in doc.calls:
        called, suits = doc.calls[first]
    elif single:
        called, suits = NO_CALL, SILENT
    else:
        called = call(doc, first)
        suits = fit(host, called, surface, form)
    least = MIN_GAIN if form and not frames and not suits.clashes else -inf
    around = doc.gates, doc.kinds, first, stop, host.marks
    affinities, odds = host.surroundings.affinities.weigh_at(around, vectors, priors)
    found = host.ngrams.fits.weigh_at(around, words, odds, framed, least)
    if found is None:
        return None
    own, association, weighed, chosen, gains, aparts = found
    known = [listed[i - 1] for i in chosen]
    fit_of = _SILENT if called is NO_CALL else [suited(called, k.able, k.vowel) for k in known]
    frame_of = [frames.get(k.number) for k in known] if frames else _NO_FRAME
    elsewhere = map(doc.counts.get, map(_TEXT, known), _NOWHERE)
    affinity_of = [affinities[i - 1] for i in chosen]
    rows = zip(known, gains, aparts, affinity_of, fit_of, elsewhere, frame_of, strict=False)
    options = tuple(map(_OPTION, rows))
    if not form and (deletion := _deletion(doc, first, stop, own, called)) is not None:
        options = (*options, deletion)
    return Place(
        surface,
        number,
        form,
        zipf,
        zipf_english,
        marks,
        association if single else 0.0,
        suits,
        options,
        len(listed),
        weighed,
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
