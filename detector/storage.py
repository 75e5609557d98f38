"""Tables as files: mapped read-only, shared between processes, never parsed, never run."""

from __future__ import annotations

import mmap
from pathlib import Path


def mapped(path: Path) -> memoryview:
    """The bytes of a file as mapped memory; the file may be closed and is never changed."""
    with path.open("rb") as file:
        return memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
