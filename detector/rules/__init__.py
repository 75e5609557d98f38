"""Rules: pure functions from a document to candidates, one file each, found by discovery."""

from __future__ import annotations

import pkgutil
from collections.abc import Callable, Iterator
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from detector.messages import Text
from detector.report import Kind, Original, Severity

if TYPE_CHECKING:
    from detector.document import Document


Row = tuple[str, float, str, Text, tuple[object, ...]]
"""The fields of a `Clue` as a plain tuple, made in a tenth of the time: a case has thirty."""


class Clue(NamedTuple):
    """A reason not yet weighed: what was measured, which table row says so, and in words.

    ``template`` and ``parts`` make the words (`str.format`) when somebody reads them: most clues
    are weighed and never read.
    """

    id: str
    value: float
    source: str
    template: Text
    parts: tuple[object, ...] = ()


class Candidate(NamedTuple):
    """Tokens ``first`` to before ``stop`` that may be a trace, and why the rule thinks so."""

    first: int
    stop: int
    clue: Clue


class Trace(NamedTuple):
    """A stretch of a document's text, in code points, that is a trace by itself.

    Unlike a candidate it needs no model: ``confidence`` is the rule's own, the share of such
    stretches that were what the rule takes them for where that was measured. ``originals`` are
    presumed readings, best first, where there are any.
    """

    start: int
    end: int
    confidence: float
    clue: Clue
    originals: tuple[Original, ...] = ()


T = TypeVar("T", Candidate, Trace)
Finder = Callable[["Document"], Iterator[T]]


class Rule(NamedTuple, Generic[T]):
    """A registered rule; ``flags`` and ``passes`` are its examples and its tests.

    In ``flags`` the expected spans stand between ``[[`` and ``]]``. A rule that does not stand
    ``alone`` is only asked where another has found something: what it sees means nothing by itself.
    ``ratio`` is the natural log of how much likelier spun documents are to hold what it finds, and
    0 where that says nothing of spinning; the model knows it of the rules that find candidates.
    A ``full`` rule costs too much for every document and is asked where full signals are. A rule
    that ``needs`` characters is asked where one of them stands between words, one of a ``telltale``
    where there is any.
    """

    name: str
    kind: Kind
    severity: Severity
    flags: tuple[str, ...]
    passes: tuple[str, ...]
    find: Finder[T]
    alone: bool = True
    ratio: float = 0.0
    full: bool = False
    needs: frozenset[str] = frozenset()
    telltale: bool = False

    @property
    def documentation(self) -> str:
        """The finder's docstring, unindented."""
        import inspect

        return inspect.getdoc(self.find) or ""


AnyRule = Rule[Candidate] | Rule[Trace]

_rules: dict[str, Rule[Candidate]] = {}
_tracers: dict[str, Rule[Trace]] = {}


def rule(
    *,
    kind: str,
    severity: str,
    flags: tuple[str, ...],
    passes: tuple[str, ...],
    alone: bool = True,
) -> Callable[[Finder[Candidate]], Finder[Candidate]]:
    """Register a finder of candidates as the rule of its name in kebab case."""

    def register(find: Finder[Candidate]) -> Finder[Candidate]:
        name = _kebab(find)
        _rules[name] = Rule(name, Kind(kind), Severity(severity), flags, passes, find, alone)
        return find

    return register


def tracer(
    *,
    kind: str,
    severity: str,
    flags: tuple[str, ...],
    passes: tuple[str, ...],
    ratio: float = 0.0,
    full: bool = False,
    needs: str = "",
    telltale: bool = False,
) -> Callable[[Finder[Trace]], Finder[Trace]]:
    """Register a finder of traces as the rule of its name in kebab case.

    It ``needs`` one of some characters between words, or is of a ``telltale``, and finds nothing
    where there is none.
    """

    def register(find: Finder[Trace]) -> Finder[Trace]:
        name = _kebab(find)
        examples = flags, passes
        _tracers[name] = Rule(
            name,
            Kind(kind),
            Severity(severity),
            *examples,
            find,
            ratio=ratio,
            full=full,
            needs=frozenset(needs),
            telltale=telltale,
        )
        return find

    return register


def _kebab(find: Callable[..., object]) -> str:
    return find.__name__.replace("_", "-")


def _discover() -> None:
    for module in pkgutil.iter_modules(__path__):
        import_module(f"{__name__}.{module.name}")


@cache
def proposers() -> tuple[Rule[Candidate], ...]:
    """The rules that find candidates, by name."""
    _discover()
    return tuple(_rules[name] for name in sorted(_rules))


@cache
def tracers() -> tuple[Rule[Trace], ...]:
    """The rules that find traces, by name."""
    _discover()
    return tuple(_tracers[name] for name in sorted(_tracers))


@cache
def rules() -> tuple[AnyRule, ...]:
    """All rules, by name."""
    return tuple(sorted((*proposers(), *tracers()), key=lambda rule: rule.name))
