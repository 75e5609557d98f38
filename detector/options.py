"""What may have stood in a place: originals of a surface, weighed by thesaurus, context, grammar."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from detector.agreement import Call, Fit, call, fit
from detector.document import Gap
from detector.frames import FrameKind
from detector.lexicon import Mark

if TYPE_CHECKING:
    from detector.document import Document
    from detector.frames import Frame
    from detector.host import Known

BREAK, NUMBER = ",", "0"
"""Words that stand for punctuation and for a number in the n-gram table."""


MAX_OPTIONS = 12
"""Originals of one place that are weighed in full, the best by thesaurus and pairs of words."""
GAIN_WEIGHT = 0.7
"""Natural log-odds of a tenfold better context, for choosing them."""
MIN_GAIN = 1.5
"""Log10 by which some original must fit better than a native word without a clash."""


class Option(NamedTuple):
    """One presumed original of one place.

    ``number`` is its vocabulary number, 0 for a deletion; ``gain`` the log10 probability of the
    context with it over that with the surface; ``frame`` an expression or name that it completes.
    """

    text: str
    number: int
    link: int
    gain: float
    fit: Fit
    zipf: float
    zipf_english: float
    elsewhere: int
    frame: Frame | None


class Place(NamedTuple):
    """A surface where it stands: its number, form, own fit, and the options, unranked."""

    surface: str
    number: int
    form: int
    zipf: float
    zipf_english: float
    marks: int
    own: float
    association: float
    fit: Fit
    options: tuple[Option, ...]


def window(doc: Document, first: int, stop: int) -> tuple[tuple[int, int], tuple[int, int]]:
    """Numbers of the two tokens before and the two after, breaks and numbers included."""
    left: list[int] = []
    i = first
    while len(left) < 2:
        mark = _mark(doc, i)
        if mark is not None:
            left.append(doc.host.lexicon.number(mark))
        if len(left) < 2:
            left.append(doc.number(i - 1) if i > 0 else doc.host.lexicon.number(BREAK))
        i -= 1
    right: list[int] = []
    i = stop
    while len(right) < 2:
        mark = _mark(doc, i)
        if mark is not None:
            right.append(doc.host.lexicon.number(mark))
        if len(right) < 2:
            right.append(doc.number(i) if i < len(doc) else doc.host.lexicon.number(BREAK))
        i += 1
    return (left[1], left[0]), (right[0], right[1])


def _mark(doc: Document, gap: int) -> str | None:
    """The token that stands for what is between two words, if it is more than space."""
    if not 0 < gap < len(doc):
        return BREAK
    kind = doc.before(gap)
    return NUMBER if kind & Gap.NUMBER else BREAK if kind & Gap.BREAK else None


def place(doc: Document, first: int, stop: int) -> Place | None:
    """Weigh everything that may have stood at tokens ``first`` to before ``stop``.

    None when no thesaurus knows the surface, or when it is a native word that breaks no agreement
    and that no original betters. Worked out once per document and span.
    """
    key = (first, stop)
    if key not in doc.places:
        doc.places[key] = _place(doc, first, stop)
    return doc.places[key]


def _place(doc: Document, first: int, stop: int) -> Place | None:
    host = doc.host
    surface = " ".join(doc.folded[first:stop])
    entry = host.lexicon.entry(surface)
    if entry is None or not entry.marks & (Mark.SURFACE | Mark.EXPANDER):
        return None
    form = host.lexicon.form(surface)
    left, right = window(doc, first, stop)
    ngrams = host.ngrams
    word = entry.number if stop == first + 1 else 0
    own = ngrams.fit(left, word, right)
    called, counts = call(doc, first), doc.counts
    frames = _frames(doc, first, stop)
    listed = host.originals(entry.number)
    if frames:
        listed = (*listed, *_members(doc, entry.number, frames))
    coarse = ngrams.pair_fits(left, [known.number for known in listed], right)
    suits = fit(host, called, surface, form)
    if form and not frames and not suits.clashes and max(coarse, default=own) - own < MIN_GAIN:
        return None
    order = sorted(
        range(len(listed)), key=lambda i: listed[i].prior + GAIN_WEIGHT * coarse[i], reverse=True
    )
    options = []
    for known in (listed[i] for i in order[:MAX_OPTIONS]):
        options.append(
            Option(
                known.text,
                known.number,
                known.link,
                ngrams.fit(left, known.number, right) - own,
                fit(host, called, known.text, known.form),
                known.zipf,
                known.zipf_english,
                counts[known.text],
                frames.get(known.number),
            )
        )
    deletion = _deletion(doc, first, stop, left, own, called)
    if deletion is not None:
        options.append(deletion)
    return Place(
        surface,
        entry.number,
        form,
        entry.zipf_host,
        entry.zipf_english,
        entry.marks,
        own,
        ngrams.association(left[1], word, right[0]),
        suits,
        tuple(options),
    )


def _frames(doc: Document, first: int, stop: int) -> dict[int, Frame]:
    """Best frame around a place by member; names only where the surface has a capital."""
    found: dict[int, Frame] = {}
    capital = doc.words[first][:1].isupper()
    for frame in doc.host.frames.around(doc, first, stop):
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
    doc: Document, first: int, stop: int, left: tuple[int, int], own: float, called: Call
) -> Option | None:
    """The option that the spinner put this word before a homograph, if one follows at once."""
    if stop >= len(doc) or doc.before(stop) or not doc.host.is_original(doc.folded[stop]):
        return None
    kept, ngrams = doc.folded[stop], doc.host.ngrams
    gain = ngrams.fit(left, doc.number(stop), window(doc, stop, stop + 1)[1]) - own
    suits = fit(doc.host, called, kept, doc.host.lexicon.form(kept))
    return Option("", 0, 0, gain, suits, 0.0, 0.0, 0, None)
