"""The folder of a dossier: its files, and the sums by which anybody can see that they are whole."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

from detector import atomic
from detector.dossier import record, tables

SUMS = "SHA256SUMS"
"""Written last, and readable by ``sha256sum --check``: a dossier without it is not finished."""
_OURS = re.compile(
    rf"(?:{record.FOLDER}|{tables.FOLDER})/[0-9a-f]{{16}}(?:-[0-9]+)?\.(?:html|json)"
    r"|index(?:-[0-9]+)?\.html"
)
_LINE = re.compile(r"([0-9a-f]{64})  (\S+)")


class Folder:
    """A shelf in a folder; what it is given is written at one stroke, unless it is there."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._sums: dict[str, str] = {}

    def open(self) -> None:
        """Make the folder, and see to it that a dossier that is being changed is not finished."""
        for name in (record.FOLDER, tables.FOLDER):
            (self.path / name).mkdir(parents=True, exist_ok=True)
        (self.path / SUMS).unlink(missing_ok=True)

    def load(self, name: str) -> bytes | None:
        """The file of that name, if there is one."""
        try:
            return (self.path / name).read_bytes()
        except OSError:
            return None

    def put(self, name: str, data: bytes) -> None:
        """Write a file, unless it has these bytes already."""
        if self.load(name) != data:
            atomic.write(self.path / name, data)
        self._sums[name] = hashlib.sha256(data).hexdigest()

    def close(self) -> None:
        """Remove what is no longer part of the dossier, and write the sums."""
        for name in names(self.path):
            if name not in self._sums:
                (self.path / name).unlink()
        for folder in (self.path, self.path / record.FOLDER, self.path / tables.FOLDER):
            for left in folder.glob(f"{atomic.PREFIX}*"):
                left.unlink()
        lines = (f"{value}  {name}\n" for name, value in sorted(self._sums.items()))
        atomic.write(self.path / SUMS, "".join(lines).encode())


def names(folder: Path) -> Iterator[str]:
    """The pages and records in the folder of a dossier."""
    for inside in (".", record.FOLDER, tables.FOLDER):
        for path in sorted((folder / inside).iterdir()) if (folder / inside).is_dir() else ():
            name = path.relative_to(folder).as_posix()
            if _OURS.fullmatch(name):
                yield name


def sums(folder: Path) -> dict[str, str] | None:
    """The sums of a finished dossier by name; None where it is not finished."""
    try:
        text = (folder / SUMS).read_text("utf-8", "replace")
    except OSError:
        return None
    return {found[2]: found[1] for found in map(_LINE.fullmatch, text.splitlines()) if found}


def digest(path: Path) -> str:
    """SHA-256 of a file, empty where there is none that can be read."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""
