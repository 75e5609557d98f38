"""Comments silence what they are for, and say so when they silence nothing."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detector.formats import Checked
from detector.report import Kind, Report, Severity, Verdict
from detector.suppress import DIRECTIVES, MAX_COMMENTS, RULE, rule_names, suppress
from tests.reports import finding, report

WORD = re.compile("scarce|peak")
LINES = st.sampled_from(
    [
        "l'eau scarce du peak",
        "",
        "rien",
        "<!-- spin-detector: ignore-line --> scarce",
        "scarce <!-- spin-detector: ignore-line broken-name -->",
        "<!-- spin-detector: ignore-next-line foreign-word=peak -->",
        "<!-- spin-detector: ignore-start -->",
        "<!-- spin-detector: ignore-end -->",
        "<!-- spin-detector: ignore-file foreign-word=scarce -->",
        "<!-- spin-detector: no such thing -->",
        "spin-detector: peak",
    ]
)


def check(text: str, path: str = "a.md", **fields: object) -> Checked:
    """A document in which two words are found."""
    found = (finding(text, *match.span()) for match in WORD.finditer(text))
    return Checked(path, text, report(*found, text=text, **fields))


def left(text: str, path: str = "a.md") -> list[tuple[str, int]]:
    """What is left of a document: words with their lines, idle comments by their message."""
    return [
        (
            each.message if each.rule == RULE else each.text,
            text.count("\n", 0, each.start) + 1,
        )
        for each in suppress(check(text, path)).report.findings
    ]


IDLE = "This comment silences nothing."


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["scarce", "@next", "scarce", "peak"], [("scarce", 1), ("peak", 4)]),
        (["@next", "", " ", "scarce"], []),
        (["@next", "@next expansion", "scarce"], [(IDLE, 2)]),
        (["@next"], [(IDLE, 1)]),
        (["scarce @line", "peak"], [("peak", 2)]),
        (["scarce", "<!--spin-detector:ignore-file-->"], []),
        (["@start", "scarce", "peak"], []),
        (["scarce", "@start", "peak", "@end", "peak"], [("scarce", 1), ("peak", 5)]),
        (["@start", "@start expansion", "@end", "peak"], [(IDLE, 2)]),
        (["@start", "@start expansion", "@end", "@end"], [(IDLE, 1), (IDLE, 2)]),
        (["@next foreign-word", "scarce"], []),
        (["@next foreign-word=SCARCE", "scarce peak"], [("peak", 2)]),
        (['@next foreign-word="Peak" expansion', "peak"], []),
        (["@next expansion,foreign-word", "peak"], []),
        (["@next expansion", "peak"], [(IDLE, 1), ("peak", 2)]),
        (["@file", "rien"], [(IDLE, 1)]),
        (["@end"], [("There is no ignore-start before this ignore-end.", 1)]),
        (["@nxt", "peak"], [("There is no directive “ignore-nxt”; did you mean", 1), ("peak", 2)]),
        (["@file foreign-wrd"], [("There is no rule “foreign-wrd”; did you mean", 1)]),
        (["@file unused-suppression", "@line"], []),
        (["un peak, spin-detector: ignore-file"], [("peak", 1)]),
    ],
)
def test_a_comment_silences_what_it_is_for(
    lines: list[str], expected: list[tuple[str, int]]
) -> None:
    """``@line`` and the like are comments, ``next`` short for ``next-line``."""
    text = "\r\n".join(lines).replace("@next", "@next-line")
    found = left(re.sub(r"@([^@\r]+)", r"<!-- spin-detector: ignore-\1 -->", text))
    assert [(said.partition(" mean “")[0], line) for said, line in found] == [
        (said.partition(" mean")[0], line) for said, line in expected
    ]


@pytest.mark.parametrize(
    ("path", "comment"),
    [
        ("a.txt", "<!-- spin-detector: ignore-next-line -->"),
        ("a.html", "  <!-- spin-detector: ignore-next-line -->"),
        ("a.mdx", "{/* spin-detector: ignore-next-line */}"),
        ("a.mdx", "<!-- spin-detector: ignore-next-line -->"),
        ("a.rst", ".. spin-detector: ignore-next-line"),
        ("a.adoc", "// spin-detector: ignore-next-line"),
        ("a.po", "# spin-detector: ignore-next-line"),
        ("a.po", "#. spin-detector: ignore-next-line"),
        ("A.PO", "#spin-detector:ignore-next-line"),
        ("-", "<!-- spin-detector: ignore-next-line -->"),
    ],
)
def test_every_format_has_its_own_comments(path: str, comment: str) -> None:
    assert left(f"{comment}\nscarce\n\npeak", path) == [("peak", 4)]


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ("a.md", "# spin-detector: ignore-file"),
        ("a.md", "// spin-detector: ignore-file"),
        ("a.rst", "<!-- spin-detector: ignore-file -->"),
        ("a.rst", "on écrit .. spin-detector: ignore-file"),
        ("a.adoc", "http:// spin-detector: ignore-file"),
        ("a.md", "{/* spin-detector: ignore-file */}"),
    ],
)
def test_what_is_no_comment_there_silences_nothing(path: str, line: str) -> None:
    assert left(f"{line}\npeak", path) == [("peak", 2)]


def test_an_entry_of_a_catalogue_is_silenced_as_a_whole() -> None:
    text = (
        "# spin-detector: ignore-next-line\n#: src/a.c:1\n"
        'msgid "peak"\nmsgstr ""\n"scarce"\n\nmsgstr "peak"\n'
    )
    assert left(text, "fr.po") == [("peak", 7)]


def test_idle_comments_are_findings_that_fail_nothing() -> None:
    text = "été <!-- spin-detector: ignore-line --> fin"
    (idle,) = suppress(check(text)).report.findings
    assert (idle.kind, idle.severity, idle.rule) == (Kind.QUALITY, Severity.NOTE, RULE)
    assert text[idle.start : idle.end] == idle.text == "<!-- spin-detector: ignore-line -->"
    assert idle.evidence
    assert RULE in rule_names()


def test_where_nothing_was_looked_for_nothing_is_idle() -> None:
    checked = check("<!-- spin-detector: ignore-file -->", verdict=Verdict.UNSUPPORTED)
    assert suppress(checked).report.findings == ()


def test_a_document_without_the_word_is_passed_on_as_it_is() -> None:
    checked = check("scarce")
    assert suppress(checked) is checked


def test_the_score_stays() -> None:
    def figures(report: Report) -> tuple[float | None, Verdict]:
        return report.score, report.verdict

    checked = check("<!-- spin-detector: ignore-file -->\npeak")
    assert figures(suppress(checked).report) == figures(checked.report)


@given(st.lists(LINES, max_size=12), st.sampled_from(["\n", "\r\n", "\r"]))
def test_findings_are_kept_or_silenced_never_changed(lines: list[str], end: str) -> None:
    checked = check(end.join(lines))
    kept = suppress(checked).report.findings
    assert [each for each in kept if each.rule != RULE] == [
        each for each in checked.report.findings if each in kept
    ]
    assert [each.start for each in kept] == sorted(each.start for each in kept)
    for each in kept:
        assert checked.text[each.start : each.end] == each.text
        assert each.text.startswith("<!--") == (each.rule == RULE)
    assert "<!--" in checked.text or kept == checked.report.findings


@given(
    st.sampled_from(["", *DIRECTIVES]),
    st.text(max_size=40),
    st.sampled_from([".md", ".rst", ".mdx"]),
)
def test_any_comment_is_read(directive: str, rest: str, suffix: str) -> None:
    for opener in ("<!-- ", ".. ", "{/* "):
        text = f"peak\n{opener}spin-detector: {directive} {rest}\npeak"
        kept = suppress(check(text, f"a{suffix}")).report.findings
        assert len(kept) <= 4


def test_hostile_comments_cost_little() -> None:
    for piece in (
        "<!-- spin-detector: ",
        "spin-detector:",
        '<!-- spin-detector: ignore-line a="',
        "\n# spin-detector:",
    ):
        text = "peak " + piece * 20_000
        for path in ("a.md", "a.rst", "a.po"):
            kept = suppress(check(text, path)).report.findings
            assert len(kept) <= MAX_COMMENTS + 1
