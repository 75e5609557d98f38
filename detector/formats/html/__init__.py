"""One page for people who decide: which documents, how sure, and every finding in its text.

The page holds all it needs and asks for nothing: no script, style, font or picture from elsewhere,
which its content security policy enforces, and nothing that a document brings along is ever markup.
Documents wait, set out, in a temporary file until the tables above them are known, so that memory
holds a row of each.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from tempfile import TemporaryFile
from typing import NamedTuple

from detector.formats import Failed, Result
from detector.formats.html import document, frame, overview
from detector.formats.html.elements import Markup, tag
from detector.formats.html.overview import Row
from detector.messages import Text
from detector.tally import Tally
from detector.terminal import Page

HUMAN = False

_TEXTS = Text("Texts")
_HELP = Text(
    "Point at a marked word, tap it or go there with the Tab key to see why it was marked."
)


class _Place(NamedTuple):
    """Where a document's text waits; places sort by what is worst."""

    badness: overview.Badness
    start: int
    length: int


def render(results: Iterable[Result], page: Page) -> Iterator[str]:
    """Yield the page, once all documents are known."""
    tally = Tally()
    rows: list[Row] = []
    failed: list[Failed] = []
    places: list[_Place] = []
    made_with = ""
    with TemporaryFile() as waiting:
        for number, result in enumerate(results, 1):
            tally.count(result)
            if isinstance(result, Failed):
                failed.append(result)
                continue
            made_with = overview.provenance(result.report, page)
            anchor = f"d{number}" if result.report.findings else ""
            rows.append(overview.row(result, page.by, anchor))
            if anchor:
                written = document.article(result, anchor, page).encode()
                places.append(_Place(overview.badness(rows[-1]), waiting.tell(), len(written)))
                waiting.write(written)
        sections = _overview(rows, failed, page)
        contents = [(name, title) for name, title, _ in sections]
        contents += [("texts", page.say(_TEXTS))] if places else []
        yield from frame.opening(overview.headline(rows, page), tally.closing(page), contents, page)
        for name, title, content in sections:
            yield frame.section(name, title, *content) + "\n"
        if places:
            yield f'<section id="texts" aria-labelledby="texts-title">{_texts(page)}\n'
            for place in sorted(places):
                waiting.seek(place.start)
                yield waiting.read(place.length).decode() + "\n"
            yield "</section>\n"
    yield frame.ending(made_with, page)


def _overview(
    rows: list[Row], failed: list[Failed], page: Page
) -> list[tuple[str, str, tuple[Markup, ...]]]:
    """The sections above the texts: anchor, title and content."""
    sections: list[tuple[str, str, tuple[Markup, ...]]] = []
    if rows:
        scores = overview.verdicts(rows, page), overview.distribution(rows, page)
        by = page.say("By {}", overview.grouped_by(page))
        sections += [
            ("scores", page.say("Scores"), scores),
            ("groups", by, (overview.groups(rows, page),)),
            ("documents", page.say("Documents"), (overview.documents(rows, page),)),
        ]
    if failed:
        sections.append(("failed", page.say("Not checked"), (overview.failures(failed, page),)))
    return sections


def _texts(page: Page) -> str:
    box = tag("input", type="checkbox", id="originals", checked=True)
    switch = tag(
        "p", tag("label", box, " ", page.say("Show what presumably stood there")), class_="switch"
    )
    title = tag("h2", page.say(_TEXTS), id="texts-title")
    return title + tag("p", page.say(_HELP), class_="soft") + switch
