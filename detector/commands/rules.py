"""``spin-detector rules``: the rules there are, a line each."""

from __future__ import annotations

import click

from detector import arguments, guide
from detector.console import show


@click.command("rules")
@arguments.MESSAGES
def command(spoken: str | None) -> None:
    """List the rules: name, kind, severity and what each finds."""
    show(guide.table, arguments.spoken(arguments.projects(messages=spoken)))
