"""HTML tags inside a line of Markdown: which let the words through, and what they say of them."""

from __future__ import annotations

import re

from detector.languages import codes
from detector.prose import Builder, Mark

FORMATTING = frozenset(
    "a abbr b bdi bdo big cite data del dfn em font i ins mark q s small span strike strong sub "
    "sup time u".split()
)
"""Elements that leave the words they hold where they are."""
OPAQUE = frozenset("code kbd math pre samp script select style svg textarea tt var".split())
"""Elements that hold no prose."""
_MARKS = {
    "a": Mark.LINK,
    "b": Mark.EMPHASISED,
    "cite": Mark.QUOTED,
    "em": Mark.EMPHASISED,
    "i": Mark.EMPHASISED,
    "q": Mark.QUOTED,
    "strong": Mark.EMPHASISED,
}
_TAG = re.compile(r"<(/?)([A-Za-z][\w-]*+)(.*)>", re.DOTALL)
_HOSTS = frozenset(codes())
_LANGUAGE = re.compile(r"""\slang\s*=\s*["']?([A-Za-z]+)""", re.IGNORECASE)


class Tags:
    """The elements that are open at a place of a paragraph."""

    def __init__(self, builder: Builder) -> None:
        self._builder = builder
        self._open: list[tuple[str, tuple[Mark, ...]]] = []
        self._counts: dict[str, int] = {}
        self.hidden = 0
        """How many of them hold no prose."""

    def take(self, written: str) -> None:
        """Take what the parser calls inline HTML: a tag, a comment, an instruction."""
        tag = _TAG.fullmatch(written)
        if not tag:
            self._builder.gap()
            return
        closing, name, rest = tag[1], tag[2].lower(), tag[3]
        if name not in FORMATTING:
            self._builder.gap()
        if name not in FORMATTING and name not in OPAQUE:
            return
        if not closing and not rest.endswith("/"):
            self._begin(name, rest)
        elif closing and self._counts.get(name):
            while self._end() != name:
                pass

    def reset(self) -> None:
        """End the paragraph and with it what is open."""
        while self._open:
            self._end()

    def _begin(self, name: str, attributes: str) -> None:
        marks = [_MARKS[name]] if name in _MARKS else []
        language = _LANGUAGE.search(attributes)
        if language and language[1].lower() not in _HOSTS:
            marks.append(Mark.FOREIGN)
        for mark in marks:
            self._builder.open(mark)
        self._open.append((name, tuple(marks)))
        self._counts[name] = self._counts.get(name, 0) + 1
        self.hidden += name in OPAQUE

    def _end(self) -> str:
        name, marks = self._open.pop()
        for mark in marks:
            self._builder.close(mark)
        self._counts[name] -= 1
        self.hidden -= name in OPAQUE
        return name
