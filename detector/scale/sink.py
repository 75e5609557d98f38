"""Files that grow while a run lasts, and are there as a whole once it is over.

A file grows under another name, by blocks, and remembers how long it was at the last of them: what
a run that was killed wrote after that is cut off by the next one. A target that is no regular file,
such as a device or a pipe, is written to as it is.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

from detector import files
from detector.messages import Message
from detector.scale import compression
from detector.scale.records import Encoder, Record

try:
    import fcntl
except ImportError:  # Windows, where a file that is open cannot be put in place of another
    fcntl = None  # type: ignore[assignment]


class SinkError(Exception):
    """A file that cannot be written, and why."""


class Sink:
    """One file of records; SinkError wherever it cannot be written."""

    def __init__(self, target: Path, encoder: Encoder) -> None:
        self.target, self.encoder = target, encoder
        self.straight = is_stream(target)
        self.partial = target if self.straight else beside(target, "partial")
        self._compressed = compression.compressor(target.name)
        self._length = 0
        self._file: BinaryIO | None = None

    def open(self, length: int) -> None:
        """Take hold of the file, so that no other run writes it, and go on from a length."""
        self._length = length
        with _told(self.target):
            if self.straight:
                self._file = self.target.open("wb")
                return
            self._file = self.partial.open("r+b" if self.partial.exists() else "wb")
            if fcntl is not None:
                try:
                    fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                except BlockingIOError:
                    raise OSError(Message("another run is writing it")) from None
            self._file.truncate(length)
            self._file.seek(length)

    def put(self, record: Record) -> None:
        """Add a record to the block."""
        self.encoder.put(record)

    def commit(self, *, last: bool = False) -> None:
        """Write the block, so that it is there whatever happens next.

        The ``last`` time a file that is empty gets what a compressed file of nothing has.
        """
        data = self.encoder.block()
        if data or (last and not self._length):
            self._write(self._compressed(data))

    def state(self) -> Mapping[str, Any]:
        """How far the file is, as JSON can hold it."""
        return {"length": self._length, "encoder": self.encoder.state()}

    def finish(self) -> None:
        """Put the file in its place; nothing happens where it is there already."""
        self.close()
        if not self.straight and self.partial.exists():
            with _told(self.target):
                self.encoder.finish(self.partial, self.target)

    def close(self) -> None:
        """Let go of the file."""
        if self._file:
            file, self._file = self._file, None
            with _told(self.target):
                file.close()

    def _write(self, data: bytes) -> None:
        if self._file:
            with _told(self.target):
                self._file.write(data)
                self._file.flush()
                if not self.straight:
                    os.fsync(self._file.fileno())
            self._length += len(data)


def beside(target: Path, what: str) -> Path:
    """The file that stands beside another while it is being written."""
    return target.with_name(f"{target.name}.{what}")


def is_stream(target: Path) -> bool:
    """Whether a target can only be written to from its beginning to its end."""
    return target.exists() and not target.is_file()


def write(target: Path, data: bytes) -> None:
    """Put these bytes in the place of a file at one stroke; SinkError where that cannot be.

    Unlike those of `detector.atomic`, what a killed run leaves behind is overwritten by the next.
    """
    begun = target if is_stream(target) else beside(target, "new")
    with _told(target):
        with begun.open("wb") as file:
            file.write(data)
            file.flush()
            if begun is not target:
                os.fsync(file.fileno())
        if begun is not target:
            begun.replace(target)


@contextmanager
def _told(target: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        said = error.args[0] if isinstance(error.args[0], Message) else files.reason(error)
        raise SinkError(Message("Cannot write {}: {}", str(target), said)) from error
