"""Which lines of a file are new since a revision, as git tells it.

The revision is taken from where it and the present parted, so that what others have changed since
does not count. Files that git does not know yet are new as a whole.
"""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

from detector import files, patterns
from detector.formats import Checked
from detector.messages import Message, reason
from detector.report import Finding
from detector.screen import keep

Lines = list[range]
"""Stretches of line numbers from 1, in order."""

_DIFF = (
    "diff --find-renames --no-color --no-ext-diff --no-textconv --ignore-submodules"
    " --src-prefix=a/ --dst-prefix=b/"
).split()
_HUNK = re.compile(rb"@@ -\d+(?:,(\d+))? \+(\d+)(?:,(\d+))? @@")
_ESCAPE = re.compile(rb"\\([0-7]{3}|.)", re.DOTALL)
_ESCAPED = {
    b"a": b"\a",
    b"b": b"\b",
    b"t": b"\t",
    b"n": b"\n",
    b"v": b"\v",
    b"f": b"\f",
    b"r": b"\r",
}


class ChangesError(Exception):
    """Changes that git cannot tell, and why."""


class Changes:
    """New lines since a revision, of files in whatever repositories."""

    def __init__(self, revision: str) -> None:
        self._revision = revision
        self._changed: dict[Path, dict[Path, Lines | None]] = {}
        self._tops: dict[Path, Path] = {}

    def of(self, path: str) -> Lines | None:
        """New lines of a file, None where it is new as a whole; ChangesError tells why not.

        Standard input without a name is new as a whole, and so is what is not there.
        """
        try:
            real = files.real(patterns.absolute(path), strict=True)
        except (OSError, ValueError):
            return None
        folder = real.parent
        if folder not in self._tops:
            self._tops[folder] = _top(folder)
        top = self._tops[folder]
        if top not in self._changed:
            self._changed[top] = _changed(top, self._revision)
        return self._changed[top].get(real, [])

    def touch(self, path: str) -> bool:
        """Whether a file has new lines."""
        return self.of(path) != []

    def screen(self, checked: Checked) -> Checked:
        """A document with the findings on new lines only."""
        lines = self.of(checked.path)
        if lines is None:
            return checked

        def new(finding: Finding) -> bool:
            # Git ends lines at LF alone.
            first = checked.text.count("\n", 0, finding.start) + 1
            last = first + checked.text.count("\n", finding.start, finding.end)
            return any(each.start <= last and first < each.stop for each in lines)

        return keep(checked, new)


def parse(diff: bytes) -> dict[bytes, Lines]:
    """New lines by path, from a diff without context.

    Hunks are counted off by their headers: what they hold may look like anything.
    """
    found: dict[bytes, Lines] = {}
    name = b""
    lines = iter(diff.split(b"\n"))
    for line in lines:
        if line.startswith(b"+++ "):
            name = _name(line[4:])
        elif match := _HUNK.match(line):
            removed, start, added = (int(group or b"1") for group in match.groups())
            for _ in range(removed + added):
                next(lines, b"")
            if added:
                found.setdefault(name, []).append(range(start, start + added))
    return found


def _name(written: bytes) -> bytes:
    """The path in a line of a diff's header, its prefix and, where it is quoted, escapes gone."""
    if written.startswith(b'"'):
        inner = written[1 : written.rindex(b'"')]
        written = _ESCAPE.sub(lambda match: _unescaped(match[1]), inner)
    else:
        # A tab follows a name with spaces, so that it can be told from a date.
        written = written.partition(b"\t")[0]
    return written.removeprefix(b"b/")


def _unescaped(code: bytes) -> bytes:
    return bytes([int(code, 8) & 0xFF]) if len(code) == 3 else _ESCAPED.get(code, code)


def _changed(top: Path, revision: str) -> dict[Path, Lines | None]:
    """New lines by file; files as git has them now that are no text to it are new as a whole."""
    since = _since(top, revision)
    found: dict[bytes, Lines | None] = dict(parse(_git(top, *_DIFF, "--unified=0", since, "--")))
    found |= dict.fromkeys(_binary(_git(top, *_DIFF, "--numstat", "-z", since, "--")))
    unknown = _git(top, "ls-files", "--others", "--exclude-standard", "-z")
    found |= dict.fromkeys(unknown.split(b"\0")[:-1])
    return {files.real(top / os.fsdecode(name)): lines for name, lines in found.items()}


def _binary(numstat: bytes) -> Iterator[bytes]:
    """Paths of which git counts no lines."""
    fields = iter(numstat.split(b"\0")[:-1])
    for field in fields:
        added, _, name = field.split(b"\t", 2)
        if not name:
            next(fields)
            name = next(fields)
        if added == b"-":
            yield name


def _since(top: Path, revision: str) -> str:
    """The commit in which a revision and the present parted; the revision where none is known."""
    try:
        spoken = ("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
        commit = os.fsdecode(_git(top, *spoken)).strip()
    except ChangesError:
        raise ChangesError(Message("“{}” is no revision of {}", revision, top)) from None
    try:
        return os.fsdecode(_git(top, "merge-base", commit, "HEAD")).strip()
    except ChangesError:
        return commit


def _top(folder: Path) -> Path:
    try:
        top = os.fsdecode(_git(folder, "rev-parse", "--show-toplevel"))
    except ChangesError as error:
        raise ChangesError(Message("{}: {}", folder, reason(error))) from None
    return files.real(top.removesuffix("\n"))


def _git(folder: Path, *arguments: str) -> bytes:
    try:
        done = subprocess.run(["git", *arguments], cwd=folder, capture_output=True, check=False)
    except FileNotFoundError:
        raise ChangesError(Message("git is not installed")) from None
    except (OSError, ValueError) as error:
        raise ChangesError(Message("git does not run: {}", error)) from None
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        ended = Message("git ended with status {}", done.returncode)
        raise ChangesError(said[-1] if said else ended)
    return done.stdout
