"""Options that several commands have, and what they ask for."""

from __future__ import annotations

from collections.abc import Sequence

import click

from detector import Config, Detector, files, readers
from detector.formats import Failed
from detector.terminal import visible

LANGUAGE = click.option(
    "--language",
    metavar="fr|auto",
    default="fr",
    show_default=True,
    help="Language of the documents.",
)
STDIN_FILENAME = click.option(
    "--stdin-filename", metavar="NAME", help="What to call standard input."
)


def documents(arguments: Sequence[str], leave_out: str | None = None) -> list[str | Failed]:
    """The documents that a command line names, and a word when there are none."""
    found = list(files.find(arguments, readers.suffixes(), leave_out=leave_out))
    if not found:
        kinds, places = ", ".join(readers.suffixes()), ", ".join(map(visible, arguments))
        click.echo(f"Nothing to check: no {kinds} in {places}", err=True)
    return found


def detector(language: str, config: Config) -> Detector:
    """The detector that a command line asks for."""
    try:
        return Detector(language, config)
    except ValueError as error:
        raise click.UsageError(str(error)) from error
