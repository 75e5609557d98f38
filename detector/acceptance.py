"""Accepted words written into a configuration file, whose layout and comments stay as they are.

That is what tomlkit is for; the standard library only reads TOML.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, MutableMapping
from pathlib import Path
from typing import Any

import tomlkit
from tomlkit.exceptions import TOMLKitError

from detector import atomic, files, patterns, project
from detector.messages import Message
from detector.settings import SettingsError

_KEY, _TABLE = "accept", "spin-detector"


def add(file: Path, words: Iterable[str]) -> list[str]:
    """Add words to a file's accept list in alphabetical order, and return those that are new.

    The file is made where there is none. SettingsError where it cannot be followed before or
    after, OSError where it cannot be written; either leaves it as it was.
    """
    there = file.exists()
    if there:
        project.read(file, base=patterns.absolute(str(file.parent)))
    text = file.read_bytes().decode("utf-8-sig") if there else ""
    try:
        document = tomlkit.parse(text)
        added = _insert(_own(document, file.name), words)
    except TOMLKitError as error:
        raise SettingsError(project.shown(file), Message("is no TOML: {}", error)) from None
    if added:
        written = tomlkit.dumps(document)
        if "\r\n" in text:
            written = re.sub("\r?\n", "\r\n", written)
        # What is made anew takes the place of a link that leads nowhere.
        atomic.write(files.real(file) if there else file, written.encode())
    return added


def _own(document: tomlkit.TOMLDocument, name: str) -> MutableMapping[str, Any]:
    """The table that holds the settings."""
    table: MutableMapping[str, Any] = document
    if name == project.SHARED_NAME:
        table = document.setdefault("tool", tomlkit.table(is_super_table=True))
        table = table.setdefault(_TABLE, tomlkit.table())
    return table


def _insert(table: MutableMapping[str, Any], words: Iterable[str]) -> list[str]:
    accepted = table.get(_KEY)
    if accepted is None:
        accepted = tomlkit.array().multiline(multiline=True)
        table[_KEY] = accepted
        accepted = table[_KEY]
    known = [str(word) for word in accepted]
    added = sorted(set(words) - set(known), key=_order)
    for word in added:
        at = bisect_left(known, _order(word), key=_order)
        known.insert(at, word)
        accepted.insert(at, word)
    return added


def _order(word: str) -> tuple[str, str]:
    return word.casefold(), word
