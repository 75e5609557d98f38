"""The command ``spin-detector``: options in, exit status out, nothing else decided here.

A format is imported when it is asked for: the time to the first finding is mostly imports.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import BinaryIO, NoReturn

import click

from detector import Config, Detector, __version__, files, formats, readers, session
from detector.formats import Failed, Result
from detector.report import Severity
from detector.terminal import Page, page, visible

CLEAN, FOUND, BROKEN, INTERRUPTED, PIPE_CLOSED = 0, 1, 2, 130, 141
NEVER = "never"


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="spin-detector")
def cli() -> None:
    """Find the words that an article spinner planted in French documents."""


@cli.command()
@click.argument("paths", metavar="[PATH]...", nargs=-1)
@click.option(
    "--format",
    "format_name",
    type=click.Choice(formats.names()),
    default="text",
    show_default=True,
    help="How to write the findings.",
)
@click.option("--output", metavar="FILE", help="Write there instead of standard output.")
@click.option(
    "--fail-on",
    type=click.Choice([*(severity.value for severity in Severity), NEVER]),
    default=Severity.WARNING.value,
    show_default=True,
    help="The least severity of a finding that makes the exit status 1.",
)
@click.option(
    "--min-confidence",
    type=click.FloatRange(0, 1),
    default=Config().min_confidence,
    show_default=True,
    metavar="P",
    help="Leave out findings that are less probable.",
)
@click.option(
    "--language",
    metavar="fr|auto",
    default="fr",
    show_default=True,
    help="Language of the documents.",
)
@click.option(
    "--jobs",
    type=click.IntRange(min=1),
    default=1,
    show_default=True,
    metavar="N",
    help="Processes to check with.",
)
@click.option("--stdin-filename", metavar="NAME", help="What to call standard input.")
@click.pass_context
def check(
    context: click.Context,
    paths: tuple[str, ...],
    format_name: str,
    output: str | None,
    fail_on: str,
    min_confidence: float,
    language: str,
    jobs: int,
    stdin_filename: str | None,
) -> None:
    """Check documents, the current folder unless PATHs are named; - is standard input.

    The exit status is 0 without findings, 1 with, 2 when something could not be read or
    understood, 130 when interrupted.
    """
    arguments = paths or (".",)
    target = None if output == files.STREAM else output
    if target and any(files.same(path, target) for path in paths):
        raise click.UsageError(f"--output {visible(target)} would overwrite a document to check.")
    found = list(files.find(arguments, readers.suffixes(), leave_out=target))
    if not found:
        kinds, places = ", ".join(readers.suffixes()), ", ".join(map(visible, arguments))
        click.echo(f"Nothing to check: no {kinds} in {places}", err=True)

    tally = session.Tally()
    detector = _detector(language, Config(min_confidence=min_confidence))
    results = session.check(found, detector, jobs, stdin_filename)
    _write(format_name, _watched(results, tally), target)
    if tally.failed:
        context.exit(BROKEN)
    context.exit(FOUND if fail_on != NEVER and tally.reaches(Severity(fail_on)) else CLEAN)


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command and exit with its status."""
    try:
        status = cli.main(arguments, prog_name="spin-detector", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        status = BROKEN
    except click.Abort:
        status = INTERRUPTED
    sys.exit(status)


def _detector(language: str, config: Config) -> Detector:
    try:
        return Detector(language, config)
    except ValueError as error:
        raise click.UsageError(str(error)) from error


def _watched(results: Iterable[Result], tally: session.Tally) -> Iterator[Result]:
    """Pass results on, counting them, and say at once which document could not be checked."""
    for result in results:
        tally.count(result)
        if isinstance(result, Failed):
            click.echo(f"{visible(result.path)}: {visible(result.error)}", err=True)
        yield result


def _write(format_name: str, results: Iterable[Result], output: str | None) -> None:
    """Render results where they are wanted, each as soon as it is there."""
    form = formats.load(format_name)
    where = visible(output) if output else "standard output"
    paper = Page()
    with ExitStack() as stack:
        if output:
            with _told(where):
                sink: BinaryIO = stack.enter_context(Path(output).open("wb"))
        else:
            sink = sys.stdout.buffer
            if form.HUMAN:
                paper = page(sys.stdout, os.environ)
        for piece in form.render(results, paper):
            with _told(where):
                sink.write(piece.encode(paper.encoding))
                sink.flush()


@contextmanager
def _told(where: str) -> Iterator[None]:
    """Say in a line what went wrong in writing."""
    try:
        yield
    except BrokenPipeError:
        # The reader has left; what is still buffered must not be flushed into the pipe at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise click.exceptions.Exit(PIPE_CLOSED) from None
    except OSError as error:
        raise click.ClickException(f"Cannot write {where}: {files.reason(error)}") from error
