"""``spin-detector scan``: a collection of documents, annotated, filtered or described by spans."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

import click

from detector import arguments, files
from detector.checker import Detector
from detector.console import BROKEN, CLEAN, Trouble, tell
from detector.formats import Failed
from detector.messages import Catalogue, Message, Plural, Text, reason
from detector.messages import load as catalogue
from detector.scale import compression, records
from detector.scale.census import Census
from detector.scale.checkpoint import OtherRunError
from detector.scale.keep import Keep, KeepError, parse
from detector.scale.meter import Meter
from detector.scale.plan import ANNOTATE, ATTRIBUTES, FILTER, MODES, Plan
from detector.scale.records import Encoder, Wanted, jsonl
from detector.scale.scan import Step, scan
from detector.scale.sink import SinkError, beside, is_stream
from detector.settings import Settings
from detector.terminal import page, visible

MAX_TOLD = 20
"""Rows with problems that are named; the others are counted."""
MORE = Plural(
    Text("{:,} more row could not be read, written or checked"),
    Text("{:,} more rows could not be read, written or checked"),
)


@click.command("scan")
@click.argument("inputs", metavar="INPUT...", nargs=-1, required=True)
@click.option("--output", metavar="FILE", required=True, help="Write the rows there.")
@click.option(
    "--mode",
    type=click.Choice(MODES),
    help="Add the reports to the rows, pass on those to keep, or write their attributes as Dolma"
    " has them.  [default: annotate, with --keep filter]",
)
@click.option(
    "--keep",
    metavar="CONDITION",
    help='Pass on what fulfils this, such as "score < 0.5 and quality > 0.6".',
)
@click.option("--rejects", metavar="FILE", help="Write the other rows there, with the reasons.")
@click.option(
    "--text-field",
    metavar="NAME",
    default="text",
    show_default=True,
    help="The field or column that holds the text.",
)
@click.option(
    "--id-field",
    metavar="NAME",
    default="id",
    show_default=True,
    help="The field that names a row; others are named by file and number.",
)
@click.option("--prefix", metavar="TEXT", default="", help="Begin the names of new fields so.")
@click.option(
    "--prior",
    type=click.FloatRange(0, 1, min_open=True, max_open=True),
    metavar="P",
    help="The share of the collection that is spun, as far as it is known; the score follows.",
)
@click.option(
    "--audit",
    type=click.IntRange(1, 100_000),
    metavar="N",
    help="Draw so many documents, by score, into FILE.audit.csv; see spin-detector audit.",
)
@click.option("--statistics", metavar="FILE", help="Write the counts there, too, as JSON.")
@arguments.SIGNALS
@arguments.PROFILE
@arguments.LANGUAGE
@arguments.MESSAGES
@arguments.CONFIG
@arguments.JOBS
@click.option("--restart", is_flag=True, help="Do not go on with a run that was interrupted.")
@arguments.NO_PROGRESS
@click.pass_context
def command(
    context: click.Context,
    inputs: tuple[str, ...],
    output: str,
    mode: str | None,
    keep: str | None,
    rejects: str | None,
    text_field: str,
    id_field: str,
    prefix: str,
    prior: float | None,
    audit: int | None,
    statistics: str | None,
    signals: str | None,
    profile: str | None,
    language: str | None,
    spoken: str | None,
    config: str | None,
    jobs: str,
    *,
    restart: bool,
    no_progress: bool,
) -> None:
    """Check the documents of a collection and write what comes of them.

    INPUTs are JSON Lines, Parquet, CSV, WARC and WET, compressed or not, and folders of these and
    of texts. The output is JSON Lines, CSV or Parquet, by its suffix. A run that was killed goes on
    when it is run again, and ends with what an undisturbed one would have written.

    The exit status is 0, 2 when rows could not be read, written or checked (all others are done),
    130 when interrupted.
    """
    projects = arguments.projects(
        config, profile=profile, language=language, messages=spoken, signals=signals
    )
    settings = arguments.general(projects, inputs[0])
    messages = catalogue(settings.messages)
    for fault in projects.faults():
        raise Trouble(fault, messages)

    mode = mode or (FILTER if keep else ANNOTATE)
    plan = Plan(
        inputs=(),
        output=Path(output),
        encoder=_encoder(output, mode, messages),
        detector=_detector(settings, prior, messages),
        settings=settings,
        mode=mode,
        keep=_keep(keep, mode, settings.signals, messages),
        wanted=Wanted(text_field, id_field),
        prefix=prefix,
        rejects=_lines(rejects, messages),
        statistics=Path(statistics) if statistics else None,
        sample=audit or 0,
        jobs=arguments.processes(jobs, messages),
    )
    plan = plan._replace(inputs=_inputs(inputs, plan, messages))
    census = _scan(plan, messages, restart=restart, progress=not no_progress)
    aside = not plan.output.is_file()
    paper = page(sys.stderr if aside else sys.stdout, os.environ)._replace(messages=messages)
    click.echo(census.statistics(paper), nl=False, err=aside)
    context.exit(BROKEN if census.tally.failed else CLEAN)


def _scan(plan: Plan, messages: Catalogue, *, restart: bool, progress: bool) -> Census:
    """Do the run, and say meanwhile how far it is and what goes wrong."""
    meter = Meter(sys.stderr if progress else None, messages)
    told = 0

    def watch(step: Step, problem: str) -> None:
        nonlocal told
        if problem:
            told += 1
            if told <= MAX_TOLD:
                meter.clear()
                tell(Failed(step.row.place.title, problem), messages)
        meter.count(step.done)

    try:
        census = scan(plan, messages, watch, restart=restart)
    except SinkError as error:
        kept = Message("{}; what is done is kept, run it again to go on", reason(error))
        said = kept if plan.progress.exists() else reason(error)
        raise Trouble(said, messages) from error
    except (OtherRunError, ValueError, RuntimeError) as error:
        raise Trouble(reason(error), messages) from error
    except ModuleNotFoundError as error:
        raise Trouble(records.missing(plan.output.name, error), messages) from error
    finally:
        meter.clear()
    if told > MAX_TOLD:
        click.echo(messages.counted(told - MAX_TOLD, MORE), err=True)
    return census


def _inputs(named: Sequence[str], plan: Plan, messages: Catalogue) -> list[str | Failed]:
    """The files to read, those of folders in order, without what the run writes itself."""
    grown = plan.targets.values()
    written = [*grown, plan.labels, plan.progress, *filter(None, [plan.statistics])]
    own = [os.path.realpath(each) for each in written]
    for target in own:
        if own.count(target) > 1:
            raise Trouble(Message("{} is to be written twice.", target), messages)
    own += [os.path.realpath(beside(target, "partial")) for target in grown]
    given = {str(Path(each)) for each in named}
    found: list[str | Failed] = []
    for each in files.find(named, records.suffixes(), gitignore=False):
        if isinstance(each, Failed):
            found.append(each)
        elif os.path.realpath(each) in own:
            if each in given:
                wrong = Message("{} would be overwritten by what is written.", each)
                raise Trouble(wrong, messages)
        elif each in given or records.walked(each):
            found.append(each)
    if not found:
        raise Trouble(Message("There is nothing to read in {}.", ", ".join(named)), messages)
    return found


def _encoder(
    output: str, mode: str, messages: Catalogue
) -> Callable[[Detector, Wanted, Any], Encoder]:
    """What writes a file of that name in that mode."""
    if is_stream(Path(output)):
        return jsonl.Encoder
    kind = records.kind(output)
    made = getattr(kind, "Encoder", None)
    own = getattr(kind, "COMPRESSED", False)
    if made is None or (own and compression.bare(output) != output):
        wrong = Message("--output {} has none of the suffixes .jsonl, .csv and .parquet.", output)
        raise Trouble(wrong, messages)
    if mode == ATTRIBUTES and made is not jsonl.Encoder:
        raise Trouble(Message("Attributes are written as .jsonl, not {}.", output), messages)
    return cast("type[Encoder]", made)


def _lines(rejects: str | None, messages: Catalogue) -> Path | None:

    if rejects is None:
        return None
    if records.kind(rejects) is not jsonl and not is_stream(Path(rejects)):
        raise Trouble(Message("Rejects are written as .jsonl, not {}.", rejects), messages)
    return Path(rejects)


def _keep(keep: str | None, mode: str, extent: str, messages: Catalogue) -> Keep | None:
    """The condition; one that has no meaning is shown with a mark where it goes wrong."""
    if (keep is None) is (mode == FILTER):
        raise Trouble(Message("--keep and --mode filter go together."), messages)
    if keep is None:
        return None
    try:
        return parse(keep, extent)
    except KeepError as error:
        before = keep[: error.column - 1]
        click.echo(f"  {visible(keep)}\n  {' ' * len(visible(before))}^", err=True)
        wrong = Message("--keep, column {}: {}", error.column, reason(error))
        raise Trouble(wrong, messages) from error


def _detector(settings: Settings, prior: float | None, messages: Catalogue) -> Detector:
    made = arguments.detectors(lambda _: settings, messages)("")
    return type(made)(made.language, replace(made.config, prior=prior))
