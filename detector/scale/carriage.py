"""How reports travel from the process that made them: with what nobody has read unread.

Putting evidence and messages into words and making objects of them again takes a tenth of the time
of checking, and whoever filters by score reads none. So what they are made from travels, as plain
values that are looked at when the first finding of the report is asked for either; and findings
are made of theirs when somebody first asks for them.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from itertools import count
from operator import attrgetter
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from detector import messages
from detector.checker import fitted
from detector.company import Measured
from detector.deferred import Folded
from detector.engine import Said
from detector.report import Evidence, Finding, Kind, Original, Provenance, Report, Severity, Verdict
from detector.rules import Clue
from detector.scale.pool import check_one

if TYPE_CHECKING:
    from detector.model import Additive
    from detector.prose import Prose
    from detector.scale.pool import Pair

Row = tuple[Any, ...]
Parcel = tuple[Row, tuple[Any, ...], tuple[Row, ...]]
"""The fields of a report as plain values, its findings, and the reasons of those that are still
unread."""

_APART = {"kind", "severity", "originals", "evidence", "message"}
_NAMES = tuple(name for name in Finding.__slots__ if name not in _APART)
_PLAIN = attrgetter(*_NAMES)
_FIELDS = attrgetter(
    *(
        name
        for name in Report.__slots__
        if name not in {"verdict", "provenance", "findings", "prose"}
    )
)
_ORIGINAL = partial(tuple.__new__, Original)


class _Sheaf:
    """The reasons of a report's findings as they came, opened once somebody reads one."""

    __slots__ = ("_code", "_opened", "_rows")

    def __init__(self, code: str, rows: Sequence[Row]) -> None:
        self._code = code
        self._rows = rows
        self._opened: tuple[Said, ...] | None = None

    def said(self, number: int) -> Said:
        """The reasons of one of them."""
        if self._opened is None:
            model = fitted(self._code).together
            self._opened = tuple(_said(row, model) for row in self._rows)
        return self._opened[number]


class _Carried(NamedTuple):
    """Reasons by their number in a sheaf."""

    sheaf: _Sheaf
    number: int

    def evidence(self) -> tuple[Evidence, ...]:
        """All that speaks for and against the finding, weighed."""
        return self.sheaf.said(self.number).evidence()

    def message(self) -> str:
        """The finding in words."""
        return self.sheaf.said(self.number).message()


def answered(pairs: Sequence[Pair]) -> list[Parcel]:
    """What a worker makes of texts with the detectors that are to check them."""
    return [packed(check_one(*pair)) for pair in pairs]


def packed(report: Report) -> Parcel:
    """A report without its prose, which the caller has: carrying it back would take time."""
    fields = str(report.verdict), tuple(report.provenance), *_FIELDS(report)
    if not report.findings:
        return fields, (), ()
    rows: list[Any] = []
    unread: list[Row] = []
    for item in report.findings:
        said = item.unread
        if isinstance(said, Said) and said.model is _model(report.language):
            unread.append(_bare(said))
            originals = tuple(map(tuple, item.originals))
            rows.append((*_PLAIN(item), str(item.kind), str(item.severity), originals))
        else:
            rows.append(item)
    return fields, tuple(rows), tuple(unread)


def unpacked(parcel: Parcel, prose: Prose) -> Report:
    """The report of a parcel, with the prose that it is of."""
    (verdict, provenance, *fields), rows, unread = parcel
    made: Any = _Arriving()
    made.verdict, made.provenance, made.prose = Verdict(verdict), Provenance(*provenance), prose
    (
        made.score,
        made.log_likelihood_ratio,
        made.words,
        made.language,
        made.signals,
        made.quality,
        made.quality_reasons,
        made.notes,
        made.error,
    ) = fields
    if rows:
        made._unfold = partial(_unfolded, rows, unread, made.language)  # noqa: SLF001
    else:
        made.findings = ()
    made.__class__ = Report
    return cast("Report", made)


class _Arriving(Folded):
    """A report until its fields are set: those of a frozen value take thrice as long to set."""

    __slots__ = Report.__slots__


def _unfolded(rows: tuple[Any, ...], unread: tuple[Row, ...], language: str) -> tuple[Finding, ...]:
    sheaf = _Sheaf(language, unread)
    numbers = count()
    return tuple(
        row if isinstance(row, Finding) else _finding(row, _Carried(sheaf, next(numbers)))
        for row in rows
    )


def _finding(row: Row, reasons: _Carried) -> Finding:
    *plain, kind, severity, originals = row
    return Finding.of(
        reasons,
        kind=Kind(kind),
        severity=Severity(severity),
        originals=tuple(map(_ORIGINAL, originals)),
        **dict(zip(_NAMES, plain, strict=True)),
    )


def _model(language: str | None) -> Additive | None:
    return None if language is None else fitted(language).together


def _bare(said: Said) -> Row:
    """Reasons as plain values: classes cost more to carry than what they hold."""
    _, clues, company, interplay, clue, written, best, catalogue = said
    return (
        tuple(map(tuple, clues)),
        tuple(company),
        interplay,
        tuple(clue),
        written,
        best,
        catalogue.code,
    )


def _said(row: Row, model: Additive) -> Said:
    clues, company, interplay, clue, written, best, code = row
    measured, telling, said = Measured(*company), Clue(*clue), messages.load(code)
    return Said(model, clues, measured, interplay, telling, written, best, said)
