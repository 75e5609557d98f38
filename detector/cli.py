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
from detector.report import RESTORE_CONFIDENCE, Severity
from detector.signals import CHEAP, EXTENTS
from detector.terminal import Page, page, visible

CLEAN, FOUND, BROKEN, INTERRUPTED, PIPE_CLOSED = 0, 1, 2, 130, 141
NEVER = "never"
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
@LANGUAGE
@click.option(
    "--signals",
    type=click.Choice(EXTENTS),
    default=CHEAP,
    show_default=True,
    help="Which text-quality signals to measure; full takes twice as long.",
)
@click.option(
    "--jobs",
    type=click.IntRange(min=1),
    default=1,
    show_default=True,
    metavar="N",
    help="Processes to check with.",
)
@STDIN_FILENAME
@click.pass_context
def check(
    context: click.Context,
    paths: tuple[str, ...],
    format_name: str,
    output: str | None,
    fail_on: str,
    min_confidence: float,
    language: str,
    signals: str,
    jobs: int,
    stdin_filename: str | None,
) -> None:
    """Check documents, the current folder unless PATHs are named; - is standard input.

    The exit status is 0 without findings, 1 with, 2 when something could not be read or
    understood, 130 when interrupted.
    """
    target = None if output == files.STREAM else output
    if target and any(files.same(path, target) for path in paths):
        raise click.UsageError(f"--output {visible(target)} would overwrite a document to check.")
    found = _documents(paths or (".",), leave_out=target)
    tally = session.Tally()
    detector = _detector(language, Config(min_confidence, signals=signals))
    results = session.check(found, detector, jobs, stdin_filename)
    _write(format_name, _watched(results, tally), target)
    if tally.failed:
        context.exit(BROKEN)
    context.exit(FOUND if fail_on != NEVER and tally.reaches(Severity(fail_on)) else CLEAN)


@cli.command()
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
@LANGUAGE
@STDIN_FILENAME
@click.pass_context
def restore(
    context: click.Context,
    paths: tuple[str, ...],
    min_confidence: float,
    language: str,
    stdin_filename: str | None,
    *,
    write: bool,
) -> None:
    """Put the presumed originals back in FILEs or folders; - is standard input.

    Prints a diff that git apply takes; with --write the files are changed, and what comes from
    standard input goes, restored, to standard output. The exit status is 0 when there is nothing
    to change, 1 when there is, 2 when a file could not be read or written, 130 when interrupted.
    """
    from detector import diff, rewrite

    # A change is never surer than its finding.
    detector = _detector(language, Config(min_confidence=min_confidence))
    status = CLEAN
    for document in _documents(paths):
        result: rewrite.Rewrite | Failed
        if isinstance(document, Failed):
            result = document
        else:
            result = rewrite.propose(document, detector.check, min_confidence, stdin_filename)
        if isinstance(result, rewrite.Rewrite):
            if write and document != files.STREAM:
                result = rewrite.replace(result)
            else:
                _print([result.after] if write else diff.unified(*result))
        if isinstance(result, Failed):
            _tell(result)
            status = BROKEN
        elif result.after != result.before:
            status = max(status, FOUND)
    context.exit(status)


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


def _documents(arguments: Sequence[str], leave_out: str | None = None) -> list[str | Failed]:
    """The documents that a command line names, and a word when there are none."""
    found = list(files.find(arguments, readers.suffixes(), leave_out=leave_out))
    if not found:
        kinds, places = ", ".join(readers.suffixes()), ", ".join(map(visible, arguments))
        click.echo(f"Nothing to check: no {kinds} in {places}", err=True)
    return found


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
            _tell(result)
        yield result


def _tell(failed: Failed) -> None:
    click.echo(f"{visible(failed.path)}: {visible(failed.error)}", err=True)


def _print(pieces: Iterable[bytes]) -> None:
    """Pass bytes to standard output as they are."""
    for piece in pieces:
        with _told("standard output"):
            sys.stdout.buffer.write(piece)
            sys.stdout.buffer.flush()


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
