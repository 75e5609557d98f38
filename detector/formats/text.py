"""Findings for a person: the source line, carets under the span, what stood there, and why.

Files that could not be read are reported on standard error by the command; here they are only
counted in the closing line.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from detector.excerpt import excerpt
from detector.formats import Checked, Result
from detector.lines import line_starts, position
from detector.messages import Text
from detector.report import Finding, Severity, Verdict
from detector.signals import is_deep
from detector.tally import closed
from detector.terminal import BOLD, CYAN, DIM, GREEN, RED, YELLOW, Page, paint, visible
from detector.wording import percent, perhaps, quality, reasons, verdict

HUMAN = True

_INDENT = "    "
_SAID = {
    Severity.ERROR: Text("error:"),
    Severity.WARNING: Text("warning:"),
    Severity.NOTE: Text("note:"),
}
_COLOURS = {Severity.ERROR: RED, Severity.WARNING: YELLOW, Severity.NOTE: CYAN}


def render(results: Iterable[Result], page: Page) -> Iterator[str]:
    """Yield what there is to say of each document, then one line about all of them."""
    return closed(results, lambda checked: _document(checked, page), page)


def _document(checked: Checked, page: Page) -> Iterator[str]:
    report = checked.report
    starts = line_starts(checked.text) if report.findings else []
    for finding in report.findings:
        yield "\n".join(_finding(finding, checked, starts, page)) + "\n\n"
    path = paint(visible(checked.title, page.encoding), BOLD, page)
    notes = [f"{path}: {page.say('note: {}', note)}\n" for note in report.notes]
    if report.findings or report.verdict is not Verdict.CLEAN:
        yield f"{path}: {verdict(report, page)}\n"
    if report.quality is not None and any(map(is_deep, report.signals)):
        yield f"{path}: {quality(report, page)}\n"
    yield from notes
    if report.findings:
        yield "\n"


def _finding(
    finding: Finding, checked: Checked, starts: Sequence[int], page: Page
) -> Iterator[str]:
    line, column = position(starts, finding.start)
    colour = _COLOURS[finding.severity]
    where = paint(f"{visible(checked.title, page.encoding)}:{line}:{column}:", BOLD, page)
    severity = paint(page.say(_SAID[finding.severity]), colour, page)
    label = paint(f"[{finding.rule}, {percent(finding.confidence, page)}]", DIM, page)
    yield f"{where} {severity} {visible(finding.message, page.encoding)} {label}"

    room = page._replace(width=page.width - len(_INDENT))
    source, carets = excerpt(checked.text, starts, finding.start, finding.end, room)
    blank = len(carets) - len(carets.lstrip())
    yield _INDENT + source
    yield (
        _INDENT + carets[:blank] + paint(carets[blank:], colour, page) + _originals(finding, page)
    )
    for reason in reasons(finding):
        yield paint(f"{_INDENT}- {visible(reason, page.encoding)}", DIM, page)


def _originals(finding: Finding, page: Page) -> str:
    best = perhaps(finding, page)
    return best and " " + paint(best, GREEN, page)
