"""Every module of the package is a format."""

from __future__ import annotations

import pytest

from detector import formats
from detector.formats import Failed
from detector.terminal import Page
from tests.reports import checked


def test_formats_are_found_by_name() -> None:
    assert {"jsonl", "text"} <= set(formats.names())
    assert formats.names() == sorted(formats.names())


@pytest.mark.parametrize("name", formats.names())
def test_each_one_renders(name: str) -> None:
    form = formats.load(name)
    output = "".join(form.render([checked("le [[money]] public"), Failed("b", "gone")], Page()))
    assert isinstance(form.HUMAN, bool)
    assert "a.txt" in output
    assert form.__doc__
