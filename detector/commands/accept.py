"""``spin-detector accept``: words that are no traces here, written down where they apply."""

from __future__ import annotations

from pathlib import Path

import click

from detector import arguments, project
from detector.console import Trouble, show, told
from detector.messages import Catalogue, Message, reason
from detector.settings import SettingsError
from detector.terminal import visible


@click.command("accept")
@click.argument("words", metavar="[WORD]...", nargs=-1)
@click.option(
    "--from", "dossier", metavar="DIR", help="Add the words that were rejected in a dossier."
)
@click.option("--config", metavar="FILE", help="Write there instead of in the nearest one.")
def command(words: tuple[str, ...], dossier: str | None, config: str | None) -> None:
    """Accept WORDs or phrases: names, brands, borrowings of your own.

    They are added to the nearest spin-detector.toml or pyproject.toml, or to a new
    spin-detector.toml in the current folder. An entry in lower case stands for any case, another
    for itself.
    """
    from detector import acceptance

    messages = arguments.spoken(arguments.projects())
    new = [word.strip() for word in words if word.strip()]
    if dossier is not None:
        new += _rejected(Path(dossier), messages)
    elif not new:
        raise Trouble(Message("A word is wanted that is not blank."), messages)
    here = Path.cwd()
    try:
        file = Path(config) if config else project.nearest(here) or here / project.NAME
        with told(visible(project.shown(file)), messages):
            added = acceptance.add(file, new)
    except SettingsError as error:
        raise Trouble(reason(error), messages) from error
    said = ", ".join(added) or messages.say("nothing new")
    line = f"{project.shown(file)}: {said}"
    show(lambda page: [visible(line, page.encoding), "\n"], messages)


def _rejected(dossier: Path, messages: Catalogue) -> list[str]:
    """The words of a dossier's findings that were rejected."""
    from detector.dossier import decided, decisions, order

    try:
        order.read(dossier)
        return decided.rejected(dossier, decisions.read(dossier))
    except (order.OrderError, decisions.DecisionsError) as error:
        raise Trouble(reason(error), messages) from error
