"""The blocks of reStructuredText, line by line.

docutils tells lines at best, so that the places of words come from a reader of our own. It knows
what holds prose and what does not; what is neither is a paragraph.
"""

from __future__ import annotations

import re

from detector.markup import rst_inline
from detector.markup.rows import Row, end_of_indented, rows
from detector.prose import Builder, Mark

_SIGNS = r"[!-/:-@\[-`{-~]"
_ADORNMENT = re.compile(rf"({_SIGNS})\1*+\Z")
_ITEM = re.compile(
    r"(?:[-*+•‣⁃]|\(?(?:\d{1,9}|[A-Za-z]|[ivxlcdmIVXLCDM]{1,9}|\#)[.)])(?:[ \t]++|\Z)"
)
_FIELD = re.compile(r":((?:[^:\\`]|\\.|:(?!\s|\Z)){1,200}+):(?:[ \t]++|\Z)")
_OPTION = re.compile(r"(?:-\w|--?[\w-]++|/[A-Z])(?:[ =][^\s,]++)?+(?:,[ ]\S++)*+(?:[ \t]{2,}|\Z)")
_EXPLICIT = re.compile(r"\.\.(?:[ \t]++|\Z)")
_DIRECTIVE = re.compile(r"(?:\|[^|]*+\|[ \t]++)?([\w:+.-]*[\w+.-])[ \t]?::(?:[ \t]++|\Z)")
_NOTE = re.compile(r"\[(?:\d++|\#[\w.-]*+|\*|[\w.-]++)\](?:[ \t]++|\Z)")
_GRID = re.compile(r"\+(?:[-=]++\+)++\Z")
_SIMPLE = re.compile(r"=++(?:[ ]++=++)++\Z")
_COLUMN = re.compile(r"=+")

_ADMONITIONS = frozenset(
    "admonition attention caution danger deprecated error hint important note rubric replace "
    "seealso sidebar tip todo topic versionadded versionchanged warning".split()
)
"""Directives that begin with prose and go on with it."""
_TITLED = frozenset("csv-table list-table table".split())
_CONTAINERS = frozenset(
    "attribute centered class compound confval container data describe envvar exception figure "
    "function glossary hlist ifconfig list-table method module only option rst-class table".split()
)
"""Directives that go on with prose, but begin with a name."""
_QUOTATIONS = frozenset("epigraph highlights pull-quote".split())
_SETTINGS = frozenset(
    "address author authors category contact copyright date lang language license modified "
    "nocomments organization orphan revision rtype save_as slug status tags template tocdepth "
    "translation type url version".split()
)
"""Fields whose values are no sentences."""
_ALTERNATIVE = "alt"


def take(builder: Builder, text: str) -> None:
    """Add the prose of a document to its builder."""
    reading = _Reading(builder, text)
    at = 0
    while at < len(reading.rows):
        at = reading.block(at)
    reading.end_quotations(-1)


