"""Files that are a document each, of every kind that `detector.readers` knows, and archives."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from detector import readers, session
from detector.formats import Failed
from detector.messages import Message
from detector.scale import compression
from detector.scale.records import MAX_BYTES, Fields, Place, Row, Wanted

SUFFIXES = readers.suffixes()


def rows(path: Path, wanted: Wanted) -> Iterator[Row]:
    """A row for the document, or for each part of an archive; its text is the source."""
    with compression.opened(path) as stream:
        data = stream.content.read(MAX_BYTES + 1)
    yield from parts(data, compression.bare(str(path)), Place(str(path)), wanted)


def parts(data: bytes, name: str, place: Place, wanted: Wanted) -> Iterator[Row]:
    """The rows of a document's bytes, read as a file of that name."""
    if len(data) > MAX_BYTES:
        yield Row(place, 1.0, problem=Message("longer than {:,} bytes", MAX_BYTES))
        return
    found = session.read(data, name)
    if isinstance(found, Failed):
        yield Row(place, 1.0, problem=found.error)
        return
    for number, source in enumerate(found, 1):
        title = place.title if source.part is None else f"{place.title}!{source.part}"
        content = Fields({wanted.id: title, wanted.text: source.text})
        yield Row(
            place._replace(number=place.number or (number if source.part else None)),
            number / len(found),
            content,
            title,
            source.prose,
            notes=source.notes,
        )
