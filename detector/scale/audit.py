"""What people say of a sample: how often the verdict is right, and how much of it all is spun.

The sample is stratified by score, so that each document stands for as many as its stratum has.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

from detector.interval import wilson
from detector.messages import Message, codes, load
from detector.report import Report, Verdict
from detector.scale.records import Row
from detector.scale.sample import EDGES, bounds, stratum
from detector.score import SPUN, SUSPECT
from detector.terminal import visible
from detector.wording import VERDICTS

MAX_TEXT = 5000
"""Characters of a document that a person is shown."""
MAX_CELL = 1_000_000
_NEEDED = ("label", "stratum", "documents")
_COLUMNS = ("label", "id", "source", "text", "found", "score", "stratum", "documents")
_YES = frozenset("yes y 1 true oui o vrai".split())
_NO = frozenset("no n 0 false non faux".split())
_UNSURE = frozenset(("", "?"))
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


class AuditError(ValueError):
    """A table of labels that cannot be read, and why."""


class Stratum(NamedTuple):
    """The documents of a range of scores, those of them that were labelled, and those spun."""

    number: int
    documents: int
    labelled: int
    spun: int


class Estimate(NamedTuple):
    """A share with the ends of its interval."""

    share: float
    low: float
    high: float


def candidate(key: str, row: Row, report: Report) -> dict[str, Any]:
    """What a person has to know of a document to label it."""
    found = (
        f"{finding.surface} → {finding.originals[0].text}" if finding.originals else finding.surface
        for finding in report.findings
    )
    return {
        "key": key,
        "id": row.id,
        "source": row.place.title,
        "text": report.text[:MAX_TEXT],
        "found": "; ".join(found)[:MAX_TEXT],
        "score": report.score,
        "stratum": stratum(report.score or 0),
    }


def table(
    candidates: Iterable[Mapping[str, Any]], drawn: frozenset[str], documents: Sequence[int]
) -> str:
    """The table for a person to label: the drawn ones of the candidates in the order of their keys.

    That order says nothing of the score, and neither does what comes before the label.
    """
    chosen = {each["key"]: each for each in candidates if each["key"] in drawn}
    written = io.StringIO()
    sheet = csv.writer(written, lineterminator="\r\n")
    sheet.writerow(_COLUMNS)
    for key in sorted(chosen):
        row = {**chosen[key], "label": "", "documents": documents[chosen[key]["stratum"]]}
        sheet.writerow([_cell(row[name]) for name in _COLUMNS])
    return written.getvalue()


def read(text: str) -> list[Stratum]:
    """The strata of a table with labels; AuditError where it is none or a label means nothing."""
    csv.field_size_limit(MAX_CELL)
    counts = [[0, 0, 0] for _ in range(len(EDGES) + 1)]
    separator = max(",;\t", key=text.partition("\n")[0].count)
    sheet = csv.DictReader(io.StringIO(text), delimiter=separator)
    try:
        for name in _NEEDED:
            if name not in (sheet.fieldnames or ()):
                raise AuditError(Message("it has no column “{}”", name))
        for number, row in enumerate(sheet, 1):
            spun = _label(row["label"] or "", number)
            found = counts[int(row["stratum"])]
            found[0] = int(row["documents"])
            if spun is not None:
                found[1] += 1
                found[2] += spun
    except (ValueError, TypeError, IndexError, csv.Error) as error:
        if isinstance(error, AuditError):
            raise
        raise AuditError(Message("it is no table of labels: {}", error)) from error
    return [Stratum(number, *found) for number, found in enumerate(counts) if found[0]]


def estimate(strata: Sequence[Stratum]) -> Estimate | None:
    """The share of spun documents in strata taken together; None where one has no labels.

    Each stratum's share counts by its documents. The interval is Wilson's for as many labels as a
    simple sample would need for the same variance (C. Franco and others, Comparative Study of
    Confidence Intervals for Proportions in Complex Sample Surveys, Journal of Survey Statistics and
    Methodology 7, 2019). That variance is of shares with one spun and one clean document added, so
    that strata in which all are alike do not pass for certain.
    """
    total = sum(each.documents for each in strata)
    if not total or not all(each.labelled for each in strata):
        return None
    share = smooth = variance = 0.0
    for each in strata:
        weight = each.documents / total
        likely = (each.spun + 1) / (each.labelled + 2)
        share += weight * each.spun / each.labelled
        smooth += weight * likely
        variance += weight**2 * likely * (1 - likely) / each.labelled
    trials = smooth * (1 - smooth) / variance
    return Estimate(share, *wilson(min(share * trials, trials), trials))


def above(strata: Sequence[Stratum], score: float) -> list[Stratum]:
    """The strata with that score or more."""
    return [each for each in strata if bounds(each.number)[0] >= score]


def precision(strata: Sequence[Stratum]) -> Iterator[tuple[float, Estimate | None]]:
    """How often documents of a score from which a verdict holds are spun indeed, by that score."""
    for score in (SUSPECT, SPUN):
        yield score, estimate(above(strata, score))


def _label(written: str, number: int) -> bool | None:
    said = written.strip().lower()
    if said in _UNSURE:
        return None
    yes, no = _YES | _called(Verdict.SPUN), _NO | _called(Verdict.CLEAN)
    if said not in yes | no:
        shown = visible(written[:40])
        raise AuditError(Message("row {}: “{}” is no label, spun or clean is", number, shown))
    return said in yes


@cache
def _called(verdict: Verdict) -> frozenset[str]:
    """What a verdict is called in any language that messages are in."""
    return frozenset(load(code).say(VERDICTS[verdict]) for code in codes())


def _cell(value: Any) -> Any:
    """A cell that no spreadsheet takes for a formula."""
    if not isinstance(value, str):
        return value
    text = value.encode(errors="backslashreplace").decode().replace("\0", "\\0")
    return f"'{text}" if text.startswith(_FORMULA) else text
