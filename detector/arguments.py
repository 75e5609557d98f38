"""Options that several commands have, and what they ask for."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path

import click

from detector import Config, Detector, bounds, files, messages, profiles, readers
from detector.console import Trouble, aside
from detector.formats import Failed
from detector.messages import Catalogue, Message, Text, reason
from detector.project import Projects
from detector.settings import Layer, Settings, SettingsError
from detector.signals import EXTENTS
from detector.terminal import visible

NOTHING = Text("Nothing to check: no {} in {} that is not excluded")
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
MESSAGES = click.option(
    "--messages",
    "spoken",
    type=click.Choice(messages.codes()),
    help="Language of what is said.  [default: that of the locale]",
)
FORMAT = click.option(
    "--format",
    "format_name",
    type=click.Choice(("text", "json")),
    default="text",
    show_default=True,
    help="How to write what was found.",
)
"""Of commands that have no more formats than these."""
FORCE_EXCLUDE = click.option(
    "--force-exclude",
    is_flag=True,
    help="Let exclude and include of the configuration hold for files that are named, too.",
)


SIGNALS = click.option(
    "--signals",
    type=click.Choice(EXTENTS),
    help="Which text-quality signals to measure; full takes twice as long.  [default: cheap]",
)
NO_PROGRESS = click.option(
    "--no-progress", is_flag=True, help="Show no progress, which is for terminals only."
)
JOBS = click.option(
    "--jobs",
    default="1",
    show_default=True,
    metavar="N|auto",
    help="Processes to check with; auto is one for each processor.",
)


def processes(jobs: str, messages: Catalogue) -> int:
    """How many processes ``--jobs`` asks for."""
    if jobs == "auto":
        free = getattr(os, "sched_getaffinity", None)
        return len(free(0)) if free else os.cpu_count() or 1
    if not jobs.isdecimal() or not int(jobs):
        raise Trouble(Message("--jobs is {!r}, neither a number from 1 nor auto.", jobs), messages)
    return int(jobs)


def projects(config: str | None = None, **options: object) -> Projects:
    """The configurations of a run, above the locale; options that were not given are None."""
    given = {name.replace("_", "-"): value for name, value in options.items() if value is not None}
    named = messages.of_locale(os.environ)
    locale = None if named is None else Layer({"messages": named[0]}, named[1])
    try:
        return Projects(given, config, locale)
    except SettingsError as error:
        spoken = options.get("messages") or (named[0] if named else messages.DEFAULT)
        raise Trouble(reason(error), messages.load(str(spoken))) from error


def general(projects: Projects, first: str = ".", stdin_name: str | None = None) -> Settings:
    """The settings of a run as a whole: those of the first of its files or folders.

    Where these cannot be followed, which its documents will say, options and the locale decide.
    """
    path = stdin_name or first if first == files.STREAM else first
    inside = files.is_folder(Path(path))
    try:
        return projects.of(str(Path(path, files.STREAM)) if inside else path)
    except SettingsError:
        return projects.plain


def spoken(projects: Projects, first: str = ".", stdin_name: str | None = None) -> Catalogue:
    """What a run speaks, by its settings as a whole."""
    return messages.load(general(projects, first, stdin_name).messages)


def documents(
    arguments: Sequence[str],
    projects: Projects,
    messages: Catalogue,
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
        aside(messages.say(NOTHING, kinds, places))
    return found


def detectors(
    of: Callable[[str], Settings], messages: Catalogue, min_confidence: float | None = None
) -> Callable[[str], Detector]:
    """The detector of a document by its name, one for all that have the same settings.

    All speak the language of ``messages``. ``min_confidence`` stands in for that of the settings.
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
            bounds=bounds.read(settings.bounds),
            messages=messages.code,
        )
        key = settings.language, config
        if key not in made:
            made[key] = Detector(*key)
        return made[key]

    return detector
