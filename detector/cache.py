"""Reports of documents that have not changed since, so that a second run over a folder is short.

One SQLite file in the user's cache folder, as what is known by its content is known for every
project. A report is found by a hash of all that it follows from: the prose, the configuration, and
the program with its tables. It is kept as plain values: nothing that is read back can run. The
cache never decides anything: whatever is wrong with it, documents are checked without it.
"""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
import sys
import time
import zlib
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from detector.messages import Message
from detector.report import (
    Evidence,
    Finding,
    Kind,
    Original,
    Provenance,
    Report,
    Severity,
    Verdict,
)

if TYPE_CHECKING:
    from detector.checker import Detector
    from detector.prose import Prose

FOLDER = "SPIN_DETECTOR_CACHE"
"""Environment variable that names another folder."""
MAX_BYTES = 64_000_000
MAX_REPORT = 10_000_000
"""Bytes of a report before compression from which it is not kept."""
_AT_ONCE = 64
_DAY = 86_400
_TABLE = (
    "CREATE TABLE IF NOT EXISTS reports"
    " (key BLOB PRIMARY KEY, used INTEGER NOT NULL, report BLOB NOT NULL) WITHOUT ROWID"
)

_T = TypeVar("_T")


class Cache:
    """Reports by what they follow from, in a file that several runs may share."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._day = int(time.time() // _DAY)
        self._new: list[tuple[bytes, int, bytes]] = []
        self._hits: list[tuple[int, bytes, int]] = []
        self._database = _connect(file)

    @staticmethod
    def key(detector: Detector, prose: Prose) -> bytes:
        """A hash of all that a report follows from."""
        read = (prose.pieces, prose.marks) if prose.text != prose.source else prose.marks
        config = detector.config
        settings = (detector.language, config.digest, config.messages)
        parts = (program(), *settings, repr(read), prose.text)
        digest = hashlib.sha256()
        for part in (*parts, prose.source if prose.text != prose.source else ""):
            data = part.encode("utf-8", "surrogatepass")
            digest.update(len(data).to_bytes(8, "big") + data)
        return digest.digest()

    def get(self, name: bytes, prose: Prose) -> Report | None:
        """The report with that `key`, if it is known; its prose is not kept, but given anew."""
        query = "SELECT report FROM reports WHERE key = ?"
        rows = self._try(lambda database: database.execute(query, (name,)).fetchall())
        if not rows:
            return None
        self._hits.append((self._day, name, self._day))
        return unpacked(rows[0][0], prose)

    def put(self, name: bytes, report: Report) -> None:
        """Remember a report by its `key`; errors are not worth it."""
        packed_report = None if report.error is not None else packed(report)
        if packed_report is not None:
            self._new.append((name, self._day, packed_report))
            if len(self._new) >= _AT_ONCE:
                self._flush()

    def close(self) -> None:
        """Write what is left to write, and forget what was not asked for longest."""
        self._flush()
        self._try(self._trim)
        _shut(self._database)
        self._database = None

    def _flush(self) -> None:
        new, hits = self._new, self._hits
        self._new, self._hits = [], []

        def write(database: sqlite3.Connection) -> None:
            with database:
                database.executemany("INSERT OR REPLACE INTO reports VALUES (?, ?, ?)", new)
                database.executemany("UPDATE reports SET used = ? WHERE key = ? AND used < ?", hits)

        self._try(write)

    def _trim(self, database: sqlite3.Connection) -> None:
        with database:
            while _bytes(database) > MAX_BYTES:
                gone = database.execute(
                    "DELETE FROM reports WHERE key IN"
                    " (SELECT key FROM reports ORDER BY used, key"
                    "  LIMIT 1 + (SELECT count(*) / 4 FROM reports))"
                )
                if not gone.rowcount:
                    break

    def _try(self, act: Callable[[sqlite3.Connection], _T]) -> _T | None:
        if self._database is None:
            return None
        try:
            return act(self._database)
        except sqlite3.Error as error:
            _shut(self._database)
            self._database = None
            if _broken(error):
                _remove(self._file)
            return None


def opened() -> Cache | None:
    """The user's cache; None where there is no place for one."""
    file = place()
    return None if file is None else Cache(file)


def place() -> Path | None:
    """The file of the user's cache, there or not; None where there is no place for one."""
    folder = _folder()
    return None if folder is None else folder / "reports.sqlite3"


