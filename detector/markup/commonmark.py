"""Markdown: the words that a reader of the rendered page sees, and what their markup says of them.

CommonMark with the tables, footnotes, struck words and task lists of GitHub, definition lists and
formulas, parsed by pulldown-cmark, which tells where in the source each event comes from.
"""

from __future__ import annotations

import re
from collections import deque
from html import unescape
from typing import TYPE_CHECKING, Any, NamedTuple

from pyromark import Options, events_with_range, reference_definitions

from detector.markup import addresses
from detector.markup.inline import Tags
from detector.markup.offsets import Offsets
from detector.prose import Builder, Mark

if TYPE_CHECKING:
    from pyromark.event import LinkDef

OPTIONS = (
    Options.ENABLE_TABLES
    | Options.ENABLE_FOOTNOTES
    | Options.ENABLE_STRIKETHROUGH
    | Options.ENABLE_TASKLISTS
    | Options.ENABLE_HEADING_ATTRIBUTES
    | Options.ENABLE_MATH
    | Options.ENABLE_GFM
    | Options.ENABLE_DEFINITION_LIST
)
_INLINE = frozenset("Emphasis Image Link Strikethrough Strong".split())
_MARKS = {
    "Emphasis": Mark.EMPHASISED,
    "Heading": Mark.HEADING,
    "Link": Mark.LINK,
    "Strong": Mark.EMPHASISED,
}
_ADDRESSES = frozenset(("Autolink", "Email"))
_SURROGATES = re.compile("[\ud800-\udfff]")
_LINE_END = re.compile(r"\r\n?|\n")
_TITLE = re.compile(
    r"""
    [ \t\r\n>] (?: "((?:[^"\\]|\\.)*+)" | '((?:[^'\\]|\\.)*+)' | \(((?:[^()\\]|\\.)*+)\) )
    [ \t\r\n>]*+ \)? [ \t\r\n>]*+ \Z
    """,
    re.VERBOSE | re.DOTALL,
)
_SPECIAL = re.compile(r"\\[!-/:-@\[-`{-~]|&(?:\#\d{1,7}|\#[xX][\da-fA-F]{1,6}|\w{2,32});")


class _Title(NamedTuple):
    """A stretch of source that ends in the title of a link."""

    start: int
    stop: int
    text: str


def take(builder: Builder, text: str, start: int = 0, *, indented: bool = False) -> None:
    """Add the Markdown from an offset of the builder's source; ``text`` is it, partly masked.

    With ``indented``, lines indented as code are prose: MDX has no such code.
    """
    text = _SURROGATES.sub("\ufffd", text)
    body = text[start:]
    reading = _Reading(builder, text, start, Offsets(body), indented=indented)
    if "]:" in body:
        reading.define(reference_definitions(body, options=OPTIONS))
    for event, where in events_with_range(body, options=OPTIONS):
        reading.take(*_named(event), where["start"], where["end"])
    reading.finish()


