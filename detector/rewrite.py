"""Files with their originals put back: what would change, and the change itself.

Nothing but the changed words may differ, so that everything here is bytes: what cannot be encoded
back exactly is refused, and a file is replaced whole or not at all.
"""

from __future__ import annotations

import errno
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from detector import atomic, files, readers, session
from detector.formats import Failed
from detector.prose import Prose
from detector.report import Report
from detector.restore import settled
from detector.settings import SettingsError


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
    *,
    quoted: bool = True,
) -> Rewrite | Failed:
    """Restore one document, standard input for ``-``, without writing anything.

    Quotations are left alone unless what is ``quoted`` may change too. A document whose
    configuration cannot be followed fails, by the SettingsError that ``check`` raises.

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
    read = reader.prose
    try:
        text = settled(source.text, lambda text: check(read(text)), min_confidence, quoted=quoted)
    except SettingsError as error:
        return Failed(name, str(error))
    if text == source.text:
        return Rewrite(name, before, before)
    if _encoded(source, source.text) != before:
        return Failed(name, f"Left alone: it cannot be written back ({'; '.join(source.notes)})")
    after = _encoded(source, text)
    if after is None:
        return Failed(name, f"Left alone: {source.encoding} lacks a letter of what it would read")
    return Rewrite(name, before, after)


def replace(change: Rewrite) -> Rewrite | Failed:
    """Make a change to its file; it fails when the file no longer holds what was restored."""
    try:
        if change.after != change.before:
            real = Path(change.path).resolve(strict=True)
            atomic.write(real, change.after, lambda: _expect(real, change.before))
    except OSError as error:
        return Failed(change.path, files.reason(error))
    return change


def _encoded(source: readers.Source, text: str) -> bytes | None:
    try:
        return source.encode(text)
    except UnicodeEncodeError:
        return None


def _expect(real: Path, before: bytes) -> None:
    if real.read_bytes() != before:
        raise OSError(errno.EBUSY, "Left alone: it changed since it was read", str(real))
