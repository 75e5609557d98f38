"""Plain text in whatever encoding it comes.

A byte order mark decides; without one, what is valid UTF-8 is UTF-8, and anything else is taken for
cp1252, in which French was written before. Statistical guessing is no better here: it takes
French cp1252 for cp775. Line endings and control characters are kept, so that offsets count
in the file's own text.
"""

from __future__ import annotations

import codecs

from detector.messages import Message, Text
from detector.prose import Prose, plain
from detector.readers import Source

SUFFIXES = (".text", ".txt")

_MARKED = Text("read as {}, because its byte order mark says so")
_GUESSED = Text("read as {}, because it is not valid UTF-8")

# UTF-32 first: its little-endian mark begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def prose(text: str) -> Prose:
    """All of it."""
    return plain(text)


def decode(data: bytes) -> Source:
    """Decode any bytes; a note says which encoding was taken where it was not UTF-8."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decoded(data, encoding, mark)
    try:
        return Source(plain(data.decode()))
    except UnicodeDecodeError:
        return _decoded(data, "cp1252")


def _decoded(data: bytes, encoding: str, mark: bytes = b"") -> Source:
    note = Message(_MARKED if mark else _GUESSED, encoding)
    body = data[len(mark) :]
    try:
        text = body.decode(encoding)
    except UnicodeDecodeError:
        lossy = Message("some of its bytes mean nothing in {} and became U+FFFD", encoding)
        text = body.decode(encoding, "replace")
        return Source(plain(text), None, (note, lossy), encoding, mark)
    return Source(plain(text), None, () if encoding == "utf-8" else (note,), encoding, mark)
