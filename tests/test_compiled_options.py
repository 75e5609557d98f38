"""Places are weighed the same compiled and in Python, bit by bit."""

from __future__ import annotations

import gc
from array import array
from collections import Counter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detector.agreement import FITS, Call
from detector.fits import PureFits
from detector.frames import Frame, FrameKind
from detector.host import NOTHING, host
from detector.lexicon import GATE_BITS
from detector.options import Option, Place, PureWeigher
from detector.surroundings import PureAffinities

compiled = pytest.importorskip("detector._options", reason="installed without a compiler")

FRENCH = host("fr")
KINDS: tuple[Any, ...] = (Place, Option, FITS, NOTHING)
FITTING = FRENCH.ngrams.fits, FRENCH.surroundings.affinities
COMPILED = compiled.Weigher(*KINDS, *FITTING, FRENCH.marks)
PURE = PureWeigher(
    Place,
    Option,
    FITS,
    NOTHING,
    PureFits(*FRENCH.ngrams.parts),
    PureAffinities(FRENCH.surroundings.vectors),
    FRENCH.marks,
)
SURFACES = "additional placement job purpose truly vital distant really".split()
NUMBERS = [FRENCH.lexicon.number(word) for word in (*SURFACES, *"de la un à le terme vue".split())]
TEXTS = st.lists(
    st.tuples(st.sampled_from((0, *NUMBERS)), st.sampled_from((0, 0, 0, 1, 4, 12, 20))),
    min_size=1,
    max_size=9,
)
CALLS = st.builds(Call, st.integers(0, 63), st.integers(-1, 1))
SUITS = st.builds(lambda g, n, e: FITS[g][n][e], *(st.sampled_from((0, 1, -1)),) * 3)


@given(
    TEXTS,
    st.data(),
    st.sampled_from(SURFACES),
    CALLS,
    SUITS,
    st.sets(st.integers(0, 4)),
    st.none() | SUITS,
)
def test_places_are_weighed_alike(
    text: list[tuple[int, int]],
    data: st.DataObject,
    surface: str,
    called: Call,
    suits: Any,
    called_for: set[int],
    kept: Any,
) -> None:
    first = data.draw(st.integers(0, len(text) - 1))
    stop = data.draw(st.integers(first + 1, len(text)))
    gates, kinds = [number << GATE_BITS | 5 for number, _ in text], [*(k for *_, k in text), 4]
    number = FRENCH.lexicon.number(surface)
    listing = FRENCH.listed(number)._replace(form=data.draw(st.sampled_from((0, 0, 1))))
    listed = listing.originals
    framed = sorted(i + 1 for i in called_for if i < len(listed))
    members = [listed[i - 1].number for i in framed]
    frames = {one: Frame("point *", one, FrameKind.NAME, 2.0) for one in members}
    counts = Counter(known.text for known in listed[:2])
    if stop == len(text):
        kept = None
    texts, named = (gates, kinds, counts), (surface, number, called, suits)
    place = *texts, first, stop, *named, listing, framed, frames, kept
    expected, found = PURE.place(*place), COMPILED.place(*place)
    assert found == expected
    if found is None or expected is None:
        return
    assert type(found) is Place
    assert all(type(option) is Option for option in found.options)
    same = zip(found.options, expected.options, strict=True)
    assert all(one.fit is other.fit and one.known is other.known for one, other in same)


@pytest.fixture
def good() -> list[Any]:
    """What is weighed."""
    gates, kinds = [number << GATE_BITS for number in NUMBERS], [0] * (len(NUMBERS) + 1)
    named = SURFACES[0], NUMBERS[0], Call(21, 1), FITS[0][0][0]
    listing = FRENCH.listed(NUMBERS[0])._replace(form=0)
    return [gates, kinds, {}, 1, 2, *named, listing, [1], {}, FITS[0][0][0]]


def test_places_are_left_out_when_cycles_are_looked_for(good: list[Any]) -> None:
    place = COMPILED.place(*good)
    assert place.options[-1].known is NOTHING
    assert len(place.options) > 1
    assert not any(map(gc.is_tracked, (place, place.options, *place.options)))


def test_a_surface_without_originals_has_a_place(good: list[Any]) -> None:
    good[9] = FRENCH.listing(NUMBERS[0], ())._replace(form=0)
    good[10] = []
    expected = PURE.place(*good)
    assert expected is not None
    assert COMPILED.place(*good) == expected
    assert [option.known for option in expected.options] == [NOTHING]


