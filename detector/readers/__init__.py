"""Readers take from a file the prose to check, one module per kind of file.

To add a reader, add a module here. It defines ``SUFFIXES``, the file name endings that it knows
(lower case, with their dot), and what it reads: ``prose``, from the text of a file, whose bytes are
decoded for it, to its Prose; or ``parts``, from the bytes of an archive to a Source for each member
that holds prose. A module whose parser is an optional dependency also names the ``EXTRA`` that
installs it. A file with another suffix is read as plain text, and a folder walk takes only the
suffixes that some reader knows.

All modules are imported to learn their suffixes, so that each imports its parser only when it
reads. Code that several readers share is in `detector.markup`.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pathlib import Path, PurePath
from pkgutil import iter_modules
from typing import BinaryIO, NamedTuple, Protocol, cast, runtime_checkable

from detector.messages import Message
from detector.prose import Prose

NOT_REGULAR = Message("Not a regular file")
_AT_ONCE = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


class Source(NamedTuple):
    """The prose of a document, and what there is to say about it.

    ``part`` names the member of an archive; offsets then count in the text taken from it.
    ``notes`` are messages for people.
    ``encoding`` and ``mark``, the byte order mark, are what it takes to write the text back.
    """

    prose: Prose
    part: str | None = None
    notes: tuple[str, ...] = ()
    encoding: str = "utf-8"
    mark: bytes = b""

    @property
    def text(self) -> str:
        """The text of the document or member without its byte order mark, markup and all."""
        return self.prose.source

    def encode(self, text: str) -> bytes:
        """Another text as this document would hold it; UnicodeEncodeError where it cannot."""
        return self.mark + text.encode(self.encoding)


MAX_BYTES = 100_000_000
"""Bytes of the largest file that is read: it is held in memory, several times over."""


@runtime_checkable
class Reader(Protocol):
    """A module of this package for files that are text."""

    @property
    def SUFFIXES(self) -> tuple[str, ...]:  # noqa: N802
        """File name endings, lower case, with their dot."""

    def prose(self, text: str) -> Prose:
        """The prose of any text; ValueError with a `Message` where it cannot be read."""


@runtime_checkable
class Archive(Protocol):
    """A module of this package for files that hold several texts."""

    @property
    def SUFFIXES(self) -> tuple[str, ...]:  # noqa: N802
        """File name endings, lower case, with their dot."""

    def parts(self, data: bytes) -> Iterator[Source]:
        """The members that hold prose; ValueError with a `Message` for a malformed archive."""


def load(path: Path) -> bytes:
    """The bytes of a file.

    Raises OSError when it is missing, unreadable, larger than `MAX_BYTES`, or not a regular file: a
    named pipe would keep the command waiting, a device would never end.
    """
    _expect_regular(path, path.stat())
    # Another file may have taken its place meanwhile: not even then may opening it wait.
    with os.fdopen(os.open(path, _AT_ONCE), "rb") as file:
        _expect_regular(path, os.fstat(file.fileno()))
        return bounded(file, str(path))


def bounded(file: BinaryIO, name: str) -> bytes:
    """All that a stream holds; OSError where that is more than `MAX_BYTES`."""
    data = file.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise OSError(errno.EFBIG, Message("larger than {:,} bytes", MAX_BYTES), name)
    return data


def read(data: bytes, name: str) -> list[Source]:
    """What a file's bytes hold, read as its name's suffix says: one source, of an archive several.

    ValueError with a `Message` where it cannot be read or lacks an optional dependency.
    """
    reader = reader_of(name)
    try:
        if isinstance(reader, Archive):
            found = list(reader.parts(data))
        else:
            from detector.readers.text import decode

            source = decode(data)
            found = [source._replace(prose=reader.prose(source.text))]
    except ModuleNotFoundError as error:
        extra = getattr(reader, "EXTRA", None)
        if extra is None:
            raise
        command = f"pip install 'spin-detector[{extra}]'"
        raise ValueError(Message("reading it needs {}: {}", error.name, command)) from error
    if not found:
        raise ValueError(Message("it holds nothing to read"))
    return found


def reader_of(name: str) -> Reader | Archive:
    """The reader of a file name's suffix, that of plain text where none knows it."""
    readers = _readers()
    return readers.get(PurePath(name).suffix.lower(), readers[".txt"])


def suffixes() -> tuple[str, ...]:
    """Every suffix that some reader knows, in alphabetical order."""
    return tuple(sorted(_readers()))


def _expect_regular(path: Path, found: os.stat_result) -> None:
    if not stat.S_ISREG(found.st_mode):
        raise OSError(errno.EINVAL, NOT_REGULAR, str(path))


@cache
def _readers() -> dict[str, Reader | Archive]:
    names = [module.name for module in iter_modules(__path__)]
    readers = [cast("Reader | Archive", import_module(f"{__name__}.{name}")) for name in names]
    return {suffix: reader for reader in readers for suffix in reader.SUFFIXES}
