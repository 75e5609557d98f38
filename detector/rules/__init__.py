"""Rules: pure functions from a document to candidates, one file each, found by discovery."""

from __future__ import annotations

import pkgutil
from collections.abc import Callable, Iterator
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

from detector.report import Kind, Severity

if TYPE_CHECKING:
    from detector.document import Document


Row = tuple[str, float, str, str, tuple[object, ...]]
"""The fields of a `Clue` as a plain tuple, made in a tenth of the time: a case has thirty."""


class Clue(NamedTuple):
    """A reason not yet weighed: what was measured, which table row says so, and in words.

    ``template`` and ``parts`` make the words (`str.format`) when somebody reads them: most clues
    are weighed and never read.
    """

    id: str
    value: float
    source: str
    template: str
    parts: tuple[object, ...] = ()

    @property
    def text(self) -> str:
        """The clue in words."""
        return self.template.format(*self.parts) if self.parts else self.template


class Candidate(NamedTuple):
    """Tokens ``first`` to before ``stop`` that may be a trace, and why the rule thinks so."""

    first: int
    stop: int
    clue: Clue


Finder = Callable[["Document"], Iterator[Candidate]]


class Rule(NamedTuple):
    """A registered rule; ``flags`` and ``passes`` are its examples and its tests.

    In ``flags`` the expected spans stand between ``[[`` and ``]]``. A rule that does not stand
    ``alone`` is only asked where another has found something: what it sees means nothing by itself.
    """

    name: str
    kind: Kind
    severity: Severity
    flags: tuple[str, ...]
    passes: tuple[str, ...]
    find: Finder
    alone: bool = True

    @property
    def documentation(self) -> str:
        """The finder's docstring, unindented."""
        import inspect

        return inspect.getdoc(self.find) or ""


_found: dict[str, Rule] = {}


def rule(
    *,
    kind: str,
    severity: str,
    flags: tuple[str, ...],
    passes: tuple[str, ...],
    alone: bool = True,
) -> Callable[[Finder], Finder]:
    """Register a finder as the rule of its name in kebab case."""

    def register(find: Finder) -> Finder:
        name = find.__name__.replace("_", "-")
        _found[name] = Rule(name, Kind(kind), Severity(severity), flags, passes, find, alone)
        return find

    return register


@cache
def rules() -> tuple[Rule, ...]:
    """Every rule of this package, by name."""
    for module in pkgutil.iter_modules(__path__):
        import_module(f"{__name__}.{module.name}")
    return tuple(_found[name] for name in sorted(_found))
