"""Clues are the same compiled and in Python, bit by bit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detector import evidence
from detector.agreement import FITS, SILENT
from detector.evidence import CATEGORIES, WORDING, pure_gathered
from detector.host import NOTHING
from detector.lexicon import Mark
from detector.options import Option, Place
from detector.rules import Clue, proposers
from detector.usage import JOINED, Setting

compiled = pytest.importorskip("detector._evidence", reason="installed without a compiler")

SMALL = st.floats(-9, 9)
SIDES = st.sampled_from((0, 1, -1))
AGREEMENTS = st.builds(lambda g, n, e: FITS[g][n][e], SIDES, SIDES, SIDES)
KNOWN = st.just(NOTHING) | st.builds(
    lambda text, number, link: NOTHING._replace(text=text, number=number, link=link),
    st.sampled_from(("mer", "été", "\ud800")),
    st.integers(0, 3),
    st.integers(0, 255),
)
OPTIONS = st.builds(Option, KNOWN, SMALL, SMALL, SMALL, AGREEMENTS, st.integers(0, 2), st.none())
MARKS = st.lists(
    st.sampled_from((Mark.HEADWORD, Mark.ACCEPTED, Mark.NOUN, Mark.SURFACE)), max_size=4
).map(lambda found: sum(set(found)))
PLACES = st.builds(
    Place,
    st.sampled_from(("step", "in addition")),
    st.just(7),
    st.integers(0, 1),
    SMALL,
    SMALL,
    MARKS,
    SMALL,
    AGREEMENTS,
    st.just(()),
    st.integers(0, 40),
    st.just(1.0),
)
GIVEN = tuple((rule, Clue("own", 1.0, "rule", JOINED[3])) for rule in proposers()[:2])


@st.composite
def settings(draw: Callable[[st.SearchStrategy[Any]], Any]) -> Setting:
    size = draw(st.integers(1, 25))
    gates = draw(st.lists(st.sampled_from((0, 4, 5, 133)), min_size=size, max_size=size))
    kinds = draw(
        st.lists(st.sampled_from((0, 0, 1, 2, 4, 36, 68)), min_size=size + 1, max_size=size + 1)
    )
    some = st.sets(st.integers(0, size - 1), max_size=5)
    starts = sorted({0, *draw(some)})
    leaning = [i for i, gate in enumerate(gates) if gate & 4]
    quoted, emphasised, borrowed = (frozenset(draw(some)) for _ in range(3))
    counts = Counter({"step": draw(st.integers(0, 3))})
    return Setting(gates, kinds, leaning, starts, quoted, emphasised, borrowed, counts)


@given(settings(), st.data(), PLACES, OPTIONS, SMALL, st.floats(0, 1), st.sampled_from(CATEGORIES))
def test_clues(
    setting: Setting,
    data: st.DataObject,
    place: Place,
    best: Option,
    closeness: float,
    certainty: float,
    kind: str,
) -> None:
    first = data.draw(st.integers(0, len(setting.gates) - 1))
    end = next((start for start in setting.sentence_starts if start > first), len(setting.gates))
    stop = data.draw(st.integers(first + 1, end))
    rules, shape = (
        GIVEN[: data.draw(st.integers(0, 2))],
        data.draw(st.sampled_from(((), (JOINED,)))),
    )
    before = WORDING, evidence._IDS[kind], kind == "foreign", rules, shape
    question: Any = *before, setting, first, stop, place, best, closeness, certainty
    expected = pure_gathered(*question)
    assert compiled.gathered(*question) == expected
    assert repr(compiled.gathered(*question)) == repr(expected), "integers are no floats"


SETTING = Setting([0], [0, 4], [], [0], frozenset(), frozenset(), frozenset(), Counter())
PLACE = Place("step", 7, 0, 1.0, 2.0, 1, 0.0, SILENT, (), 3, 1.0)
BEST = Option(NOTHING._replace(text="pas", number=1), 1.0, 0.0, 0.0, SILENT, 1, None)
IDS = evidence._IDS["foreign"]


def test_what_is_no_candidate_is_refused() -> None:
    good: tuple[Any, ...] = WORDING, IDS, True, (), (), SETTING, 0, 1, PLACE, BEST, 1.0, 0.5
    assert compiled.gathered(*good)
    ill: tuple[tuple[int, Any], ...] = (
        (0, WORDING[:-1]),
        (0, list(WORDING)),
        (1, IDS[:-1]),
        (3, []),
        (3, ("rule",)),
        (4, []),
        (5, SETTING[:-1]),
        (5, SETTING._replace(gates=(0,))),  # type: ignore[arg-type]
        (5, SETTING._replace(gates=["word"])),  # type: ignore[list-item]
        (5, SETTING._replace(gates=[0, -4], kinds=[0, 0, 0])),
        (5, SETTING._replace(kinds=[0])),
        (5, SETTING._replace(kinds=["gap", 0])),  # type: ignore[list-item]
        (5, SETTING._replace(kinds=[-1, 0])),
        (5, SETTING._replace(sentence_starts=[])),
        (5, SETTING._replace(sentence_starts=["first"])),  # type: ignore[list-item]
        (5, SETTING._replace(leaning=["first"])),  # type: ignore[list-item]
        (5, SETTING._replace(quoted=[])),  # type: ignore[arg-type]
        (5, SETTING._replace(borrowed={})),  # type: ignore[arg-type]
        (5, SETTING._replace(counts=[])),  # type: ignore[arg-type]
        (5, SETTING._replace(counts={"step": "often"})),  # type: ignore[arg-type]
        (6, -1),
        (6, 1),
        (7, 2),
        (8, PLACE[:-1]),
        (8, PLACE._replace(zipf="high")),  # type: ignore[arg-type]
        (8, PLACE._replace(zipf_english="high")),  # type: ignore[arg-type]
        (8, PLACE._replace(rivals="few")),  # type: ignore[arg-type]
        (8, PLACE._replace(marks="noun")),  # type: ignore[arg-type]
        (8, PLACE._replace(fit=(0, 0))),  # type: ignore[arg-type]
        (8, PLACE._replace(surface=[])),  # type: ignore[arg-type]
        (9, BEST[:-1]),
        (9, BEST._replace(known=("pas",))),  # type: ignore[arg-type]
        (9, BEST._replace(known=NOTHING._replace(text=b"pas"))),  # type: ignore[arg-type]
        (9, BEST._replace(known=BEST.known._replace(link="moby"))),  # type: ignore[arg-type]
        (9, BEST._replace(gain="high")),  # type: ignore[arg-type]
        (9, BEST._replace(fit=("well",) * 3)),  # type: ignore[arg-type]
    )
    for at, each in ill:
        with pytest.raises((TypeError, ValueError, IndexError)):
            compiled.gathered(*good[:at], each, *good[at + 1 :])
    with pytest.raises(TypeError):
        compiled.gathered(*good[:-1])
