"""A bar for a person who waits: how much is done, how fast it goes, and how long it will take."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from typing import TextIO

from detector.messages import Catalogue, Plural, Text
from detector.terminal import visible
from detector.wording import DOCUMENTS

PATIENCE = 2.0
"""Seconds after which a person wants to know."""
EVERY = 0.25
"""Seconds between two looks of the bar."""
_ERASE = "\r\x1b[K"
_BLOCKS = 20
_UNITS = (
    (3600, Plural(Text("{:,} hour left"), Text("{:,} hours left"))),
    (60, Plural(Text("{:,} minute left"), Text("{:,} minutes left"))),
    (1, Plural(Text("{:,} second left"), Text("{:,} seconds left"))),
)


class Meter:
    """Shows on a terminal how far a run is; nothing is shown where nobody watches."""

    def __init__(
        self,
        stream: TextIO | None,
        messages: Catalogue,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        person = stream is not None and stream.isatty() and os.environ.get("TERM") != "dumb"
        self._stream = stream if person else None
        self._messages = messages
        self._clock = clock
        self._begun = clock()
        self._shown: float | None = None
        self._from: float | None = None
        self._documents = 0

    def count(self, done: float) -> None:
        """One more document is done, and with it this share of the input.

        The share that an earlier run did is not counted into the rate.
        """
        self._documents += 1
        if self._stream is None:
            return
        now = self._clock()
        if self._from is None:
            self._from = done
        patient = now - self._begun < PATIENCE
        if not patient and (self._shown is None or now - self._shown >= EVERY):
            self._shown = now
            line = self._line(done, now - self._begun)
            self._stream.write(f"{_ERASE}{visible(line, self._stream.encoding or 'ascii')}")
            self._stream.flush()

    def clear(self) -> None:
        """Take the bar away, so that something else can be written."""
        if self._stream is not None and self._shown is not None:
            self._stream.write(_ERASE)
            self._stream.flush()
            self._shown = None

    def _line(self, done: float, seconds: float) -> str:
        say = self._messages.say
        full = round(done * _BLOCKS)
        bar = "#" * full + "." * (_BLOCKS - full)
        said = [
            f"[{bar}] {say('{:.0%}', done)}",
            self._messages.counted(self._documents, DOCUMENTS),
            say("{:,.0f} a second", self._documents / seconds),
        ]
        progress = done - (self._from or 0)
        if progress > 0:
            said.append(self._left(seconds * (1 - done) / progress))
        return ", ".join(said)

    def _left(self, seconds: float) -> str:
        for size, unit in _UNITS:
            if seconds >= 2 * size or size == 1:
                return self._messages.counted(round(seconds / size), unit)
        return ""
