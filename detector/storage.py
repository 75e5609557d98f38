"""Tables as files: mapped read-only, shared between processes, never parsed, never run."""

from __future__ import annotations

import mmap
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from detector.messages import Message, reason


class TableError(Exception):
    """A table that cannot be used: which file, and why."""


@contextmanager
def loading(path: Path) -> Iterator[None]:
    """Whatever a file's bytes make of reading it is a TableError that names it.

    Bytes that are wrong inside of a table of the right size are known by its hash alone.
    """
    try:
        yield
    except TableError:
        raise
    except (OSError, ValueError, TypeError, LookupError, ArithmeticError, RuntimeError) as error:
        raise TableError(
            Message("{} is damaged or missing: {}", str(path), reason(error))
        ) from error


def whole(data: memoryview, size: int) -> None:
    """ValueError unless a table holds as many bytes as it says."""
    if len(data) != size:
        raise ValueError(Message("it holds {:,} bytes, not {:,}", len(data), size))


def mapped(path: Path) -> memoryview:
    """The bytes of a file as mapped memory; the file may be closed and is never changed."""
    with path.open("rb") as file:
        return memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
