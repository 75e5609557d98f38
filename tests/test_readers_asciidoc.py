"""AsciiDoc: what is prose in it, and that nothing in it breaks the reader."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detector.prose import BLOCK, GAP, Prose
from detector.readers import asciidoc
from tests.written import assert_linear, assert_maps_back, golden, near, shown

PIECES = near(
    *"* ** _ __ ` `` + ++ # ## ^ ~ \\ [ ] link:a[ https://a[ image:a[ footnote:[".split(),
    *'<< >> (( )) {a} {nbsp} &eacute; "` `" == = // . [[a]] [quote] [source] NOTE:'.split(),
    *("\n----\n", "\n====\n", "\n____\n", "\n|===\n", "|", "\n* ", "\n. ", "a:: ", "\n+\n"),
    *("\n\n", "\n ", "\n--\n", "image::a[b]\n", ":a: b\n", " +\n", "\n```\n"),
)


def read(text: str) -> Prose:
    found = asciidoc.prose(text)
    assert_maps_back(found)
    return found


def test_a_document_is_read_as_its_readers_read_it() -> None:
    document, expected = golden("rucher.adoc")
    assert shown(read(document)) == expected


@given(st.text() | PIECES)
def test_any_text_has_prose_that_stands_where_it_says(text: str) -> None:
    read(text)


@pytest.mark.parametrize("ending", ["\r\n", "\r"])
def test_line_endings_are_all_one(ending: str) -> None:
    text = golden("rucher.adoc")[0]
    assert read(text.replace("\n", ending)).text.split() == read(text).text.split()


HOSTILE = (
    *"* ** _ ` `` + ++ # ^ ~ \\ [ [[ link:a[ aa: aa:( http:// << <<a, (( ((( { \"` '` &a".split(),
    *("\n----\n\n", "\n====\n", "\n____\n", "\n|===\n", "|", "|===\n", "* ", "\n* a", "a:: ", "a:"),
    *(
        " *a",
        " _a",
        " `a",
        " +a",
        " #a",
        "----\n====\n",
        "--\n",
        "[quote]\n",
        "\n",
        " a\n",
        "= a\n",
    ),
    *(".a\n", "//\n", "a\n+\n", "|a\n", "1.", "a;"),
)


@pytest.mark.parametrize("unit", HOSTILE)
def test_time_is_linear_in_hostile_text(unit: str) -> None:
    assert_linear(asciidoc.prose, unit, "]")


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("un *deux* trois", "un ⟦emphasised:deux⟧ trois"),
        ("un _deux *trois* quatre_", "un ⟦emphasised:deux trois quatre⟧"),
        ("sou**li**gné et 2*3*4 et * seul", "sou⟦emphasised:li⟧gné et 2*3*4 et * seul"),
        ("un_deux_trois, *ouvert", "un_deux_trois, *ouvert"),
        ("un `deux *trois*` ``q``uatre +cinq+", f"un {GAP} {GAP}uatre {GAP}"),
        ('un "`deux _trois_`"', "un ⟦quoted:deux ⟦emphasised:trois⟧⟧"),
        ("un '`deux`' l'été", "un ⟦quoted:deux⟧ l'été"),
        ("un #deux# [.a]#trois# q##uat##re", "un deux trois quatre"),
        ("1^er^ H~2~O a ^ b ~ c", "1er H2O a ^ b ~ c"),
        (r"un \*deux* \{trois}", "un *deux* {trois}"),
        ("un https://a.fr[deux], https://b.fr.", f"un ⟦link:deux⟧, {GAP}."),
        ("un link:a.html[deux^,role=x] mailto:a@b.fr[trois]", "un ⟦link:deux⟧ ⟦link:trois⟧"),
        ('un link:a["deux, trois",window=_blank] xref:b[]', f"un ⟦link:deux, trois⟧ {GAP}"),
        ("un <<a,deux>> <<b>> a << b", f"un ⟦link:deux⟧ {GAP} a << b"),
        ("un kbd:[Ctrl] stem:[x^2] deux : [trois]", f"un {GAP} {GAP} deux : [trois]"),
        ("un emoji:smile[] deux:[trois]", f"un {GAP} deux:[trois]"),
        ("un image:a.png[] deux", f"un {GAP} deux"),
        ("un ((deux)) (((trois, quatre))) indexterm2:[cinq]", "un deux  cinq"),
        ("[[a]]un{nbsp}deux {b} l&#8217;&eacute; &xx;", f"un\u00a0deux {GAP} l’é &xx;"),
        ("un +\ndeux", "un \ndeux"),
    ],
)  # fmt: skip
def test_markup_in_lines(written: str, expected: str) -> None:
    assert shown(read(written)) == expected


@pytest.mark.parametrize(
    ("written", "blocks"),
    [
        ("un\ndeux\n\ntrois", "un\ndeux|trois"),
        ("un image:a.png[Un chat, 20] deux", "un |Un chat| deux"),
        ("un.footnote:[Deux.] trois", "un.|Deux.| trois"),
        ("* un\ndeux\n** trois\n- quatre", "un\ndeux|trois|quatre"),
        ("un\n* deux", "un\n* deux"),
        (". un\n+\ndeux", "un|deux"),
        ("* un\n+\n----\ncode\n----\n+\ndeux", "un|deux"),
        ("un:: deux\ntrois::\n  quatre\ncinq;;\n\n  six", "un|deux|trois|quatre|cinq|six"),
        ("TIP: un\ndeux", "un\ndeux"),
        (" code\n code\n\nun", "un"),
        ("[source]\ncode\n\nun", "un"),
        ("[source,c]\n.Un\n----\ncode\n\ncode\n----\ndeux", "Un|deux"),
        ("[listing]\n--\ncode\n\ncode\n--\nun", "un"),
        ("```ruby\ncode\n```\nun", "un"),
        ("////\nrien\n////\nun\n// rien\ndeux", "un|deux"),
        ("++++\n<p>rien</p>\n++++\nun", "un"),
        ("====\nun\n\n--\ndeux\n--\n====\ntrois", "un|deux|trois"),
        ("----\nun\n\ndeux", "un|deux"),
        ("====\nun\n____\ndeux\n====\ntrois\n____\nquatre", "un|deux|trois|quatre"),
        ("|===\n|un |deux\n\n3+|trois\nquatre\nm|code\n|===\ncinq", "un|deux|trois\nquatre|cinq"),
        ("|===\n\nun", "un"),
        (",===\nrien,rien\n,===\nun", "un"),
        ("image::a.png[Un chat,300]\n\ninclude::a.adoc[]\nifdef::x[]\nun", "Un chat|un"),
        ('image::a.png["Un chat, noir",300]\nun', "Un chat, noir|un"),
        ("= Un\nAuteur\nv1\n:a: b\n\ndeux", "Un|deux"),
        ("== Un\ndeux", "Un|deux"),
        (":description: un\n:author: A\n\ndeux", "un|deux"),
        ("un\n\n'''\n<<<\ndeux", "un|deux"),
        ("---\ntitle: Un\n---\ndeux", "Un|deux"),
    ],
)
def test_blocks(written: str, blocks: str) -> None:
    assert read(written).text.strip("\n").replace(BLOCK, "|") == blocks


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Un titre\n--------\ndeux", f"⟦heading:Un titre⟧{BLOCK}deux"),
        ("# Un\n\ndeux", f"⟦heading:Un⟧{BLOCK}deux"),
        ("____\nun\n\ndeux\n____\ntrois", f"⟦quoted:un{BLOCK}deux⟧{BLOCK}trois"),
        ("[quote, A]\nun\n\ndeux", f"⟦quoted:un⟧{BLOCK}deux"),
        ("[verse]\n--\nun\n--\ndeux", f"⟦quoted:un⟧{BLOCK}deux"),
        ("____\nun\n\n----\n____\ndeux\n----\ntrois", f"⟦quoted:un⟧{BLOCK}trois"),
    ],
)
def test_titles_and_quotations(written: str, expected: str) -> None:
    assert shown(read(written)).strip() == expected
