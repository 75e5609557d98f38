"""``spin-detector explain``: what a rule finds, why that betrays a spinner, and its examples."""

from __future__ import annotations

from functools import partial

import click

from detector import arguments, guide
from detector.console import Trouble, show
from detector.rules import rules
from detector.signals import names as signals


def _names(_: click.Context, __: click.Parameter, start: str) -> list[str]:
    known = (*(rule.name for rule in rules()), *signals())
    return [name for name in known if name.startswith(start)]


@click.command("explain")
@click.argument("name", metavar="RULE", shell_complete=_names)
@arguments.MESSAGES
def command(name: str, spoken: str | None) -> None:
    """Say what a rule finds and why, with examples; the command rules lists them.

    Of a text-quality signal, say what it means, its source and its formula.
    """
    messages = arguments.spoken(arguments.projects(messages=spoken))
    if name in signals():
        show(partial(guide.signal, name), messages)
        return
    rule = guide.find(name)
    if rule is None:
        raise Trouble(guide.missing(name), messages)
    show(partial(guide.screen, rule), messages)
