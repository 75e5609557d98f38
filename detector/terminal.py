"""What a document's characters may do to a console, and what a console can show.

A checked document is somebody else's text. Its control, escape and bidirectional characters must
not reach the terminal, where they could hide or forge output, so they are written as escapes; and
what the console's encoding lacks is written in the nearest letters it has.
"""

from __future__ import annotations

import codecs
import os
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple, Protocol

from detector.messages import ENGLISH, Catalogue, Plural

BOLD, DIM, GREEN, RED, YELLOW, CYAN = "1", "2", "32", "1;31", "1;33", "1;36"
"""How `paint` can make a text look."""
FOLDER = "folder"
"""What documents are grouped by where nobody says otherwise."""
_TAB = "    "
_UNSAFE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_ZERO_WIDTH = frozenset({"Mn", "Me"})
_JOINING = frozenset(map(chr, (*range(0x1160, 0x1200), *range(0xD7B0, 0xD800))))
"""Vowels and finals of Hangul, which join the consonant before them."""
_PLAIN = {
    **dict.fromkeys("‘’‚‹›", "'"),
    **dict.fromkeys("“”„«»", '"'),
    **dict.fromkeys("‐‑‒–—―−", "-"),
    "œ": "oe",
    "Œ": "OE",
    "æ": "ae",
    "Æ": "AE",
}


class Stream(Protocol):
    """As much of a text stream as it takes to know what it can show."""

    @property
    def encoding(self) -> str | None:
        """Name of the encoding that the stream writes."""

    def isatty(self) -> bool:
        """Whether a person is reading."""

    def fileno(self) -> int:
        """Descriptor of the stream."""


class Page(NamedTuple):
    """What the reader's side can show, an encoding, colour, a width in columns, and wants to see.

    ``by`` says what documents are grouped by where a format groups them: their folder, or the
    field of that name in their front matter. ``messages`` are what it is written in.
    """

    encoding: str = "utf-8"
    colour: bool = False
    width: int = 100
    by: str = FOLDER
    messages: Catalogue = ENGLISH

    def say(self, template: str, *parts: object) -> str:
        """`Catalogue.say`, as it may be shown."""
        return visible(self.messages.say(template, *parts), self.encoding)

    def counted(self, number: int, things: Plural, *parts: object) -> str:
        """`Catalogue.counted`, as it may be shown."""
        return visible(self.messages.counted(number, things, *parts), self.encoding)


class Cell(NamedTuple):
    """A character as it is shown, and the number of columns that it takes."""

    shown: str
    width: int


def page(stream: Stream, environ: Mapping[str, str]) -> Page:
    """What to write on a stream: its encoding, its width, and whether colour is wanted there.

    ``NO_COLOR`` wins over ``FORCE_COLOR``; either counts when it is not empty.
    """
    person = stream.isatty()
    if environ.get("NO_COLOR"):
        colour = False
    elif environ.get("FORCE_COLOR"):
        colour = True
    else:
        colour = person and environ.get("TERM") != "dumb"
    default = Page()
    return Page(
        encoding=codecs.lookup(stream.encoding or "ascii").name,
        colour=colour,
        width=_columns(stream) if person else default.width,
    )


def visible(text: str, encoding: str = "utf-8") -> str:
    """A text as it may be shown: nothing that acts on a terminal, nothing it cannot encode."""
    return "".join(shown for shown, _ in cells(text, encoding))


def paint(text: str, look: str, page: Page) -> str:
    """A text in one of the looks, where the page has colour."""
    return f"\x1b[{look}m{text}\x1b[0m" if page.colour and text else text


def cells(text: str, encoding: str = "utf-8") -> list[Cell]:
    """The characters of a text as they are shown, one cell for each code point."""
    return [_cell(char, encoding) for char in text]


@lru_cache(maxsize=4096)
def _cell(char: str, encoding: str) -> Cell:
    if char == "\t":
        return Cell(_TAB, len(_TAB))
    category = unicodedata.category(char)
    if category in _UNSAFE:
        return _escape(char)
    if not _encodable(char, encoding):
        return _nearest(char, encoding)
    if category in _ZERO_WIDTH or char in _JOINING:
        return Cell(char, 0)
    return Cell(char, 2 if unicodedata.east_asian_width(char) in "WF" else 1)


def _nearest(char: str, encoding: str) -> Cell:
    """The same letter without its accents where that can be encoded, else an escape."""
    bare = _PLAIN.get(char) or "".join(
        part for part in unicodedata.normalize("NFKD", char) if not unicodedata.combining(part)
    )
    return Cell(bare, len(bare)) if _encodable(bare, encoding) else _escape(char)


def _escape(char: str) -> Cell:
    escaped = char.encode("unicode_escape").decode("ascii")
    return Cell(escaped, len(escaped))


def _encodable(text: str, encoding: str) -> bool:
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


def _columns(stream: Stream) -> int:
    try:
        return max(40, os.get_terminal_size(stream.fileno()).columns)
    except OSError:
        return Page().width
