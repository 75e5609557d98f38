"""Progress is for a person who waits, and is gone whenever something else is written."""

from __future__ import annotations

import io
import sys

import pytest

from detector import console
from detector.messages import ENGLISH, Catalogue
from tests.reports import checked


class Terminal(io.StringIO):
    """Standard error, read by a person."""

    def isatty(self) -> bool:
        return True


def shown(
    monkeypatch: pytest.MonkeyPatch,
    error: io.StringIO,
    patience: float,
    messages: Catalogue = ENGLISH,
) -> str:
    """What a run over three documents writes, with a mark where results are written."""
    monkeypatch.setattr(sys, "stderr", error)
    monkeypatch.setattr(console, "PATIENCE", patience)
    error.writelines("|" for _ in console.progress(iter([checked("mot")] * 3), 3, messages))
    return error.getvalue()


def test_a_person_who_waits_sees_how_far_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    erased = "\r\x1b[K"
    assert shown(monkeypatch, Terminal(), -1) == (
        f"|Checked 1 of 3 documents{erased}|Checked 2 of 3 documents{erased}"
        f"|Checked 3 of 3 documents{erased}"
    )


def test_nobody_else_sees_anything(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    assert shown(monkeypatch, Terminal(), 60) == "|||"
    assert shown(monkeypatch, io.StringIO(), -1) == "|||"
    monkeypatch.setenv("TERM", "dumb")
    assert shown(monkeypatch, Terminal(), -1) == "|||"
