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
from detector.messages import Plural, Text
from detector.report import Finding, Severity, Verdict
from detector.tally import Tally
from detector.terminal import Page, visible
from detector.wording import VERDICTS, likely, original, percent, reasons, score

HUMAN = False

_DOCUMENTS, _WORST, _FINDINGS, _FAILURES = 50, 5, 20, 20
_LENGTH = 200
"""Characters of a path, a word or a reason that are shown."""
_MORE_FILES = Plural(Text("…and {:,} more file."), Text("…and {:,} more files."))
_MORE_DOCUMENTS = Plural(Text("…and {:,} more document."), Text("…and {:,} more documents."))
_MORE_FINDINGS = Plural(Text("…and {:,} more finding."), Text("…and {:,} more findings."))
_MARKUP = re.compile(r"[!#$%&*:<>@\[\\\]_`{|}~]|(?<=www)\.")


def render(results: Iterable[Result], page: Page) -> Iterator[str]:
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
    closing = tally.closing(page) or page.say("There was nothing to check.")
    yield f"## spin-detector\n\n{closing}\n"
    if worst:
        yield from _table(worst, tally, page)
    found = [checked for checked in worst[:_WORST] if checked.report.findings]
    for checked in found:
        yield from _findings(checked, page)
    if failures:
        yield f"\n### {page.say('Not checked')}\n\n"
        yield f"| {page.say('File | Why')} |\n| --- | --- |\n"
        yield from (f"| {_cell(each.path)} | {_cell(each.error)} |\n" for each in failures)
        yield _more(tally.failed - len(failures), _MORE_FILES, page)


def _badness(checked: Checked) -> tuple[float, int]:
    report = checked.report
    return (-1.0 if report.score is None else report.score), len(report.findings)


def _table(worst: Sequence[Checked], tally: Tally, page: Page) -> Iterator[str]:
    heads = page.say("Score | Verdict | Document | Words | Errors | Warnings | Notes")
    yield f"\n| {heads} |\n"
    yield "| ---: | --- | --- | ---: | ---: | ---: | ---: |\n"
    for checked in worst:
        report = checked.report
        severities = [finding.severity for finding in report.findings]
        counts = " | ".join(str(severities.count(each)) for each in reversed(Severity))
        known = score(report.score, page) or "–"
        document = f"{known} | {page.say(VERDICTS[report.verdict])} | {_cell(checked.title)}"
        yield f"| {document} | {page.say('{:,}', report.words)} | {counts} |\n"
    yield _more(tally.verdicts.total() - len(worst), _MORE_DOCUMENTS, page)


def _findings(checked: Checked, page: Page) -> Iterator[str]:
    findings = checked.report.findings
    shown = sorted(findings, key=lambda finding: -finding.confidence)[:_FINDINGS]
    starts = line_starts(checked.text)
    yield f"\n### {_cell(checked.title)}\n\n"
    yield f"| {page.say('Line | Found | Perhaps | Sure | Rule | Why')} |\n"
    yield "| ---: | --- | --- | ---: | --- | --- |\n"
    for finding in sorted(shown, key=lambda finding: finding.start):
        yield f"| {position(starts, finding.start).line} | {_row(finding, page)} |\n"
    yield _more(len(findings) - len(shown), _MORE_FINDINGS, page)


def _row(finding: Finding, page: Page) -> str:
    perhaps = ", ".join(_cell(original(each, page)) for each in likely(finding))
    why = _cell((reasons(finding) or [finding.message])[0])
    return " | ".join(
        (
            f"**{_cell(finding.surface)}**",
            perhaps or "–",
            percent(finding.confidence, page),
            finding.rule,
            why,
        )
    )


def _more(number: int, things: Plural, page: Page) -> str:
    return f"\n{page.counted(number, things)}\n" if number > 0 else ""


def _cell(text: str) -> str:
    """A text that reads as it is in a table's cell: nothing is markup, link or mention."""
    cut = text if len(text) <= _LENGTH else text[:_LENGTH] + "…"
    return _MARKUP.sub(lambda match: f"&#{ord(match[0])};", visible(cut)).strip() or "&#32;"
