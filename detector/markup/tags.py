"""The tags of an HTML text: where each stands, and where the element that it opens ends.

Browsers repair what people write, and a reader has to agree with them about where a paragraph, a
link or a menu ends. The rules here are those of the HTML standard as far as they bear on prose:
raw text elements, optional end tags, end tags that close what was left open inside. An element
that is never closed though it has to be is as if it were not there, so that a forgotten end tag
cannot swallow the rest of a page.

One pass, linear in the text whatever it holds. The standard library's parser is not (an unclosed
comment or a row of ``<`` takes it quadratic time in Python 3.11), and tells lines, not offsets.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

# A quotation mark only opens a value after its equals sign; templates may hold any character.
_ATTRIBUTES = r"""
    (?: [^=>{]++
      | = \s*+ (?: "[^"]*+" | '[^']*+' )?+
      | \{\{ [^{}]*+ \}\} | \{% [^{}]*+ \} | \{
    )*+
"""
_TAG = re.compile(
    rf"<(?: (/?) ([A-Za-z][^\s/>]*+) ({_ATTRIBUTES}) (>)? | (!--) | [!?/] )", re.VERBOSE
)
_BARE_TAG = re.compile(r"<(?: (/?) ([A-Za-z][^\s/>]*+) ([^>]*+) (>)? | (!--) | [!?/] )", re.VERBOSE)
_CLOSED, _COMMENT = 4, 5
"""Groups that match last in a whole tag and in the start of a comment."""
_LETTER = re.compile(r"[^\W\d_]")
_ATTRIBUTE = re.compile(
    r"""([^\s"'>/=]++) (?: \s*+ = \s*+ (?: "([^"]*+)" | '([^']*+)' | ([^\s"'>]++) ) )?+""",
    re.VERBOSE,
)

VOID = frozenset(
    "area base basefont bgsound br col embed frame hr img input keygen link meta param source "
    "track wbr".split()
)
BLOCKS = frozenset(
    "address article aside blockquote body button caption center dd details dialog dir div dl dt "
    "fieldset figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html "
    "legend li main menu nav noscript ol optgroup option p pre search section select summary table "
    "tbody td template textarea tfoot th thead title tr ul".split()
)
"""Elements that no sentence reaches into or out of."""
_RAW = frozenset("iframe noembed noframes script style textarea title xmp".split())
"""Elements that hold text without tags."""
_OPTIONAL = frozenset(
    "body colgroup dd dt head html li optgroup option p rp rt script style tbody td tfoot th thead "
    "tr".split()
)
"""Elements that may go unclosed; an open script does hide the rest of a page."""
_LISTS = ("ul", "ol", "menu")


def _implied() -> dict[str, frozenset[str]]:
    cells, rows = ("td", "th", "p"), ("td", "th", "tr", "p")
    closes: dict[str, Iterable[str]] = dict.fromkeys(
        "address article aside blockquote center details dialog dir div dl fieldset figcaption "
        "figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr main menu nav ol p pre search "
        "section table ul".split(),
        ("p",),
    )
    closes |= {"li": ("li", "p"), "dt": ("dt", "dd", "p"), "dd": ("dt", "dd", "p")}
    closes |= {"td": cells, "th": cells, "tr": rows}
    closes |= dict.fromkeys(("tbody", "thead", "tfoot"), (*rows, "tbody", "thead", "tfoot"))
    closes |= {"option": ("option",), "optgroup": ("option", "optgroup"), "body": ("head",)}
    return {name: frozenset(closed) for name, closed in closes.items()}


_IMPLIED = _implied()
"""Which elements a start tag closes by standing right inside them."""


class Tag(NamedTuple):
    """A start or end tag; the source of its attributes reaches from ``attributes`` to its end.

    A comment or a declaration is a tag that closes nothing, because it has no name.
    """

    name: str
    start: int
    stop: int
    attributes: int
    closing: bool


class Attribute(NamedTuple):
    """An attribute's name in lower case and where its value stands."""

    name: str
    start: int
    stop: int


class Tags(NamedTuple):
    """All tags in order, and the number of the one at which the element of each ends.

    That is its end tag or the one that implies it, the number of tags where the text ends first,
    and its own number for end tags, void elements and elements that were never closed.
    ``link_lists`` are the numbers of lists that hold no word outside links.
    """

    tags: list[Tag]
    ends: list[int]
    link_lists: set[int]


def attributes(text: str, tag: Tag) -> list[Attribute]:
    """The attributes of a start tag; those without a value are left out."""
    found = _ATTRIBUTE.finditer(text, tag.attributes, tag.stop - 1)
    return [
        Attribute(match[1].lower(), *match.span(match.lastindex))
        for match in found
        if match.lastindex and match.lastindex > 1
    ]


