"""``spin-detector restore``: a diff that puts the originals back, or the files changed."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import click

from detector import Detector, arguments, diff, files, rewrite
from detector.console import BROKEN, CLEAN, FOUND, put, tell
from detector.formats import Failed
from detector.mending import Mending
from detector.project import Projects
from detector.report import RESTORE_CONFIDENCE
from detector.screen import shown


@click.command("restore")
@click.argument("paths", metavar="FILE...", nargs=-1, required=True)
@click.option("--write", is_flag=True, help="Change the files instead of printing a diff.")
@click.option(
    "--min-confidence",
    type=click.FloatRange(0, 1),
    default=RESTORE_CONFIDENCE,
    show_default=True,
    metavar="P",
    help="Leave alone what is less probably right.",
)
@click.option("--spare-quotations", is_flag=True, help="Leave alone what stands in a quotation.")
@arguments.LANGUAGE
@arguments.CONFIG
@arguments.FORCE_EXCLUDE
@arguments.STDIN_FILENAME
@click.pass_context
def command(
    context: click.Context,
    paths: tuple[str, ...],
    min_confidence: float,
    language: str | None,
    config: str | None,
    stdin_filename: str | None,
    *,
    write: bool,
    force_exclude: bool,
    spare_quotations: bool,
) -> None:
    """Put the presumed originals back in FILEs or folders; - is standard input.

    Prints a diff that git apply takes; with --write the files are changed, and what comes from
    standard input goes, restored, to standard output. The exit status is 0 when there is nothing
    to change, 1 when there is, 2 when a file could not be read or written, 130 when interrupted.
    """
    projects = arguments.projects(config, language=language)
    messages = arguments.spoken(projects, paths[0], stdin_filename)
    # A change is never surer than its finding.
    detectors = arguments.detectors(projects.of, messages, min_confidence)
    status, trees = CLEAN, rewrite.trees(paths)
    found = arguments.documents(paths, projects, messages, force_exclude=force_exclude)
    for document in found:
        result: rewrite.Rewrite | Failed
        if isinstance(document, Failed):
            result = document
        else:
            name = stdin_filename or document if document == files.STREAM else document
            mending = partial(
                _mending, name, projects, detectors, min_confidence, quoted=not spare_quotations
            )
            result = rewrite.propose(document, mending, stdin_filename)
        if isinstance(result, rewrite.Rewrite):
            if write and document != files.STREAM:
                result = rewrite.replace(result, trees)
            else:
                put([result.after] if write else diff.unified(*result), messages)
        if isinstance(result, Failed):
            tell(result, messages)
            status = BROKEN
        elif result.after != result.before:
            status = max(status, FOUND)
    context.exit(status)


def _mending(
    name: str,
    projects: Projects,
    detectors: Callable[[str], Detector],
    min_confidence: float,
    *,
    quoted: bool,
) -> Mending:
    """What to change in a document but for what somebody wants to be left alone."""
    settings = projects.of(name)
    return Mending(
        detectors(name),
        min_confidence,
        lambda text, found: shown(name, text, found, settings),
        quoted=quoted,
    )
