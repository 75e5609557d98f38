"""``spin-detector explain``: what a rule finds, why that betrays a spinner, and its examples."""

from __future__ import annotations

from functools import partial

import click

from detector import guide
from detector.console import say
from detector.rules import rules
from detector.signals import names as signals
from detector.terminal import visible


def _names(_: click.Context, __: click.Parameter, start: str) -> list[str]:
    known = (*(rule.name for rule in rules()), *signals())
    return [name for name in known if name.startswith(start)]


@click.command("explain")
@click.argument("name", metavar="RULE", shell_complete=_names)
def command(name: str) -> None:
    """Say what a rule finds and why, with examples; the command rules lists them.

    Of a text-quality signal, say what it means, its source and its formula.
    """
    if name in signals():
        say(partial(guide.signal, name))
        return
    rule = guide.find(name)
    if rule is None:
        near = guide.nearest(name)
        hint = f"did you mean {near}?" if near else "spin-detector rules lists them."
        raise click.UsageError(f"There is no rule {visible(name)}; {hint}")
    say(partial(guide.screen, rule))
