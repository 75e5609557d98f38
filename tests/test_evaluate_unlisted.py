"""A reference text is scored without the rows that may have been written for it."""

from __future__ import annotations

import pytest

from detector import check
from detector.host import host
from detector.lexicon import Mark
from seeds.gold import GoldSpan, fixtures
from tests.quality.unlisted import Rows, planted, touching, without_rows

SPUN = next(d.text for d in fixtures("spun") if "peak culminant" in d.text)


def span(surface: str, original: str | None) -> GoldSpan:
    return GoldSpan(0, len(surface), surface, original, "foreign-word", "core")


def test_rows_that_name_a_planted_word_or_its_original_are_found() -> None:
    named = planted([span("Workflow", "flux"), span("in addition", None)])
    assert named == {"workflow", "flux", "in", "addition"}
    found = touching(frozenset({"workflow", "terme"}))
    assert found.marks[("workflow",)] == Mark.ACCEPTED
    assert all({"workflow", "terme"} & set(entry) for entry in (*found.marks, *found.frames))
    assert len(found) == len(found.marks) + len(found.frames)
    assert len(touching(frozenset())) == 0


def test_marks_of_dropped_rows_are_gone_and_come_back() -> None:
    def marks(word: str) -> int:
        lexicon = host("fr").lexicon
        return lexicon.marks(lexicon.number(word))

    before = marks("workflow")
    assert before & Mark.ACCEPTED
    with without_rows(Rows({("workflow",): Mark.ACCEPTED}, frozenset())):
        assert marks("workflow") == before & ~Mark.ACCEPTED
    assert marks("workflow") == before


@pytest.mark.parametrize("dropped", [False, True])
def test_frames_of_dropped_rows_are_gone(*, dropped: bool) -> None:
    entries = [("point", "culminant")] if dropped else []
    with without_rows(Rows({}, frozenset(entries))):
        rules = {f.rule for f in check(SPUN).findings if f.text == "peak"}
    assert ("broken-expression" in rules) != dropped
