"""Readers turn a file's bytes into text to check, one module per kind of file.

To add a reader, add a module here. It defines ``SUFFIXES``, the file name endings that it knows
(lower case, with their dot), and ``decode``, from bytes to a Source. A file with another
suffix is read as plain text, and a folder walk takes only the suffixes that some reader knows.
"""

from __future__ import annotations

import errno
import stat
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path, PurePath
from pkgutil import iter_modules
from typing import Protocol, cast


@dataclass(frozen=True, slots=True)
class Source:
    """The text of a document without its byte order mark, and what there is to say about it.

    ``encoding`` and ``mark``, the byte order mark, are what it takes to write the text back.
    """

    text: str
    notes: tuple[str, ...] = ()
    encoding: str = "utf-8"
    mark: bytes = b""

    def encode(self, text: str) -> bytes:
        """Another text as this document would hold it; UnicodeEncodeError where it cannot."""
        return self.mark + text.encode(self.encoding)


class Reader(Protocol):
    """What a module of this package defines."""

    @property
    def SUFFIXES(self) -> tuple[str, ...]:  # noqa: N802
        """File name endings, lower case, with their dot."""

    def decode(self, data: bytes) -> Source:
        """Turn any bytes into text; there are none that it refuses."""


def load(path: Path) -> bytes:
    """The bytes of a file.

    Raises OSError when it is missing, unreadable, or not a regular file: a named pipe would keep
    the command waiting, a device would never end.
    """
    if not stat.S_ISREG(path.stat().st_mode):
        raise OSError(errno.EINVAL, "Not a regular file", str(path))
    return path.read_bytes()


def decode(data: bytes, name: str) -> Source:
    """Turn bytes into text with the reader of a file name's suffix."""
    readers = _readers()
    return readers.get(PurePath(name).suffix.lower(), readers[".txt"]).decode(data)


def suffixes() -> tuple[str, ...]:
    """Every suffix that some reader knows, in alphabetical order."""
    return tuple(sorted(_readers()))


@cache
def _readers() -> dict[str, Reader]:
    names = [module.name for module in iter_modules(__path__)]
    readers = [cast("Reader", import_module(f"{__name__}.{name}")) for name in names]
    return {suffix: reader for reader in readers for suffix in reader.SUFFIXES}
