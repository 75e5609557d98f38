"""``spin-detector doctor``: whether the installation is sound, and what it found here."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

import click

from detector import arguments
from detector.console import BROKEN, CLEAN, show
from detector.formats.jsonl import dumps
from detector.health import Check, State, checks
from detector.messages import Plural, Text
from detector.terminal import GREEN, RED, YELLOW, Page, paint, visible

VERSION = 1
LOOKS = {State.OK: GREEN, State.NOTE: YELLOW, State.FAILED: RED}
FAILURES = Plural(Text("{:,} check failed"), Text("{:,} checks failed"))


@click.command("doctor")
@arguments.FORMAT
@arguments.MESSAGES
@click.pass_context
def command(context: click.Context, format_name: str, spoken: str | None) -> None:
    """Check the installation: tables and model, packages, configuration, cache, console.

    Tables and model are compared with the hashes that they were built with. The exit status is 0
    where nothing is wrong, else 2.
    """
    catalogue = arguments.spoken(arguments.projects(messages=spoken))
    seen = list(checks())
    lines = _record if format_name == "json" else _lines
    show(partial(lines, seen), catalogue)
    context.exit(BROKEN if _failures(seen) else CLEAN)


def _failures(seen: Sequence[Check]) -> int:
    return sum(check.state is State.FAILED for check in seen)


def _lines(seen: Sequence[Check], page: Page) -> Iterator[str]:
    wide = max(len(page.say(state.value)) for state in State)
    for check in seen:
        state = paint(page.say(check.state.value).ljust(wide), LOOKS[check.state], page)
        yield f"{state}  {visible(page.messages.text(check.said), page.encoding)}\n"
    failures = _failures(seen)
    said = page.counted(failures, FAILURES) if failures else page.say("nothing is wrong")
    yield f"\n{said}\n"


def _record(seen: Sequence[Check], page: Page) -> Iterator[str]:
    found = [
        {
            "check": check.name,
            "state": check.state.value,
            "text": page.messages.text(check.said),
            **check.seen,
        }
        for check in seen
    ]
    yield dumps({"version": VERSION, "sound": not _failures(seen), "checks": found}) + "\n"