def scan(text: str, at: int = 0) -> Tags:
    """Find the tags of any text from an offset on, and pair them."""
    pairing = _Pairing()
    lists, links = pairing.lists, pairing.depths["a"]
    pattern, seek = _TAG, _Seeker(text)
    while found := pattern.search(text, at):
        start, stop = found.span()
        if lists and not links and _LETTER.search(text, at, start):
            pairing.words += 1
        last = found.lastindex
        if last == _CLOSED:
            name = found[2].lower()
            tag = Tag(name, start, stop, found.start(3), bool(found[1]))
            if tag.closing:
                pairing.end(tag)
            else:
                void = name in VOID or (text[stop - 2] == "/" and _closes_itself(found[3]))
                pairing.begin(tag, void=void)
                if name in _RAW and not void:
                    stop = seek.end_tag(name, stop)
        elif last is None or last == _COMMENT:
            # A comment may be as short as <!-->.
            mark = "-->" if last else "?>" if text[start + 1] == "?" else ">"
            stop = seek.after(mark, stop - 2 if last else stop)
            pairing.end(Tag("", start, stop, stop, closing=True))
        elif pattern is _TAG:
            # A quotation mark that nobody closed: from here on none is believed.
            pattern, stop = _BARE_TAG, start
        else:
            break
        at = stop
    return pairing.finish()


def _closes_itself(source: str) -> bool:
    return source.endswith("/") and (len(source) == 1 or source[-2] in " \t\r\n\f\"'")


class _Seeker:
    """Finds what ends something, and remembers what does not occur any more."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._absent: set[str] = set()

    def after(self, mark: str, at: int) -> int:
        """Where the mark ends that comes next, or else the text."""
        found = -1 if mark in self._absent else self._text.find(mark, at)
        if found < 0:
            self._absent.add(mark)
            return len(self._text)
        return found + len(mark)

    def end_tag(self, name: str, at: int) -> int:
        """Where an element's end tag starts; without one, scripts and styles end with the text."""
        if name not in self._absent:
            found = re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE).search(self._text, at)
            if found:
                return found.start()
            self._absent.add(name)
        return len(self._text) if name in _OPTIONAL else at


class _Pairing:
    """Matches end tags to start tags as they come."""

    def __init__(self) -> None:
        self._tags: list[Tag] = []
        self._ends: list[int] = []
        self._link_lists: set[int] = set()
        self._open: list[int] = []
        self._blocks: list[int] = []
        self.depths: defaultdict[str, list[int]] = defaultdict(list)
        """By name, how deep its open elements stand."""
        self.words = 0
        """How often words stood in a list, outside links, so far."""
        self.lists: list[int] = []
        """How often when each of the open lists began."""

    def begin(self, tag: Tag, *, void: bool) -> None:
        """Take a start tag."""
        number = len(self._tags)
        closed = _IMPLIED.get(tag.name)
        if closed:
            while self._blocks and self._name(self._blocks[-1]) in closed:
                self._close(self._blocks[-1], number, named=True)
        self._tags.append(tag)
        self._ends.append(number)
        if void:
            return
        depth = len(self._open)
        self.depths[tag.name].append(depth)
        if tag.name in BLOCKS:
            self._blocks.append(depth)
        if tag.name in _LISTS:
            self.lists.append(self.words)
        self._open.append(number)

    def end(self, tag: Tag) -> None:
        """Take an end tag: it closes the innermost element of its name.

        The end tag of what stands in a line reaches no further than the block around it.
        """
        number = len(self._tags)
        depths = self.depths[tag.name]
        lowest = -1 if tag.name in BLOCKS or not self._blocks else self._blocks[-1]
        if depths and depths[-1] > lowest:
            self._close(depths[-1], number, named=True)
        self._tags.append(tag)
        self._ends.append(number)

    def finish(self) -> Tags:
        """End the text."""
        if self._open:
            self._close(0, len(self._tags), named=False)
        return Tags(self._tags, self._ends, self._link_lists)

    def _name(self, depth: int) -> str:
        return self._tags[self._open[depth]].name

    def _close(self, depth: int, number: int, *, named: bool) -> None:
        """End the element at a depth, and those inside it if they may go unclosed."""
        while len(self._open) > depth:
            opened = self._open.pop()
            name = self._tags[opened].name
            self.depths[name].pop()
            if self._blocks and self._blocks[-1] == len(self._open):
                self._blocks.pop()
            closed = (named and len(self._open) == depth) or name in _OPTIONAL
            if closed:
                self._ends[opened] = number
            if name in _LISTS and self.lists.pop() == self.words and closed:
                self._link_lists.add(opened)
