"""How numbers and originals are put into words."""

from __future__ import annotations

import pytest

from detector import wording
from detector.report import Original
from detector.terminal import Page
from tests.reports import finding


@pytest.mark.parametrize(
    ("probabilities", "named"),
    [((), 0), ((0.6,), 1), ((0.6, 0.29), 1), ((0.6, 0.3), 2), ((0.3, 0.3, 0.3), 2), ((0.0,), 1)],
)
def test_a_second_original_is_named_where_it_is_half_as_likely(
    probabilities: tuple[float, ...], named: int
) -> None:
    originals = tuple(Original(str(number), p) for number, p in enumerate(probabilities))
    found = finding("mot", 0, 3, originals=originals)
    assert [original.text for original in wording.likely(found)] == ["0", "1"][:named]


def test_a_sentence_has_what_stood_there_and_where() -> None:
    found = finding("mot", 0, 3, message="odd\n", originals=(Original("", 0.8),))
    assert wording.sentence(found, Page()) == "odd\\n (perhaps nothing (80%))"
    assert (
        wording.sentence(found, Page(), "ch\u202e1")
        == "odd\\n (perhaps nothing (80%); in ch\\u202e1)"
    )
    assert wording.sentence(finding("mot", 0, 3, message="odd", originals=()), Page()) == "odd"


@pytest.mark.parametrize(
    ("value", "shown"), [(None, ""), (0.99999, "0.999"), (0.9, "0.900"), (0.8999999, "0.899")]
)
def test_a_score_never_reads_higher_than_it_is(value: float | None, shown: str) -> None:
    assert wording.score(value, Page()) == shown


def test_counts_agree_with_their_noun() -> None:
    assert [Page().counted(number, wording.WORDS) for number in (0, 1, 2000)] == [
        "0 words",
        "1 word",
        "2,000 words",
    ]
