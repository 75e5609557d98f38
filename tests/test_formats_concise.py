"""A line a finding, for editors."""

from __future__ import annotations

from detector.formats import Failed, Result
from detector.formats.concise import render
from detector.terminal import Page
from tests.reports import checked


def test_lines_and_a_closing_line() -> None:
    found: list[Result] = [
        checked("Été\r\nle [[money]] public", "é.md"),
        checked("Bien."),
        Failed("x", "gone"),
    ]
    assert "".join(render(found, Page())) == (
        "é.md:2:4: foreign-word an English word stands where French wants another\n"
        "Checked 2 documents (1 clean, 1 spun): 1 error. Could not read 1 file.\n"
    )


def test_the_console_decides_on_colour_and_letters() -> None:
    output = "".join(render([checked("[[mot]]", "é.md", message="« là »")], Page("ascii", True)))
    assert output.startswith('\x1b[1me.md:1:1:\x1b[0m \x1b[2mforeign-word\x1b[0m " la "\n')
