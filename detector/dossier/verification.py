"""Whether a dossier is what would be made of its sources now, and what differs where it is not."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from detector.dossier import record, shelf
from detector.dossier.build import Built
from detector.dossier.order import Maker
from detector.dossier.record import Record
from detector.messages import Message

CHANGED = Message("changed since the dossier was built")
ADDED = Message("was put there since the dossier was built")
LOST = Message("is missing")
GONE = Message("its source is gone, or left out now")
NEW = Message("was no document of the dossier")
SOURCE = Message("its source has changed")
SUPPLIER = Message("its supplier has changed")
SETTINGS = Message("its configuration has changed")
DECISIONS = Message("decisions about it have changed")
OTHERWISE = Message("would be made otherwise")


class Difference(NamedTuple):
    """A file of the dossier, a document, or what it was made by, and what is the matter."""

    name: str
    what: str


class Comparison:
    """A shelf that keeps no file, but its sum and what its document's record has otherwise."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.made: dict[str, str] = {}
        self.causes: dict[str, Difference] = {}
        """Why pages and records differ, by their names."""

    def load(self, name: str) -> bytes | None:  # noqa: ARG002
        """Nothing is taken as it is."""
        return None

    def put(self, name: str, data: bytes) -> None:
        """Compare a file."""
        self.made[name] = hashlib.sha256(data).hexdigest()
        new = record.read(data) if name.endswith(".json") else None
        if new is None:
            return
        old = _there(self._folder, name)
        why = NEW if old is None else _cause(old, new)
        if why is not None:
            named = {*record.files(new), *(record.files(old) if old else ())}
            difference = Difference(new["path"], why)
            self.causes.update(dict.fromkeys(named, difference))


def differences(
    folder: Path,
    sums: Mapping[str, str],
    compared: Comparison,
    built: Built,
    makers: Sequence[Difference] = (),
) -> Iterator[Difference]:
    """What differs between a dossier and what would be made now, each once.

    ``sums`` are those of the dossier's files when it was built. Where its ``makers`` differ, that
    is why pages do of which nothing else is known.
    """
    found = list(_files(folder, sums))
    found += dict.fromkeys(compared.causes.values())
    lost = {each.path: each.error for each in built.failed}
    for name in sums.keys() - compared.made.keys():
        old = _there(folder, name) if name.endswith(".json") else None
        if old is not None:
            found.append(Difference(old["path"], lost.get(old["path"], GONE)))
    explained = {*compared.causes, *(each.name for each in found)}
    listed = (name for name in compared.made if name not in explained)
    otherwise = [name for name in listed if compared.made[name] != sums.get(name)]
    documents = [name for name in otherwise if name.startswith(record.FOLDER)]
    if makers and (otherwise or found):
        yield from makers
    # Lists differ wherever a document does, which says more.
    elif documents or not found:
        found += (
            Difference(name, OTHERWISE) for name in documents or otherwise if name.endswith(".html")
        )
    yield from sorted(found)


def makers(old: Maker, new: Maker) -> Iterator[Difference]:
    """What a dossier was made by, as far as that is not what is running."""
    names = (Message("Version"), Message("Program"), Message("Tables and model"))
    for name, before, now in zip(names, old, new, strict=True):
        if before != now:
            yield Difference(name, Message("{}, here {}", before[:12], now[:12]))


def _files(folder: Path, sums: Mapping[str, str]) -> Iterator[Difference]:
    """Files that are no longer what was built."""
    for name, value in sums.items():
        now = shelf.digest(folder / name)
        if now != value:
            yield Difference(name, CHANGED if now else LOST)
    for name in shelf.names(folder):
        if name not in sums:
            yield Difference(name, ADDED)


def _there(folder: Path, name: str) -> Record | None:
    """The record of that name in a dossier."""
    try:
        return record.read((folder / name).read_bytes())
    except OSError:
        return None


def _cause(old: Record, new: Record) -> str | None:
    """The first thing that a document's pages follow from and that is not as it was."""
    for key, why in (("sha256", SOURCE), ("supplier", SUPPLIER), ("settings", SETTINGS)):
        if old.get(key) != new[key]:
            return why
    if _decided(old["parts"]) != _decided(new["parts"]):
        return DECISIONS
    return None


def _decided(parts: Iterable[Record]) -> list[object]:
    return [part["decisions"] for part in parts]
