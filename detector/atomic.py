"""Files that change at one stroke, so that no moment has half of one."""

from __future__ import annotations

import errno
import os
import secrets
import stat
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

PREFIX = ".spin-detector-"
"""How the names of files begin that are not yet in their place, or that a killed run left."""


def write(real: Path, data: bytes, expect: Callable[[], None] = lambda: None) -> None:
    """Put a file with these bytes in the place of what is there, if anything is; OSError if not.

    Mode, and owner where the system lets us, are kept; other hard links keep the old content.
    ``expect`` is called just before and may raise what speaks against it.
    """
    kept = real.stat() if real.exists() else None
    if kept and not os.access(real, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(real))
    temporary = real.with_name(PREFIX + secrets.token_hex(8))
    mode = 0o600 if kept else 0o666
    handle = os.open(
        temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), mode
    )
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if kept:
            if hasattr(os, "chown"):
                with suppress(PermissionError):
                    os.chown(temporary, kept.st_uid, kept.st_gid)
            temporary.chmod(stat.S_IMODE(kept.st_mode))
        expect()
        temporary.replace(real)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
