"""Tags of HTML: well-formed elements are paired as written, others as browsers repair them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detector.markup.tags import attributes, scan
from tests.written import near

NAMES = st.sampled_from("div span b ul table svg x-y".split())
VALUES = st.text(st.characters(exclude_characters='"'), max_size=5)
ATTRIBUTES = st.dictionaries(st.sampled_from(["class", "data-x", "title"]), VALUES, max_size=2)
WORDS = st.sampled_from(["a", " ", ">", "&"])
Element = tuple[str, dict[str, str], list["Element | str"]]
ELEMENTS: st.SearchStrategy[Element] = st.recursive(
    st.tuples(NAMES, ATTRIBUTES, st.just([])),
    lambda inner: st.tuples(NAMES, ATTRIBUTES, st.lists(inner | WORDS, max_size=4)),
)


def write(element: Element, written: list[str], pairs: list[tuple[int, int]]) -> None:
    """Append the source of an element, and the numbers of its tags."""
    name, settings, inside = element
    shown = "".join(f' {key}="{value}"' for key, value in settings.items())
    number = len(written)
    written.append(f"<{name}{shown}>")
    pairs.append((number, -1))
    at = len(pairs) - 1
    for each in inside:
        if isinstance(each, str):
            written[-1] += each
        else:
            write(each, written, pairs)
    pairs[at] = (number, len(written))
    written.append(f"</{name}>")


@given(st.lists(ELEMENTS, max_size=4))
def test_well_formed_elements_end_with_their_own_tag(elements: list[Element]) -> None:
    written: list[str] = []
    pairs: list[tuple[int, int]] = []
    for element in elements:
        write(element, written, pairs)
    found = scan("".join(written))
    assert len(found.tags) == len(written)
    assert sorted((n, end) for n, end in enumerate(found.ends) if n != end) == sorted(pairs)


@given(st.text() | near(*"<a> <p </b> <!-- --> =' \" <script> </script> > < /> <li> <ul>".split()))
def test_tags_follow_each_other_and_elements_nest(text: str) -> None:
    found = scan(text)
    at = 0
    for tag in found.tags:
        assert at <= tag.start < tag.stop <= len(text)
        assert text[tag.start] == "<"
        at = tag.stop
    open_ends: list[int] = []
    for number, end in enumerate(found.ends):
        assert number <= end <= len(found.tags)
        while open_ends and open_ends[-1] <= number:
            open_ends.pop()
        if end > number:
            assert not open_ends or end <= open_ends[-1]
            open_ends.append(end)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("<a b=c d='e f' G=\"h>i\" j k = l>", {"b": "c", "d": "e f", "g": "h>i", "k": "l"}),
        ("<a b=c=d/ e='' f=\"'\">", {"b": "c=d/", "e": "", "f": "'"}),
        ("<a b={{ c > d }} {% if e > f %}g=h{% endif %}>", {}),
        ("<a\n\tb\r\n=\n'c'\n/>", {"b": "c"}),
    ],
)
def test_attributes_have_names_and_places(text: str, values: dict[str, str]) -> None:
    (tag,) = scan(text).tags
    assert tag.stop == len(text)
    found = {each.name: text[each.start : each.stop] for each in attributes(text, tag)}
    assert found | values == found


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("<ul><li>a<li>b</ul>", [3, 2, 3, 3]),
        ("<p>a<div>b</div>", [1, 2, 2]),
        ("<p><b>a<p>c</p>", [2, 1, 3, 3]),
        ("<table><tr><td>a<td>b<tr><td>c</table>", [6, 4, 3, 4, 6, 6, 6]),
        ("<b><i>a</b></i>", [2, 1, 2, 3]),
        ("<b><div>a</b>c</div>", [0, 3, 2, 3]),
        ("<br><img/><hr>", [0, 1, 2]),
        ("<script>if (a<b) '</p>'</script><p>", [1, 1, 3]),
        ("<title>a<b></title>", [1, 1]),
        ("<style>a", [1]),
        ("<!DOCTYPE a><!-- <p> --><?a?></ b>", [0, 1, 2, 3]),
    ],
)
def test_elements_end_where_browsers_end_them(text: str, ends: list[int]) -> None:
    assert scan(text).ends == ends
