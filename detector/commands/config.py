"""``spin-detector config``: which settings apply to a file, and who says so."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path

import click

from detector import arguments, files, profiles
from detector.console import Trouble, show
from detector.messages import Message, reason
from detector.settings import KEYS, Settings, SettingsError
from detector.terminal import Page, visible

DEFAULT = Message("default")


@click.command("config")
@click.argument("path", default=".")
@arguments.CONFIG
def command(path: str, config: str | None) -> None:
    """Print what applies to the file or folder PATH, and where each setting was made.

    What is printed is a configuration file itself.
    """
    projects = arguments.projects(config)
    messages = arguments.spoken(projects, path)
    folder = files.is_folder(Path(path))
    try:
        # A folder has what a file inside of it would have.
        settings = projects.of(str(Path(path, files.STREAM)) if folder else path)
    except SettingsError as error:
        raise Trouble(reason(error), messages) from error
    head = Message("{}: excluded", path) if projects.leaves_out(path, folder=folder) else path
    show(partial(_lines, messages.text(head), settings), messages)


def _lines(head: str, settings: Settings, page: Page) -> Iterator[str]:
    purpose = page.messages.say(profiles.load(settings.profile).description)
    for line in (head, f"{settings.profile}: {purpose}"):
        yield f"# {visible(line, page.encoding)}\n"
    for key in KEYS:
        value = getattr(settings, key.replace("-", "_"))
        origins = settings.origins.get(key, (DEFAULT,))
        if value or key in settings.origins:
            origin = "; ".join(map(page.messages.text, origins))
            written = _toml(value, page.encoding)
            yield f"{key} = {written}  # {visible(origin, page.encoding)}\n"


def _toml(value: object, encoding: str) -> str:
    """A value as TOML writes it, which for texts, lists of texts and numbers is as JSON does.

    What cannot be shown is escaped in a way that TOML reads.
    """
    if isinstance(value, Mapping):
        items = (f"{key} = {_toml(each, encoding)}" for key, each in value.items())
        return f"{{ {', '.join(items)} }}"
    written = json.dumps(list(value) if isinstance(value, tuple) else value, ensure_ascii=False)
    return "".join(
        char if visible(char, encoding) == char else f"\\U{ord(char):08X}" for char in written
    )
