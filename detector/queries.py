"""Queries by which a search engine finds the text that a document was spun from.

The best query is a stretch that the source has word for word and few other texts have: long, rare
and untouched. What no finding touches may have been touched all the same, so that rarity is counted
on words that spinning spares (`detector.signature`), and nothing is gained by the others. Where the
original of a planted word is sure, it is put back, and the stretch goes on.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple

import regex

from detector.document import Document
from detector.lexicon import GATE_BITS
from detector.prose import GAP
from detector.report import RESTORE_CONFIDENCE, Change, Report
from detector.restore import applied, certainty, changes
from detector.signature import spared

MIN_WORDS, MAX_WORDS = 8, 12
"""Words in a query: fewer stand in too many texts, and one more is one more that may be wrong."""
DOUBT = 0.3
"""Probability of having been planted from which a word had better not be in a query."""
COMMON = 8.0
"""Zipf above that of any word; a word counts for as much as it is rarer."""
_FOREIGN = r"[^\p{L}\p{M}\p{N}\s'’.,:;!?()%€$/‐‑–-]+"
"""What means something to search engines, or nothing to anybody."""


class Query(NamedTuple):
    """A stretch from ``start`` to before ``end`` of the source, as it is to be looked for.

    ``originals`` are the words that were put back in it.
    """

    text: str
    start: int
    end: int
    originals: tuple[str, ...]


class _Window(NamedTuple):
    """Tokens ``first`` to before ``stop`` and how rare the spared ones of them are together."""

    first: int
    stop: int
    rarity: float


def queries(report: Report, doc: Document, count: int) -> list[Query]:
    """At most so many queries for a document and the report on it, the rarest first.

    No two share a word. The report is best made with findings from `DOUBT` on. None where nothing
    of `MIN_WORDS` words is untouched.
    """
    sure = [finding for finding in report.findings if certainty(finding) >= RESTORE_CONFIDENCE]
    made = changes(doc, sure)
    mended = {id(change.finding) for change in made}
    doubtful = [finding for finding in report.findings if id(finding) not in mended]
    touched = {i for each in doubtful for i in _tokens(doc, each.start, each.end)}
    parts = [_tokens(doc, change.start, change.end) for change in made]
    inside = {i for part in parts for i in part[1:]}
    found: list[Query] = []
    taken: set[int] = set()
    totals = _totals(doc)
    windows = (w for run in _runs(doc, touched) for w in _windows(run, inside, totals))
    for window in sorted(windows, key=lambda window: (-window.rarity, window.first)):
        here = range(window.first, window.stop)
        if len(found) < count and taken.isdisjoint(here):
            put_back = [c for c, part in zip(made, parts, strict=True) if part and part[0] in here]
            taken.update(here)
            found.append(_query(doc, window, put_back))
    return found


def _tokens(doc: Document, start: int, end: int) -> range:
    """The tokens in a stretch of the source."""
    begin, stop = doc.prose.offset(start), doc.prose.offset(end - 1) + 1
    first = bisect_left(doc.starts, begin)
    if first and doc.span(first - 1, first)[1] > begin:
        first -= 1
    return range(first, bisect_left(doc.starts, stop))


def _runs(doc: Document, touched: set[int]) -> Iterator[range]:
    """Stretches inside of sentences without a touched token, and without what a reader left out."""
    ends = {*doc.sentence_starts, len(doc)}
    ends.update(i for i, gap in enumerate(doc.gaps[:-1]) if GAP in gap)
    ends.update(end for i in touched for end in (i, i + 1))
    for first, stop in pairwise(sorted(ends)):
        if first not in touched:
            yield range(first, stop)


def _windows(run: range, inside: set[int], totals: Sequence[float]) -> Iterator[_Window]:
    """From each token of a run the longest stretch that suits, unless an end is ``inside``."""
    for first in run:
        longest = min(run.stop, first + MAX_WORDS)
        stops = range(longest, first + MIN_WORDS - 1, -1)
        stop = next((stop for stop in stops if stop not in inside), None)
        if stop is not None and first not in inside:
            yield _Window(first, stop, totals[stop] - totals[first])


def _totals(doc: Document) -> list[float]:
    """How rare the spared tokens before each are together, and before the end."""
    sure = set(spared(doc))
    gates, zipfs = doc.known, doc.host.lexicon.zipfs
    numbers = (gates[word] >> GATE_BITS for word in doc.words)
    rare = (COMMON - zipfs(number)[0] if number else COMMON for number in numbers)
    return list(accumulate((r if i in sure else 0.0 for i, r in enumerate(rare)), initial=0.0))


def _query(doc: Document, window: _Window, put_back: Iterable[Change]) -> Query:
    """A window in words, with originals put back."""
    start, end = doc.span(window.first, window.stop)
    moved = []
    for change in put_back:
        begin = doc.prose.offset(change.start) - start
        stop = min(begin + change.end - change.start, end - start)
        moved.append(change._replace(start=max(begin, 0), end=stop))
    text = applied(doc.text[start:end], moved)
    clean = " ".join(regex.sub(_FOREIGN, " ", text).split())
    originals = tuple(change.finding.originals[0].text for change in moved)
    return Query(clean, *doc.prose.span(start, end), originals)
