"""What the page says of all documents: how scores spread, which folders and documents lead."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import PurePosixPath
from typing import NamedTuple

from detector.formats import Checked, Failed
from detector.formats.html.elements import Markup, tag
from detector.location import relative
from detector.report import Report, Verdict
from detector.score import SPUN, SUSPECT
from detector.terminal import FOLDER
from detector.wording import count, score

_ORDER = (Verdict.SPUN, Verdict.SUSPECT, Verdict.CLEAN, Verdict.UNSUPPORTED)
_BINS = 10
_HEADS = {
    Verdict.SPUN: ("looks spun", "look spun"),
    Verdict.SUSPECT: ("is suspect", "are suspect"),
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


def headline(rows: Sequence[Row]) -> str:
    """The most important thing about all documents, in a few words."""
    for verdict, (one, many) in _HEADS.items():
        found = sum(row.verdict is verdict for row in rows)
        if found:
            of = f"{found:,} of {count(len(rows), 'document')}"
            return f"{of} {one if found == 1 else many}"
    if not rows:
        return "Nothing was checked"
    findings = sum(row.findings for row in rows)
    what = count(findings, "finding") if findings else "Nothing found"
    return f"{what} in {count(len(rows), 'document')}"


def verdicts(rows: Sequence[Row]) -> Markup:
    """How many documents have which verdict."""
    found = {verdict: sum(each.verdict is verdict for each in rows) for verdict in _ORDER}
    figures = (
        tag("div", tag("dt", verdict), tag("dd", f"{number:,}"), class_=str(verdict))
        for verdict, number in found.items()
    )
    return tag("dl", *figures, class_="verdicts")


def distribution(rows: Iterable[Row]) -> Markup:
    """How many documents have which score: ten columns, coloured by what the score means."""
    bins = [0] * _BINS
    for each in rows:
        if each.score is not None:
            bins[min(_BINS - 1, int(each.score * _BINS))] += 1
    columns = (_column(number, found, max(bins) or 1) for number, found in enumerate(bins))
    return tag("ol", *columns, class_="bins")


def groups(rows: Iterable[Row], by: str) -> Markup:
    """A table of folders or of the values of a field, the most spun first."""
    members: dict[str, list[Row]] = {}
    for each in rows:
        members.setdefault(each.group, []).append(each)
    ordered = sorted(members.items(), key=lambda item: (*_spun(item[1]), item[0]))
    heads = (_title(by), "Documents", "Spun", "Suspect", "Findings per 1,000 words")
    return _table(f"Documents by {by}", heads, (_group(name, each) for name, each in ordered), 2)


def documents(rows: Iterable[Row]) -> Markup:
    """A table of all documents, the highest score first."""
    ordered = sorted(rows, key=badness)
    heads = ("Document", "Score", "Findings", "Words")
    return _table("Documents by score", heads, map(_document, ordered), 1)


def failures(failed: Iterable[Failed]) -> Markup:
    """What could not be checked, and why."""
    return tag("ul", *(tag("li", tag("b", each.path), f": {each.error}") for each in failed))


def badness(each: Row) -> Badness:
    """What documents are sorted by, the worst first."""
    return (1.0 if each.score is None else -each.score), -each.findings, each.title


def chip(verdict: Verdict) -> Markup:
    """A verdict as a coloured word."""
    return tag("span", verdict, class_=f"verdict {verdict}")


def provenance(report: Report) -> str:
    """What the findings were made with."""
    made = report.provenance
    return f"spin-detector {made.version}, data {made.data[:12]}, settings {made.config[:12]}"


def _title(field: str) -> str:
    return field[:1].upper() + field[1:]


def _spun(members: Sequence[Row]) -> tuple[int, int, int]:
    verdicts = [each.verdict for each in members]
    found = sum(each.findings for each in members)
    return -verdicts.count(Verdict.SPUN), -verdicts.count(Verdict.SUSPECT), -found


def _column(number: int, found: int, most: int) -> Markup:
    low, high = number / _BINS, (number + 1) / _BINS
    verdict = _meaning(low)
    height = max(2, round(100 * found / most)) if found else 0
    bar = tag("rect", y=100 - height, width=10, height=height)
    said = f"Score {low:.1f} to {high:.1f}: "
    return tag(
        "li",
        tag("span", said, class_="hidden"),
        tag("span", f"{found:,}", class_="count" if found else "count none"),
        tag(
            "svg",
            bar,
            viewBox="0 0 10 100",
            preserveAspectRatio="none",
            aria_hidden="true",
            focusable="false",
        ),
        tag("span", f"{low:.1f}", class_="edge", aria_hidden="true"),
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


def _group(name: str, members: Sequence[Row]) -> Markup:
    verdicts = [each.verdict for each in members]
    words = sum(each.words for each in members)
    found = 1000 * sum(each.findings for each in members) / words if words else 0.0
    numbers = (len(members), verdicts.count(Verdict.SPUN), verdicts.count(Verdict.SUSPECT))
    return tag(
        "tr",
        tag("th", name or "none", scope="row"),
        *(_number(f"{number:,}", number) for number in numbers),
        _number(f"{found:.1f}", found),
    )


def _document(each: Row) -> Markup:
    title = tag("a", each.title, href=f"#{each.anchor}") if each.anchor else each.title
    notes = (tag("span", note, class_="remark") for note in each.notes)
    value = -1.0 if each.score is None else each.score
    return tag(
        "tr",
        tag("th", title, " ", chip(each.verdict), *notes, scope="row"),
        _number(score(each.score) or "–", value),
        _number(f"{each.findings:,}", each.findings),
        _number(f"{each.words:,}", each.words),
    )


def _number(shown: str, value: float) -> Markup:
    return tag("td", shown, data_value=repr(value))