@cache
def program() -> str:
    """What tells this program with its tables from any other, also while it is being worked on."""
    package = Path(__file__).parent
    files = sorted((*package.rglob("*.py"), *package.glob("data/**/*.json")))
    seen = ((str(file), (stat := file.stat()).st_mtime_ns, stat.st_size) for file in files)
    return hashlib.sha256(repr((*seen, sys.version)).encode()).hexdigest()


def packed(report: Report) -> bytes | None:
    """A report without its prose as compressed JSON; None where it cannot be written so."""
    fields: dict[str, Any] = {
        name: getattr(report, name) for name in Report.__slots__ if name != "prose"
    }
    fields["findings"] = [
        {name: getattr(finding, name) for name in Finding.__slots__}
        | {"originals": list(finding.originals), "evidence": list(map(_evidence, finding.evidence))}
        for finding in report.findings
    ]
    fields["signals"] = dict(report.signals)
    fields["quality_reasons"] = dict(report.quality_reasons)
    fields["provenance"] = list(report.provenance)
    try:
        data = json.dumps(fields).encode()
    except (TypeError, ValueError):
        return None
    return zlib.compress(data, 1) if len(data) <= MAX_REPORT else None


def unpacked(data: object, prose: Prose) -> Report | None:
    """A report from what `packed` gave; None where that is not what is there."""
    try:
        if not isinstance(data, bytes):
            return None
        fields = json.loads(zlib.decompressobj().decompress(data, MAX_REPORT))
        fields["findings"] = tuple(map(_finding, fields["findings"]))
        fields["provenance"] = Provenance(*fields["provenance"])
        fields["verdict"] = Verdict(fields["verdict"])
        fields["notes"] = tuple(fields["notes"])
        return Report(**fields, prose=prose)
    except (zlib.error, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None


def _evidence(item: Evidence) -> Evidence:
    """Evidence as JSON can hold it: messages among its parts are tables."""
    return item._replace(
        parts=tuple(
            {"template": part.template, "parts": part.parts} if isinstance(part, Message) else part
            for part in item.parts
        )
    )


def _part(kept: Any) -> Any:
    return Message(kept["template"], *kept["parts"]) if isinstance(kept, dict) else kept


def _finding(fields: dict[str, Any]) -> Finding:
    fields["kind"], fields["severity"] = Kind(fields["kind"]), Severity(fields["severity"])
    fields["originals"] = tuple(Original(*each) for each in fields["originals"])
    fields["evidence"] = tuple(
        Evidence._make((*values, tuple(map(_part, parts)), language))
        for *values, parts, language in fields["evidence"]
    )
    return Finding(**fields)


def _connect(file: Path) -> sqlite3.Connection | None:
    """The database of a file, made anew where it is none; None where that cannot be."""
    for _ in range(2):
        database = None
        try:
            file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            database = sqlite3.connect(file, timeout=1.0)
            database.execute("PRAGMA journal_mode = WAL")
            database.execute("PRAGMA synchronous = NORMAL")
            database.execute(_TABLE)
            database.execute("SELECT key, used, report FROM reports LIMIT 1").fetchall()
        except sqlite3.Error as error:
            _shut(database)
            if not _broken(error):
                return None
            _remove(file)
        except OSError:
            return None
        else:
            return database
    return None


def _broken(error: sqlite3.Error) -> bool:
    """Whether a file is to blame, not that it is locked, read-only or on a full disk."""
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_BUSY) & 0xFF
    return code in {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR}


def _remove(file: Path) -> None:
    for suffix in ("", "-wal", "-shm"):
        with suppress(OSError):
            file.with_name(file.name + suffix).unlink(missing_ok=True)


def _shut(database: sqlite3.Connection | None) -> None:
    if database is not None:
        with suppress(sqlite3.Error):
            database.close()


def _bytes(database: sqlite3.Connection) -> int:
    """Bytes in use; those of what was deleted are used again."""
    (size,) = database.execute("PRAGMA page_size").fetchone()
    (pages,) = database.execute("PRAGMA page_count").fetchone()
    (free,) = database.execute("PRAGMA freelist_count").fetchone()
    return int(size * (pages - free))


def _folder() -> Path | None:
    chosen = os.environ.get(FOLDER)
    if chosen:
        return Path(chosen)
    try:
        home = Path.home()
    except RuntimeError:
        return None
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or home / "AppData" / "Local", "spin-detector")
    if sys.platform == "darwin":
        return home / "Library" / "Caches" / "spin-detector"
    return Path(os.environ.get("XDG_CACHE_HOME") or home / ".cache", "spin-detector")
