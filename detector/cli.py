"""The command ``spin-detector``: finds the command that is asked for and exits with its status."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, NoReturn

import click

from detector import __version__, commands, files, messages, process
from detector.console import BROKEN, INTERRUPTED, STANDARD_OUTPUT, Trouble, told
from detector.messages import Catalogue, Message
from detector.terminal import visible


class _Group(click.Group):
    """A group that imports a command when it is called for.

    What click itself writes, help for one, may find a full disk or a closed pipe as well.
    """

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        with told(STANDARD_OUTPUT, _spoken()):
            return super().parse_args(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        spoken = _spoken()
        try:
            Path.cwd()
        except OSError as error:
            gone = Message("Cannot work in the current folder: {}", files.reason(error))
            raise Trouble(gone, spoken) from error
        with told(STANDARD_OUTPUT, spoken):
            return super().invoke(ctx)

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
    process.settle()
    if arguments is None:  # no caller has a use of its own for the process
        process.unburdened()
    try:
        status = cli.main(arguments, prog_name="spin-detector", standalone_mode=False)
    except click.ClickException as error:
        if not isinstance(error, Trouble):
            error.message = visible(error.message)  # type: ignore[misc]
        with suppress(OSError):
            error.show()
        status = BROKEN
    except click.Abort:
        status = INTERRUPTED
    sys.exit(status)


def _spoken() -> Catalogue:
    """What the locale speaks."""
    named = messages.of_locale(os.environ)
    return messages.load(named[0] if named else messages.DEFAULT)
