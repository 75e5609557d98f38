"""``spin-detector check``: what was found, in the format and with the status asked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import click

from detector import Config, arguments, files, formats, session
from detector.console import BROKEN, CLEAN, FOUND, tell, write
from detector.formats import Failed, Result
from detector.report import Severity
from detector.tally import Tally
from detector.terminal import Page, visible

NEVER = "never"


@click.command("check")
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
    "--by",
    metavar="FIELD",
    default=Page().by,
    show_default=True,
    help="What html groups documents by: their folder, or a field of their front matter.",
)
@click.option("--statistics", is_flag=True, help="Count by verdict, severity and rule at the end.")
@arguments.LANGUAGE
@click.option(
    "--jobs",
    type=click.IntRange(min=1),
    default=1,
    show_default=True,
    metavar="N",
    help="Processes to check with.",
)
@arguments.STDIN_FILENAME
@click.pass_context
def command(
    context: click.Context,
    paths: tuple[str, ...],
    format_name: str,
    output: str | None,
    fail_on: str,
    min_confidence: float,
    by: str,
    language: str,
    jobs: int,
    stdin_filename: str | None,
    *,
    statistics: bool,
) -> None:
    """Check documents, the current folder unless PATHs are named; - is standard input.

    The exit status is 0 without findings, 1 with, 2 when something could not be read or
    understood, 130 when interrupted.
    """
    target = None if output == files.STREAM else output
    if target and any(files.same(path, target) for path in paths):
        raise click.UsageError(f"--output {visible(target)} would overwrite a document to check.")
    found = arguments.documents(paths or (".",), leave_out=target)
    tally = Tally()
    detector = arguments.detector(language, Config(min_confidence=min_confidence))
    results = session.check(found, detector, jobs, stdin_filename)
    write(format_name, _watched(results, tally), target, by)
    if statistics:
        aside = target is not None or not formats.load(format_name).HUMAN
        click.echo(tally.statistics(), nl=False, err=aside)
    if tally.failed:
        context.exit(BROKEN)
    context.exit(FOUND if fail_on != NEVER and tally.reaches(Severity(fail_on)) else CLEAN)


def _watched(results: Iterable[Result], tally: Tally) -> Iterator[Result]:
    """Pass results on, counting them, and say at once which document could not be checked."""
    for result in results:
        tally.count(result)
        if isinstance(result, Failed):
            tell(result)
        yield result
