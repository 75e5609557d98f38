"""Conditions: what they mean, what is wrong with those that mean nothing, and that none can run."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from detector import signals
from detector.report import Report, Verdict
from detector.scale.keep import MAX_DEPTH, MAX_LENGTH, KeepError, parse, values
from tests.reports import finding, report

FIGURES = {"score": 0.25, "quality": 0.75, "words": 42, "stopword_ratio": 0.41, "findings": 1}
TEXTS = {"verdict": "suspect", "language": "fr"}
SUSPECT = report(finding("abc", 0, 1), score=0.25, quality=0.75, verdict=Verdict.SUSPECT, words=42)
UNKNOWN = report(score=None, quality=None, verdict=Verdict.UNSUPPORTED, language=None)


@pytest.mark.parametrize(
    ("condition", "reasons"),
    [
        ("score < 0.5 and quality > 0.6", ()),
        ("score < 0.2 and quality > 0.6", ("score < 0.2",)),
        ("score<0.2 and quality  >  0.9", ("score<0.2", "quality > 0.9")),
        ("score < 0.2 or quality > 0.9", ("score < 0.2", "quality > 0.9")),
        ("score < 0.2 or quality > 0.6", ()),
        ("not score < 0.5", ("not score < 0.5",)),
        ("not (score < 0.2 or quality > 0.9) and words >= 42", ()),
        ("0.1 < score < 0.2 < quality", ("score < 0.2",)),
        ("verdict == \"suspect\" and language != 'en'", ()),
        ("'spun' == verdict", ("'spun' == verdict",)),
        ("foreign-word == 1 and missing-elision == 0 and findings <= 1", ()),
        ("score != none and perplexity_ratio == none", ()),
        ("stopword_ratio > -1e-3 and 1. > .5", ()),
        ("score < 0.2 and score < 0.2", ("score < 0.2",)),
    ],
)
def test_conditions(condition: str, reasons: tuple[str, ...]) -> None:
    assert parse(condition).reasons(SUSPECT) == reasons


@pytest.mark.parametrize(
    ("condition", "kept"),
    [
        ("score < 0.5", False),
        ("not score < 0.5", False),
        ("score < 0.5 or words > 1", True),
        ("score < 0.5 or words < 1", False),
        ("not (score < 0.5 and words < 1)", True),
        ("score == none", True),
        ("score != none", False),
        ("language == 'fr' or language != 'fr'", False),
        ("language == none", True),
    ],
)
def test_what_is_not_known_is_neither_true_nor_false(condition: str, kept: bool) -> None:
    assert (not parse(condition).reasons(UNKNOWN)) is kept


@pytest.mark.parametrize(
    ("condition", "column", "wrong"),
    [
        ("", 1, "a figure, a number or a text is wanted, not the end"),
        ("score <", 8, "a figure, a number or a text is wanted, not the end"),
        ("scor < 1", 1, "no report has “scor”; did you mean “score”?"),
        ("1 < stopword-ratio", 5, "no report has “stopword-ratio”; did you mean “stopword_ratio”?"),
        ("score < 1 and zzz > 1", 15, "no report has “zzz”"),
        ("score = 1", 7, "“=” is written “==”"),
        ("score < 'a'", 9, "a number and a text are never the same"),
        ("verdict < 'a'", 9, "texts and none are compared by == != only"),
        ("score < none", 7, "texts and none are compared by == != only"),
        (
            "verdict == 'spnu'",
            12,
            "a verdict is one of clean, suspect, spun or unsupported; did you mean “spun”?",
        ),
        ("(score < 1", 11, "“and”, “or” or “)” is wanted, not the end"),
        ("score < 1)", 10, "“and”, “or” or the end is wanted, not “)”"),
        ("score", 6, "one of < <= > >= == != is wanted, not the end"),
        ("(score) < 1", 7, "one of < <= > >= == != is wanted, not “)”"),
        ("score < 1 and and", 15, "a figure, a number or a text is wanted, not “and”"),
        ("verdict == 'spun", 12, "the text is not closed"),
        ("words > 3x", 9, "“3x” has no meaning here"),
        ("words > 3 ; import os", 11, "“;” has no meaning here"),
        ("__import__('os') == 1", 1, "no report has “__import__”"),
        ("score.real > 1", 6, "“.real” has no meaning here"),
        ("score < 1e999", 9, "1e999 is too large"),
        ("score < " + "1" * MAX_LENGTH, MAX_LENGTH + 1, "it is longer than 10,000 characters"),
        ("(" * (MAX_DEPTH + 1), MAX_DEPTH + 1, "it is nested more than 100 deep"),
        ("not " * (MAX_DEPTH + 1), 4 * MAX_DEPTH + 1, "it is nested more than 100 deep"),
    ],
)
def test_what_is_wrong_and_where(condition: str, column: int, wrong: str) -> None:
    with pytest.raises(KeepError) as found:
        parse(condition)
    assert (found.value.column, str(found.value)) == (column, wrong)


def test_deep_signals_want_to_be_measured() -> None:
    with pytest.raises(KeepError, match="“perplexity_ratio” is measured with --signals full only"):
        parse("perplexity_ratio < 5", signals.CHEAP)
    assert parse("stopword_ratio < 5", signals.CHEAP).reasons(SUSPECT) == ()


COMPARISONS = st.builds(
    "{} {} {}".format,
    st.sampled_from(sorted(FIGURES)),
    st.sampled_from(["<", "<=", ">", ">=", "==", "!="]),
    st.sampled_from([*sorted(FIGURES), "0.25", "42", "-1", "1e3"]),
) | st.builds(
    "{} {} '{}'".format,
    st.sampled_from(sorted(TEXTS)),
    st.sampled_from(["==", "!="]),
    st.sampled_from(["suspect", "clean"]),
)
CONDITIONS = st.recursive(
    COMPARISONS,
    lambda inner: (
        st.builds("({})".format, inner)
        | st.builds("not {}".format, inner)
        | st.builds("{} {} {}".format, inner, st.sampled_from(["and", "or"]), inner)
    ),
    max_leaves=12,
)


@given(CONDITIONS)
def test_what_is_known_means_what_it_means_in_python(condition: str) -> None:
    expected = eval(condition, {"__builtins__": {}}, {**FIGURES, **TEXTS})  # noqa: S307
    reasons = parse(condition).reasons(SUSPECT)
    assert (not reasons) is expected
    assert all(reason in condition for reason in reasons)


@given(CONDITIONS)
def test_not_twice_is_nothing(condition: str) -> None:
    for each in (SUSPECT, UNKNOWN):
        once, twice = parse(condition), parse(f"not (not ({condition}))")
        assert bool(once.reasons(each)) == bool(twice.reasons(each))


@given(
    st.text(max_size=60)
    | st.text(alphabet="score<>=!()'\"andot 01.e-_", max_size=40)
    | st.lists(st.sampled_from(["score", "<", "1", "and", "not", "(", ")", "'a'"])).map(" ".join)
)
@example("\x00")
@example("\x1f")
@example("score < \ud800")
@example("score < ١")
def test_anything_is_a_condition_or_an_error_with_a_column(text: str) -> None:
    column = 1
    try:
        parse(text).reasons(SUSPECT)
    except KeepError as error:
        column = error.column
    assert 1 <= column <= len(text) + 1


def test_everything_that_a_condition_can_name_has_a_value() -> None:
    known = values(UNKNOWN)
    assert {*signals.names(), "foreign-word", "spintax", "verdict", "score"} <= known.keys()


def test_a_condition_is_about_reports_of_any_sort() -> None:
    failed: Report = report(error="it broke", verdict=Verdict.UNSUPPORTED, score=None)
    assert parse("score < 1").reasons(failed) == ("score < 1",)
