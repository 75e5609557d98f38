"""``spin-detector sources``: what to ask a search engine for the source of a document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import click

from detector import arguments, session
from detector.console import BROKEN, put, show, tell
from detector.formats import Failed
from detector.formats.jsonl import array, dumps
from detector.lines import line_starts, position
from detector.messages import Text
from detector.queries import DOUBT, MIN_WORDS, Query, queries
from detector.terminal import Page, visible

COUNT = 5
NONE = Text("{}: no {} words that follow each other are left untouched")


@click.command("sources")
@click.argument("document", metavar="FILE")
@click.option(
    "--count",
    type=click.IntRange(1),
    default=COUNT,
    show_default=True,
    help="How many queries to print at most.",
)
@arguments.FORMAT
@arguments.LANGUAGE
@arguments.MESSAGES
@arguments.CONFIG
@arguments.STDIN_FILENAME
@click.pass_context
def command(
    context: click.Context,
    document: str,
    count: int,
    format_name: str,
    language: str | None,
    spoken: str | None,
    config: str | None,
    stdin_filename: str | None,
) -> None:
    """Print queries that find the text that FILE was spun from; - is standard input.

    Each is a stretch of 8 to 12 words, in quotes, that no finding touches and few texts have, the
    rarest first; presumed originals are put back in it where they are almost certainly right.
    Nothing is sent anywhere. The exit status is 0, 2 when the file could not be read.
    """
    projects = arguments.projects(config, language=language, messages=spoken)
    messages = arguments.spoken(projects, document, stdin_filename)
    detectors = arguments.detectors(projects.of, messages, DOUBT)
    found = session.single(document, detectors, stdin_filename)
    if isinstance(found, Failed):
        tell(found, messages)
        context.exit(BROKEN)
    name, source, detector = found
    made = queries(detector.check(source.prose), detector.read(source.prose), count)
    if format_name == "json":
        put(map(str.encode, _whole(name, source.text, made)), messages)
        return
    show(lambda page: _quoted(made, page), messages)
    if not made:
        click.echo(messages.say(NONE, visible(name), MIN_WORDS), err=True)


def _quoted(made: Sequence[Query], page: Page) -> Iterator[str]:
    """A query on each line, in the quotation marks that search engines know."""
    return (f'"{visible(query.text, page.encoding)}"\n' for query in made)


def _whole(name: str, text: str, made: Sequence[Query]) -> Iterator[str]:
    """The queries as one JSON object, each with its place in the file."""
    starts = line_starts(text)
    yield f'{{"version": 1, "path": {dumps(name)}, "queries": '
    yield from array(
        dumps(
            {
                "query": query.text,
                "start": query.start,
                "end": query.end,
                "line": position(starts, query.start).line,
                "column": position(starts, query.start).column,
                "originals": query.originals,
            }
        )
        for query in made
    )
    yield "}\n"