class _Reading:
    """The rows of a document and what has been read of them."""

    def __init__(self, builder: Builder, text: str) -> None:
        self._builder, self._text = builder, text
        self.rows = rows(text)
        self._quotations: list[int] = []
        """How far the directives are indented whose bodies are quotations."""

    def end_quotations(self, indent: int) -> None:
        """End the quotations that what is indented so far does not belong to."""
        while self._quotations and indent <= self._quotations[-1]:
            self._quotations.pop()
            self._builder.close(Mark.QUOTED)

    def block(self, at: int) -> int:
        """Read the block that begins with a row; returns the number of the row behind it."""
        row = self.rows[at]
        if row.blank:
            return at + 1
        self.end_quotations(row.indent)
        for read in (self._title, self._table, self._lines_of_verse):
            if end := read(at):
                return end
        if self._text.startswith(">>> ", row.first):
            return self._end_of_lines(at)
        return self._item(at, row.first)

    def _item(self, at: int, start: int) -> int:
        """Read what stands behind the markers that a row begins with."""
        row = self.rows[at]
        while found := _ITEM.match(self._text, start, row.stop):
            start = found.end()
        if start == row.stop:
            return at + 1
        if found := _EXPLICIT.match(self._text, start, row.stop):
            return self._explicit(at, found.end())
        if self._text.startswith("__ ", start):
            return at + 1
        if found := _FIELD.match(self._text, start, row.stop):
            if found[1].lower().partition(" ")[0] in _SETTINGS:
                return end_of_indented(self.rows, at + 1, row.indent)
            return self._paragraph(at, found.end(), hanging=True)
        if found := _OPTION.match(self._text, start, row.stop):
            return self._paragraph(at, found.end(), hanging=True)
        return self._paragraph(at, start)

    def _explicit(self, at: int, start: int) -> int:
        """Read a note, a directive, a target or a comment."""
        row = self.rows[at]
        if found := _NOTE.match(self._text, start, row.stop):
            return self._paragraph(at, found.end(), hanging=True)
        if found := _DIRECTIVE.match(self._text, start, row.stop):
            return self._directive(at, found.end(), found[1])
        if start == row.stop and at + 1 < len(self.rows) and self.rows[at + 1].blank:
            return at + 1
        return end_of_indented(self.rows, at + 1, row.indent)

    def _directive(self, at: int, start: int, written: str) -> int:
        row = self.rows[at]
        name = written.lower().rpartition(":")[2]
        known = name in _ADMONITIONS or name in _CONTAINERS or name in _QUOTATIONS
        if name in _QUOTATIONS:
            self._quotations.append(row.indent)
            self._builder.block()
            self._builder.open(Mark.QUOTED)
        if name in _ADMONITIONS or name in _TITLED:
            end = self._paragraph(at, start, hanging=True)
        else:
            end = at + 1
        end = self._options(end, row.indent)
        return end if known else end_of_indented(self.rows, end, row.indent)

    def _options(self, at: int, indent: int) -> int:
        """Pass by the options of a directive, of which only an alternative text is prose."""
        while at < len(self.rows) and self.rows[at].indent > indent:
            row = self.rows[at]
            found = _FIELD.match(self._text, row.first, row.stop)
            if not found:
                break
            if found[1].lower() == _ALTERNATIVE:
                at = self._paragraph(at, found.end(), hanging=True)
            else:
                at += 1
        return at

    def _paragraph(self, at: int, start: int, *, hanging: bool = False) -> int:
        """Read a paragraph that begins at an offset, and pass by the literal block it announces.

        What it goes on with is indented like its beginning; if ``hanging``, by more than its row.
        """
        row = self.rows[at]
        if start == row.stop:
            return at + 1
        indent = row.indent + start - row.first
        end = at + 1
        while end < len(self.rows) and not self.rows[end].blank:
            following = self.rows[end]
            if hanging and _FIELD.match(self._text, following.first, following.stop):
                break
            if following.indent <= row.indent if hanging else following.indent != indent:
                break
            end += 1
        stop = self.rows[end - 1].stop
        announces = self._text.endswith("::", start, stop)
        self._add(start, stop - announces)
        if announces:
            return self._literal(end, row.indent if hanging else indent)
        return end

    def _literal(self, at: int, indent: int) -> int:
        """Pass by what a paragraph announced: indented rows, or rows with a common first sign."""
        while at < len(self.rows) and self.rows[at].blank:
            at += 1
        if at == len(self.rows):
            return at
        row = self.rows[at]
        if row.indent > indent:
            return end_of_indented(self.rows, at, indent)
        sign = self._text[row.first]
        if row.indent == indent and re.match(_SIGNS, sign):
            while at < len(self.rows) and self._text.startswith(sign, self.rows[at].first):
                at += 1
        return at

    def _title(self, at: int) -> int:
        """Read a title with a line under it, perhaps over it as well; 0 where there is none."""
        row, sign = self.rows[at], self._adornment(at)
        if sign:
            if sign == self._adornment(at + 2) and not self.rows[at + 1].blank:
                self._heading(self.rows[at + 1])
                return at + 3
            return at + 1 if row.stop - row.first >= 4 else 0
        if self._adornment(at + 1) and not row.indent and not self.rows[at + 1].indent:
            under = self.rows[at + 1]
            if under.stop - under.first >= min(4, row.stop - row.first):
                self._heading(row)
                return at + 2
        return 0

    def _adornment(self, at: int) -> str:
        """The one sign that a row is made of, if it is."""
        if at >= len(self.rows) or self.rows[at].blank:
            return ""
        found = _ADORNMENT.match(self._text, self.rows[at].first, self.rows[at].stop)
        return found[1] if found else ""

    def _table(self, at: int) -> int:
        """Read a table, each line of a cell a block; 0 where there is none."""
        top = self.rows[at]
        if _GRID.match(self._text, top.first, top.stop):
            at += 1
            while at < len(self.rows) and self._text.startswith(("|", "+"), self.rows[at].first):
                start = self.rows[at].first
                for cell in self._text[start : self.rows[at].stop].split("|"):
                    self._cell(start, start + len(cell))
                    start += len(cell) + 1
                at += 1
            return at
        if not _SIMPLE.match(self._text, top.first, top.stop):
            return 0
        found = _COLUMN.finditer(self._text, top.first, top.stop)
        columns = [column.start() - top.start for column in found]
        end = self._end_of_table(at)
        for row in self.rows[at + 1 : end]:
            edges = [min(row.start + column, row.stop) for column in columns[1:]]
            for start, stop in zip((row.first, *edges), (*edges, row.stop), strict=True):
                self._cell(start, stop)
        return max(end, at + 1)

    def _end_of_table(self, at: int) -> int:
        """The number of the row behind a simple table: its third border, or one before a blank."""
        borders = 1
        for end in range(at + 1, len(self.rows)):
            row = self.rows[end]
            if self._text.startswith("==", row.first) and self._is_border(row):
                borders += 1
                if borders == 3 or end + 1 == len(self.rows) or self.rows[end + 1].blank:
                    return end + 1
        return 0

    def _is_border(self, row: Row) -> bool:
        return not self._text[row.first : row.stop].strip("= ")

    def _cell(self, start: int, stop: int) -> None:
        written = self._text[start:stop]
        if written.strip("+-= \t"):
            start += len(written) - len(written.lstrip())
            self._add(start, start + len(written.strip()))

    def _lines_of_verse(self, at: int) -> int:
        """Read lines that each begin with a bar; 0 where there are none."""
        first = at
        while at < len(self.rows) and self._is_verse(self.rows[at]):
            row = self.rows[at]
            if at == first:
                self._builder.block()
            else:
                self._builder.take(self.rows[at - 1].stop, row.start)
            rst_inline.take(self._builder, self._text, min(row.first + 2, row.stop), row.stop)
            at += 1
        return at if at > first else 0

    def _is_verse(self, row: Row) -> bool:
        return self._text[row.first : row.stop] == "|" or self._text.startswith("| ", row.first)

    def _end_of_lines(self, at: int) -> int:
        while at < len(self.rows) and not self.rows[at].blank:
            at += 1
        return at

    def _heading(self, row: Row) -> None:
        self._builder.block()
        self._builder.open(Mark.HEADING)
        rst_inline.take(self._builder, self._text, row.first, row.stop)
        self._builder.close(Mark.HEADING)

    def _add(self, start: int, stop: int) -> None:
        """Add a stretch as a block of its own."""
        self._builder.block()
        rst_inline.take(self._builder, self._text, start, stop)
