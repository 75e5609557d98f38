"""Whether an installation is sound: each check looks at one thing and says what it saw.

Tables are compared with the hashes that were written down when they were built, so that one that
was cut short or changed on its way is known before it misleads anybody. What is only good to know,
the configuration that applies or a package that is not there and need not be, cannot fail.
"""

from __future__ import annotations

import hashlib
import json
import os
import platform
import re
import sqlite3
import sys
from collections.abc import Iterator, Mapping
from contextlib import closing
from enum import Enum
from importlib import metadata
from itertools import zip_longest
from pathlib import Path
from typing import NamedTuple

from detector import __version__, cache, messages, project
from detector.files import STREAM
from detector.formats.jsonl import JSON
from detector.host import DATA, host
from detector.languages import codes
from detector.messages import Message, Text, reason, unforeseen
from detector.model import load
from detector.project import Projects
from detector.settings import SettingsError

DISTRIBUTION = "spin-detector"
_REQUIREMENT = re.compile(
    r"(?P<name>[\w.-]+)(?:\[[^\]]*+\])?(?P<versions>[^;]*)(?:;(?P<marker>.*))?"
)
_EXTRA = re.compile(r"""extra\s*==\s*["'](.+?)["']""")
_CLAUSE = re.compile(r"(>=|<)\s*(\d+(?:\.\d+)*)")


class State(Enum):
    """What a check came to; only the last is a reason to do something."""

    OK = Text("ok")
    NOTE = Text("note")
    FAILED = Text("failed")


class Check(NamedTuple):
    """What was looked at, what it came to, what was seen, and the same for a program."""

    name: str
    state: State
    said: Message
    seen: Mapping[str, JSON] = {}


class Requirement(NamedTuple):
    """A package that another wants, in versions like ``>=8.1``, alone or for an ``extra``."""

    name: str
    versions: str
    extra: str | None

    def installed(self) -> str | None:
        """The version that is installed, None where none is."""
        try:
            return metadata.version(self.name)
        except metadata.PackageNotFoundError:
            return None


def checks() -> Iterator[Check]:
    """Everything there is to look at, one after the other; a check that breaks off has failed."""
    looks = (_program, _packages, _tables, _engine, _configuration, _cache, _extras, _console)
    for look in looks:
        try:
            yield from look()
        except Exception as error:  # what is wrong with a machine is not foreseen
            yield Check(look.__name__.removeprefix("_"), State.FAILED, unforeseen(error))


def requirements() -> list[Requirement]:
    """What the installed package wants, as its metadata say; nothing where it has none."""
    try:
        wanted = metadata.requires(DISTRIBUTION) or []
    except metadata.PackageNotFoundError:
        return []
    matches = filter(None, map(_REQUIREMENT.match, wanted))
    found = [(match, _EXTRA.search(match["marker"] or "")) for match in matches]
    return [
        Requirement(match["name"], match["versions"].strip(" ()"), extra and extra[1])
        for match, extra in found
    ]


def suits(version: str, versions: str) -> bool:
    """Whether a version is among those wanted, as far as ``>=`` and ``<`` tell."""
    number = _number(version)
    return all(
        _less(number, _number(bound)) == (sign == "<") for sign, bound in _CLAUSE.findall(versions)
    )


def _number(version: str) -> list[int]:
    return list(map(int, re.findall(r"\d+", re.split(r"[^\d.]", version, maxsplit=1)[0])))


def _less(one: list[int], other: list[int]) -> bool:
    pairs = list(zip_longest(one, other, fillvalue=0))
    return [pair[0] for pair in pairs] < [pair[1] for pair in pairs]


def _program() -> Iterator[Check]:
    folder = str(Path(__file__).parent)
    said = Message("spin-detector {} in {}", __version__, folder)
    yield Check("program", State.OK, said, {"version": __version__, "folder": folder})
    name, version = platform.python_implementation(), platform.python_version()
    said = Message("{} {} on {}", name, version, platform.platform())
    yield Check("interpreter", State.OK, said, {"name": name, "version": version})


