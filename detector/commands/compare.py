"""``spin-detector compare``: a spun text beside its source, and what was done to each place."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import click

from detector import arguments, atomic, comparison, files, session
from detector.comparison import synopsis
from detector.console import BROKEN, CLEAN, FOUND, Trouble, put, show, tell, told
from detector.formats import Failed
from detector.messages import Catalogue, Message
from detector.readers import Source
from detector.terminal import visible

FORMATS = ("text", "json", "jsonl")


@click.command("compare")
@click.argument("spun", metavar="SPUN")
@click.argument("source", metavar="SOURCE")
@click.option(
    "--format",
    "format_name",
    type=click.Choice(FORMATS),
    default="text",
    show_default=True,
    help="How to write the differences.",
)
@click.option(
    "--export-gold",
    metavar="FILE",
    help="Write there what was planted in SPUN, as gold to measure detectors with.",
)
@arguments.LANGUAGE
@arguments.MESSAGES
@arguments.CONFIG
@click.pass_context
def command(
    context: click.Context,
    spun: str,
    source: str,
    format_name: str,
    export_gold: str | None,
    language: str | None,
    spoken: str | None,
    config: str | None,
) -> None:
    """Hold the document SPUN against its SOURCE; - is standard input for one of them.

    Words are compared, case and punctuation aside: what a thesaurus swapped (with the row of it),
    modifiers put in, words gone, moved, translated, or changed otherwise. The exit status is 0
    when the words are the same, 1 when they differ, 2 when a file could not be read, 130 when
    interrupted.
    """
    projects = arguments.projects(config, language=language, messages=spoken)
    messages = arguments.spoken(projects, spun)
    if files.STREAM == spun == source:
        raise Trouble(Message("Only one of the two can be standard input."), messages)
    if export_gold and any(files.same(path, export_gold) for path in (spun, source)):
        wrong = Message("--export-gold {} would overwrite a document to compare.", export_gold)
        raise Trouble(wrong, messages)
    detectors = arguments.detectors(projects.of, messages)
    found = [session.single(path, detectors) for path in (source, spun)]
    read = [each for each in found if not isinstance(each, Failed)]
    if len(read) < len(found):
        for failed in found:
            if isinstance(failed, Failed):
                tell(failed, messages)
        context.exit(BROKEN)
    sides = [comparison.Side(each.name, each.detector.read(each.source.prose)) for each in read]
    made = comparison.Comparison(*sides)
    if export_gold:
        _export(made, read[1].source, export_gold, messages)
    if format_name == "text":
        show(partial(synopsis.render, made), messages)
    elif format_name == "json":
        put(map(str.encode, comparison.whole(made)), messages)
    else:
        put((f"{line}\n".encode() for line in comparison.lines(made)), messages)
    context.exit(FOUND if made.counts else CLEAN)


def _export(made: comparison.Comparison, source: Source, file: str, messages: Catalogue) -> None:
    """Write gold, whose offsets count in a text that is UTF-8 and nothing else."""
    name = made.spun.name
    if source.part is not None or source.encoding != "utf-8" or source.mark:
        wrong = Message("{} is not plain UTF-8, in which gold counts; nothing exported.", name)
        raise Trouble(wrong, messages)
    with told(visible(file), messages):
        atomic.write(Path(file), comparison.gold(made, source.encode(source.text)).encode())
