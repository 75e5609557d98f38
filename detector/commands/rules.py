"""``spin-detector rules``: the rules there are, a line each."""

from __future__ import annotations

import click

from detector import guide
from detector.console import say


@click.command("rules")
def command() -> None:
    """List the rules: name, kind, severity and what each finds."""
    say(guide.table)
