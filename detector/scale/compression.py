"""Files that are compressed, or not, as the last suffix of their name says: .gz, .zst or neither.

What is compressed is written in blocks that are each whole, one behind the other, which every
decompressor reads as one: so a file can grow, and be cut back to the end of any block.
"""

from __future__ import annotations

import errno
import gzip
import stat
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple, cast

from detector.messages import Message
from detector.readers import NOT_REGULAR

GZIP, ZSTD = ".gz", ".zst"
SUFFIXES = (GZIP, ZSTD)
_LEVEL = 6
"""What gzip itself takes; 9 takes twice as long for a file that is 2 % smaller."""


class Stream(NamedTuple):
    """What a file holds, decompressed as it is read, and the file itself."""

    content: BinaryIO
    raw: BinaryIO
    size: int

    @property
    def reached(self) -> float:
        """The share of the file that was read."""
        return min(1.0, self.raw.tell() / self.size) if self.size else 1.0


def bare(name: str) -> str:
    """A name without the suffix of its compression."""
    return name[: -len(Path(name).suffix)] if Path(name).suffix.lower() in SUFFIXES else name


@contextmanager
def opened(path: Path) -> Iterator[Stream]:
    """A file to read from its beginning.

    OSError where it is missing or not a regular file, which may never end; ValueError with what to
    install where the package that decompresses it is missing.
    """
    found = path.stat()
    if not stat.S_ISREG(found.st_mode):
        raise OSError(errno.EINVAL, NOT_REGULAR, str(path))
    with path.open("rb") as raw:
        suffix = path.suffix.lower()
        if suffix == GZIP:
            content: Any = gzip.GzipFile(fileobj=raw)
        elif suffix == ZSTD:
            content = _zstd().ZstdFile(raw)
        else:
            content = raw
        yield Stream(content, raw, found.st_size)


def compressor(name: str) -> Callable[[bytes], bytes]:
    """What makes blocks of bytes as a file of that name holds them."""
    suffix = Path(name).suffix.lower()
    if suffix == GZIP:
        # No time in it: the same content makes the same file.
        return lambda data: gzip.compress(data, _LEVEL, mtime=0)
    if suffix == ZSTD:
        return cast("Callable[[bytes], bytes]", _zstd().compress)
    return bytes


def _zstd() -> Any:
    """The module of the standard library, or its backport before Python 3.14."""
    name = "compression.zstd" if sys.version_info >= (3, 14) else "backports.zstd"
    try:
        return import_module(name)
    except ImportError as error:
        command = "pip install 'spin-detector[zstd]'"
        raise ValueError(Message("it needs {}: {}", name, command)) from error
