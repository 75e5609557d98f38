"""What the page says of all documents: how scores spread, which folders and documents lead."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import PurePosixPath
from typing import NamedTuple

from detector.formats import Checked, Failed
from detector.formats.html.elements import Markup, tag
from detector.location import relative
from detector.messages import Plural, Text
from detector.report import Report, Verdict
from detector.score import SPUN, SUSPECT
from detector.terminal import FOLDER, Page
from detector.wording import DOCUMENTS, FINDINGS, VERDICTS, score

_ORDER = (Verdict.SPUN, Verdict.SUSPECT, Verdict.CLEAN, Verdict.UNSUPPORTED)
_BINS = 10
_NUMBER, _TENTHS = Text("{:,}"), Text("{:.1f}")
_MADE_WITH = Text("spin-detector {}, data {}, settings {}")
_DOCUMENT = Text("Document"), Text("Score"), Text("Findings"), Text("Words")
_GROUP = Text("Documents"), Text("Spun"), Text("Suspect"), Text("Findings per 1,000 words")
"""Heads of the tables."""
_HEADS = {
    Verdict.SPUN: Plural(Text("{:,} of {} looks spun"), Text("{:,} of {} look spun")),
    Verdict.SUSPECT: Plural(Text("{:,} of {} is suspect"), Text("{:,} of {} are suspect")),
}


Badness = tuple[float, int, str]


class Row(NamedTuple):
    """As much of a document as the tables need; ``anchor`` is empty where it has no section."""

    title: str
    group: str
    score: float | None
    verdict: Verdict
    words: int
    findings: int
    notes: tuple[str, ...]
    anchor: str


def row(checked: Checked, by: str, anchor: str) -> Row:
    """The row of a document that is grouped by its folder or the field of that name."""
    report = checked.report
    folder = str(PurePosixPath(relative(checked.path)).parent)
    return Row(
        title=checked.title,
        group=folder if by == FOLDER else checked.fields.get(by, ""),
        score=report.score,
        verdict=report.verdict,
        words=report.words,
        findings=len(report.findings),
        notes=report.notes,
        anchor=anchor,
    )


def headline(rows: Sequence[Row], page: Page) -> str:
    """The most important thing about all documents, in a few words."""
    if not rows:
        return page.say("Nothing was checked")
    all_of_them = page.counted(len(rows), DOCUMENTS)
    for verdict, heads in _HEADS.items():
        found = sum(row.verdict is verdict for row in rows)
        if found:
            return page.counted(found, heads, all_of_them)
    findings = sum(row.findings for row in rows)
    what = page.counted(findings, FINDINGS) if findings else page.say("Nothing found")
    return page.say("{} in {}", what, all_of_them)


def verdicts(rows: Sequence[Row], page: Page) -> Markup:
    """How many documents have which verdict."""
    found = {verdict: sum(each.verdict is verdict for each in rows) for verdict in _ORDER}
    figures = (
        tag(
            "div",
            tag("dt", page.say(VERDICTS[verdict])),
            tag("dd", page.say(_NUMBER, number)),
            class_=str(verdict),
        )
        for verdict, number in found.items()
    )
    return tag("dl", *figures, class_="verdicts")


def distribution(rows: Iterable[Row], page: Page) -> Markup:
    """How many documents have which score: ten columns, coloured by what the score means."""
    bins = [0] * _BINS
    for each in rows:
        if each.score is not None:
            bins[min(_BINS - 1, int(each.score * _BINS))] += 1
    most = max(bins) or 1
    columns = (_column(number, found, most, page) for number, found in enumerate(bins))
    return tag("ol", *columns, class_="bins")


def grouped_by(page: Page) -> str:
    """What documents are grouped by, as it is called."""
    return page.say("folder") if page.by == FOLDER else page.by


def groups(rows: Iterable[Row], page: Page) -> Markup:
    """A table of folders or of the values of a field, the most spun first."""
    members: dict[str, list[Row]] = {}
    for each in rows:
        members.setdefault(each.group, []).append(each)
    ordered = sorted(members.items(), key=lambda item: (*_spun(item[1]), item[0]))
    by = grouped_by(page)
    heads = (_title(by), *map(page.say, _GROUP))
    found = (_group(name, each, page) for name, each in ordered)
    return _table(page.say("Documents by {}", by), heads, found, 2)


def documents(rows: Iterable[Row], page: Page) -> Markup:
    """A table of all documents, the highest score first."""
    ordered = sorted(rows, key=badness)
    heads = map(page.say, _DOCUMENT)
    found = (_document(each, page) for each in ordered)
    return _table(page.say("Documents by score"), heads, found, 1)


def failures(failed: Iterable[Failed], page: Page) -> Markup:
    """What could not be checked, and why."""
    items = (tag("li", tag("b", each.path), page.say(": {}", each.error)) for each in failed)
    return tag("ul", *items)


def badness(each: Row) -> Badness:
    """What documents are sorted by, the worst first."""
    return (1.0 if each.score is None else -each.score), -each.findings, each.title


def chip(verdict: Verdict, page: Page) -> Markup:
    """A verdict as a coloured word."""
    return tag("span", page.say(VERDICTS[verdict]), class_=f"verdict {verdict}")


def provenance(report: Report, page: Page) -> str:
    """What the findings were made with."""
    made = report.provenance
    return page.say(_MADE_WITH, made.version, made.data[:12], made.config[:12])


def _title(field: str) -> str:
    return field[:1].upper() + field[1:]


def _spun(members: Sequence[Row]) -> tuple[int, int, int]:
    verdicts = [each.verdict for each in members]
    found = sum(each.findings for each in members)
    return -verdicts.count(Verdict.SPUN), -verdicts.count(Verdict.SUSPECT), -found


def _column(number: int, found: int, most: int, page: Page) -> Markup:
    low, high = number / _BINS, (number + 1) / _BINS
    verdict = _meaning(low)
    height = max(2, round(100 * found / most)) if found else 0
    bar = tag("rect", y=100 - height, width=10, height=height)
    return tag(
        "li",
        tag("span", page.say("Score {:.1f} to {:.1f}:", low, high), " ", class_="hidden"),
        tag("span", page.say(_NUMBER, found), class_="count" if found else "count none"),
        tag(
            "svg",
            bar,
            viewBox="0 0 10 100",
            preserveAspectRatio="none",
            aria_hidden="true",
            focusable="false",
        ),
        tag("span", page.say(_TENTHS, low), class_="edge", aria_hidden="true"),
        class_=f"{verdict}",
    )


def _meaning(value: float) -> Verdict:
    if value >= SPUN:
        return Verdict.SPUN
    return Verdict.SUSPECT if value >= SUSPECT else Verdict.CLEAN


def _table(caption: str, heads: Iterable[str], rows: Iterable[Markup], falling: int) -> Markup:
    """A table whose columns can be sorted; all but the first hold numbers.

    ``falling`` is the column that the rows come sorted by.
    """
    columns = (
        tag(
            "th",
            tag("button", head, type="button"),
            scope="col",
            class_="number" if i else "name",
            aria_sort="descending" if i == falling else False,
        )
        for i, head in enumerate(heads)
    )
    return tag(
        "table",
        tag("caption", caption, class_="hidden"),
        tag("thead", tag("tr", *columns)),
        tag("tbody", *rows),
    )


def _group(name: str, members: Sequence[Row], page: Page) -> Markup:
    verdicts = [each.verdict for each in members]
    words = sum(each.words for each in members)
    found = 1000 * sum(each.findings for each in members) / words if words else 0.0
    numbers = (len(members), verdicts.count(Verdict.SPUN), verdicts.count(Verdict.SUSPECT))
    return tag(
        "tr",
        tag("th", name or page.say("none"), scope="row"),
        *(_number(page.say(_NUMBER, number), number) for number in numbers),
        _number(page.say(_TENTHS, found), found),
    )


def _document(each: Row, page: Page) -> Markup:
    title = tag("a", each.title, href=f"#{each.anchor}") if each.anchor else each.title
    notes = (tag("span", note, class_="remark") for note in each.notes)
    value = -1.0 if each.score is None else each.score
    return tag(
        "tr",
        tag("th", title, " ", chip(each.verdict, page), *notes, scope="row"),
        _number(score(each.score, page) or "–", value),
        _number(page.say(_NUMBER, each.findings), each.findings),
        _number(page.say(_NUMBER, each.words), each.words),
    )


def _number(shown: str, value: float) -> Markup:
    return tag("td", shown, data_value=repr(value))
