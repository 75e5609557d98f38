"""Files with their originals put back: what would change, and the change itself.

Nothing but the changed words may differ, so that everything here is bytes: what cannot be encoded
back exactly is refused, and a file is replaced whole or not at all.
"""

from __future__ import annotations

import errno
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from detector import atomic, files, readers, session
from detector.formats import Failed
from detector.messages import Message, reason
from detector.prose import Prose
from detector.report import Change
from detector.restore import applied
from detector.settings import SettingsError

MAX_PASSES = 5
"""Times that a text is checked and restored again; more than any fixture needs."""


Mend = Callable[[Prose], Sequence[Change]]
"""What says which changes to make to a prose, by start; `mending.Mending` is one."""

CHANGED = Message("Left alone: it changed since it was read")
OUTSIDE = Message("Left alone: a link leads out of the folder that was named")


class Rewrite(NamedTuple):
    """A document as it is and as it would be; ``path`` as the user names it."""

    path: str
    before: bytes
    after: bytes


def propose(
    path: str, mending: Callable[[], Mend], stdin_name: str | None = None
) -> Rewrite | Failed:
    """Restore one document, standard input for ``-``, without writing anything.

    A document whose configuration cannot be followed fails, by the SettingsError that ``mending``
    raises; else that says what to change in it.

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
        text = settled(source.prose, reader.prose, mending())
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


def settled(prose: Prose, read: Callable[[str], Prose], mend: Mend) -> str:
    """The source with changes made until there are none: what goes back can show what is beside it.

    A change is made only where the file then reads as before but for the words put back: between
    single quotation marks, for one, an apostrophe would not.
    """
    for _ in range(MAX_PASSES):
        before, prose = prose, _changed(prose, mend(prose), read)
        if prose.source == before.source:
            break
    return prose.source


def _changed(prose: Prose, made: Sequence[Change], read: Callable[[str], Prose]) -> Prose:
    """A prose with those of the changes made after which all else reads as before."""
    if not made:
        return prose
    then = read(applied(prose.source, made))
    if _same(prose, made, then):
        return then
    return read(applied(prose.source, _sound(prose, made, read)))


def _sound(prose: Prose, made: Sequence[Change], read: Callable[[str], Prose]) -> Sequence[Change]:
    """Those of changes, not sound together, after which the source reads as the prose does."""
    half = len(made) // 2
    found: list[Change] = []
    for part in (made[:half], made[half:]) if half else ():
        then = read(applied(prose.source, part))
        found += part if _same(prose, part, then) else _sound(prose, part, read)
    return found


def _same(prose: Prose, made: Sequence[Change], then: Prose) -> bool:
    """Whether a prose reads ``then`` as it does with the changes to its source made."""
    shifts = (prose.offset(change.start) - change.start for change in made)
    inside = (
        change._replace(start=change.start + shift, end=change.end + shift)
        for change, shift in zip(made, shifts, strict=True)
    )
    return then.text == applied(prose.text, inside)


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
