"""A comparison for a person: both texts side by side, and under each place what was done there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from detector.comparison import Comparison
from detector.comparison.alignment import Row, Stretch
from detector.comparison.columns import Marked, beside
from detector.comparison.difference import Difference, Sort
from detector.document import Document
from detector.lines import line_starts, position
from detector.messages import Plural, Text
from detector.terminal import BOLD, DIM, GREEN, RED, Page, paint, visible

LISTED = Text("“{}” gave way to “{}”, which an English thesaurus offers for it ({})")
UNLISTED = Text("“{}” gave way to “{}”: English for a word that English has too")
EXPANDED = Text("“{}” was put before “{}”")
DELETED = Text("“{}” is gone")
REORDERED = Text("“{}” stands elsewhere")
TRANSLATED = Text("“{}” was translated to “{}”")
CHANGED = Text("“{}” became “{}”")
NEW = Text("“{}” is new")
COUNTED = {
    Sort.THESAURUS: Plural(Text("{:,} thesaurus pair"), Text("{:,} thesaurus pairs")),
    Sort.EXPANSION: Plural(Text("{:,} expansion"), Text("{:,} expansions")),
    Sort.DELETION: Plural(Text("{:,} deletion"), Text("{:,} deletions")),
    Sort.REORDERING: Plural(Text("{:,} reordering"), Text("{:,} reorderings")),
    Sort.TRANSLATION: Plural(Text("{:,} translation"), Text("{:,} translations")),
    Sort.OTHER: Plural(Text("{:,} other"), Text("{:,} others")),
}
DIFFERENCES = Plural(Text("{:,} difference"), Text("{:,} differences"))
_INDENT = "    "
_LONGEST = 60
"""Characters of a quotation from which its middle is left out."""


def render(comparison: Comparison, page: Page) -> Iterator[str]:
    """Yield the rows that differ, then one line about all of them."""
    source, spun = comparison.source, comparison.spun
    docs = source.doc, spun.doc
    starts = line_starts(source.doc.prose.source), line_starts(spun.doc.prose.source)
    if comparison.counts:
        yield _lined(beside([Marked(source.name)], [Marked(spun.name)], page), BOLD, page)
    for row, found in comparison.rows:
        if not found:
            continue
        left = Marked(_line(source.doc, row.source, starts[0]))
        right = Marked(_line(spun.doc, row.spun, starts[1]))
        yield "\n" + _lined(beside([left], [right], page), DIM, page)
        yield _lined(beside(*_marked(docs, row, found), page), "", page)
        for difference in found:
            yield f"{_INDENT}- {_told(docs, difference, page)}\n"
    yield _closing(comparison, page)


def _lined(lines: Iterator[str], look: str, page: Page) -> str:
    return "".join((paint(line, look, page) if look else line) + "\n" for line in lines)


def _line(doc: Document, place: Stretch, starts: Sequence[int]) -> str:
    """The number of the line where a stretch begins, empty where it holds nothing."""
    if not place:
        return ""
    start, _ = doc.prose.span(*doc.span(*place))
    return str(position(starts, start).line)


def _marked(
    docs: tuple[Document, Document], row: Row, found: Sequence[Difference]
) -> tuple[list[Marked], list[Marked]]:
    """Both sides of a row, with what differs marked; of what moved as a whole only the rest."""
    inside = [each for each in found if (each.source, each.spun) != (row.source, row.spun)]
    return (
        list(_pieces(docs[0], row.source, [each.source for each in inside], RED)),
        list(_pieces(docs[1], row.spun, [each.spun for each in inside], GREEN)),
    )


def _pieces(
    doc: Document, whole: Stretch, marked: Sequence[Stretch], look: str
) -> Iterator[Marked]:
    """The text of a stretch, some of its parts marked."""
    if not whole:
        return
    at, end = doc.starts[whole.first], doc.span(*whole)[1]
    for part in sorted(part for part in marked if part and part.first >= whole.first):
        start, stop = doc.span(*part)
        if at <= start and stop <= end:
            yield Marked(doc.text[at:start])
            yield Marked(doc.text[start:stop], look)
            at = stop
    yield Marked(doc.text[at:end] + doc.gaps[whole.stop].partition("\n")[0].rstrip())


def _told(docs: tuple[Document, Document], difference: Difference, page: Page) -> str:
    """What was done, in words."""
    sort, source, spun, row = difference
    old, new = (_quoted(doc, at) for doc, at in zip(docs, (source, spun), strict=True))
    match sort:
        case Sort.THESAURUS:
            said = page.say(LISTED, old, new, row) if row else page.say(UNLISTED, old, new)
        case Sort.EXPANSION:
            said = page.say(EXPANDED, new, _quoted(docs[1], Stretch(spun.stop, spun.stop + 1)))
        case Sort.DELETION:
            said = page.say(DELETED, old)
        case Sort.REORDERING:
            said = page.say(REORDERED, new)
        case Sort.TRANSLATION:
            said = page.say(TRANSLATED, old, new)
        case Sort.OTHER:
            said = page.say(CHANGED, old, new) if old else page.say(NEW, new)
    return said


def _quoted(doc: Document, place: Stretch) -> str:
    """The words of a stretch on one line, the middle of many left out."""
    if not place or place.stop > len(doc):
        return ""
    text = " ".join(doc.slice(*place).split())
    if len(text) <= _LONGEST:
        return text
    return f"{text[: _LONGEST // 2].rstrip()} … {text[-_LONGEST // 2 :].lstrip()}"


def _closing(comparison: Comparison, page: Page) -> str:
    """One line about all differences."""
    counts: Mapping[Sort, int] = comparison.counts
    names = (visible(side.name, page.encoding) for side in (comparison.spun, comparison.source))
    if not counts:
        return page.say("{} has the words of {}.", *names) + "\n"
    by_sort = ", ".join(page.counted(counts[sort], COUNTED[sort]) for sort in Sort if counts[sort])
    total = page.counted(sum(counts.values()), DIFFERENCES)
    return "\n" + page.say("{}: {}.", total, by_sort) + "\n"
