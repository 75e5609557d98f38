"""Web archives: pages of WARC files, and the texts that were taken from them in WET files."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from detector.messages import Message
from detector.scale import compression
from detector.scale.records import MAX_BYTES, Fields, Place, Row, Wanted
from detector.scale.records.documents import parts
from detector.scale.records.jsonl import TOO_LONG

SUFFIXES = (".warc", ".wet")
EXTRA = "warc"
_MAX_BETWEEN = 2 * MAX_BYTES
_PIECE = 1 << 16
_NAMES = {
    "text/html": "page.html",
    "application/xhtml+xml": "page.html",
    "text/plain": "page.txt",
}
"""The readers of pages by their type; what has another is no document."""


class _Bytes:
    """The bytes of an archive: an end that comes too early is an error, and so is a line too long.

    Of the package that reads archives neither could be expected.
    """

    def __init__(self, content: Any) -> None:
        self._content = content
        self._left = _MAX_BETWEEN

    def read(self, size: int) -> bytes:
        """The next bytes."""
        try:
            data: bytes = self._content.read1(size)
        except EOFError as error:
            raise ValueError(str(error)) from error
        self._left -= len(data)
        if self._left < 0:
            raise ValueError(TOO_LONG)
        return data

    def tell(self) -> int:
        """How far the archive was read."""
        at: int = self._content.tell()
        return at

    def renew(self) -> None:
        """What follows may be as long again."""
        self._left = _MAX_BETWEEN


def rows(path: Path, wanted: Wanted) -> Iterator[Row]:
    """A row for each page or text, numbered by its record; other records are left out."""
    from warcio.archiveiterator import ArchiveIterator

    with compression.opened(path) as stream:
        content = _Bytes(stream.content)
        for number, record in enumerate(ArchiveIterator(content), 1):
            name = _name(record)
            if name:
                place = Place(str(path), number)
                yield from _rows(record, name, place, stream.reached, wanted)
            while record.raw_stream.read(_PIECE):
                content.renew()
            if record.raw_stream.limit:
                raise ValueError(Message("it ends inside a record"))


def _name(record: Any) -> str | None:
    """What a record is read as."""
    if record.rec_type == "conversion":
        declared = record.rec_headers.get_header("Content-Type", "")
    elif record.rec_type == "response" and record.http_headers:
        declared = record.http_headers.get_header("Content-Type", "")
    else:
        return None
    return _NAMES.get(declared.partition(";")[0].strip().lower())


def _rows(record: Any, name: str, place: Place, reached: float, wanted: Wanted) -> Iterator[Row]:
    data = record.content_stream().read(MAX_BYTES + 1)
    headers = record.rec_headers
    title = headers.get_header("WARC-Record-ID") or place.title
    about = {
        "url": headers.get_header("WARC-Target-URI"),
        "date": headers.get_header("WARC-Date"),
    }
    for row in parts(data, name, place, wanted):
        if row.content is None:
            yield row._replace(reached=reached, id=title)
        else:
            values = {**row.content.fields(), wanted.id: title, **about}
            yield row._replace(reached=reached, id=title, content=Fields(values))
