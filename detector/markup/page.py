"""The prose of a page of HTML: its elements in order, the words in them, and how they flow."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from detector.languages import codes
from detector.markup import entities
from detector.markup.tags import BLOCKS, Attribute, Tag, Tags, attributes, scan
from detector.prose import GAP, Builder, Mark

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
_TELLING = _IMAGES | {"meta"}
"""Elements whose attributes hold prose beside a title."""
_TOLD = re.compile(r"(?<![\w-])(?:title|lang)\s*=")
_ROOTS = frozenset(("body", "html"))
_ABBREVIATIONS = frozenset(("abbr", "acronym", "dfn"))
_TITLE_WORDS = 3
"""Fewer words in the title of something in a line are a name of it, not a sentence about it."""


def take(builder: Builder, text: str, at: int = 0, *, furniture: bool = False) -> None:
    """Add the prose of a page from an offset on; ``text`` is its source, perhaps partly masked.

    What ``furniture`` takes in is said by the reader.
    """
    found = scan(text, at)
    flow = _Flow(builder, text)
    marks = _Marks(flow)
    for number, left_out in _walk(found, furniture=furniture):
        tag, end = found.tags[number], found.ends[number]
        if at < tag.start:
            flow.words(at, tag.start)
        if marks.next_end == number:
            marks.close(number)
        at, name = tag.stop, tag.name
        if left_out:
            flow.leave_out(name)
            at = found.tags[end].stop if end < len(found.tags) else len(text)
            continue
        if name in BLOCKS:
            flow.break_off()
        elif name == "br":
            flow.break_line(tag)
        if not tag.closing and (name in _TELLING or "=" in text[tag.attributes : tag.stop]):
            _read_attributes(text, tag, end if end > number else 0, flow, marks)
        if name in _MARKS and end > number:
            marks.open(_MARKS[name], end)
    flow.words(at, len(text))


def _walk(found: Tags, *, furniture: bool) -> Iterator[tuple[int, bool]]:
    """Numbers of the tags in order, and whether the element is left out with all tags in it."""
    number, section = 0, -1
    while number < len(found.tags):
        name, end = found.tags[number].name, found.ends[number]
        left_out = end > number and (
            name in _LEFT_OUT
            or (not furniture and (name in _FURNITURE or number in found.link_lists))
            or (not furniture and name in _EDGES and number > section)
        )
        yield number, left_out
        if left_out:
            number = end
        elif name in _SECTIONS:
            section = max(section, end)
        number += 1


def _read_attributes(text: str, tag: Tag, end: int, flow: _Flow, marks: _Marks) -> None:
    """Take the prose that a start tag holds, and what it says of that of its element.

    That ends at the tag of number ``end``, which is 0 where there is none.
    """
    name = tag.name
    source = text[tag.attributes : tag.stop].lower()
    told = ("title" in source or "lang" in source) and _TOLD.search(source)
    if told or name in _TELLING:
        found = {attribute.name: attribute for attribute in reversed(attributes(text, tag))}
        declared = found.get("lang") or found.get("xml:lang")
        if declared and end and name not in _ROOTS:
            marks.declare(text[declared.start : declared.stop], end)
        _take_attributes(text, tag, found, flow)
    if end and name == "a" and "href" in source:
        marks.open(Mark.LINK, end)


def _take_attributes(text: str, tag: Tag, found: dict[str, Attribute], flow: _Flow) -> None:
    """Take a page's description, an alternative text, and a title that says more than its line."""

    def value(of: str) -> str:
        return text[found[of].start : found[of].stop].strip() if of in found else ""

    name, title = tag.name, value("title")
    if name == "meta" and value("name").lower() == "description" and "content" in found:
        flow.aside(found["content"])
    if name in _IMAGES:
        # With a backslash, it is the source of a formula.
        if value("alt") and "\\" not in value("alt"):
            flow.aside(found["alt"])
        else:
            flow.gap()
    if title and title != value("alt") and name not in _ABBREVIATIONS:
        in_line = name not in BLOCKS and name not in _IMAGES
        is_name = len(title.split()) < _TITLE_WORDS or text.startswith(title, tag.stop)
        if not (in_line and is_name):
            flow.aside(found["title"])


def _is_more_than_words(text: str) -> bool:
    """Whether text may hold a soft hyphen, a template or an address."""
    return (
        "\u00ad" in text
        or "{{" in text
        or "<" in text
        or "@" in text
        or "://" in text
        or "www." in text
        or GAP in text
    )


class _Marks:
    """What is marked from a start tag to the end of its element."""

    def __init__(self, flow: _Flow) -> None:
        self._flow = flow
        self._hosts = frozenset(("", *codes()))
        self._open: list[tuple[int, Mark, bool]] = []
        self._foreign = False
        self.next_end = -1
        """Number of the tag at which the next of them ends."""

    def open(self, mark: Mark, end: int) -> None:
        """Mark what follows, up to the tag of a number."""
        self._flow.open(mark)
        self._push(end, mark)

    def declare(self, tag: str, end: int) -> None:
        """Take note of a language up to the tag of a number; an empty one says nothing."""
        code = re.split("[-_]", tag.strip().lower())[0]
        self._push(end, Mark.FOREIGN)
        self._turn(foreign=code not in self._hosts)

    def close(self, number: int) -> None:
        """End the marks that reach to a tag."""
        while self.next_end == number:
            _, mark, foreign = self._open.pop()
            if mark is Mark.FOREIGN:
                self._turn(foreign=foreign)
            else:
                self._flow.close(mark)
            self.next_end = self._open[-1][0] if self._open else -1

    def _push(self, end: int, mark: Mark) -> None:
        self._open.append((end, mark, self._foreign))
        self.next_end = end

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

    def __init__(self, builder: Builder, text: str) -> None:
        self._text, self._builder = text, builder
        self._broken = True
        self._line_broken = False
        self._space: tuple[int, int] | None = None
        self._waiting: Counter[Mark] = Counter()

    def words(self, start: int, stop: int) -> None:
        """Take the text between two tags."""
        written = self._text[start:stop]
        if written.isspace():
            if not self._broken and self._space is None:
                self._space = (start, stop)
        elif written:
            if self._broken or self._space or self._waiting or self._line_broken:
                self._go_on()
            if "&" in written or _is_more_than_words(written):
                entities.take(self._builder, self._text, start, stop)
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
        """Mark the words that follow, not the break before them."""
        self._waiting[mark] += 1

    def close(self, mark: Mark) -> None:
        """End a mark."""
        if self._waiting[mark]:
            self._waiting[mark] -= 1
        else:
            self._builder.close(mark)

    def _go_on(self) -> None:
        if self._broken:
            self._builder.block()
        elif self._space:
            self._builder.take(*self._space)
        self._broken = self._line_broken = False
        self._space = None
        if self._waiting:
            for mark in self._waiting.elements():
                self._builder.open(mark)
            self._waiting.clear()
