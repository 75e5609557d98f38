"""Every module of the package is a format."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from detector import formats
from detector.formats import Failed
from detector.terminal import Page
from tests.reports import checked

NAMES = "concise github gitlab html json jsonl junit rdjson sarif summary text".split()
README = Path(__file__).resolve().parents[1] / "README.md"


def test_formats_are_found_by_name() -> None:
    assert formats.names() == NAMES


def test_the_readme_has_a_row_for_each_format() -> None:
    _, head, table = README.read_text("utf-8").partition("| format |")
    if not head:
        pytest.skip("the README has no table of formats")
    rows = table.partition("\n\n")[0].splitlines()[2:]
    assert (
        sorted(name for row in rows for name in re.findall(r"`(\w+)`", row.split("|")[1])) == NAMES
    )


@pytest.mark.parametrize("name", formats.names())
def test_each_one_renders(name: str) -> None:
    form = formats.load(name)
    output = "".join(form.render([checked("le [[money]] public"), Failed("b", "gone")], Page()))
    assert isinstance(form.HUMAN, bool)
    assert "a.txt" in output
    assert form.__doc__
