"""Which configuration a document has: that of the nearest folder above it.

``spin-detector.toml``, or ``[tool.spin-detector]`` in ``pyproject.toml``; the first wins where a
folder has both. Patterns are relative to the folder of that file, also those that come from a
shared one by ``extend``: it is the project's files that they speak of.
"""

from __future__ import annotations

import stat
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from detector import files, patterns
from detector.messages import Message, reason
from detector.patterns import Patterns
from detector.readers import NOT_REGULAR
from detector.settings import Layer, Settings, SettingsError, globs, layer, merged, wrong

NAME, SHARED_NAME = "spin-detector.toml", "pyproject.toml"
MAX_BYTES = 1_000_000
COMMAND_LINE = Message("command line")
_TABLE = "spin-detector"
_EXTEND, _OVERRIDES, _PATHS = "extend", "overrides", "paths"
_WHOLE = ("exclude", "include", "messages")
"""Keys that say which files there are or how a run speaks, and so cannot depend on the file."""


class _Override(NamedTuple):
    paths: Patterns
    layer: Layer


class Project(NamedTuple):
    """What one configuration file says, those that it extends laid below it."""

    layers: tuple[Layer, ...] = ()
    overrides: tuple[_Override, ...] = ()
    included: Patterns | None = None
    excluded: Patterns | None = None

    def layers_of(self, path: str) -> tuple[Layer, ...]:
        """The layers that apply to an absolute path, the last on top."""
        fitting = (each.layer for each in self.overrides if each.paths.match(path))
        return (*self.layers, *fitting)

    def leaves_out(self, path: str, *, folder: bool) -> bool:
        """Whether a file is not to be checked, or nothing inside a folder."""
        if self.excluded and self.excluded.match(path, folder=folder):
            return True
        return not folder and self.included is not None and not self.included.match(path)


class Projects:
    """The settings of documents, each folder's looked for once.

    ``chosen`` is a file to use instead of those that are found, with its patterns relative to the
    current folder; ``command_line`` holds options by key, and wins. What lies ``below`` holds where
    nothing else is said.
    """

    def __init__(
        self,
        command_line: Mapping[str, object] | None = None,
        chosen: str | None = None,
        below: Layer | None = None,
    ) -> None:
        self._below = () if below is None else (below,)
        self._command_line = layer(command_line or {}, COMMAND_LINE, COMMAND_LINE)
        self._chosen = read(Path(chosen), base=patterns.absolute(".")) if chosen else None
        self._found: dict[Path, Project | SettingsError] = {}
        self._of: dict[str, Settings] = {}
        self._merged: dict[tuple[int, ...], Settings] = {}

    def of(self, path: str) -> Settings:
        """The settings of a document; SettingsError where its configuration cannot be followed."""
        if path not in self._of:
            whole = patterns.absolute(path)
            project = self._project(Path(whole).parent)
            layers = (*self._below, *project.layers_of(whole), self._command_line)
            key = tuple(map(id, layers))
            if key not in self._merged:
                self._merged[key] = merged(layers)
            self._of[path] = self._merged[key]
        return self._of[path]

    @property
    def plain(self) -> Settings:
        """The settings of documents that have no configuration."""
        return merged((*self._below, self._command_line))

    def faults(self) -> list[str]:
        """What is wrong with configurations that were looked for."""
        return [reason(each) for each in self._found.values() if isinstance(each, SettingsError)]

    def leaves_out(self, path: str, *, folder: bool = False) -> bool:
        """Whether the configuration leaves a file out, or all of a folder.

        A configuration with an error leaves nothing out: the documents then say what is wrong.
        """
        whole = patterns.absolute(path)
        try:
            project = self._project(Path(whole).parent)
        except SettingsError:
            return False
        return project.leaves_out(whole, folder=folder)

    def _project(self, folder: Path) -> Project:
        if self._chosen is not None:
            return self._chosen
        if folder not in self._found:
            self._found[folder] = self._look(folder)
        found = self._found[folder]
        if isinstance(found, SettingsError):
            raise found
        return found

    def _look(self, folder: Path) -> Project | SettingsError:
        try:
            file = file_in(folder)
            if file:
                return read(file, base=str(folder))
            return Project() if folder.parent == folder else self._project(folder.parent)
        except SettingsError as error:
            return error


def nearest(folder: Path) -> Path | None:
    """The configuration file of the nearest folder from this one upwards."""
    return next(filter(None, map(file_in, (folder, *folder.parents))), None)


