"""A file's bytes before and after, as a diff that applies to the byte.

Not ``difflib``, which looks for lines that moved, in quadratic time. Restoring a text moves none.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from io import BytesIO
from itertools import groupby
from operator import eq
from typing import NamedTuple

from detector import files

CONTEXT = 3
"""Unchanged lines that are shown around a change."""
_SPECIAL = frozenset((*range(32), 127, *range(128, 256), *b'"\\'))
_NO_NEWLINE = b"\n\\ No newline at end of file\n"


class _Block(NamedTuple):
    """Lines that differ, from ``start`` in both documents to before ``old`` and ``new``."""

    start: int
    old: int
    new: int


def unified(path: str, before: bytes, after: bytes) -> Iterator[bytes]:
    """A unified diff that ``git apply`` and ``patch -p1`` take from the current folder.

    Lines end in LF, as those programs have it; other line endings are part of a line.
    """
    if after == before:
        return
    name = os.fsencode(_label(path))
    yield _header(b"---", b"a/" + name)
    yield _header(b"+++", b"b/" + name)
    old, new = (BytesIO(data).readlines() for data in (before, after))
    for row in _hunks(old, new, _blocks(old, new)):
        yield row if row.endswith(b"\n") else row + _NO_NEWLINE


def _blocks(old: list[bytes], new: list[bytes]) -> list[_Block]:
    """Where two documents differ, in linear time: restoring keeps every line in its place.

    Where it does not (half of a wide character may look like LF), all that differs is one block.
    """
    same = list(map(eq, old, new))
    if len(old) == len(new):
        runs = ((equal, list(run)) for equal, run in groupby(range(len(old)), same.__getitem__))
        return [_Block(run[0], run[-1] + 1, run[-1] + 1) for equal, run in runs if not equal]
    start = same.index(False) if False in same else len(same)
    kept = 0
    while kept < len(same) - start and old[-1 - kept] == new[-1 - kept]:
        kept += 1
    return [_Block(start, len(old) - kept, len(new) - kept)]


def _hunks(old: list[bytes], new: list[bytes], blocks: list[_Block]) -> Iterator[bytes]:
    """Rows of the blocks with the lines around them, those that are close to each other in one."""
    groups: list[list[_Block]] = []
    for block in blocks:
        if groups and block.start - groups[-1][-1].old <= 2 * CONTEXT:
            groups[-1].append(block)
        else:
            groups.append([block])
    for group in groups:
        at = start = max(0, group[0].start - CONTEXT)
        stop = min(len(old), group[-1].old + CONTEXT)
        lengths = stop - start, stop - start + group[-1].new - group[-1].old
        yield b"@@ -%d,%d +%d,%d @@\n" % (start + 1, lengths[0], start + 1, lengths[1])
        for block in group:
            yield from (b" " + line for line in old[at : block.start])
            yield from (b"-" + line for line in old[block.start : block.old])
            yield from (b"+" + line for line in new[block.start : block.new])
            at = block.old
        yield from (b" " + line for line in old[at:stop])


def _label(path: str) -> str:
    """The real file's path from here, or from the root where it lies elsewhere."""
    real, here = files.real(path), files.real(".")
    return real.relative_to(here if real.is_relative_to(here) else real.anchor).as_posix()


def _header(mark: bytes, name: bytes) -> bytes:
    """A line that names a file, quoted as git does where the name is not plain ASCII."""
    if any(byte in _SPECIAL for byte in name):
        escaped = (b"\\%03o" % byte if byte in _SPECIAL else bytes((byte,)) for byte in name)
        return b'%b "%b"\n' % (mark, b"".join(escaped))
    # What follows a tab is a date: without one, a name would end at its first space.
    return b"%b %b%b\n" % (mark, name, b"\t" if b" " in name else b"")
