"""XML by its events, without document type definitions: entities of one may fetch, or multiply."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NoReturn, TypeAlias
from xml.parsers import expat

from detector.messages import Message

Start: TypeAlias = Callable[[str, Mapping[str, str]], object]
"""Told of an element that begins, and of its attributes."""


def parse(
    data: bytes,
    name: str,
    start: Start,
    end: Callable[[str], object] | None = None,
    text: Callable[[str], object] | None = None,
) -> None:
    """Tell of all elements of a member in their order, and of the text between them.

    Names of elements and attributes are ``namespace local``, as in ``http://www.w3.org/1999/xhtml
    p``, and ``local`` alone without a namespace. ValueError naming the member where it is no XML.
    """
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = text

    def refuse(*_: object) -> NoReturn:
        raise ValueError(Message("{} has a document type definition, which is not read", name))

    parser.StartDoctypeDeclHandler = refuse
    try:
        parser.Parse(data, True)  # noqa: FBT003
    except (expat.ExpatError, LookupError) as error:
        raise ValueError(Message("{} is no XML: {}", name, error)) from error


def local(name: str) -> str:
    """A name without its namespace."""
    return name.rpartition(" ")[2]
