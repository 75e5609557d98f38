"""The command ``spin-detector``: finds the command that is asked for and exits with its status."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import NoReturn

import click

from detector import __version__, commands
from detector.console import BROKEN, INTERRUPTED


class _Group(click.Group):
    """A group that imports a command when it is called for."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return commands.names()

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        return commands.load(cmd_name)


@click.command(cls=_Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="spin-detector")
def cli() -> None:
    """Find the words that an article spinner planted in French documents."""


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command and exit with its status."""
    try:
        status = cli.main(arguments, prog_name="spin-detector", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        status = BROKEN
    except click.Abort:
        status = INTERRUPTED
    sys.exit(status)
