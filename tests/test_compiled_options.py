"""Options are the same compiled and in Python."""

from __future__ import annotations

import gc
from array import array
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detector.agreement import FITS, Call
from detector.frames import Frame, FrameKind
from detector.host import NOTHING
from detector.options import Option, pure_chosen

compiled = pytest.importorskip("detector._options", reason="installed without a compiler")

NUMBERS = st.integers(0, 2)
CALLS = st.builds(Call, st.integers(0, 63), st.integers(-1, 1))
LISTED = st.lists(
    st.builds(
        lambda number, able, vowel: NOTHING._replace(
            text="word" * number, number=number, able=able, vowel=vowel
        ),
        NUMBERS,
        st.integers(0, 15),
        st.none() | st.booleans(),
    ),
    max_size=5,
).map(tuple)


@given(CALLS, LISTED, st.data(), st.sampled_from(({}, {"word": 3})), NUMBERS)
def test_options_are_made_alike(
    called: Call, listed: tuple[Any, ...], data: st.DataObject, counts: dict[str, int], framed: int
) -> None:
    places = data.draw(st.lists(st.integers(1, len(listed)), max_size=5)) if listed else []
    frames = {framed: Frame("point *", framed, FrameKind.NAME, 2.0)}
    gains, aparts = [float(at) for at in places], [0.5 * at for at in places]
    affinities = array("d", map(float, range(len(listed))))
    rest = called, listed, places, gains, aparts, affinities, counts, frames
    expected = pure_chosen(Option, FITS, *rest)
    found = compiled.chosen(Option, FITS, *rest)
    assert found == expected
    assert all(type(option) is Option for option in found)
    assert all(one.fit is other.fit for one, other in zip(found, expected, strict=True))


def test_options_are_left_out_when_cycles_are_looked_for() -> None:
    one = array("d", (0.0,))
    (option,) = compiled.chosen(Option, FITS, (21, 1), (NOTHING,), [1], [0.0], [0.0], one, {}, {})
    assert not gc.is_tracked(option)


def test_what_makes_no_option_is_refused() -> None:
    one, fits = array("d", (0.0,)), FITS
    good: tuple[Any, ...] = (Option, fits, (21, 1), (NOTHING,), [1], [0.0], [0.0], one, {}, {})
    assert compiled.chosen(*good)[0].known is NOTHING
    ill: tuple[tuple[int, object], ...] = (
        (0, list),
        (0, "Option"),
        (1, ()),
        (1, ((),) * 3),
        (1, (((),) * 3,) * 3),
        (2, (21,)),
        (2, ("slot", 1)),
        (3, [NOTHING]),
        (3, (NOTHING[:3],)),
        (3, (NOTHING._replace(able="noun"),)),
        (3, (NOTHING._replace(text=[]),)),
        (3, (NOTHING._replace(number=[]),)),
        (3, (NOTHING, NOTHING)),
        (4, [0]),
        (4, [2]),
        (4, ["first"]),
        (4, [1, 1]),
        (4, (1,)),
        (5, []),
        (6, [0.0, 0.0]),
        (7, [0.0]),
        (7, one[1:]),
        (8, []),
        (9, None),
    )
    for at, each in ill:
        with pytest.raises((TypeError, ValueError, IndexError)):
            compiled.chosen(*good[:at], each, *good[at + 1 :])
    with pytest.raises(TypeError):
        compiled.chosen(*good[:-1])
