"""How much of a document is looked at, what is said of the rest, and that none takes long."""

from __future__ import annotations

import time
from typing import Any

import pytest

from detector import Config, Detector, Report, formats, readers
from detector.bounds import CUT, LATE, LINE_CUT, UNLISTED, UNWEIGHED, Bounds
from detector.bounds import read as read_bounds
from detector.formats import Checked
from detector.messages import Message, load
from detector.report import Verdict
from detector.session import read
from detector.settings import SettingsError, layer, merged
from detector.suppress import suppress
from detector.terminal import Page
from seeds.gold import fixtures
from tests.adversaries import MARKUP, TEXTS

SPUN = next(document.text for document in fixtures("spun") if document.name == "maraicher.txt")
SIZE = 40_000
"""Characters of a text that is quick to make and to check, and that none but linear time suits."""


def check(text: str, **bounds: Any) -> Report:
    return Detector(config=Config(bounds=Bounds(**bounds))).check(text)


def quickly(text: str, signals: str = "full") -> Report:
    """The report on a text, in not much more time than any other would take."""
    start = time.thread_time()
    found = Detector(signals=signals).check(text)
    assert time.thread_time() - start < 20
    return found


@pytest.mark.parametrize("name", TEXTS)
def test_no_text_takes_long(name: str) -> None:
    text = TEXTS[name](SIZE)
    found = quickly(text)
    assert found.error is None
    assert all(text[item.start : item.end] == item.text for item in found.findings)


@pytest.mark.parametrize("name", MARKUP)
def test_no_markup_takes_long(name: str) -> None:
    suffix, make = MARKUP[name]
    start = time.thread_time()
    sources = read(make(SIZE).encode(errors="surrogatepass"), f"a{suffix}")
    assert time.thread_time() - start < 20
    assert isinstance(sources, list) or str(sources.error)


@pytest.mark.parametrize("name", formats.names())
def test_thousands_of_findings_in_a_line_are_written(name: str) -> None:
    text = TEXTS["mixed scripts"](8_000)
    checked = suppress(Checked("a.txt", text, Detector().check(text)))
    assert len(checked.report.findings) >= 2_000
    start = time.thread_time()
    assert "".join(formats.load(name).render([checked], Page()))
    assert time.thread_time() - start < 20


def test_nothing_is_said_where_nothing_is_left_out() -> None:
    assert check(SPUN).notes == ()
    assert check(SPUN) == Detector().check(SPUN)


def test_characters_beyond_the_bound_are_not_read() -> None:
    whole = check(SPUN)
    most = whole.findings[3].start + 2
    found = check(SPUN, characters=most)
    assert found.findings == check(SPUN[: whole.findings[3].start - 1]).findings
    assert found.notes == (Message(CUT, most, len(SPUN)),)
    assert found.text == SPUN
    assert found.provenance.sha256 == whole.provenance.sha256


def test_the_rest_of_a_long_line_is_no_text() -> None:
    line = " ".join(SPUN.split())
    first = " ".join(SPUN.split()[:100])
    found = check(f"{line}\n\n{SPUN}", line_words=100)
    assert found.notes == (Message(LINE_CUT, 100),)
    assert [item for item in found.findings if len(first) < item.start < len(line)] == []
    assert [item for item in found.findings if item.start > len(line)]


def test_candidates_beyond_the_bound_are_not_weighed() -> None:
    whole, found = check(SPUN), check(SPUN, candidates=5)
    assert found.notes == (Message(UNWEIGHED, 5),)
    assert len(found.findings) <= 5 < len(whole.findings)


def test_a_text_of_mostly_candidates_is_weighed_in_part() -> None:
    found = check(TEXTS["foreign candidates"](2 * SIZE))
    assert found.notes == (Message(UNWEIGHED, found.words // 8),)


def test_the_surest_findings_are_listed() -> None:
    whole, found = check(SPUN), check(SPUN, findings=3)
    assert found.notes == (Message(UNLISTED, 3),)
    surest = sorted(whole.findings, key=lambda item: -item.confidence)[:3]
    assert sorted(found.findings, key=lambda item: -item.confidence) == surest
    assert (found.score, found.verdict) == (whole.score, whole.verdict)


def test_no_rule_finds_more_than_is_listed() -> None:
    found = check(TEXTS["bullets"](SIZE), findings=7)
    assert len(found.findings) == 7
    assert Message(UNLISTED, 7) in found.notes


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_document_that_takes_too_long_has_an_error_instead(jobs: int) -> None:
    detector = Detector(config=Config(bounds=Bounds(seconds=1e-9), messages="fr"))
    for found in detector.check_many([SPUN, SPUN], jobs):
        assert found.error == load("fr").say(LATE, 1e-9)
        assert (found.verdict, found.score, found.findings) == (Verdict.UNSUPPORTED, None, ())
        assert found.text == SPUN


def test_time_to_spare_changes_nothing_but_the_configuration() -> None:
    with_time, without = check(SPUN, seconds=600), check(SPUN)
    assert with_time.findings == without.findings
    assert with_time.provenance.config != without.provenance.config


def test_a_bound_is_a_setting() -> None:
    table = {"bounds": {"line-words": 50, "seconds": 2}}
    settings = merged([layer(table, "a.toml", "a.toml")])
    assert read_bounds(settings.bounds) == Bounds(line_words=50, seconds=2.0)
    assert read_bounds({}) == Bounds()


@pytest.mark.parametrize(
    ("bounds", "said"),
    [
        (3, "bounds is 3, not a table of numbers"),
        ({"line_words": 3}, "there is no bound “line_words”; did you mean “line-words”?"),
        ({"findings": 0}, "findings is 0, not at least 1"),
        ({"findings": 1.5}, "findings is 1.5, not a number"),
        ({"candidates": True}, "candidates is True, not a number"),
        ({"seconds": -1}, "seconds is -1, not at least 0"),
        ({"seconds": float("inf")}, "seconds is inf, not at least 0"),
        ({"seconds": "2"}, "seconds is '2', not a number"),
    ],
)
def test_wrong_bounds_are_said(bounds: object, said: str) -> None:
    with pytest.raises(SettingsError) as raised:
        layer({"bounds": bounds}, "a.toml", "a.toml")
    assert said in str(raised.value)


def test_a_configuration_checks_its_bounds() -> None:
    with pytest.raises(ValueError, match="characters is 0"):
        Config(bounds=Bounds(characters=0))
    assert Config(bounds=Bounds(findings=9)).digest != Config().digest


def test_suffixes_of_bad_files_are_known() -> None:
    assert {suffix for suffix, _ in MARKUP.values()} <= set(readers.suffixes())
