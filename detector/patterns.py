"""Patterns for paths in the syntax of .gitignore, which whoever keeps files in git knows already.

They are matched by pathspec, which is imported when there are patterns. What it makes of a pattern
with several stars takes time that grows with a power of the path; `linear` mends that.
"""

from __future__ import annotations

import os
import re
import warnings
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from detector.messages import Message

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec


def absolute(path: str) -> str:
    """A path from the root, without dots, links left as they are."""
    return os.path.normpath(Path(path).absolute())


MAX_BYTES = 1_000_000
"""Bytes of a .gitignore that are read."""


_STAR, _DEEP, _ANYWHERE = "[^/]*", "(?:/.+)?", "^(?:.+/)?"
"""What pathspec writes for a star, for two between slashes, and for where a name may stand."""


class Patterns(NamedTuple):
    """Patterns that are relative to a folder."""

    base: str
    spec: GitIgnoreSpec

    def match(self, path: str, *, folder: bool = False) -> bool | None:
        """Whether the last pattern that matches takes a path, None where none matches.

        ``path`` is absolute; what is outside of the base folder is never matched.
        """
        inside = relative(path, self.base)
        if inside is None:
            return None
        return self.spec.check_file(inside + "/" if folder else inside).include


def relative(path: str, base: str) -> str | None:
    """An absolute path as seen from a folder, with slashes; None where it is not inside."""
    start = base.rstrip(os.sep) + os.sep
    if not path.startswith(start):
        return None
    return path[len(start) :].replace(os.sep, "/")


def read(lines: Iterable[str], base: str) -> Patterns:
    """Patterns from their lines; ValueError names the first that is none."""
    from pathspec import GitIgnoreSpec
    from pathspec.patterns.gitignore.spec import GitIgnoreSpecPattern

    class Linear(GitIgnoreSpecPattern):
        __slots__ = ()

        @classmethod
        def pattern_to_regex(cls, pattern: Any) -> tuple[Any, bool | None]:
            made, include = super().pattern_to_regex(pattern)
            return (linear(made) if isinstance(made, str) else made), include

    lines = list(lines)
    for line in lines:
        if not _valid(line):
            raise ValueError(Message("“{}” is no pattern", line))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", FutureWarning)
        return Patterns(base, GitIgnoreSpec.from_lines(lines, Linear))


def linear(made: str) -> str:
    """What pathspec made of a pattern, matching the same in time linear in the path.

    What stands between two stars is taken where it first occurs, which leaves most for what comes
    after it, and not looked for again; so is what stands between two double stars.
    """
    first, *rest = map(_starred, made.split(_DEEP))
    if not rest:
        return first
    if first.startswith(_ANYWHERE):
        first = f"^(?>(?:.+?/)??{first.removeprefix(_ANYWHERE)}(?=/))"
    between = "".join(f"(?>(?:/.+?)??{each}(?=/))" for each in rest[:-1])
    return first + between + _DEEP + rest[-1]


def _starred(made: str) -> str:
    first, *rest = made.split(_STAR)
    if not rest:
        return first
    for each in rest[:-1]:
        if "/" in each.replace("[^/]", ""):
            first += _STAR + each
        elif each:
            first += f"(?>[^/]*?{each})"
    return first + _STAR + rest[-1]


def _valid(line: str) -> bool:
    from pathspec import GitIgnoreSpec
    from pathspec.patterns.gitignore.base import GitIgnorePatternError

    try:
        # What a bracket holds goes to `re`, which warns of what may mean something else one day.
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", FutureWarning)
            GitIgnoreSpec.from_lines([line])
    except (GitIgnorePatternError, re.error):
        return False
    return True


class Ignored:
    """What the .gitignore files of a walk leave out, as git reads them.

    Those of the folders above count up to the top of the repository; outside of a repository,
    those of the walked folders alone. A file decides before those above it, and a folder that is
    walked although those above leave it out is walked without them.
    """

    def __init__(self, top: Path) -> None:
        self._top = Path(absolute(str(top)))
        self._own: dict[Path, Patterns | None] = {}
        above = _above(self._top)
        self._above = () if _last(above, str(self._top), folder=True) else above

    def match(self, path: Path, *, folder: bool) -> bool:
        """Whether a path inside the walked folder is left out."""
        whole = Path(absolute(str(path)))
        inside = [self._patterns(here) for here in whole.parents if here.is_relative_to(self._top)]
        return _last((*filter(None, inside), *self._above), str(whole), folder=folder)

    def _patterns(self, folder: Path) -> Patterns | None:
        if folder not in self._own:
            self._own[folder] = _written(folder)
        return self._own[folder]


def _last(patterns: Iterable[Patterns], path: str, *, folder: bool) -> bool:
    """What the first of the patterns that say anything of a path say."""
    answers = (each.match(path, folder=folder) for each in patterns)
    return next((answer for answer in answers if answer is not None), False)


def _above(top: Path) -> tuple[Patterns, ...]:
    """Patterns of the folders above, the nearest first, where there is a repository around."""
    chain = (top, *top.parents)
    repository = next((i for i, folder in enumerate(chain) if (folder / ".git").exists()), 0)
    return tuple(filter(None, map(_written, chain[1 : repository + 1])))


def _written(folder: Path) -> Patterns | None:
    """The patterns of a folder's own .gitignore; what git would not understand is passed over."""
    file = folder / ".gitignore"
    try:
        if not file.is_file():
            return None
        with file.open("rb") as opened:
            text = opened.read(MAX_BYTES).decode("utf-8", "replace")
    except OSError:
        return None
    return read(filter(_valid, text.splitlines()), str(folder))
