"""EPUB: the chapters of a book in reading order, each read as HTML."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detector.messages import Message

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from detector.markup.archive import Archive
    from detector.readers import Source

SUFFIXES = (".epub",)

_CONTAINER = "META-INF/container.xml"
_ENCRYPTION = "META-INF/encryption.xml"
_CHAPTERS = ("application/xhtml+xml", "text/html")


def parts(data: bytes) -> Iterator[Source]:
    """The chapters that the spine of a book names, once each; offsets count in the chapter.

    ValueError where the archive is none, exceeds the limits of `detector.markup.archive`, lacks a
    member, or is encrypted, as books with copy protection are.
    """
    from detector.markup.archive import Archive
    from detector.readers import html, text

    archive = Archive(data)
    encrypted = _encrypted(archive)
    for name in _spine(archive):
        if name in encrypted:
            raise ValueError(Message("{} is encrypted", name))
        source = text.decode(archive.read(name))
        yield source._replace(prose=html.prose(source.text), part=name)


def _spine(archive: Archive) -> list[str]:
    """Names of the chapters in reading order."""
    from posixpath import dirname, join, normpath
    from urllib.parse import unquote

    from detector.markup.elements import local, parse

    package = _package(archive)
    items: dict[str, Mapping[str, str]] = {}
    spine: list[str] = []

    def start(name: str, attributes: Mapping[str, str]) -> None:
        if local(name) == "item":
            items[attributes.get("id", "")] = attributes
        elif local(name) == "itemref":
            spine.append(attributes.get("idref", ""))

    parse(archive.read(package), package, start)
    chapters = [items[number] for number in spine if number in items]
    names = [
        normpath(join(dirname(package), unquote(chapter.get("href", "").partition("#")[0])))
        for chapter in chapters
        if chapter.get("media-type") in _CHAPTERS
    ]
    return list(dict.fromkeys(names))


def _package(archive: Archive) -> str:
    """Name of the member that describes the book."""
    from detector.markup.elements import local, parse

    found: list[str] = []

    def start(name: str, attributes: Mapping[str, str]) -> None:
        if local(name) == "rootfile" and "full-path" in attributes:
            found.append(attributes["full-path"])

    parse(archive.read(_CONTAINER), _CONTAINER, start)
    if not found:
        raise ValueError(Message("{} names no book", _CONTAINER))
    return found[0]


def _encrypted(archive: Archive) -> set[str]:
    """Names of the members that are encrypted; often only fonts are."""
    from urllib.parse import unquote

    from detector.markup.elements import local, parse

    found: set[str] = set()

    def start(name: str, attributes: Mapping[str, str]) -> None:
        if local(name) == "CipherReference":
            found.add(unquote(attributes.get("URI", "")))

    if _ENCRYPTION in archive:
        parse(archive.read(_ENCRYPTION), _ENCRYPTION, start)
    return found
