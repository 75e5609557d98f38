"""Two columns: never wider than the page, nothing lost, nothing that acts on the console."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from detector.comparison.columns import BETWEEN, Marked, beside
from detector.terminal import GREEN, RED, Page, cells

ANYTHING = st.text(st.characters(exclude_categories=()), max_size=60)
PIECES = st.lists(st.builds(Marked, ANYTHING, st.sampled_from(["", RED])), max_size=6)
PAGES = st.tuples(st.sampled_from(["utf-8", "ascii", "cp1252"]), st.integers(40, 90)).map(
    lambda pair: Page(pair[0], width=pair[1])
)


@given(PIECES, PIECES, PAGES)
def test_no_line_is_wider_than_the_page_or_acts_on_it(
    left: list[Marked], right: list[Marked], page: Page
) -> None:
    for line in beside(left, right, page):
        line.encode(page.encoding)
        assert sum(cell.width for cell in cells(line, page.encoding)) <= page.width
        assert not {unicodedata.category(char) for char in line} & {"Cc", "Cf", "Cs", "Zl", "Zp"}


@given(PIECES, PAGES)
def test_nothing_is_lost(left: list[Marked], page: Page) -> None:
    lines = [line.rpartition(BETWEEN.rstrip())[0] for line in beside(left, [], page)]
    words = "".join(word for piece in left for word in piece.text.split())
    shown = "".join(cell.shown for cell in cells(words, page.encoding))
    bare = str.maketrans("", "", "[] ")
    kept = "".join("".join(lines).split())
    assert kept.translate(bare) == "".join(shown.split()).translate(bare)


def test_a_wide_page_has_both_texts_on_a_line() -> None:
    left, right = [Marked("le "), Marked("plus", RED)], [Marked("le "), Marked("put", GREEN)]
    page = Page(width=43)
    assert list(beside(left, right, page)) == ["le [plus]            | le [put]"]
    (line,) = beside(left, right, page._replace(colour=True))
    assert line == ("le \x1b[1;31m[plus]\x1b[0m            | le \x1b[32m[put]\x1b[0m")


def test_words_are_kept_whole_where_they_fit() -> None:
    page = Page(width=23)
    assert list(beside([Marked("un  deux trois\nquatre")], [Marked("x" * 12)], page)) == [
        "un deux    | xxxxxxxxxx",
        "trois      | xx",
        "quatre     |",
    ]


def test_wide_letters_take_two_columns() -> None:
    first, _ = beside([Marked("中中中中中中")], [], Page(width=23))
    assert first == "中中中中中 |"


def test_a_mountain_of_marks_takes_no_time() -> None:
    tower = "e" + "\u0301" * 200_000
    assert sum(map(len, beside([Marked(tower)], [], Page()))) > 200_000
