"""Workflow commands that GitHub Actions shows beside the lines of a pull request.

Only ten annotations of each level are shown for a step, so that the surest findings of a level
come first; a line about all documents comes last, in the log alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from detector.formats import Checked, Failed, Result
from detector.lines import line_starts, position
from detector.location import relative
from detector.report import Severity
from detector.tally import Tally
from detector.terminal import Page, visible
from detector.wording import lines, percent

HUMAN = False

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


class _Command(NamedTuple):
    """A line of output and what it is sorted by: what comes first is smallest."""

    rank: int
    doubt: float
    line: str


def render(results: Iterable[Result], page: Page) -> Iterator[str]:
    """Yield the commands from the worst on, once all documents are known."""
    tally = Tally()
    commands: list[_Command] = []
    for result in results:
        tally.count(result)
        if isinstance(result, Failed):
            commands.append(_failure(result, page))
        else:
            commands += _findings(result, page)
    for command in sorted(commands, key=lambda command: command[:2]):
        yield command.line
    closing = tally.closing(page)
    if closing:
        yield closing + "\n"


def _findings(checked: Checked, page: Page) -> Iterator[_Command]:
    starts = line_starts(checked.text) if checked.report.findings else []
    for finding in checked.report.findings:
        first, last = position(starts, finding.start), position(starts, finding.end)
        places: dict[str, str | int] = {"file": relative(checked.path), "line": first.line}
        if first.line == last.line:
            places |= {"col": first.column, "endColumn": last.column}
        else:
            places["endLine"] = last.line
        if checked.part is not None:
            places = {"file": relative(checked.path)}
        places["title"] = f"{finding.rule}, {percent(finding.confidence, page)}"
        said = lines(finding, page, checked.part)
        line = _command(_LEVELS[finding.severity], places, said)
        yield _Command(-finding.severity.rank, -finding.confidence, line)


def _failure(failed: Failed, page: Page) -> _Command:
    title = page.say("could not be checked")
    places: dict[str, str | int] = {"file": relative(failed.path), "title": title}
    return _Command(-Severity.ERROR.rank, -1, _command("error", places, [failed.error]))


def _command(level: str, places: dict[str, str | int], message: Iterable[str]) -> str:
    shown = ",".join(f"{name}={_property(str(value))}" for name, value in places.items())
    return f"::{level} {shown}::{'%0A'.join(map(_data, message))}\n"


def _data(text: str) -> str:
    """A message as a command takes it; line ends are shown, not acted on."""
    return visible(text).replace("%", "%25")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
