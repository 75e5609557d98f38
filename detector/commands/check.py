"""``spin-detector check``: what was found, in the format and with the status asked for."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import reduce
from pathlib import Path
from typing import TYPE_CHECKING

import click

from detector import arguments, files, formats, session
from detector.console import (
    BROKEN,
    CLEAN,
    FOUND,
    Trouble,
    aside,
    progress,
    show,
    tell,
    told,
    write,
)
from detector.formats import Checked, Failed, Result
from detector.messages import Catalogue, Message, Plural, Text, reason
from detector.messages import load as catalogue
from detector.project import Projects
from detector.screen import screen
from detector.settings import FAIL_ON
from detector.tally import Tally
from detector.terminal import FOLDER, Page, page, visible

if TYPE_CHECKING:
    from detector.baseline import Baseline
    from detector.cache import Cache

KNOWN = Plural(Text("{:,} known finding"), Text("{:,} known findings"))
GONE = Plural(
    Text("{:,} of its findings is gone; --write-baseline renews it"),
    Text("{:,} of its findings are gone; --write-baseline renews it"),
)
BASELINE = "spin-detector-baseline.json"
Step = Callable[[Checked], Checked]
"""Takes findings from a document that are not to be shown."""


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
    type=click.Choice(FAIL_ON),
    help="The least severity of a finding that makes the exit status 1.  [default: warning]",
)
@click.option(
    "--min-confidence",
    type=click.FloatRange(0, 1),
    metavar="P",
    help="Leave out findings that are less probable.  [default: 0.7]",
)
@click.option(
    "--by",
    metavar="FIELD",
    help="What html groups documents by: their folder, or a field of their front matter."
    "  [default: folder]",
)
@click.option("--statistics", is_flag=True, help="Count by verdict, severity and rule at the end.")
@arguments.SIGNALS
@arguments.PROFILE
@arguments.LANGUAGE
@arguments.MESSAGES
@arguments.CONFIG
@arguments.FORCE_EXCLUDE
@arguments.JOBS
@click.option(
    "--baseline", metavar="FILE", help="Leave out the findings that are known from there."
)
@click.option(
    "--write-baseline",
    is_flag=True,
    help=f"Make what is found known, in the baseline or {BASELINE}.",
)
@click.option(
    "--changed-since",
    metavar="REV",
    help="Leave out findings on lines that are as they were in that revision of git.",
)
@click.option("--no-cache", is_flag=True, help="Neither use nor keep reports of earlier runs.")
@arguments.NO_PROGRESS
@arguments.STDIN_FILENAME
@click.pass_context
def command(
    context: click.Context,
    paths: tuple[str, ...],
    format_name: str,
    output: str | None,
    fail_on: str | None,
    min_confidence: float | None,
    by: str | None,
    profile: str | None,
    language: str | None,
    spoken: str | None,
    signals: str | None,
    config: str | None,
    jobs: str,
    baseline: str | None,
    changed_since: str | None,
    stdin_filename: str | None,
    *,
    statistics: bool,
    force_exclude: bool,
    write_baseline: bool,
    no_cache: bool,
    no_progress: bool,
) -> None:
    """Check documents, the current folder unless PATHs are named; - is standard input.

    Options win over what the nearest spin-detector.toml or pyproject.toml says. The exit status
    is 0 without findings, 1 with, 2 when something could not be read or understood, 130 when
    interrupted.
    """
    projects = arguments.projects(
        config,
        fail_on=fail_on,
        min_confidence=min_confidence,
        profile=profile,
        language=language,
        messages=spoken,
        signals=signals,
        by=by,
    )
    paths = paths or (".",)
    settings = arguments.general(projects, paths[0], stdin_filename)
    grouped, messages = settings.by or FOLDER, catalogue(settings.messages)
    processes = arguments.processes(jobs, messages)
    target = None if output == files.STREAM else output
    if target and any(files.same(path, target) for path in paths):
        wrong = Message("--output {} would overwrite a document to check.", target)
        raise Trouble(wrong, messages)
    found = arguments.documents(
        paths, projects, messages, leave_out=target, force_exclude=force_exclude
    )
    steps: list[Step] = [lambda checked: screen(checked, projects.of(checked.path), messages)]
    if changed_since is not None:
        found, step = _changed(found, changed_since, stdin_filename, messages)
        steps.append(step)
    known = _known(baseline, messages, write=write_baseline)
    if known:
        steps.append(known.screen)
    if grouped != FOLDER:
        steps.append(_fielded)
    tally = Tally()
    with _cache(found, wanted=not no_cache) as cache:
        detectors = arguments.detectors(projects.of, messages)
        results = session.check(found, detectors, processes, stdin_filename, cache, messages)
        if not no_progress:
            results = progress(results, len(found), messages)
        watched = _watched(_screened(results, steps), projects, tally, messages)
        write(format_name, watched, target, Page(by=grouped, messages=messages))
    if statistics:
        if target is None and formats.load(format_name).HUMAN:
            show(lambda paper: [tally.statistics(paper)], messages)
        elif sys.stderr is not None:
            paper = page(sys.stderr, os.environ)._replace(messages=messages)
            aside(tally.statistics(paper), end="")
    if known:
        _tell_known(known, messages, write=write_baseline)
        tally.found &= not write_baseline
    context.exit(BROKEN if tally.failed else FOUND if tally.found else CLEAN)


@contextmanager
def _cache(documents: Sequence[str | Failed], *, wanted: bool) -> Iterator[Cache | None]:
    """Reports of earlier runs; for a single document they are not worth looking for."""
    if not wanted or len(documents) < 2:
        yield None
        return
    from detector.cache import opened

    cache = opened()
    try:
        yield cache
    finally:
        if cache:
            cache.close()


def _changed(
    documents: list[str | Failed], revision: str, stdin_name: str | None, messages: Catalogue
) -> tuple[list[str | Failed], Step]:
    """The documents with new lines, and what leaves findings out that are on others."""
    from detector.changes import Changes, ChangesError

    changes = Changes(revision)

    def touched(document: str | Failed) -> bool:
        if isinstance(document, Failed):
            return True
        return changes.touch(stdin_name or document if document == files.STREAM else document)

    try:
        left = list(filter(touched, documents))
    except ChangesError as error:
        wrong = Message("Cannot tell what changed: {}", reason(error))
        raise Trouble(wrong, messages) from error
    if documents and not left:
        aside(messages.say("Nothing changed since {}", visible(revision)))
    return left, changes.screen


def _known(file: str | None, messages: Catalogue, *, write: bool) -> Baseline | None:
    """The baseline of a run, if it has one; one that is to be written may not be there yet."""
    if file is None and not write:
        return None
    from detector import baseline

    path = Path(file or BASELINE)
    if write and not path.exists():
        return baseline.Baseline(path)
    try:
        return baseline.load(path)
    except baseline.BaselineError as error:
        raise Trouble(reason(error), messages) from error


def _tell_known(known: Baseline, messages: Catalogue, *, write: bool) -> None:
    """Renew a baseline, or say that it holds what is gone."""
    name = visible(str(known.file))
    if write:
        with told(name, messages):
            number = known.write()
        aside(f"{name}: {messages.counted(number, KNOWN)}")
    elif gone := known.stale():
        aside(f"{name}: {messages.counted(gone, GONE)}")


def _fielded(checked: Checked) -> Checked:
    """A document with the fields that it can be grouped by."""
    from detector.markup.frontmatter import values

    return checked._replace(fields=values(checked.text))


def _screened(results: Iterable[Result], steps: Iterable[Step]) -> Iterator[Result]:
    """Take from results what is not to be shown, step by step."""
    for result in results:
        yield (
            reduce(lambda left, step: step(left), steps, result)
            if isinstance(result, Checked)
            else result
        )


def _watched(
    results: Iterable[Result], projects: Projects, tally: Tally, messages: Catalogue
) -> Iterator[Result]:
    """Pass results on, counting them, and say at once which document could not be checked.

    What is wrong with a configuration is said of the first of its documents.
    """
    said: set[str] = set()
    for result in results:
        if isinstance(result, Failed):
            tally.count(result)
            if result.error not in said:
                tell(result, messages)
            if result.error in map(messages.text, projects.faults()):
                said.add(result.error)
        else:
            tally.count(result, projects.of(result.path).threshold)
        yield result
