"""A spun text held against its source: what differs, as values, as JSON, and as gold.

Gold is what detectors are measured with (``fixtures/README.md``): where in the spun text something
was planted, and what stood there. It holds what the comparison finds, whether or not a table of
ours lists it, so that it is no kinder to this detector than to others.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import PurePath
from typing import NamedTuple

from detector.comparison.alignment import Row, Stretch, rows
from detector.comparison.difference import Difference, Pair, Sort, differences
from detector.document import MAX_PHRASE, Document
from detector.formats.jsonl import JSON, array, dumps
from detector.lexicon import Form
from detector.lines import line_starts, position


class Side(NamedTuple):
    """One of two documents to compare, by the name that people know it by."""

    name: str
    doc: Document


class Comparison:
    """Two documents side by side, each row with its differences."""

    def __init__(self, source: Side, spun: Side) -> None:
        self.source, self.spun = source, spun
        pair = Pair(source.doc, spun.doc)
        self.rows: list[tuple[Row, list[Difference]]] = [
            (row, differences(pair, row)) for row in rows(*pair)
        ]

    @property
    def differences(self) -> Iterator[Difference]:
        """All differences, in the order of the spun text."""
        return (difference for _, found in self.rows for difference in found)

    @cached_property
    def counts(self) -> Mapping[Sort, int]:
        """How many differences there are of each sort."""
        return Counter(difference.sort for difference in self.differences)


def lines(comparison: Comparison) -> Iterator[str]:
    """The differences as JSON, each in an object of one line."""
    starts = [line_starts(side.doc.prose.source) for side in (comparison.source, comparison.spun)]
    for sort, source, spun, row in comparison.differences:
        yield dumps(
            {
                "sort": sort.value,
                "row": row,
                "source": _place(comparison.source.doc, source, starts[0]),
                "spun": _place(comparison.spun.doc, spun, starts[1]),
            }
        )


def whole(comparison: Comparison) -> Iterator[str]:
    """The comparison as one JSON object, piece by piece: names, differences, counts by sort."""
    names = (dumps(side.name) for side in (comparison.source, comparison.spun))
    yield '{{"version": 1, "source": {}, "spun": {}, "differences": '.format(*names)
    yield from array(lines(comparison))
    counts = {sort.value: comparison.counts[sort] for sort in Sort}
    yield f', "summary": {dumps(counts)}}}\n'


def _place(doc: Document, place: Stretch, starts: list[int]) -> JSON:
    """A stretch in the file that it comes from, as findings have it; null where there is none."""
    if not place:
        return None
    start, end = doc.prose.span(*doc.span(*place))
    line, column = position(starts, start)
    text = doc.prose.source[start:end]
    return {"start": start, "end": end, "line": line, "column": column, "text": text}


def gold(comparison: Comparison, data: bytes) -> str:
    """The gold of the spun document, whose file holds these bytes, as JSON.

    Whatever took the place of a word or was put beside one, up to four words of either text.
    """
    name, doc = comparison.spun
    spans = [
        _span(comparison, difference)
        for difference in comparison.differences
        if difference.sort is not Sort.REORDERING
        and 0 < difference.spun.stop - difference.spun.first <= MAX_PHRASE
        and difference.source.stop - difference.source.first <= MAX_PHRASE
    ]
    record = {
        "document": PurePath(name).name,
        "sha256": hashlib.sha256(data).hexdigest(),
        "language": doc.host.language.code,
        "verdict": "spun" if spans else "clean",
        "offsets": "code points, end exclusive",
        "spans": sorted(spans, key=lambda span: span["start"]),
    }
    return json.dumps(record, ensure_ascii=False, indent=1) + "\n"


def _span(comparison: Comparison, difference: Difference) -> dict[str, int | str]:
    """A planted stretch. The kinds that grammar tells apart are left to whoever reads the gold."""
    source, spun = comparison.source.doc, comparison.spun.doc
    start, end = spun.prose.span(*spun.span(*difference.spun))
    original = ""
    if difference.source:
        begin, stop = source.prose.span(*source.span(*difference.source))
        original = source.prose.source[begin:stop]
    words = spun.folded[slice(*difference.spun)]
    native = all(spun.host.lexicon.form(word) & ~Form.PROPER for word in words)
    if not difference.source:
        kind = "expansion"
    elif native:
        kind = "native-synonym"
    else:
        kind = "foreign-word" if len(words) == 1 else "foreign-phrase"
    return {
        "start": start,
        "end": end,
        "surface": spun.prose.source[start:end],
        "original": original,
        "kind": kind,
        "grade": "hard" if native else "core",
    }
