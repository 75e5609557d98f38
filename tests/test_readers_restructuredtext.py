"""reStructuredText: what is prose in it, and that nothing in it breaks the reader."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detector.prose import BLOCK, GAP, Prose
from detector.readers import restructuredtext
from tests.written import assert_linear, assert_maps_back, golden, near, shown

PIECES = near(
    *"* ** ` `` | :a: `_ _ __ \\ [1]_ :: .. === --- - 1. +--+ | >>> <a> :alt:".split(),
    *(".. note:: ", ".. code::\n", ".. epigraph::\n", "\n\n", "\n   "),
    *("== ==\n", "+--+\n", "\n====\n"),
)


def read(text: str) -> Prose:
    found = restructuredtext.prose(text)
    assert_maps_back(found)
    return found


def test_a_document_is_read_as_its_readers_read_it() -> None:
    document, expected = golden("atelier.rst")
    assert shown(read(document)) == expected


@given(st.text() | PIECES)
def test_any_text_has_prose_that_stands_where_it_says(text: str) -> None:
    read(text)


@pytest.mark.parametrize("ending", ["\r\n", "\r"])
def test_line_endings_are_all_one(ending: str) -> None:
    text = golden("atelier.rst")[0]
    blank = str.maketrans("", "", "\r\n")
    assert read(text.replace("\n", ending)).text.translate(blank) == read(text).text.translate(
        blank
    )


HOSTILE = (
    *"* ** ` `` | :a _` [ [a]_ a_ a- \\ \\` .. :: - :a:` :a:a -:a: (a. < + = -a, :a".split(),
    *(" *a", " **a", " `a", " ``a", " |a", "a\n", "- ", "== ==\n", "+--+\n", "| a\n", "\n"),
    *(".. epigraph::\n ", "a::\n\n b\n", "a\n===\n", ".. note::\n", " :a:\n"),
)


@pytest.mark.parametrize("unit", HOSTILE)
def test_time_is_linear_in_hostile_text(unit: str) -> None:
    assert_linear(restructuredtext.prose, unit, "`")


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("un *deux* trois", "un ⟦emphasised:deux⟧ trois"),
        ("un **deux * trois** quatre", "un ⟦emphasised:deux * trois⟧ quatre"),
        ("2*3*4 et * seul, *ouvert", "2*3*4 et * seul, *ouvert"),
        ("un ``deux *trois*`` quatre", f"un {GAP} quatre"),
        ("un `deux`_, `trois <http://a>`__", "un ⟦link:deux⟧, ⟦link:trois⟧"),
        ("un deux_ trois__ quatre_cinq", "un ⟦link:deux⟧ ⟦link:trois⟧ quatre_cinq"),
        ("un :doc:`deux` :py:func:`trois` `quatre` `cinq`:code:", f"un{f' {GAP}' * 4}"),
        (":term:`un` et `deux`:sup: fin", "⟦emphasised:un⟧ et ⟦emphasised:deux⟧ fin"),
        (":doc:`le guide <guide>`", "⟦link:le guide⟧"),
        ("un |deux| trois |quatre|_ a | b", f"un {GAP} trois {GAP} a | b"),
        ("mot [1]_ mot [#note]_, [CIT2002]_.", "mot  mot , ."),
        (r"l'\ *eau*\ x \*un\* \\", "l'⟦emphasised:eau⟧x *un* \\"),
        ("_`un lieu` et *un\\* deux*", "un lieu et ⟦emphasised:un* deux⟧"),
        ("« *un* »", "« ⟦emphasised:un⟧ »"),
        ("Voir https://a.fr/b_c.", f"Voir {GAP}."),
    ],
)
def test_markup_in_lines(written: str, expected: str) -> None:
    assert shown(read(written)) == expected


@pytest.mark.parametrize(
    ("written", "blocks"),
    [
        ("un\ndeux\n\ntrois", "un\ndeux|trois"),
        ("- un\n  deux\n- trois\n\n  quatre", "un\n  deux|trois|quatre"),
        ("- * un", "un"),
        ("#. un\n(b) deux\nIV) trois", "un|deux|trois"),
        ("un\n  deux\ntrois\n  quatre", "un|deux|trois|quatre"),
        ("un ::\n\n  code\n\n  code\n\ndeux", "un :|deux"),
        ("::\n\n  code\n\ndeux", ":|deux"),
        ("un::\n\n> cité\n> cité\n\ndeux", "un:|deux"),
        ("- un::\n\n    code\n\n  deux", "un:|deux"),
        (".. un\n   deux\n\n   trois\n\nquatre", "quatre"),
        ("..\n\n  un", "un"),
        (".. _un: http://a\n__ http://b\n\ndeux", "deux"),
        (".. tip::\n   un\n\n   deux\n\ntrois", "un|deux|trois"),
        (".. note:: un\n   :class: a\n\n   - deux", "un|deux"),
        (".. versionadded:: 3.1 un\n   deux", "3.1 un\n   deux"),
        (".. py:function:: f(x)\n\n   un\n\n   :param x: deux\n   :type x: int", "un|deux"),
        (".. image:: a.png\n   :alt: un\n     deux\n   :width: 3\n\ntrois", "un\n     deux|trois"),
        (".. math:: x = 1\n\n   y = 2\n\nun", "un"),
        (".. toctree::\n   :maxdepth: 2\n\n   a\n   b", ""),
        (".. list-table:: un\n   :header-rows: 1\n\n   * - deux\n     - trois", "un|deux|trois"),
        (".. [#a] un\n   deux", "un\n   deux"),
        (".. rubric:: un\n\ndeux", "un|deux"),
        (":date: hier\n:un champ: deux\n   trois\n:param x: quatre", "deux\n   trois|quatre"),
        (">>> un\ndeux\n\ntrois", "trois"),
        ("| un\n|\n| deux", "un|deux"),
        ("--un=DEUX  trois\n-q  quatre", "trois|quatre"),
        ("un\n\n-----\n\ndeux", "un|deux"),
        ("== ==\nun deux\n== ==\n\ntrois", "un|deux|trois"),
        ("== ==\nun deux", "un deux"),
        ("+--+--+\n|un|de|\n+--+--+\nux", "un|de|ux"),
    ],
)
def test_blocks(written: str, blocks: str) -> None:
    assert read(written).text.strip("\n").replace(BLOCK, "|") == blocks


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Un\n==\n\ndeux", f"⟦heading:Un⟧{BLOCK}deux"),
        ("####\n Un\n####\ndeux", f"⟦heading:Un⟧{BLOCK}deux"),
        ("Un titre long\n----\ndeux", f"⟦heading:Un titre long⟧{BLOCK}deux"),
        ("Un titre\n--\ndeux", "Un titre\n--\ndeux"),
        (".. pull-quote::\n\n  un\n\n  deux\n\ntrois", f"⟦quoted:un{BLOCK}deux⟧{BLOCK}trois"),
    ],
)
def test_titles_and_quotations(written: str, expected: str) -> None:
    assert shown(read(written)).strip() == expected
