"""Sentences with findings: as they are printed, and as they presumably were.

Findings point into the file; what is shown is its prose, without markup. The presumed sentence has
the best original of every finding in its place, with the words beside it mended as `restore` does.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from detector.document import Document
from detector.host import host
from detector.languages import codes
from detector.lines import line_starts, position
from detector.prose import GAP, Prose
from detector.report import Finding, Report
from detector.restore import changes

REACH = 300
"""Characters of a sentence that are shown on either side of a finding."""
LONGEST = 1000
"""Characters of a finding that are shown."""
_CLOSING = re.compile(r"[^\n]*[.!?…»”\")\]]|\S*")
"""What of the signs between two sentences belongs to the first."""
_BLANK = re.compile(r"[ \t\r\n]+")


class Piece(NamedTuple):
    """A stretch of a sentence, and whether print and presumption differ there."""

    text: str
    changed: bool = False


class Passage(NamedTuple):
    """A sentence, or several that a finding joins, with the numbers of its findings from 1.

    ``line`` is that of its first finding in the file, from 1. ``presumed`` is empty where no
    original is known.
    """

    line: int
    findings: tuple[int, ...]
    printed: tuple[Piece, ...]
    presumed: tuple[Piece, ...] = ()


class _Span(NamedTuple):
    """A stretch of prose, and what stands there instead or is found there, by number."""

    start: int
    end: int
    text: str
    number: int = 0


class _Stretch(NamedTuple):
    """A stretch of prose that is shown, and the findings in it."""

    start: int
    end: int
    found: tuple[_Span, ...]


def passages(report: Report, most: int) -> Iterator[Passage]:
    """The passages of the first so many findings, as they follow in the text.

    Findings that stand in no prose, such as those of comments, come first.
    """
    findings = report.findings[:most]
    if not findings:
        return
    code = report.language if report.language in codes() else codes()[0]
    doc = Document(report.prose, host(code))
    lines = line_starts(report.text)
    stretches: list[_Stretch] = []
    for number, finding in enumerate(findings, 1):
        found = _in_prose(report.prose, finding.start, finding.end, number)
        if found is None:
            line = position(lines, finding.start).line
            yield Passage(line, (number,), (Piece(_shown(finding.text[:LONGEST]), changed=True),))
        else:
            _add(stretches, doc, found)
    swaps = _swaps(doc, findings)
    for start, end, inside in stretches:
        numbers = tuple(found.number for found in inside)
        known = [swap for swap in swaps if start <= swap.start and swap.end <= end]
        yield Passage(
            position(lines, findings[numbers[0] - 1].start).line,
            numbers,
            tuple(_pieces(doc.text, start, end, inside)),
            tuple(_pieces(doc.text, start, end, known)) if known else (),
        )


def _in_prose(prose: Prose, start: int, end: int, number: int) -> _Span | None:
    """The prose of a span of the source; None where an end of it is none."""
    try:
        begin, stop = prose.offset(start), prose.offset(max(start, end - 1)) + 1
    except ValueError:
        return None
    stop = max(begin, min(stop, begin + LONGEST))
    return _Span(begin, stop, prose.text[begin:stop], number)


def _add(stretches: list[_Stretch], doc: Document, found: _Span) -> None:
    """Put a finding in the stretch that it reaches into, or in one of its own."""
    start, end = _sentence(doc, found)
    if stretches and start < stretches[-1].end:
        last = stretches.pop()
        start, end = min(start, last.start), max(end, last.end)
        stretches.append(_Stretch(start, end, (*last.found, found)))
    else:
        stretches.append(_Stretch(start, end, (found,)))


def _sentence(doc: Document, found: _Span) -> tuple[int, int]:
    """The sentence around a span, from its first sign to its last, as far as it is shown."""
    low, high = max(0, found.start - REACH), min(len(doc.text), found.end + REACH)
    if not len(doc):
        return low, high
    first = max(0, bisect_right(doc.starts, found.start) - 1)
    last = max(first, bisect_left(doc.starts, found.end) - 1)
    begin, stop = doc.sentence(first).first, doc.sentence(last).stop
    opening = doc.starts[begin] - len(_opening(doc.gaps[begin]) if begin else doc.gaps[0])
    closing = doc.span(begin, stop)[1] + _closing(doc.gaps[stop])
    return max(low, min(opening, found.start)), min(high, max(closing, found.end))


def _closing(gap: str) -> int:
    found = _CLOSING.match(gap)
    return found.end() if found else 0


def _opening(gap: str) -> str:
    return gap[_closing(gap) :].rpartition("\n")[2].lstrip()


def _swaps(doc: Document, findings: Sequence[Finding]) -> list[_Span]:
    """What presumably stood in which places of the prose, by start and without overlaps.

    Where the words around cannot be mended, the original stands there as it is.
    """
    named = [finding for finding in findings if finding.originals]
    mended = {id(change.finding): change for change in changes(doc, named)}
    placed = []
    for finding in named:
        change = mended.get(id(finding))
        text = change.after if change else finding.originals[0].text
        at = change or finding
        span = _in_prose(doc.prose, at.start, at.end, 0)
        if span:
            placed.append(span._replace(text=text))
    return placed


def _pieces(text: str, start: int, end: int, spans: Iterable[_Span]) -> Iterator[Piece]:
    """A stretch of text with what is in the spans, cut off where it goes on."""
    cut = start > 0 and not text[start - 1].isspace()
    yield Piece("…" if cut and text[start].isalnum() else "")
    at = start
    for span in spans:
        if span.start < at:
            continue
        yield Piece(_shown(text[at : span.start]))
        yield Piece(_shown(span.text), changed=True)
        at = span.end
    yield Piece(_shown(text[at:end]))
    yield Piece("…" if text[end - 1 : end + 1].isalnum() and end < len(text) else "")


def _shown(text: str) -> str:
    return _BLANK.sub(" ", text.replace(GAP, "…"))
