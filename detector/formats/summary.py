"""A summary in Markdown, for ``$GITHUB_STEP_SUMMARY`` and merge requests.

Documents by score with their counts, then the findings of the worst. It stays short, whatever the
run: a job summary may have a mebibyte at most.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from heapq import nlargest

from detector.formats import Checked, Failed, Result
from detector.lines import line_starts, position
from detector.report import Finding, Severity, Verdict
from detector.tally import Tally
from detector.terminal import Page, visible
from detector.wording import count, likely, original, percent, reasons, score

HUMAN = False

_DOCUMENTS, _WORST, _FINDINGS, _FAILURES = 50, 5, 20, 20
_LENGTH = 200
"""Characters of a path, a word or a reason that are shown."""
_MARKUP = re.compile(r"[!#$%&*:<>@\[\\\]_`{|}~]|(?<=www)\.")


def render(results: Iterable[Result], page: Page) -> Iterator[str]:  # noqa: ARG001
    """Yield the summary, once all documents are known; only the worst are kept till then."""
    tally = Tally()
    failures: list[Failed] = []

    def noteworthy() -> Iterator[Checked]:
        for result in results:
            tally.count(result)
            if isinstance(result, Failed):
                failures.extend([result] if len(failures) < _FAILURES else [])
            elif result.report.findings or result.report.verdict is not Verdict.CLEAN:
                yield result

    worst = nlargest(_DOCUMENTS, noteworthy(), key=_badness)
    yield f"## spin-detector\n\n{tally.closing() or 'There was nothing to check.'}\n"
    if worst:
        yield from _table(worst, tally)
    found = [checked for checked in worst[:_WORST] if checked.report.findings]
    for checked in found:
        yield from _findings(checked)
    if failures:
        yield "\n### Not checked\n\n| File | Why |\n| --- | --- |\n"
        yield from (f"| {_cell(each.path)} | {_cell(each.error)} |\n" for each in failures)
        yield _more(tally.failed - len(failures), "file")


def _badness(checked: Checked) -> tuple[float, int]:
    report = checked.report
    return (-1.0 if report.score is None else report.score), len(report.findings)


def _table(worst: Sequence[Checked], tally: Tally) -> Iterator[str]:
    yield "\n| Score | Verdict | Document | Words | Errors | Warnings | Notes |\n"
    yield "| ---: | --- | --- | ---: | ---: | ---: | ---: |\n"
    for checked in worst:
        report = checked.report
        severities = [finding.severity for finding in report.findings]
        counts = " | ".join(str(severities.count(each)) for each in reversed(Severity))
        document = f"{score(report.score) or '–'} | {report.verdict} | {_cell(checked.title)}"
        yield f"| {document} | {report.words:,} | {counts} |\n"
    yield _more(tally.verdicts.total() - len(worst), "document")


def _findings(checked: Checked) -> Iterator[str]:
    findings = checked.report.findings
    shown = sorted(findings, key=lambda finding: -finding.confidence)[:_FINDINGS]
    starts = line_starts(checked.text)
    yield f"\n### {_cell(checked.title)}\n\n"
    yield "| Line | Found | Perhaps | Sure | Rule | Why |\n"
    yield "| ---: | --- | --- | ---: | --- | --- |\n"
    for finding in sorted(shown, key=lambda finding: finding.start):
        yield f"| {position(starts, finding.start).line} | {_row(finding)} |\n"
    yield _more(len(findings) - len(shown), "finding")


def _row(finding: Finding) -> str:
    perhaps = ", ".join(_cell(original(each)) for each in likely(finding))
    why = _cell((reasons(finding) or [finding.message])[0])
    return " | ".join(
        (
            f"**{_cell(finding.surface)}**",
            perhaps or "–",
            percent(finding.confidence),
            finding.rule,
            why,
        )
    )


def _more(number: int, noun: str) -> str:
    return f"\n…and {count(number, f'more {noun}')}.\n" if number > 0 else ""


def _cell(text: str) -> str:
    """A text that reads as it is in a table's cell: nothing is markup, link or mention."""
    cut = text if len(text) <= _LENGTH else text[:_LENGTH] + "…"
    return _MARKUP.sub(lambda match: f"&#{ord(match[0])};", visible(cut)).strip() or "&#32;"