def _packages() -> Iterator[Check]:
    wanted = [each for each in requirements() if each.extra is None]
    if not wanted:
        said = Message("not installed as a package, so that it is not known what it needs")
        yield Check("packages", State.NOTE, said)
    for each in wanted:
        version = each.installed()
        if version is None:
            state, said = State.FAILED, Message("{}{} is not installed", each.name, each.versions)
        elif not suits(version, each.versions):
            wrong = Message("{} {} is installed, not {}", each.name, version, each.versions)
            state, said = State.FAILED, wrong
        else:
            state, said = State.OK, Message("{} {}", each.name, version)
        seen = {"name": each.name, "version": version, "wanted": each.versions}
        yield Check("packages", state, said, seen)


def _tables() -> Iterator[Check]:
    for code in codes():
        folder = DATA / code
        manifest = folder / "MANIFEST.json"
        try:
            tables = json.loads(manifest.read_bytes())["tables"]
        except (OSError, ValueError, KeyError, TypeError):
            said = Message("{} cannot be read", str(manifest))
            yield Check("tables", State.FAILED, said, {"language": code})
            continue
        wrong = 0
        for name, written in tables.items():
            fault = _fault(folder / name, written["sha256"])
            if fault is not None:
                wrong += 1
                yield Check("tables", State.FAILED, fault, {"language": code, "file": name})
        if not wrong:
            said = Message("{} tables of {} are as they were built", len(tables), code)
            yield Check("tables", State.OK, said, {"language": code, "files": sorted(tables)})


def _fault(file: Path, digest: str) -> Message | None:
    try:
        found = hashlib.sha256(file.read_bytes()).hexdigest()
    except OSError:
        return Message("{} cannot be read", str(file))
    return None if found == digest else Message("{} is not what was built", str(file))


def _engine() -> Iterator[Check]:
    for code in codes():
        host(code)
        load(DATA / code / "model.json")
        said = Message("tables and model of {} open", code)
        yield Check("engine", State.OK, said, {"language": code})


def _configuration() -> Iterator[Check]:
    try:
        Projects().of(STREAM)
    except SettingsError as error:
        wrong = reason(error)
        said = wrong if isinstance(wrong, Message) else unforeseen(error)
        yield Check("configuration", State.FAILED, said)
        return
    file = project.nearest(Path.cwd())
    if file is None:
        said = Message("no configuration applies to the current folder")
    else:
        said = Message("{} applies to the current folder", project.shown(file))
    yield Check("configuration", State.OK, said, {"file": None if file is None else str(file)})
    code, origin = messages.of_locale(os.environ) or (messages.DEFAULT, "")
    said = Message("the locale asks for messages in {}", code)
    yield Check("locale", State.OK, said, {"messages": code, "locale": origin})


def _cache() -> Iterator[Check]:
    file = cache.place()
    seen: dict[str, JSON] = {"file": None if file is None else str(file)}
    if file is None:
        yield Check("cache", State.NOTE, Message("there is no place for a cache"), seen)
    elif not file.exists():
        yield Check("cache", State.OK, Message("{} is not there yet", str(file)), seen)
    else:
        try:
            with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)) as read:
                (reports,) = read.execute("SELECT count(*) FROM reports").fetchone()
        except sqlite3.Error as error:
            wrong = type(error).__name__
            said = Message("{} cannot be read now ({}); runs do without", str(file), wrong)
            yield Check("cache", State.NOTE, said, seen)
        else:
            size = file.stat().st_size
            said = Message("{} holds {:,} reports in {:,} bytes", str(file), reports, size)
            yield Check("cache", State.OK, said, {**seen, "reports": reports, "bytes": size})


def _extras() -> Iterator[Check]:
    wanted = [each for each in requirements() if each.extra is not None]
    for extra in sorted({each.extra for each in wanted if each.extra is not None}):
        versions = {each.name: each.installed() for each in wanted if each.extra == extra}
        lacking = sorted(name for name, version in versions.items() if version is None)
        if lacking:
            said = Message("{} is not installed: no {}", extra, ", ".join(lacking))
        else:
            said = Message("{} is installed", extra)
        yield Check("extras", State.OK, said, {"extra": extra, "packages": versions})


def _console() -> Iterator[Check]:
    closed = Message("nothing")
    streams = (sys.stdout, sys.stderr)
    out, err = (None if stream is None else stream.encoding for stream in streams)
    names = sys.getfilesystemencoding()
    said = Message(
        "{} on standard output, {} on standard error, {} in names of files",
        out or closed,
        err or closed,
        names,
    )
    yield Check("encodings", State.OK, said, {"output": out, "error": err, "files": names})
