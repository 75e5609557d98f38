"""Files with their originals put back: what would change, and the change itself.

Nothing but the changed words may differ, so that everything here is bytes: what cannot be encoded
back exactly is refused, and a file is replaced whole or not at all.
"""

from __future__ import annotations

import dataclasses
import errno
import os
import stat
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from detector import files, readers, session
from detector.formats import Failed
from detector.prose import Prose
from detector.report import Change, Report
from detector.restore import applied

MAX_PASSES = 5
"""Times that a text is checked and restored again; more than any fixture needs."""


class Rewrite(NamedTuple):
    """A document as it is and as it would be; ``path`` as the user names it."""

    path: str
    before: bytes
    after: bytes


def propose(
    path: str,
    check: Callable[[Prose], Report],
    min_confidence: float,
    stdin_name: str | None = None,
) -> Rewrite | Failed:
    """Restore one document, standard input for ``-``, without writing anything.

    Archives fail: their parts are read from what cannot be put together again to the byte.
    """
    found = session.load(path, stdin_name)
    if isinstance(found, Failed):
        return found
    name, before = found
    reader = readers.reader_of(name)
    if isinstance(reader, readers.Archive):
        return Failed(name, "Left alone: an archive can be checked, not restored")
    sources = session.read(before, name)
    if isinstance(sources, Failed):
        return sources
    (source,) = sources
    text = settled(source.text, reader.prose, check, min_confidence)
    if text == source.text:
        return Rewrite(name, before, before)
    if _encoded(source, source.text) != before:
        return Failed(name, f"Left alone: it cannot be written back ({'; '.join(source.notes)})")
    after = _encoded(source, text)
    if after is None:
        return Failed(name, f"Left alone: {source.encoding} lacks a letter of what it would read")
    return Rewrite(name, before, after)


def settled(
    text: str,
    read: Callable[[str], Prose],
    check: Callable[[Prose], Report],
    min_confidence: float,
) -> str:
    """Restore until nothing is left to restore: what goes back can show what stands beside it.

    A change is made only where the file then reads as before but for the words put back: between
    single quotation marks, for one, an apostrophe would not.
    """
    for _ in range(MAX_PASSES):
        before, prose = text, read(text)
        _, made = check(prose).restored(min_confidence)
        if made:
            text = applied(before, _sound(prose, made, read))
        if text == before:
            break
    return text


def _sound(
    prose: Prose, made: tuple[Change, ...], read: Callable[[str], Prose]
) -> tuple[Change, ...]:
    """Those of the changes after which the source reads as the prose does with them made."""
    shifts = (prose.offset(change.start) - change.start for change in made)
    inside = [
        dataclasses.replace(change, start=change.start + shift, end=change.end + shift)
        for change, shift in zip(made, shifts, strict=True)
    ]
    if read(applied(prose.source, made)).text == applied(prose.text, inside):
        return made
    half = len(made) // 2
    return _sound(prose, made[:half], read) + _sound(prose, made[half:], read) if half else ()


def replace(change: Rewrite) -> Rewrite | Failed:
    """Make a change to its file; it fails when the file no longer holds what was restored."""
    try:
        if change.after != change.before:
            _replace(Path(change.path).resolve(strict=True), change.before, change.after)
    except OSError as error:
        return Failed(change.path, files.reason(error))
    return change


def _encoded(source: readers.Source, text: str) -> bytes | None:
    try:
        return source.encode(text)
    except UnicodeEncodeError:
        return None


def _replace(real: Path, before: bytes, after: bytes) -> None:
    """Put a new file in the place of the old at one stroke, so that no moment has half of one.

    Mode, and owner where the system lets us, are kept; other hard links keep the old content.
    """
    if not os.access(real, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(real))
    kept = real.stat()
    handle, name = tempfile.mkstemp(prefix=".spin-detector-", dir=real.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(after)
            file.flush()
            os.fsync(file.fileno())
        if hasattr(os, "chown"):
            with suppress(PermissionError):
                os.chown(temporary, kept.st_uid, kept.st_gid)
        temporary.chmod(stat.S_IMODE(kept.st_mode))
        _expect(real, before)
        temporary.replace(real)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def _expect(real: Path, before: bytes) -> None:
    if real.read_bytes() != before:
        raise OSError(errno.EBUSY, "Left alone: it changed since it was read", str(real))