class _Reading:
    """What has been read of the events so far; offsets of events count bytes of the body."""

    def __init__(
        self, builder: Builder, text: str, start: int, offsets: Offsets, *, indented: bool
    ) -> None:
        self._builder, self._text, self._body, self._offsets = builder, text, start, offsets
        self._indented = indented
        self._tags = Tags(builder)
        self._hidden = False
        """Whether this is a block, or an address, of which nothing is read."""
        self._links: list[_Title] = []
        self._definitions: deque[_Title] = deque()
        self._run = (start, start)
        """Text that is still to be added: the parser cuts it where markup might have begun."""

    def define(self, definitions: dict[str, LinkDef]) -> None:
        """Take note of where links are defined, because the parser has no events for that."""
        found = sorted(
            (each["span"]["start"], each["span"]["end"], each["title"])
            for each in definitions.values()
            if each["title"]
        )
        self._definitions.extend(_Title(self._at(a), self._at(b), title) for a, b, title in found)

    def take(self, kind: str, value: Any, start: int, stop: int) -> None:
        """Take an event with its range."""
        if kind == "End":
            self._end(value)
            return
        if self._definitions:
            self._define_before(self._at(start))
        if kind == "Text":
            if not self._hidden and not self._tags.hidden:
                self._words(self._at(start), self._at(stop), value)
        elif kind == "Start":
            self._start(value, start, stop)
        else:
            self._flush(self._at(stop))
            self._leaf(kind, value, self._at(start), self._at(stop))

    def finish(self) -> None:
        """End the document."""
        self._define_before(len(self._text))

    def _at(self, offset: int) -> int:
        return self._body + self._offsets(offset)

    def _words(self, start: int, stop: int, text: str) -> None:
        if self._text[start:stop] != text:
            self._flush(stop)
            self._builder.decode(start, stop, text)
        elif start == self._run[1]:
            self._run = (self._run[0], stop)
        else:
            self._flush(stop)
            self._run = (start, stop)

    def _flush(self, at: int) -> None:
        """Add the text that waits, and go on at an offset."""
        if self._run[0] < self._run[1]:
            addresses.take(self._builder, self._text, *self._run)
        self._run = (at, at)

    def _leaf(self, kind: str, value: Any, start: int, stop: int) -> None:
        if kind in ("SoftBreak", "HardBreak"):
            if end := _LINE_END.search(self._text, start, stop):
                self._builder.take(*end.span())
        elif kind in ("Code", "InlineMath", "DisplayMath"):
            self._builder.gap()
        elif kind == "InlineHtml":
            self._tags.take(value)
        elif kind == "FootnoteReference" and self._text[stop : stop + 1].isalnum():
            self._builder.gap()
        elif kind == "Rule":
            self._builder.block()

    def _start(self, tag: Any, start: int, stop: int) -> None:
        name, data = _named(tag)
        if name not in _INLINE:
            self._break()
            code = name == "CodeBlock" and not (self._indented and data == "Indented")
            self._hidden = code or name == "HtmlBlock"
        elif name in ("Image", "Link"):
            begin = self._at(start)
            self._flush(begin)
            self._hidden = data["link_type"] in _ADDRESSES
            if self._hidden or name == "Image":
                self._builder.gap()
            title = data["title"] if data["link_type"] == "Inline" else ""
            self._links.append(_Title(begin, self._at(stop), title))
        else:
            self._flush(self._run[1])
        if name in _MARKS or (name == "BlockQuote" and data is None):
            self._builder.open(_MARKS.get(name, Mark.QUOTED))

    def _end(self, tag: Any) -> None:
        name, data = _named(tag)
        read = self._run[1]
        self._flush(read)
        if name in _MARKS or (name == "BlockQuote" and data is None):
            self._builder.close(_MARKS.get(name, Mark.QUOTED))
        if name not in _INLINE:
            self._break()
            self._hidden = False
        elif name in ("Image", "Link"):
            link = self._links.pop()
            if name == "Image":
                self._builder.gap()
            if link.text:
                self._title(link._replace(start=max(read, link.start)))
            self._hidden = False
            self._flush(link.stop)

    def _break(self) -> None:
        """What follows is another block."""
        self._flush(self._run[1])
        self._tags.reset()
        self._builder.block()

    def _define_before(self, at: int) -> None:
        """Add the titles in the definitions of links before an offset, a block each."""
        while self._definitions and self._definitions[0].stop <= at:
            self._break()
            self._title(self._definitions.popleft())
            self._builder.block()

    def _title(self, title: _Title) -> None:
        """Add the title that a stretch of source ends in."""
        found = _TITLE.search(self._text, title.start, title.stop)
        if not found or not found.lastindex:
            return
        at, stop = found.span(found.lastindex)
        special = list(_SPECIAL.finditer(self._text, at, stop))
        self._builder.gap()
        if _SPECIAL.sub(_meaning, self._text[at:stop]) == title.text:
            for each in special:
                addresses.take(self._builder, self._text, at, each.start())
                self._builder.decode(*each.span(), _meaning(each))
                at = each.end()
            addresses.take(self._builder, self._text, at, stop)
        else:
            self._builder.decode(at, stop, title.text)
        self._builder.gap()


def _named(event: Any) -> tuple[str, Any]:
    """What the parser calls an event or a tag, and what it says of it."""
    return (event, None) if isinstance(event, str) else next(iter(event.items()))


def _meaning(special: re.Match[str]) -> str:
    """What an escape or a character reference stands for."""
    written = special[0]
    return written[1:] if written[0] == "\\" else unescape(written)
