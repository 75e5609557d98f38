"""One line a finding, for editors and for grep: ``path:line:col: rule message``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from detector.formats import Checked, Result
from detector.lines import line_starts, position
from detector.tally import closed
from detector.terminal import BOLD, DIM, Page, paint, visible

HUMAN = True


def render(results: Iterable[Result], page: Page) -> Iterator[str]:
    """Yield a line for each finding, then one about all documents."""
    return closed(results, lambda checked: _lines(checked, page), page)


def _lines(checked: Checked, page: Page) -> Iterator[str]:
    title = visible(checked.title, page.encoding)
    starts = line_starts(checked.text) if checked.report.findings else []
    for finding in checked.report.findings:
        line, column = position(starts, finding.start)
        where = paint(f"{title}:{line}:{column}:", BOLD, page)
        rule = paint(finding.rule, DIM, page)
        yield f"{where} {rule} {visible(finding.message, page.encoding)}\n"
