"""The command, run in the process of the test."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from typing import NamedTuple

import pytest

from detector.cli import main

Run = Callable[..., "Outcome"]


class Outcome(NamedTuple):
    """What a run of the command left."""

    status: int
    out: str
    err: str


def runner(monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]) -> Run:
    """The command as a function of its arguments and of standard input."""

    def run(*arguments: str, stdin: bytes = b"") -> Outcome:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        with pytest.raises(SystemExit) as stopped:
            main(arguments)
        out, err = capsysbinary.readouterr()
        return Outcome(int(stopped.value.code or 0), out.decode(), err.decode())

    return run
