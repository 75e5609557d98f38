"""``spin-detector verify``: a dossier made again from its sources, and compared."""

from __future__ import annotations

from contextlib import chdir
from pathlib import Path

import click

from detector import arguments, files
from detector.console import CLEAN, FOUND, Trouble, progress
from detector.dossier import build, decisions, order, shelf
from detector.dossier.verification import Comparison, differences, makers
from detector.messages import Message, Plural, Text, reason
from detector.messages import load as catalogue
from detector.terminal import Page
from detector.wording import DOCUMENTS

DIFFERENCES = Plural(Text("{:,} difference"), Text("{:,} differences"))


@click.command("verify")
@click.argument("folder", metavar="DIR")
@click.option(
    "--root",
    metavar="FOLDER",
    default=".",
    help="Where paths that are not absolute begin.  [default: the current folder]",
)
@arguments.MESSAGES
@arguments.JOBS
@arguments.NO_PROGRESS
@click.pass_context
def command(
    context: click.Context,
    folder: str,
    root: str,
    spoken: str | None,
    jobs: str,
    *,
    no_progress: bool,
) -> None:
    """Make the dossier in DIR again from its sources, and say whether it is the same.

    Nothing is written. What differs is named: a page or a source that has changed, another
    version, tables, a configuration, decisions. The exit status is 0 when the dossier is the
    same, 1 when something differs, 2 when there is no dossier or its order cannot be followed.
    """
    messages = catalogue(spoken or arguments.spoken(arguments.projects()).code)
    try:
        asked, old = order.read(Path(folder))
        decided = decisions.read(Path(folder))
    except (order.OrderError, decisions.DecisionsError) as error:
        raise Trouble(reason(error), messages) from error
    there = Path(folder).absolute()
    sums = shelf.sums(there)
    if sums is None:
        wrong = Message("{}: not finished; make it again: {}", folder, asked.command)
        raise Trouble(wrong, messages)
    if not files.is_folder(Path(root)):
        raise Trouble(Message("{}: {}", root, Message("Not a directory")), messages)
    with chdir(root):
        work = build.prepared(asked, decided, arguments.processes(jobs, messages))
        found = build.sources(work, there)
        compared = Comparison(there)
        made = build.documents(work, found, compared)
        built = build.lists(
            work, made if no_progress else progress(made, len(found), messages), compared
        )
    compared.put(order.NAME, (there / order.NAME).read_bytes())
    page = Page(messages=messages)
    changed = list(makers(old, order.maker()))
    different = list(differences(there, sums, compared, built, changed))
    if not different:
        number = page.counted(len(built.entries), DOCUMENTS)
        click.echo(page.say("{}: the same, {}", folder, number))
        context.exit(CLEAN)
    for each in different:
        click.echo(page.say("{}: {}", *each))
    click.echo(page.say("{}: {}", folder, page.counted(len(different), DIFFERENCES)))
    context.exit(FOUND)
