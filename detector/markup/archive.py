"""Members of a zip archive, within limits: an archive of a few bytes may unpack to gigabytes."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from detector.messages import Message

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
            raise ValueError(Message("not a zip archive that can be read: {}", error)) from error
        members = self._zip.infolist()
        if len(members) > MAX_MEMBERS:
            raise ValueError(
                Message("it has {:,} members, more than {:,}", len(members), MAX_MEMBERS)
            )
        self._members = {member.filename: member for member in members}
        self._total = 0

    def __contains__(self, name: str) -> bool:
        return name in self._members

    def read(self, name: str) -> bytes:
        """The bytes of a member."""
        member = self._members.get(name)
        if member is None:
            raise ValueError(Message("{} is missing", name))
        _check(member)
        self._total += member.file_size
        if self._total > MAX_TOTAL:
            raise ValueError(Message("its members take more than {:,} bytes together", MAX_TOTAL))
        try:
            # It gives no more bytes than the member says that it has.
            return self._zip.read(member)
        except _FAILURES as error:
            raise ValueError(Message("{} is damaged: {}", name, error)) from error


def _check(member: ZipInfo) -> None:
    """Refuse a member by what it says of itself."""
    name, size = member.filename, member.file_size
    if member.flag_bits & _ENCRYPTED:
        raise ValueError(Message("{} is encrypted", name))
    if member.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        # Others are unpacked without a limit, and neither .docx nor .epub allows them.
        method = member.compress_type
        raise ValueError(Message("{} is packed by method {}, not deflated", name, method))
    if size > MAX_SIZE:
        raise ValueError(Message("{} takes {:,} bytes, more than {:,}", name, size, MAX_SIZE))
    if size > _SMALL and size > MAX_RATIO * member.compress_size:
        raise ValueError(Message("{} is packed more than {} times over", name, MAX_RATIO))
