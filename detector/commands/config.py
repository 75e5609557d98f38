"""``spin-detector config``: which settings apply to a file, and who says so."""

from __future__ import annotations

import json
from pathlib import Path

import click

from detector import arguments, files
from detector.settings import KEYS, SettingsError
from detector.terminal import visible


@click.command("config")
@click.argument("path", default=".")
@arguments.CONFIG
def command(path: str, config: str | None) -> None:
    """Print what applies to the file or folder PATH, and where each setting was made.

    What is printed is a configuration file itself.
    """
    projects = arguments.projects(config)
    folder = Path(path).is_dir()
    try:
        # A folder has what a file inside of it would have.
        settings = projects.of(str(Path(path, files.STREAM)) if folder else path)
    except SettingsError as error:
        raise click.ClickException(str(error)) from error
    click.echo(
        f"# {visible(path)}" + (": excluded" if projects.leaves_out(path, folder=folder) else "")
    )
    for key in KEYS:
        value = getattr(settings, key.replace("-", "_"))
        origin = "; ".join(map(visible, settings.origins.get(key, ("default",))))
        if value or key in settings.origins:
            click.echo(f"{key} = {_toml(value)}  # {origin}")


def _toml(value: object) -> str:
    """A value as TOML writes it, which for texts, lists of texts and numbers is as JSON does."""
    shown = json.dumps(list(value) if isinstance(value, tuple) else value, ensure_ascii=False)
    return visible(shown).replace("\x7f", "\\u007f")
