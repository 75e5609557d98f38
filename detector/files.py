"""Which documents a command line names, in what order.

Explicit files are always taken, unless the caller wants its exclusions to hold for them too. A
folder is walked in sorted order, so that two runs agree; hidden files and folders, folders behind
symbolic links (which may lead back up), what .gitignore or the caller leaves out, and suffixes that
no reader knows are left out.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Protocol

from detector.formats import Failed
from detector.messages import Message
from detector.patterns import Ignored

STREAM = "-"
"""Standard input where a document is named, standard output where a destination is."""
_REASONS = {
    errno.EACCES: Message("Permission denied"),
    errno.EISDIR: Message("Is a directory"),
    errno.ENOENT: Message("No such file or directory"),
    errno.ENOSPC: Message("No space left on device"),
    errno.ENOTDIR: Message("Not a directory"),
    errno.EROFS: Message("Read-only file system"),
}
"""What systems say of the errors that people meet."""


class LeavesOut(Protocol):
    """Whether a file is not to be taken, or nothing inside a folder."""

    def __call__(self, path: str, *, folder: bool = False) -> bool:
        """Say so for a path as `find` yields it."""


def find(
    arguments: Iterable[str],
    suffixes: tuple[str, ...],
    leave_out: str | None = None,
    *,
    excluded: LeavesOut | None = None,
    force: bool = False,
    gitignore: bool = True,
) -> Iterator[str | Failed]:
    """Yield the paths to read, each once; a folder that cannot be listed is a failure of its own.

    ``leave_out`` is a file that no walk takes: the one that the output goes to. What is
    ``excluded`` no walk takes either, nor, by ``force``, an explicit path. Where ``gitignore`` is
    false a walk takes what .gitignore leaves out.
    """
    seen: set[str] = set()
    for argument in arguments:
        if force and excluded and argument != STREAM and _excluded(Path(argument), excluded):
            continue
        for found in _expand(argument, suffixes, leave_out, excluded, gitignore=gitignore):
            path = found.path if isinstance(found, Failed) else found
            if path not in seen:
                seen.add(path)
                yield found


def same(one: str, other: str) -> bool:
    """Whether two paths lead to one file, there or not, through whatever links."""
    return os.path.realpath(one) == os.path.realpath(other)


def real(path: str | Path, *, strict: bool = False) -> Path:
    """Where a path leads through links; OSError where ``strict`` and it leads nowhere.

    Unlike `Path.resolve`, which knows another error for links that lead to themselves.
    """
    return Path(os.path.realpath(path, strict=strict))


def reason(error: OSError) -> str:
    """What went wrong, without the path, which the caller names."""
    said = error.strerror or str(error)
    return said if isinstance(said, Message) else _REASONS.get(error.errno or 0, said)


def _expand(
    argument: str,
    suffixes: tuple[str, ...],
    leave_out: str | None,
    excluded: LeavesOut | None,
    *,
    gitignore: bool,
) -> Iterator[str | Failed]:
    path = Path(argument)
    if not argument:
        yield Failed(argument, Message("No file has an empty name"))
    elif argument == STREAM or not is_folder(path):
        yield str(path)
    else:
        for found in _walk(path, suffixes, excluded, gitignore=gitignore):
            if leave_out is None or isinstance(found, Failed) or not same(found, leave_out):
                yield found


def _walk(
    top: Path, suffixes: tuple[str, ...], excluded: LeavesOut | None, *, gitignore: bool
) -> Iterator[str | Failed]:
    ignored = Ignored(top) if gitignore else None
    waiting = [top]
    while waiting:
        path = waiting.pop()
        folder = is_folder(path)
        if not folder and path.suffix.lower() not in suffixes:
            continue
        if path != top and (
            (ignored and ignored.match(path, folder=folder)) or _excluded(path, excluded)
        ):
            continue
        if folder:
            if path.is_symlink() and path != top:
                continue
            try:
                inside = sorted(path.iterdir(), reverse=True)
            except OSError as error:
                yield Failed(str(path), reason(error))
            else:
                waiting += [child for child in inside if not child.name.startswith(".")]
        else:
            yield str(path)


def _excluded(path: Path, excluded: LeavesOut | None) -> bool:
    return excluded is not None and excluded(str(path), folder=is_folder(path))


def is_folder(path: Path) -> bool:
    """Whether a path can be walked; reading tells better what is wrong with one that cannot."""
    try:
        return path.is_dir()
    except OSError:
        return False
