"""``spin-detector dossier``: pages that prove what was found, for others to check."""

from __future__ import annotations

from pathlib import Path

import click

from detector import arguments, files
from detector.console import BROKEN, CLEAN, Trouble, progress, tell, told
from detector.dossier import build, decisions, expectation, index, order
from detector.dossier.shelf import Folder
from detector.formats.html.overview import headline
from detector.messages import Message, reason
from detector.messages import load as catalogue
from detector.terminal import FOLDER, Page, visible


@click.command("dossier")
@click.argument("paths", metavar="PATH...", nargs=-1, required=True)
@click.option("--output", metavar="DIR", required=True, help="The folder to write.")
@click.option(
    "--by",
    metavar="folder|field:NAME|csv:FILE",
    default=FOLDER,
    show_default=True,
    help="Who delivered a document: its folder, a field of its front matter, or a table of paths"
    " (from its own folder) and suppliers.",
)
@click.option(
    "--register",
    type=click.Choice(expectation.registers()),
    default=expectation.ALL,
    show_default=True,
    help="The kind of text of which mistakes to be expected are told.",
)
@click.option(
    "--min-confidence",
    type=click.FloatRange(0, 1),
    metavar="P",
    help="Leave out findings that are less probable.  [default: 0.7]",
)
@arguments.PROFILE
@arguments.LANGUAGE
@arguments.MESSAGES
@arguments.CONFIG
@arguments.JOBS
@arguments.NO_PROGRESS
@click.pass_context
def command(
    context: click.Context,
    paths: tuple[str, ...],
    output: str,
    by: str,
    register: str,
    min_confidence: float | None,
    profile: str | None,
    language: str | None,
    spoken: str | None,
    config: str | None,
    jobs: str,
    *,
    no_progress: bool,
) -> None:
    """Write a dossier about the documents in PATHs: an index of suppliers, a page for each.

    A dossier that is there already is brought up to date, and one that was cut short goes on where
    it was. Decisions about findings are read from decisions.tsv in DIR. The exit status is 0 when
    the dossier is there, 2 when a document could not be read, 130 when interrupted.
    """
    projects = arguments.projects(config, messages=spoken)
    code = spoken or arguments.general(projects, paths[0]).messages
    messages = catalogue(code)
    if files.STREAM in paths:
        raise Trouble(
            Message("Standard input cannot be read again, so it has no dossier."), messages
        )
    asked = order.Order(paths, by, register, code, language, profile, min_confidence, config)
    folder = Path(output)
    try:
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            order.read(folder)
        decided = decisions.read(folder)
    except (order.OrderError, decisions.DecisionsError) as error:
        raise Trouble(reason(error), messages) from error
    work = build.prepared(asked, decided, arguments.processes(jobs, messages))
    found = build.sources(work, folder)
    shelf = Folder(folder)
    with told(visible(output), messages):
        shelf.open()
        shelf.put(order.NAME, order.written(asked))
        made = build.documents(work, found, shelf)
        built = build.lists(
            work, made if no_progress else progress(made, len(found), messages), shelf
        )
        shelf.close()
    for failed in built.failed:
        tell(failed, messages)
    page = Page(messages=messages)
    said = headline([each.row for each in built.entries], page)
    click.echo(page.say("{}: {}", str(folder / index.FIRST), said))
    context.exit(BROKEN if built.failed else CLEAN)
