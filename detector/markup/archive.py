"""Members of a zip archive, within limits: an archive of a few bytes may unpack to gigabytes."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

MAX_MEMBERS = 10_000
MAX_SIZE = 64 * 2**20
"""Bytes of one member unpacked."""
MAX_TOTAL = 256 * 2**20
"""Bytes of all members that are read."""
MAX_RATIO = 200
"""How many times its packed size a member may have; the text of a long table has some 50 times."""
_SMALL = 2**20
"""Bytes of a member from which its ratio counts."""
_ENCRYPTED = 1
_FAILURES = (
    BadZipFile,
    EOFError,
    NotImplementedError,
    OSError,
    RuntimeError,
    ValueError,
    struct.error,
    zlib.error,
)
"""What the standard library raises for archives that are none."""


class Archive:
    """Reads members by name and counts what they take; every refusal is a ValueError."""

    def __init__(self, data: bytes) -> None:
        try:
            self._zip = ZipFile(BytesIO(data))
        except _FAILURES as error:
            raise ValueError(f"not a zip archive that can be read: {error}") from error
        members = self._zip.infolist()
        if len(members) > MAX_MEMBERS:
            raise ValueError(f"it has {len(members)} members, more than {MAX_MEMBERS}")
        self._members = {member.filename: member for member in members}
        self._total = 0

    def __contains__(self, name: str) -> bool:
        return name in self._members

    def read(self, name: str) -> bytes:
        """The bytes of a member."""
        member = self._members.get(name)
        if member is None:
            raise ValueError(f"{name} is missing")
        _check(member)
        self._total += member.file_size
        if self._total > MAX_TOTAL:
            raise ValueError(f"its members take more than {MAX_TOTAL} bytes together")
        try:
            # It gives no more bytes than the member says that it has.
            return self._zip.read(member)
        except _FAILURES as error:
            raise ValueError(f"{name} is damaged: {error}") from error


def _check(member: ZipInfo) -> None:
    """Refuse a member by what it says of itself."""
    name, size = member.filename, member.file_size
    if member.flag_bits & _ENCRYPTED:
        raise ValueError(f"{name} is encrypted")
    if member.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        # Others are unpacked without a limit, and neither .docx nor .epub allows them.
        raise ValueError(f"{name} is packed by method {member.compress_type}, not deflated")
    if size > MAX_SIZE:
        raise ValueError(f"{name} takes {size} bytes, more than {MAX_SIZE}")
    if size > _SMALL and size > MAX_RATIO * member.compress_size:
        raise ValueError(f"{name} is packed more than {MAX_RATIO} times over")
