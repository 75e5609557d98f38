"""Files with their originals put back: what would change, and the change itself.

Nothing but the changed words may differ, so that everything here is bytes: what cannot be encoded
back exactly is refused, and a file is replaced whole or not at all.
"""

from __future__ import annotations

import errno
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple

from detector import atomic, files, readers, session
from detector.formats import Failed
from detector.messages import Message, reason
from detector.prose import Prose
from detector.report import Change, Report
from detector.restore import applied
from detector.settings import SettingsError

MAX_PASSES = 5
"""Times that a text is checked and restored again; more than any fixture needs."""


CHANGED = Message("Left alone: it changed since it was read")
OUTSIDE = Message("Left alone: a link leads out of the folder that was named")


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
        return Failed(name, Message("Left alone: an archive can be checked, not restored"))
    sources = session.read(before, name)
    if isinstance(sources, Failed):
        return sources
    (source,) = sources
    try:
        text = settled(source.text, reader.prose, check, min_confidence, quoted=quoted)
    except SettingsError as error:
        return Failed(name, reason(error))
    if text == source.text:
        return Rewrite(name, before, before)
    if _encoded(source, source.text) != before:
        why = source.notes[-1] if source.notes else source.encoding
        return Failed(name, Message("Left alone: it cannot be written back ({})", why))
    after = _encoded(source, text)
    if after is None:
        lacking = Message("Left alone: {} lacks a letter of what it would read", source.encoding)
        return Failed(name, lacking)
    return Rewrite(name, before, after)


def settled(
    text: str,
    read: Callable[[str], Prose],
    check: Callable[[Prose], Report],
    min_confidence: float,
    *,
    quoted: bool = True,
) -> str:
    """Restore until nothing is left to restore: what goes back can show what stands beside it.

    A change is made only where the file then reads as before but for the words put back: between
    single quotation marks, for one, an apostrophe would not.
    """
    for _ in range(MAX_PASSES):
        before, prose = text, read(text)
        _, made = check(prose).restored(min_confidence, quoted=quoted)
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
        change._replace(start=change.start + shift, end=change.end + shift)
        for change, shift in zip(made, shifts, strict=True)
    ]
    if read(applied(prose.source, made)).text == applied(prose.text, inside):
        return made
    half = len(made) // 2
    return _sound(prose, made[:half], read) + _sound(prose, made[half:], read) if half else ()


def replace(change: Rewrite, trees: Iterable[Path]) -> Rewrite | Failed:
    """Make a change to its file; it fails when the file no longer holds what was restored.

    A link is followed as long as it stays in one of the ``trees``, real folders that were named:
    what somebody else put there must not say what else is written.
    """
    try:
        if change.after != change.before:
            real = files.real(change.path, strict=True)
            if not any(map(real.is_relative_to, trees)):
                return Failed(change.path, OUTSIDE)
            atomic.write(real, change.after, lambda: _expect(real, change.before))
    except OSError as error:
        return Failed(change.path, files.reason(error))
    return change


def trees(paths: Iterable[str]) -> set[Path]:
    """The folders that a command line names: those of files, too."""
    named = map(Path, paths)
    return {files.real(path if files.is_folder(path) else path.parent) for path in named}


def _encoded(source: readers.Source, text: str) -> bytes | None:
    try:
        return source.encode(text)
    except UnicodeEncodeError:
        return None


def _expect(real: Path, before: bytes) -> None:
    if real.read_bytes() != before:
        raise OSError(errno.EBUSY, CHANGED, str(real))
