"""HTML: what a visitor of the page reads, without what the page is furnished with.

Code, scripts, drawings and the choices of a form hold no prose, and neither do menus, page headers
and footers, asides and lists of links, which a crawl meets on every page of a site. Sentences end
with their paragraph, heading, item or cell; white space stays as it is written.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from detector.prose import Builder, Mark

if TYPE_CHECKING:
    from detector.prose import Prose
    from detector.tags import Tag

SUFFIXES = (".htm", ".html", ".xhtml")

_GAPS = frozenset("audio canvas code kbd math object samp svg tt var video".split())
"""Stand in a line, so that leaving them out parts the words around them."""
_HIDDEN = frozenset("del iframe noembed noframes script style template xmp".split())
"""Leave no trace in the line that they stand in."""
_ASIDE = frozenset("datalist noscript pre select textarea".split())
_LEFT_OUT = _GAPS | _HIDDEN | _ASIDE
_FURNITURE = frozenset(("aside", "nav"))
_EDGES = frozenset(("footer", "header"))
_SECTIONS = frozenset("article blockquote main section".split())
_MARKS = {
    **dict.fromkeys(("b", "em", "i", "strong"), Mark.EMPHASISED),
    **dict.fromkeys(("blockquote", "cite", "q"), Mark.QUOTED),
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6", "title"), Mark.HEADING),
}
_IMAGES = frozenset(("area", "img"))
_TELLING = _IMAGES | {"a", "meta"}
"""Elements whose attributes say more than a title and a language."""
_ROOTS = frozenset(("body", "html"))
_ABBREVIATIONS = frozenset(("abbr", "acronym", "dfn"))
_TITLE_WORDS = 3
"""Fewer words in the title of something in a line are a name of it, not a sentence about it."""


def prose(text: str, *, furniture: bool = False, language: str = "fr") -> Prose:
    """The prose of any text, however broken its markup.

    ``furniture`` also takes menus (``nav``), asides, lists that hold nothing but links, and
    headers and footers of the page; those of an article or section are taken anyway, because they
    hold its title and its notes. An element whose ``lang`` is not ``language`` is marked as foreign,
    except for the page as a whole, for which templates often name a language that it is not in.

    A page's description, an alternative text and a title are blocks of their own; a title within
    a line only where it says more than that line.
    """
    from detector.tags import BLOCKS, scan

    tags, ends, link_lists = scan(text)
    flow = _Flow(text)
    marks = _Marks(flow, language)
    at = number = 0
    section = -1
    while number < len(tags):
        tag = tags[number]
        if at < tag.start:
            flow.words(at, tag.start)
        marks.close(number)
        at, end, name = tag.stop, ends[number], tag.name
        if end > number:
            if name in _LEFT_OUT or (
                not furniture
                and (
                    name in _FURNITURE
                    or number in link_lists
                    or (name in _EDGES and number > section)
                )
            ):
                flow.leave_out(name)
                at, number = (tags[end].stop if end < len(tags) else len(text)), end + 1
                continue
            if name in _SECTIONS:
                section = max(section, end)
        if name in BLOCKS:
            flow.break_off()
        elif name == "br":
            flow.break_line(tag)
        if not tag.closing:
            if tag.attributes + 1 < tag.stop:
                _read_attributes(text, tag, end, flow, marks)
            if end > number and name in _MARKS:
                marks.open(_MARKS[name], end)
        number += 1
    flow.words(at, len(text))
    return flow.prose()


def _read_attributes(text: str, tag: Tag, end: int, flow: _Flow, marks: _Marks) -> None:
    """Take the prose that a start tag holds itself, and what it says of its element's."""
    from detector.tags import BLOCKS, attributes

    name = tag.name
    source = text[tag.attributes : tag.stop].lower()
    if name not in _TELLING and "title" not in source and "lang" not in source:
        return
    found = {attribute.name: attribute for attribute in reversed(attributes(text, tag))}

    def value(of: str) -> str:
        return text[found[of].start : found[of].stop] if of in found else ""

    if name not in _ROOTS and ("lang" in found or "xml:lang" in found):
        marks.declare(value("lang") or value("xml:lang"), end)
    if name == "meta" and value("name").lower() == "description" and "content" in found:
        flow.aside(found["content"])
    if name in _IMAGES:
        alternative = value("alt")
        if alternative.strip() and "\\" not in alternative:
            flow.aside(found["alt"])
        else:
            flow.gap()
    title = value("title").strip()
    if title and name not in _ABBREVIATIONS:
        in_line = name not in BLOCKS and name not in _IMAGES
        repeats = text.startswith(title, tag.stop) or title == value("alt").strip()
        if not repeats and not (in_line and len(title.split()) < _TITLE_WORDS):
            flow.aside(found["title"])
    if name == "a" and "href" in found:
        marks.open(Mark.LINK, end)


