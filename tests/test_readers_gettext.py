"""Catalogues: translations are read, what surrounds them is not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detector.prose import BLOCK, GAP, Prose
from detector.readers import gettext
from tests.written import assert_linear, assert_maps_back, golden, near, shown

PIECES = near(
    'msgid "', 'msgid "a"\n', 'msgstr "', 'msgstr[1] "', '"\n', '"', "msgctxt ", "#, fuzzy\n",
    "#~ ", "&nbsp;", "\\n", "\\", '\\"', "\\303", "\\x4", "%", "%s", "%(a)d", "{", "}", "{a}",
    "<b>", "<",
)  # fmt: skip


def read(text: str) -> Prose:
    found = gettext.prose(text)
    assert_maps_back(found)
    return found


def translation(written: str) -> Prose:
    return read(f'msgid "a"\nmsgstr "{written}"\n')


def test_a_catalogue_is_read_as_a_program_shows_it() -> None:
    document, expected = golden("boutique.po")
    assert shown(read(document)) == expected


@given(st.text() | PIECES)
def test_any_text_has_prose_that_stands_where_it_says(text: str) -> None:
    read(text)


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_line_endings_are_all_one(ending: str) -> None:
    text = golden("boutique.po")[0]
    assert read(text.replace("\n", ending)).text == read(text).text


@pytest.mark.parametrize(
    "unit",
    [
        *'" \\ % { < & \n'.split(" "),
        'msgid "a"\nmsgstr "',
        '"\n"',
        "#, fuzzy\n",
        "msgstr[",
        "<a \\",
    ],
)
def test_time_is_linear_in_hostile_text(unit: str) -> None:
    assert_linear(gettext.prose, unit, '"\n')
    assert_linear(lambda text: gettext.prose(f'msgid "a"\nmsgstr "{text}'), unit, '"\n')


@pytest.mark.parametrize(
    "placeholder",
    "%s %d %5.2f %-3s %+d %1$s %2$ld %(nom)s %(prix).2f %@ %1 %L1 %n {} {0} {nom} {prix:.2f} "
    "{a.b[0]} %{nom} ${nom} {{nom}}".split(),
)
def test_placeholders_are_gaps(placeholder: str) -> None:
    assert translation(f"un {placeholder} deux").text == f"un {GAP} deux"


@pytest.mark.parametrize("written", ["100 % des cas", "5 %.", "a { b", "1 < 2 > 1", "R&D", "&x;"])
def test_what_only_looks_like_one_is_not(written: str) -> None:
    assert translation(written).text == written


@pytest.mark.parametrize(
    ("written", "text"),
    [
        (r"un\ndeux\ttrois", "un\ndeux\ttrois"),
        (r"un \"mot\" \\ \q", 'un "mot" \\ q'),
        (r"caf\303\251 \x41", f"caf{GAP} {GAP}"),
        ("l&rsquo;&#233;t&eacute;", "l’été"),
        ("<b>un</b> gras<br/>deux<p class=\\\"x\\\">trois", f"un gras{BLOCK}deux{BLOCK}trois"),
    ],
)  # fmt: skip
def test_escapes_and_tags_are_read_through(written: str, text: str) -> None:
    assert translation(written).text == text


def test_a_word_over_two_lines_is_one() -> None:
    source = 'msgid "a"\nmsgstr "so"\n  "leil"\n'
    found = read(source)
    assert found.text == "soleil"
    begin, end = found.span(0, 6)
    assert source[begin:end] == 'so"\n  "leil'


@pytest.mark.parametrize(
    ("catalogue", "text"),
    [
        ('msgid ""\nmsgstr "Language: fr"', ""),
        ('msgctxt "c"\nmsgid ""\nmsgstr "un"', "un"),
        ('#, fuzzy\nmsgid "a"\nmsgstr "un"\n\nmsgid "b"\nmsgstr "deux"', "deux"),
        ('#, c-format, fuzzy\n#: a.c\nmsgctxt "c"\nmsgid "a"\nmsgstr "un"', ""),
        ('#, fuzzy\n#~ msgid "a"\n#~ msgstr "un"\n\nmsgid "b"\nmsgstr "deux"', "deux"),
        ('msgid "a"\nmsgid_plural "b"\nmsgstr[0] "un"\nmsgstr[1] "deux"', f"un{BLOCK}deux"),
        ('msgid "a"\nmsgstr "un"\nrien\n"deux"', "undeux"),
    ],
)
def test_only_what_a_program_shows_is_read(catalogue: str, text: str) -> None:
    assert read(catalogue).text == text
