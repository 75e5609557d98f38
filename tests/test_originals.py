"""Which presumed originals a finding names, and in which order."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from detector.agreement import SILENT
from detector.engine import MAX_ORIGINALS, MIN_ORIGINAL, Case, Proposal, originals
from detector.host import NOTHING
from detector.options import Option, Place
from detector.report import Original

SHARES = st.sampled_from((0.0, 0.01, MIN_ORIGINAL, 0.3)) | st.floats(0, 1)
RANKED = st.lists(
    st.tuples(st.sampled_from(("mer", "plage", "port", "quai", "rive", "rade", "baie")), SHARES),
    min_size=1,
    unique_by=lambda pair: pair[0],
).map(lambda pairs: sorted(pairs, key=lambda pair: -pair[1]))


def case(pairs: list[tuple[str, float]], weighed: float) -> Case:
    ranked = [
        (Option(NOTHING._replace(text=text), 0.0, 0.0, 0.0, SILENT, 0, None), share)
        for text, share in pairs
    ]
    place = Place("sea", 1, 0, 1.0, 1.0, 0, 0.0, SILENT, (), 3, weighed)
    return Case(Proposal(0, 1, place, ()), ranked, (), "native", False, 0.5, 0.0)


@given(RANKED, st.sampled_from((1.0, 0.5, 0.0)) | st.floats(0, 1))
def test_the_best_is_named_and_others_that_are_at_all_likely(
    pairs: list[tuple[str, float]], weighed: float
) -> None:
    rows = sorted((-share * weighed, text) for text, share in pairs)[:MAX_ORIGINALS]
    expected = [(t, -p) for i, (p, t) in enumerate(rows) if not i or -p >= MIN_ORIGINAL]
    assert list(originals("sea", case(pairs, weighed))) == expected
    cased = [(text.capitalize(), share) for text, share in expected]
    assert list(originals("Sea", case(pairs, weighed))) == cased


def test_of_unlikely_ones_that_are_equal_the_first_by_the_alphabet_is_named() -> None:
    found = originals("sea", case([("port", 0.01), ("mer", 0.01)], 1.0))
    assert found == (Original("mer", 0.01),)