class _Marks:
    """What is marked from a start tag to the end of its element."""

    def __init__(self, flow: _Flow, language: str) -> None:
        self._flow, self._language = flow, language
        self._open: list[tuple[int, Mark, bool]] = []
        self._foreign = False

    def open(self, mark: Mark, end: int) -> None:
        """Mark what follows, up to the tag of a number."""
        self._flow.open(mark)
        self._open.append((end, mark, self._foreign))

    def declare(self, tag: str, end: int) -> None:
        """Take note of a language up to the tag of a number; an empty one says nothing."""
        code = re.split("[-_]", tag.strip().lower())[0]
        self._open.append((end, Mark.FOREIGN, self._foreign))
        self._turn(foreign=code not in ("", self._language))

    def close(self, number: int) -> None:
        """End the marks that reach to a tag."""
        while self._open and self._open[-1][0] <= number:
            _, mark, foreign = self._open.pop()
            if mark is Mark.FOREIGN:
                self._turn(foreign=foreign)
            else:
                self._flow.close(mark)

    def _turn(self, *, foreign: bool) -> None:
        if foreign and not self._foreign:
            self._flow.open(Mark.FOREIGN)
        elif self._foreign and not foreign:
            self._flow.close(Mark.FOREIGN)
        self._foreign = foreign


class _Flow:
    """Words as they flow in lines and blocks.

    White space between blocks is none of the prose; between words it is, once more words follow.
    """

    def __init__(self, text: str) -> None:
        from detector.entities import take

        self._text, self._builder, self._take = text, Builder(text), take
        self._broken = True
        self._line_broken = False
        self._space: tuple[int, int] | None = None

    def words(self, start: int, stop: int) -> None:
        """Take the text between two tags."""
        written = self._text[start:stop]
        if written.isspace():
            if not self._broken and self._space is None:
                self._space = (start, stop)
        elif written:
            self._go_on()
            if "&" in written or "{" in written or "<" in written or "\u00ad" in written:
                self._take(self._builder, self._text, start, stop)
            else:
                self._builder.take(start, stop)

    def aside(self, attribute: Attribute) -> None:
        """Take an attribute's value as a block of its own."""
        self._broken = True
        self.words(attribute.start, attribute.stop)
        self._broken = True

    def leave_out(self, name: str) -> None:
        """Go on behind an element that is not read."""
        if name in _GAPS:
            self.gap()
        elif name not in _HIDDEN:
            self.break_off()

    def gap(self) -> None:
        """Part the words before from those that follow."""
        self._go_on()
        self._builder.gap()

    def break_off(self) -> None:
        """What follows is another block."""
        self._broken = True

    def break_line(self, tag: Tag) -> None:
        """What follows is another line, which is white space; of two, another block."""
        if self._line_broken:
            self._broken = True
        if not self._broken:
            self._go_on()
            self._builder.decode(tag.start, tag.stop, " ")
            self._line_broken = True

    def open(self, mark: Mark) -> None:
        """Mark what follows."""
        self._go_on()
        self._builder.open(mark)

    def close(self, mark: Mark) -> None:
        """End a mark."""
        self._builder.close(mark)

    def prose(self) -> Prose:
        """All that was taken."""
        return self._builder.prose()

    def _go_on(self) -> None:
        if self._broken:
            self._builder.block()
        elif self._space:
            self._builder.take(*self._space)
        self._broken = self._line_broken = False
        self._space = None