def _odd(listing: Any, **fields: object) -> Any:
    """A listing whose first original has something else in these fields."""
    first, *others = listing.originals
    return listing._replace(originals=(first._replace(**fields), *others))


def test_what_is_no_place_is_refused(good: list[Any]) -> None:
    listing, size, far = good[9], len(good[0]), 1 << 40
    nowhere = array("q", [far]) * len(listing.originals)
    ill: tuple[tuple[int, object], ...] = (
        (0, tuple(good[0])),
        (0, good[0][1:]),
        (0, ["word"] * size),
        (0, [-1] * size),
        (0, [far << GATE_BITS] * size),
        (1, None),
        (1, good[1][1:]),
        (1, ["gap"] * (size + 1)),
        (1, [-1] * (size + 1)),
        (2, []),
        (3, -1),
        (3, 3),
        (3, "first"),
        (4, size + 1),
        (4, size),
        (4, None),
        (7, (21,)),
        (7, ("slot", 1)),
        (7, [21, 1]),
        (8, None),
        (8, (0, 0)),
        (8, (0, 0, "sound")),
        (9, ()),
        (9, list(listing)),
        (9, listing._replace(form="noun")),
        (9, listing._replace(originals=list(listing.originals))),
        (9, listing._replace(originals=listing.originals[1:])),
        (9, listing._replace(originals=(listing.originals[0][:3], *listing.originals[1:]))),
        (9, _odd(listing, able="noun")),
        (9, _odd(listing, text=[])),
        (9, listing._replace(words=None)),
        (9, listing._replace(words=listing.words._replace(packed=b""))),
        (9, listing._replace(priors=listing.priors[1:])),
        (9, listing._replace(priors=list(listing.priors))),
        (9, listing._replace(rows=listing.rows[1:])),
        (9, listing._replace(rows=list(listing.rows))),
        (9, listing._replace(rows=nowhere)),
        (10, [0]),
        (10, [len(listing.originals) + 1]),
        (10, ["first"]),
        (11, []),
    )
    good[2] = {"word": 3}
    assert COMPILED.place(*good) is not None
    for at, each in ill:
        with pytest.raises((TypeError, ValueError, IndexError, OverflowError, BufferError)):
            COMPILED.place(*good[:at], each, *good[at + 1 :])
    with pytest.raises(TypeError):
        COMPILED.place(*good[:-1])


def test_what_weighs_nothing_is_refused() -> None:
    fits, affinities = FITTING
    ill: tuple[tuple[Any, ...], ...] = (
        (list, *KINDS[1:], *FITTING, FRENCH.marks),
        ("Place", *KINDS[1:], *FITTING, FRENCH.marks),
        (*KINDS, affinities, fits, FRENCH.marks),
        (*KINDS, None, affinities, FRENCH.marks),
        (*KINDS, *FITTING, 5),
        (*KINDS, *FITTING),
    )
    for each in ill:
        with pytest.raises((TypeError, ValueError, AttributeError)):
            compiled.Weigher(*each)
    with pytest.raises(TypeError):
        compiled.Weigher(*KINDS, *FITTING, marks=FRENCH.marks)
    for marks in ((-1, 0), (0, 1 << 40)):
        weigher = compiled.Weigher(*KINDS, *FITTING, marks)
        listing = FRENCH.listed(NUMBERS[0])
        with pytest.raises(IndexError):
            weigher.place(
                [0], [0, 0], {}, 0, 1, "", 0, (0, 0), FITS[0][0][0], listing, [], {}, None
            )


def test_tables_outlive_their_owners() -> None:
    fits, affinities = type(FITTING[0])(*FRENCH.ngrams.parts), FRENCH.surroundings.affinities
    weigher = compiled.Weigher(*KINDS, fits, affinities, FRENCH.marks)
    del fits, affinities
    gc.collect()
    listing = FRENCH.listed(NUMBERS[0])._replace(form=0)
    gates, kinds = [NUMBERS[0] << GATE_BITS], [4, 4]
    named = "", 0, Call(0, 0), FITS[0][0][0]
    place: list[Any] = [gates, kinds, {}, 0, 1, *named, listing, [], {}, None]
    assert weigher.place(*place) == PURE.place(*place)
