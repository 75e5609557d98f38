"""The format for people: golden screens, and what the words around them say."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detector.formats import Checked, Failed, Result
from detector.formats.text import render
from detector.report import Evidence, Original, Severity, Verdict
from detector.terminal import Page
from tests.reports import checked, finding, report

GOLDEN = sorted(Path(__file__).with_name("golden").glob("*.toml"))


def shown(*results: Result) -> str:
    """What a plain page says of the results."""
    return "".join(render(results, Page()))


@pytest.mark.parametrize("path", GOLDEN, ids=lambda path: path.stem)
def test_golden(path: Path) -> None:
    case = tomllib.loads(path.read_text(encoding="utf-8"))
    options = {key: case[key] for key in ("encoding", "colour", "width") if key in case}
    assert "".join(render([checked(case["text"])], Page(**options))) == case["output"]


def test_golden_screens_are_there() -> None:
    assert {"tabs", "wide", "combining", "hostile", "ascii"} <= {path.stem for path in GOLDEN}


@given(st.text(st.characters(exclude_categories=())), st.sampled_from(["ascii", "cp1252", "utf-8"]))
def test_any_document_can_be_shown_on_any_console(text: str, encoding: str) -> None:
    found = finding(text, 0, len(text), originals=(Original(text, 0.5),), message=text)
    document = Checked(text, text, report(found, notes=(text,)))
    output = "".join(render([document], Page(encoding)))
    output.encode(encoding)
    assert "\x1b" not in output


def test_clean_documents_are_only_counted() -> None:
    assert shown(checked("Tout va."), checked("Bien.")) == (
        "Checked 2 documents (2 clean): no findings.\n"
    )


def test_nothing_is_said_about_nothing() -> None:
    assert shown() == ""


def test_notes_are_shown_of_clean_documents_too() -> None:
    document = Checked("a.txt", "Bien.", report(notes=("read as cp1252",)))
    assert shown(document).startswith("a.txt: note: read as cp1252\n")


def test_an_unsupported_document_has_no_score() -> None:
    unsupported = report(verdict=Verdict.UNSUPPORTED, score=None, words=1, notes=("too short",))
    assert shown(Checked("a.txt", "Bref.", unsupported)) == (
        "a.txt: unsupported, 0 findings in 1 word\n"
        "a.txt: note: too short\n"
        "Checked 1 document (1 unsupported): no findings.\n"
    )


def test_files_that_could_not_be_read_are_counted() -> None:
    assert shown(Failed("x", "No such file"), checked("Bien."), Failed("y", "Denied")) == (
        "Checked 1 document (1 clean): no findings. Could not read 2 files.\n"
    )
    assert shown(Failed("x", "No such file")) == (
        "Checked 0 documents: no findings. Could not read 1 file.\n"
    )


def test_findings_are_counted_from_the_worst() -> None:
    severities = (Severity.NOTE, Severity.ERROR, Severity.WARNING, Severity.ERROR)
    found = [finding("mot", 0, 3, severity=severity) for severity in severities]
    assert shown(Checked("a.txt", "mot", report(*found))).endswith(
        ": 2 errors, 1 warning, 1 note.\n"
    )


@pytest.mark.parametrize(
    ("probability", "percent"), [(1.0, "100%"), (0.9999, "99%"), (0.29, "29%"), (0.001, "0%")]
)
def test_percents_never_promise_more_than_there_is(probability: float, percent: str) -> None:
    assert f"[foreign-word, {percent}]" in shown(checked("[[mot]]", confidence=probability))


def test_an_inserted_word_replaced_nothing() -> None:
    assert "^^^^ perhaps nothing (80%)\n" in shown(
        checked("le [[very]] simple", originals=(Original("", 0.8),))
    )


def test_no_original_no_guess() -> None:
    assert "^^^\n    -" in shown(checked("[[mot]]", originals=()))


def test_only_the_weightiest_reasons_for_are_given() -> None:
    evidence = tuple(
        Evidence(f"e{weight}", 1.0, weight, "rule", f"reason {weight}")
        for weight in (1, -3, 4, 2, 3)
    )
    output = shown(checked("[[mot]]", evidence=evidence))
    assert "    - reason 4\n    - reason 3\n    - reason 2\n\n" in output
    assert "reason 1" not in output
    assert "reason -3" not in output


def test_the_message_is_not_repeated_as_a_reason() -> None:
    evidence = (
        Evidence("e", 1.0, 1.0, "rule", "la framework"),
        Evidence("n", 1.0, 2.0, "rule", ""),
    )
    output = shown(checked("[[mot]]", evidence=evidence, message="broken: la framework"))
    assert "    - " not in output


def test_output_streams() -> None:
    def results() -> Iterator[Result]:
        yield checked("[[mot]]")
        pytest.fail("the second document was asked for before the first was shown")

    assert next(render(results(), Page())).startswith("a.txt:1:1: error:")


def test_quality_is_shown_where_all_signals_were_asked_for() -> None:
    signals = {"oov_ratio": 0.13, "perplexity_ratio": 7.0}
    why = {"perplexity_ratio": 0.75, "oov_ratio": 0.8}
    full = report(signals=signals, quality=0.75, quality_reasons=why)
    assert shown(Checked("a.txt", "Bien.", full)).startswith(
        "a.txt: quality 0.75: perplexity_ratio is 7, oov_ratio is 0.13\n"
    )
    good = report(signals=signals, quality=1.0)
    assert shown(Checked("a.txt", "Bien.", good)).startswith("a.txt: quality 1.00\n")
    cheap = report(signals={"oov_ratio": 0.13}, quality=0.8, quality_reasons={"oov_ratio": 0.8})
    assert "quality" not in shown(Checked("a.txt", "Bien.", cheap))
    none = report(signals=signals, quality=None)
    assert "quality" not in shown(Checked("a.txt", "Bien.", none))
