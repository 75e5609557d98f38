"""The bar that shows how far a run is: when, to whom, and what it says."""

from __future__ import annotations

import io

import pytest

from detector.messages import ENGLISH, load
from detector.scale.meter import Meter


class Terminal(io.StringIO):
    encoding = "utf-8"

    def isatty(self) -> bool:
        return True


class Clock:
    now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture(autouse=True)
def terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")


def shown(stream: Terminal) -> list[str]:
    """The lines that were shown, and taken away again."""
    found = stream.getvalue().split("\r\x1b[K")[1:]
    stream.seek(0)
    stream.truncate()
    return found


def test_rate_and_time_left() -> None:
    stream, clock = Terminal(), Clock()
    meter = Meter(stream, ENGLISH, clock)
    meter.count(0.0)
    assert shown(stream) == []
    clock.now += 4
    for _ in range(1999):
        meter.count(0.1)
    assert shown(stream) == ["[##..................] 10%, 2 documents, 0 a second, 36 seconds left"]
    clock.now += 6
    meter.count(0.25)
    assert shown(stream) == [
        "[#####...............] 25%, 2,001 documents, 200 a second, 30 seconds left"
    ]
    meter.clear()
    meter.clear()
    assert shown(stream) == [""]


def test_what_an_earlier_run_did_does_not_make_this_one_faster() -> None:
    stream, clock = Terminal(), Clock()
    meter = Meter(stream, load("fr"), clock)
    meter.count(0.5)
    clock.now += 60
    meter.count(0.6)
    (line,) = shown(stream)
    assert line.endswith("encore 4 minutes")
    clock.now += 3600 * 60
    meter.count(0.8)
    assert shown(stream)[0].endswith("encore 40 heures")


def test_nothing_is_shown_where_nobody_watches(monkeypatch: pytest.MonkeyPatch) -> None:
    clock, stream, dumb = Clock(), io.StringIO(), Terminal()
    meters = [Meter(stream, ENGLISH, clock), Meter(None, ENGLISH, clock)]
    monkeypatch.setenv("TERM", "dumb")
    meters.append(Meter(dumb, ENGLISH, clock))
    clock.now += 100
    for meter in meters:
        meter.count(0.5)
        meter.clear()
    assert (stream.getvalue(), dumb.getvalue()) == ("", "")
