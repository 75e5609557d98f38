"""Options that several commands have, and what they ask for."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence

import click

from detector import Config, Detector, files, profiles, readers
from detector.formats import Failed
from detector.project import Projects
from detector.settings import Settings, SettingsError
from detector.terminal import visible

LANGUAGE = click.option("--language", metavar="fr|auto", help="Language of the documents.")
STDIN_FILENAME = click.option(
    "--stdin-filename",
    metavar="NAME",
    help="What to call standard input; reader and configuration are found by this name.",
)
CONFIG = click.option(
    "--config",
    metavar="FILE",
    help="Take the configuration from there instead of the nearest folder above each file.",
)
PROFILE = click.option(
    "--profile", type=click.Choice(profiles.names()), help="A named set of thresholds."
)
FORCE_EXCLUDE = click.option(
    "--force-exclude",
    is_flag=True,
    help="Let exclude and include of the configuration hold for files that are named, too.",
)


def _processes(context: click.Context, option: click.Parameter, value: str) -> int:  # noqa: ARG001
    if value == "auto":
        free = getattr(os, "sched_getaffinity", None)
        return len(free(0)) if free else os.cpu_count() or 1
    if not value.isdecimal() or not int(value):
        raise click.BadParameter(f"{value!r} is neither a number from 1 nor auto.")
    return int(value)


JOBS = click.option(
    "--jobs",
    default="1",
    show_default=True,
    metavar="N|auto",
    callback=_processes,
    help="Processes to check with; auto is one for each processor.",
)


def projects(config: str | None, **options: object) -> Projects:
    """The configurations of a run; options that were not given are None."""
    given = {name.replace("_", "-"): value for name, value in options.items() if value is not None}
    try:
        return Projects(given, config)
    except SettingsError as error:
        raise click.UsageError(str(error)) from error


def documents(
    arguments: Sequence[str],
    projects: Projects,
    leave_out: str | None = None,
    *,
    force_exclude: bool = False,
) -> list[str | Failed]:
    """The documents that a command line names, and a word when there are none."""
    suffixes = readers.suffixes()
    excluded = projects.leaves_out
    found = list(files.find(arguments, suffixes, leave_out, excluded=excluded, force=force_exclude))
    if not found:
        kinds, places = ", ".join(suffixes), ", ".join(map(visible, arguments))
        click.echo(f"Nothing to check: no {kinds} in {places} that is not excluded", err=True)
    return found


def detectors(
    of: Callable[[str], Settings], min_confidence: float | None = None
) -> Callable[[str], Detector]:
    """The detector of a document by its name, one for all that have the same settings.

    ``min_confidence`` stands in for that of the settings.
    """
    made: dict[tuple[str, Config], Detector] = {}

    def detector(name: str) -> Detector:
        settings = of(name)
        own = settings.min_confidence if min_confidence is None else min_confidence
        config = Config(
            own,
            accept=settings.accept,
            profile=settings.profile,
            signals=settings.signals,
            limits=settings.limits,
        )
        key = settings.language, config
        if key not in made:
            made[key] = Detector(*key)
        return made[key]

    return detector
