"""The blocks of AsciiDoc, line by line.

What a delimiter opens is only left out where the same delimiter closes it, so that a forgotten one
does not hide the rest of a document.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict

from detector.markup import adoc_inline
from detector.markup.rows import Row, rows
from detector.prose import Builder, Mark

_VERBATIM = re.compile(r"-{4,}|\.{4,}|\+{4,}|/{4,}|`{3,}\w*|[,:]={3,}")
_COMPOUND = re.compile(r"={4,}|\*{4,}|_{4,}|--")
_TABLE = re.compile(r"[|!]={3,}")
_DELIMITING = ("--", "..", "++", "//", "``", ",=", ":=", "==", "**", "__", "|=", "!=")
"""What rows begin with that may be a delimiter."""
_ATTRIBUTE = re.compile(r":!?([\w-]++)!?:(?:[ \t]++|\Z)")
_BLOCK_ATTRIBUTES = re.compile(r"\[(?:\[[^\[\]]*+\]|([\w.%#-]*+)[^\]]*+)\]\Z")
_TITLE = re.compile(r"(?:={1,6}|\#{1,6})[ \t]++(?=\S)")
_BLOCK_TITLE = re.compile(r"\.(?=[^\s.])")
_UNDERLINE = re.compile(r"([-=~^+])\1++\Z")
_MACRO = re.compile(r"(\w++)::([^\[\s]*+)\[(.*)\]\Z")
_ITEM = re.compile(
    r"(?:\*{1,6}|-|\.{1,6}|\d{1,9}\.|[A-Za-z]\.|[ivxIVX]{1,6}\)|<(?:\d{1,3}|\.)>)[ \t]++"
    r"(?:\[[ x*]\][ \t]++)?(?=\S)"
)
_DESCRIBED = re.compile(r"([^\s:;](?:[^:;\r\n]|[:;](?![:;]))*+)(?::{2,4}|;;)(?:[ \t]++|\Z)")
_LABEL = re.compile(r"(?:NOTE|TIP|IMPORTANT|WARNING|CAUTION):[ \t]++")
_RULE = re.compile(r"(?:'{3,}|<{3,}|-{3}|\*{3}|\+)\Z")
_CELL = re.compile(
    r"(?:(?<!\S)(?:\d{1,3}(?:\.\d{1,3})?[+*]|\.\d{1,3}\+)?[<^>]?(?:\.[<^>])?([adehlmsv])?)?(?<!\\)\|"
)
_LITERAL = frozenset("asciimath latexmath listing literal pass source stem".split())
_LITERAL_CELLS = frozenset("lm")
_QUOTATIONS = frozenset(("quote", "verse"))
_DESCRIPTION = "description"


def take(builder: Builder, text: str, start: int = 0) -> None:
    """Add the prose of a document from an offset on to its builder."""
    reading = _Reading(builder, text, start)
    at = 0
    while at < len(reading.rows):
        at = reading.block(at)


class _Reading:
    """The rows of a document and what has been read of them."""

    def __init__(self, builder: Builder, text: str, start: int) -> None:
        self._builder, self._text = builder, text
        self.rows = rows(text, start)
        self._delimiters: defaultdict[str, list[int]] = defaultdict(list)
        for number, row in enumerate(self.rows):
            if text.startswith(_DELIMITING, row.start):
                self._delimiters[text[row.start : row.stop]].append(number)
        self._compounds: list[tuple[int, bool]] = []
        """Rows that close the blocks around this one, and whether they are quotations."""
        self._style = ""
        """What the brackets over a block call it."""
        self._described = False
        """Whether a term waits for its description."""
        self._header = True

    def block(self, at: int) -> int:
        """Read the block that begins with a row; returns the number of the row behind it."""
        row = self.rows[at]
        if row.blank:
            return at + 1
        while self._compounds and self._compounds[-1][0] <= at:
            end, quoted = self._compounds.pop()
            if quoted:
                self._builder.close(Mark.QUOTED)
            if end == at:
                return at + 1
        style, self._style = self._style, ""
        end = self._delimited(at, style) or self._line(at, style)
        if end:
            return end
        described, self._described = self._described, False
        if style in _LITERAL or (row.indent and not described and not self._is_item(row)):
            return self._end_of_lines(at)
        if style not in _QUOTATIONS:
            return self._paragraph(at, in_item=described)
        self._builder.block()
        self._builder.open(Mark.QUOTED)
        end = self._paragraph(at)
        self._builder.close(Mark.QUOTED)
        return end

    def _delimited(self, at: int, style: str) -> int:
        """Read or leave out the block that a delimiter begins; 0 where there is none."""
        row = self.rows[at]
        written = self._text[row.start : row.stop]
        if _VERBATIM.fullmatch(written):
            return self._closing("```" if written.startswith("```") else written, at) + 1
        if _TABLE.fullmatch(written):
            end = self._closing(written, at)
            self._table(at + 1, end)
            return end + 1
        if not _COMPOUND.fullmatch(written):
            return 0
        end = self._closing(written, at)
        if style in _LITERAL:
            return end + 1
        if at < end and not (self._compounds and self._compounds[-1][0] < end):
            self._builder.block()
            quoted = written.startswith("_") or style in _QUOTATIONS
            self._compounds.append((end, quoted))
            if quoted:
                self._builder.open(Mark.QUOTED)
        return at + 1

    def _closing(self, written: str, at: int) -> int:
        """The number of the next row with a delimiter, the row's own where there is none."""
        known = self._delimiters[written]
        after = bisect_right(known, at)
        return known[after] if after < len(known) else at

    def _line(self, at: int, style: str) -> int:
        """Read a row that is a block of its own; 0 where it is none."""
        row = self.rows[at]
        text, first, stop = self._text, row.first, row.stop
        if found := _ATTRIBUTE.match(text, first, stop):
            if found[1] == _DESCRIPTION:
                self._add(found.end(), stop)
            return at + 1
        if text.startswith("//", first):
            return at + 1
        header, self._header = self._header, False
        if found := _BLOCK_ATTRIBUTES.match(text, first, stop):
            self._style = re.split("[.%#]", (found[1] or style).lower())[0]
            self._header = header
            return at + 1
        if found := _TITLE.match(text, first, stop):
            end = self._title(at, found.end(), at + 1)
            return self._end_of_authors(end) if header and found.end() == first + 2 else end
        return self._other_line(row, at, style)

    def _other_line(self, row: Row, at: int, style: str) -> int:
        text, first, stop = self._text, row.first, row.stop
        if found := _MACRO.match(text, first, stop):
            if found[1] == "image":
                adoc_inline.alternative(self._builder, text, *found.span(3))
            return at + 1
        if _RULE.match(text, first, stop):
            self._builder.block()
            return at + 1
        found = _BLOCK_TITLE.match(text, first, stop)
        if found and not row.indent:
            self._add(found.end(), stop)
            self._style = style
            return at + 1
        return self._title(at, first, at + 2) if self._is_underlined(at) else 0

    def _title(self, at: int, start: int, end: int) -> int:
        self._builder.block()
        self._builder.open(Mark.HEADING)
        adoc_inline.take(self._builder, self._text, start, self.rows[at].stop)
        self._builder.close(Mark.HEADING)
        return end

    def _is_underlined(self, at: int) -> bool:
        """Whether a row is a title with a line under it that is about as long."""
        row = self.rows[at]
        if row.indent or at + 1 == len(self.rows):
            return False
        under = self.rows[at + 1]
        if not _UNDERLINE.fullmatch(self._text, under.start, under.stop):
            return False
        length = row.stop - row.start
        return length > 2 and abs(under.stop - under.start - length) <= 1

    def _end_of_authors(self, at: int) -> int:
        """Pass by the authors and the revision that stand right under the title of a document."""
        last = at + 2
        while at < min(last, len(self.rows)) and not self.rows[at].blank:
            if _ATTRIBUTE.match(self._text, self.rows[at].first, self.rows[at].stop):
                break
            at += 1
        return at

    def _paragraph(self, at: int, *, in_item: bool = False) -> int:
        """Read a paragraph, an item of a list, or a term."""
        row = self.rows[at]
        start = row.first
        if item := _ITEM.match(self._text, start, row.stop):
            start, in_item = item.end(), True
        elif term := _DESCRIBED.match(self._text, start, row.stop):
            self._add(*term.span(1))
            start = term.end()
            if start == row.stop:
                self._described = True
                return at + 1
            in_item = True
        if label := _LABEL.match(self._text, start, row.stop):
            start = label.end()
        end = at + 1
        while end < len(self.rows) and not self._ends(end, in_item=in_item):
            end += 1
        self._add(start, self.rows[end - 1].stop)
        return end

    def _ends(self, at: int, *, in_item: bool) -> bool:
        """Whether a paragraph ends before a row."""
        row = self.rows[at]
        if row.blank or (self._compounds and self._compounds[-1][0] == at):
            return True
        written = self._text[row.first : row.stop]
        return (
            written == "+"
            or written.startswith("//")
            or any(kind.fullmatch(written) for kind in (_VERBATIM, _TABLE, _BLOCK_ATTRIBUTES))
            or (in_item and self._is_item(row))
        )

    def _is_item(self, row: Row) -> bool:
        return any(kind.match(self._text, row.first, row.stop) for kind in (_ITEM, _DESCRIBED))

    def _table(self, at: int, end: int) -> None:
        """Read the cells of a table, a block each; text without a bar goes on with the last."""
        shown = False
        for number in range(at, end):
            row = self.rows[number]
            start = row.first
            for found in _CELL.finditer(self._text, row.first, row.stop):
                if shown:
                    self._cell(start, found.start(), row, number)
                start, shown = found.end(), found[1] not in _LITERAL_CELLS
                self._builder.block()
            if shown:
                self._cell(start, row.stop, row, number)

    def _cell(self, start: int, stop: int, row: Row, number: int) -> None:
        written = self._text[start:stop]
        if start == row.first and written.strip():
            self._builder.take(self.rows[number - 1].stop, row.start)
        start += len(written) - len(written.lstrip())
        adoc_inline.take(self._builder, self._text, start, start + len(written.strip()))

    def _end_of_lines(self, at: int) -> int:
        while at < len(self.rows) and not self.rows[at].blank:
            at += 1
        return at

    def _add(self, start: int, stop: int) -> None:
        """Add a stretch as a block of its own."""
        self._builder.block()
        adoc_inline.take(self._builder, self._text, start, stop)
