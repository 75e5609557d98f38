"""What a run adds up to: for the exit status, the closing line and the statistics."""

from __future__ import annotations

from detector.formats import Failed
from detector.report import Severity
from detector.tally import Tally
from detector.terminal import Page
from tests.reports import checked, documents


def test_it_remembers_what_fails_a_run() -> None:
    tally = Tally()
    tally.count(checked("[[mot]]", severity=Severity.WARNING), Severity.ERROR)
    tally.count(checked("[[mot]]", severity=Severity.ERROR), None)
    tally.count(checked("mot"), Severity.NOTE)
    assert not tally.found
    tally.count(checked("[[mot]]", severity=Severity.WARNING), Severity.WARNING)
    tally.count(checked("mot"), Severity.NOTE)
    assert tally.found
    assert not tally.failed
    tally.count(Failed("a", "gone"))
    assert tally.failed


def test_statistics_are_a_table() -> None:
    tally = Tally()
    for result in documents():
        tally.count(result)
    assert tally.statistics(Page()) == (
        "Documents\n"
        "  clean                   1\n"
        "  suspect                 0\n"
        "  spun                    4\n"
        "  unsupported             1\n"
        "  not read                1\n"
        "Findings\n"
        "  error                   3\n"
        "  warning                 1\n"
        "  note                    1\n"
        "Rules\n"
        "  foreign-word            4\n"
        "  native-synonym          1\n"
    )


def test_nothing_closes_with_nothing() -> None:
    assert Tally().closing(Page()) == ""
    assert "Rules" not in Tally().statistics(Page())


def test_the_record_adds_up() -> None:
    tally = Tally()
    for result in documents():
        tally.count(result)
    record = tally.record()
    assert (record["documents"], record["words"], record["findings"]) == (6, 211, 5)
    assert record["rules"] == {"foreign-word": 4, "native-synonym": 1}