def file_in(folder: Path) -> Path | None:
    """A folder's own configuration file."""
    for file in (folder / NAME, folder / SHARED_NAME):
        try:
            there = file.is_file()
        except OSError:
            there = False
        if there and (file.name != SHARED_NAME or _table(file) is not None):
            return file
    return None


def read(file: Path, base: str) -> Project:
    """A configuration with all that it extends, its patterns relative to a folder."""
    layers: list[Layer] = []
    overrides: list[_Override] = []
    for path, table in reversed(list(_chain(file))):
        name = shown(path)
        own = {key: value for key, value in table.items() if key not in {_EXTEND, _OVERRIDES}}
        layers.append(layer(own, name, name, further=(_EXTEND, _OVERRIDES)))
        overrides += _overrides(table.get(_OVERRIDES, []), name, base)
    whole = merged(layers)
    return Project(
        tuple(layers),
        tuple(overrides),
        patterns.read(whole.include, base) if whole.include else None,
        patterns.read(whole.exclude, base) if whole.exclude else None,
    )


def shown(file: Path) -> str:
    """A path for a person: from the current folder where it is inside."""
    here = patterns.relative(str(file), patterns.absolute("."))
    return str(file) if here is None else here


def _chain(file: Path) -> Iterator[tuple[Path, Mapping[str, object]]]:
    """A configuration and those that it extends, each before the one that lies below it."""
    seen: list[Path] = []
    following: Path | None = file
    while following is not None:
        path = Path(patterns.absolute(str(following)))
        if files.real(path) in seen:
            raise SettingsError(shown(file), Message("extends itself by way of {}", shown(path)))
        seen.append(files.real(path))
        table = _table(path)
        if table is None:
            raise SettingsError(shown(path), Message("has no {}", f"[tool.{_TABLE}]"))
        yield path, table
        further = table.get(_EXTEND)
        if further is not None and (not isinstance(further, str) or not further.strip()):
            raise SettingsError(shown(path), wrong(_EXTEND, further, Message("a path")))
        following = None if further is None else path.parent / further


def _overrides(found: object, name: str, base: str) -> Iterator[_Override]:
    if not isinstance(found, list) or not all(isinstance(each, dict) for each in found):
        wanted = Message("tables: {}", f"[[{_OVERRIDES}]]")
        raise SettingsError(name, wrong(_OVERRIDES, found, wanted))
    for number, each in enumerate(found, 1):
        origin = Message("{}, {} {}", name, _OVERRIDES, number)
        try:
            paths = globs(each.get(_PATHS))
        except ValueError as error:
            said = wrong(_PATHS, each.get(_PATHS), reason(error))
            raise SettingsError(origin, said) from None
        own = {key: value for key, value in each.items() if key != _PATHS}
        values = layer(own, origin, origin, further=(_PATHS,), without=_WHOLE)
        yield _Override(patterns.read(paths, base), values)


def _table(file: Path) -> Mapping[str, object] | None:
    """The settings in a file; None where it is a pyproject.toml that has none."""
    try:
        regular, data = stat.S_ISREG(file.stat().st_mode), b""
        if regular:
            with file.open("rb") as opened:
                data = opened.read(MAX_BYTES + 1)
    except OSError as error:
        raise SettingsError(shown(file), files.reason(error)) from None
    if not regular:
        raise SettingsError(shown(file), NOT_REGULAR)
    if file.name == SHARED_NAME and _TABLE.encode() not in data:
        return None
    if len(data) > MAX_BYTES:
        raise SettingsError(shown(file), Message("larger than {:,} bytes", MAX_BYTES))
    return _settings(file, _parsed(file, data))


def _parsed(file: Path, data: bytes) -> dict[str, Any]:
    import tomllib

    try:
        return tomllib.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise SettingsError(shown(file), Message("is not UTF-8")) from None
    except (ValueError, RecursionError) as error:
        raise SettingsError(shown(file), Message("is no TOML: {}", error)) from None


def _settings(file: Path, parsed: dict[str, Any]) -> Mapping[str, object] | None:
    if file.name != SHARED_NAME:
        return parsed
    tools = parsed.get("tool")
    table = tools.get(_TABLE) if isinstance(tools, dict) else None
    if table is not None and not isinstance(table, dict):
        raise SettingsError(shown(file), wrong(f"tool.{_TABLE}", table, Message("a table")))
    return table
