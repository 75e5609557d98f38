"""Findings for a person: the source line, carets under the span, what stood there, and why.

Files that could not be read are reported on standard error by the command; here they are only
counted in the closing line.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from detector.excerpt import excerpt
from detector.formats import Checked, Failed, Result
from detector.lines import line_starts, position
from detector.report import Finding, Report, Severity, Verdict
from detector.signals import is_deep
from detector.terminal import Page, visible

HUMAN = True

_INDENT = "    "
_FIGURES = ("certainty:", "fit:", "lean:", "rarity:", "rivals:")
"""Evidence that says little to a person without the rest; the jsonl format has it."""
_REASONS = 3
_ORIGINALS = 3
_BOLD, _DIM, _GREEN = "1", "2", "32"
_COLOURS = {Severity.ERROR: "1;31", Severity.WARNING: "1;33", Severity.NOTE: "1;36"}


def render(results: Iterable[Result], page: Page) -> Iterator[str]:
    """Yield what there is to say of each document, then one line about all of them."""
    verdicts: Counter[Verdict] = Counter()
    severities: Counter[Severity] = Counter()
    failed = 0
    for result in results:
        if isinstance(result, Failed):
            failed += 1
            continue
        verdicts[result.report.verdict] += 1
        severities.update(finding.severity for finding in result.report.findings)
        yield from _document(result, page)
    if verdicts or failed:
        yield _summary(verdicts, severities, failed)


def _document(checked: Checked, page: Page) -> Iterator[str]:
    report = checked.report
    starts = line_starts(checked.text) if report.findings else []
    for finding in report.findings:
        yield "\n".join(_finding(finding, checked, starts, page)) + "\n\n"
    path = _paint(visible(checked.path, page.encoding), _BOLD, page)
    notes = [f"{path}: note: {visible(note, page.encoding)}\n" for note in report.notes]
    if report.findings or report.verdict is not Verdict.CLEAN:
        yield f"{path}: {_verdict(report)}\n"
    if report.quality is not None and any(map(is_deep, report.signals)):
        yield f"{path}: {_quality(report)}\n"
    yield from notes
    if report.findings:
        yield "\n"


def _finding(
    finding: Finding, checked: Checked, starts: Sequence[int], page: Page
) -> Iterator[str]:
    line, column = position(starts, finding.start)
    colour = _COLOURS[finding.severity]
    where = _paint(f"{visible(checked.path, page.encoding)}:{line}:{column}:", _BOLD, page)
    severity = _paint(f"{finding.severity}:", colour, page)
    label = _paint(f"[{finding.rule}, {_percent(finding.confidence)}]", _DIM, page)
    yield f"{where} {severity} {visible(finding.message, page.encoding)} {label}"

    room = Page(page.encoding, page.colour, page.width - len(_INDENT))
    source, carets = excerpt(checked.text, starts, finding.start, finding.end, room)
    blank = len(carets) - len(carets.lstrip())
    yield _INDENT + source
    yield (
        _INDENT + carets[:blank] + _paint(carets[blank:], colour, page) + _originals(finding, page)
    )
    for reason in _reasons(finding):
        yield _paint(f"{_INDENT}- {visible(reason, page.encoding)}", _DIM, page)


def _originals(finding: Finding, page: Page) -> str:
    best = ", ".join(
        f"{visible(original.text, page.encoding) or 'nothing'} ({_percent(original.confidence)})"
        for original in finding.originals[:_ORIGINALS]
    )
    return best and " " + _paint(f"perhaps {best}", _GREEN, page)


def _reasons(finding: Finding) -> list[str]:
    """What speaks loudest for a finding, apart from what its message says already."""
    weighty = sorted(finding.evidence, key=lambda item: -item.weight)
    telling = (item for item in weighty if not item.id.startswith(_FIGURES))
    texts = [item.text for item in telling if item.weight > 0]
    return [text for text in texts if text not in finding.message][:_REASONS]


def _verdict(report: Report) -> str:
    score = "" if report.score is None else f" (score {report.score:.3f})"
    found = _count(len(report.findings), "finding")
    return f"{report.verdict}{score}, {found} in {_count(report.words, 'word')}"


def _quality(report: Report) -> str:
    """The quality, and the signals that cost most of it with their values."""
    worst = list(report.quality_reasons)[:_REASONS]
    why = ", ".join(f"{name} is {report.signals[name]:.3g}" for name in worst)
    return f"quality {report.quality:.2f}" + (f": {why}" if why else "")


def _summary(verdicts: Counter[Verdict], severities: Counter[Severity], failed: int) -> str:
    by_verdict = ", ".join(f"{verdicts[each]} {each}" for each in Verdict if verdicts[each])
    by_severity = ", ".join(
        _count(severities[each], each) for each in reversed(Severity) if severities[each]
    )
    line = f"Checked {_count(verdicts.total(), 'document')}"
    line += f" ({by_verdict}): " if by_verdict else ": "
    line += f"{by_severity}." if by_severity else "no findings."
    return line + (f" Could not read {_count(failed, 'file')}.\n" if failed else "\n")


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _percent(probability: float) -> str:
    """Whole percent, rounded down, so that nothing short of certainty reads 100 %."""
    return f"{math.floor(probability * 100 + 1e-9)}%"


def _paint(text: str, code: str, page: Page) -> str:
    return f"\x1b[{code}m{text}\x1b[0m" if page.colour and text else text
