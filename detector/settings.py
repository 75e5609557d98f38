"""What applies to a document: values by key, laid over each other, each with where it came from.

A layer is a table of keys: what the profile says, a configuration file, an override for some paths,
the command line. Later layers win. What silences (accepted words, ignored rules, exclusions) adds
up instead, so that a project adds to what it shares with others.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

from detector import messages, patterns, profiles
from detector.bounds import read as read_bounds
from detector.languages import codes
from detector.messages import Message, reason
from detector.quality import Limit, limits
from detector.report import Severity
from detector.signals import CHEAP, EXTENTS
from detector.suggest import hinted, one_of

NEVER = "never"
LIMITS = Message("a table of two numbers each: where a signal is fine, and where poor")
BOUNDS = Message("a table of numbers")
FAIL_ON = (*(severity.value for severity in Severity), NEVER)


class SettingsError(Exception):
    """A configuration that cannot be followed: which file, and why not."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(Message("{}: {}", path, reason))
        self.path, self.reason = path, reason

    def __reduce__(self) -> tuple[Any, ...]:
        return SettingsError, (self.path, self.reason)


class Layer(NamedTuple):
    """Checked values by key, and where they were written, which may be a message."""

    values: Mapping[str, Any]
    origin: str


class Key(NamedTuple):
    """A setting: its value where nothing says otherwise, and how a value is checked.

    ``check`` returns the value as it is kept and raises ValueError with what it should have been.
    """

    default: Any
    check: Callable[[object], Any]
    adds: bool = False


class Settings(NamedTuple):
    """The settings of one document; ``origins`` names the layers that a value came from, by key."""

    profile: str
    min_confidence: float
    fail_on: str
    select: tuple[str, ...]
    ignore: tuple[str, ...]
    exclude: tuple[str, ...]
    include: tuple[str, ...]
    accept: tuple[str, ...]
    language: str
    messages: str
    by: str
    signals: str
    limits: Mapping[str, Limit]
    bounds: Mapping[str, float]
    origins: Mapping[str, tuple[str, ...]]

    @property
    def threshold(self) -> Severity | None:
        """The least severity that fails a run, None where nothing does."""
        return None if self.fail_on == NEVER else Severity(self.fail_on)


def _probability(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
        raise ValueError(Message("a number from 0 to 1"))
    return float(value)


def _choice(names: Callable[[], Iterable[str]]) -> Callable[[object], str]:
    def check(value: object) -> str:
        known = tuple(names())
        if not isinstance(value, str) or value not in known:
            raise ValueError(hinted(one_of(known), value, known))
        return value

    return check


def _text(value: object) -> str:
    if not isinstance(value, str) or not value.strip():
        raise ValueError(Message("a text"))
    return value


def texts(value: object) -> tuple[str, ...]:
    """A list of texts that are not blank; ValueError says so."""
    found = tuple(value) if isinstance(value, list | tuple) else (value,)
    strange = [item for item in found if not isinstance(item, str) or not item.strip()]
    if strange or not isinstance(value, list | tuple):
        wanted = Message("a list of texts")
        named = Message("{}; {} is none", wanted, brief(strange[0])) if strange else wanted
        raise ValueError(named)
    return found


def globs(value: object) -> tuple[str, ...]:
    """A list of patterns in the syntax of .gitignore; ValueError says so."""
    found = texts(value)
    try:
        patterns.read(found, os.sep)
    except ValueError as error:
        raise ValueError(Message("a list of patterns: {}", reason(error))) from None
    return found


def _rules(value: object) -> tuple[str, ...]:
    from detector.suppress import rule_names

    names, known = texts(value), rule_names()
    for name in names:
        if name not in known:
            unknown = Message("a list of rules, and “{}” is none", name)
            raise ValueError(hinted(unknown, name, known))
    return names


def _limits(value: object) -> dict[str, Limit]:
    if not isinstance(value, dict):
        raise ValueError(LIMITS)  # noqa: TRY004
    try:
        return dict(limits(value))
    except TypeError:
        raise ValueError(LIMITS) from None
    except ValueError as error:
        raise ValueError(Message("a table of limits: {}", reason(error))) from None


def _bounds(value: object) -> dict[str, float]:
    if not isinstance(value, dict):
        raise ValueError(BOUNDS)  # noqa: TRY004
    try:
        read_bounds(value)
    except ValueError as error:
        raise ValueError(Message("{}: {}", BOUNDS, reason(error))) from None
    return value


KEYS = {
    "profile": Key(profiles.DEFAULT, _choice(profiles.names)),
    "min-confidence": Key(None, _probability),
    "fail-on": Key(None, _choice(lambda: FAIL_ON)),
    "select": Key((), _rules),
    "ignore": Key((), _rules, adds=True),
    "exclude": Key((), globs, adds=True),
    "include": Key((), globs),
    "accept": Key((), texts, adds=True),
    "language": Key("fr", _choice(lambda: (*codes(), "auto"))),
    "messages": Key(messages.DEFAULT, _choice(messages.codes)),
    "by": Key("", _text),
    "signals": Key(CHEAP, _choice(lambda: EXTENTS)),
    "limits": Key({}, _limits),
    "bounds": Key({}, _bounds),
}
"""Every setting, by its name in a configuration file; the profile gives what has no default."""


def layer(
    table: Mapping[str, object],
    path: str,
    origin: str,
    *,
    further: Iterable[str] = (),
    without: Iterable[str] = (),
) -> Layer:
    """A table of a configuration file as checked values; SettingsError where one is wrong.

    ``further`` keys, which the caller reads, may stand in the table too; those of ``without`` not.
    """
    known = [name for name in KEYS if name not in set(without)]
    values = {}
    for name, value in table.items():
        if name not in known:
            unknown = Message("unknown key “{}”", name)
            raise SettingsError(path, hinted(unknown, name, (*known, *further)))
        try:
            values[name] = KEYS[name].check(value)
        except ValueError as error:
            raise SettingsError(path, wrong(name, value, reason(error))) from None
    return Layer(values, origin)


def merged(layers: Iterable[Layer]) -> Settings:
    """Lay layers over each other, the last on top of the others, the profile's own below all."""
    layers = list(layers)
    chosen = KEYS["profile"].default
    for each in layers:
        chosen = each.values.get("profile", chosen)
    profile = profiles.load(chosen)
    below = {"min-confidence": profile.min_confidence, "fail-on": profile.fail_on}
    values = {name: key.default for name, key in KEYS.items()}
    origins: dict[str, tuple[str, ...]] = {}
    for table, origin in [Layer(below, Message("profile {}", chosen)), *layers]:
        for name, value in table.items():
            if KEYS[name].adds:
                values[name] = tuple(dict.fromkeys((*values[name], *value)))
                origins[name] = (*origins.get(name, ()), origin)
            else:
                values[name], origins[name] = value, (origin,)
    fields = {name.replace("-", "_"): value for name, value in values.items()}
    return Settings(**fields, origins=origins)


def wrong(name: str, value: object, wanted: str) -> Message:
    """What is wrong with a value, and what it should have been."""
    return Message("{} is {}, not {}", name, brief(value), wanted)


def brief(value: object) -> str:
    """A wrong value, cut short, for a message."""
    shown = repr(value)
    return shown if len(shown) <= 60 else f"{shown[:57]}..."
