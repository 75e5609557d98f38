"""``spin-detector pairs``: documents of a collection that are spins of one another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial

import click

from detector import arguments, session
from detector.clusters import DEFAULT, LEAST, Cluster, Collection, Member
from detector.console import BROKEN, CLEAN, FOUND, progress, put, show, tell
from detector.formats import Failed, title
from detector.formats.jsonl import array, dumps
from detector.messages import Plural, Text
from detector.tally import CHECKED
from detector.terminal import BOLD, Page, paint, visible

ALIKE = Plural(Text("{:,} document alike:"), Text("{:,} documents alike:"))
CLUSTERS = Plural(Text("{:,} cluster"), Text("{:,} clusters"))
SHORT = Plural(Text("{:,} with too few words to tell"), Text("{:,} with too few words to tell"))
SAME = Text("the same words")


@click.command("pairs")
@click.argument("paths", metavar="DIR...", nargs=-1, required=True)
@click.option(
    "--min-similarity",
    type=click.FloatRange(LEAST, 1),
    default=DEFAULT,
    show_default=True,
    metavar="S",
    help="Share of what spinning spares that two documents must have in common, from 0.5.",
)
@arguments.FORMAT
@arguments.LANGUAGE
@arguments.MESSAGES
@arguments.CONFIG
@arguments.FORCE_EXCLUDE
@arguments.NO_PROGRESS
@click.pass_context
def command(
    context: click.Context,
    paths: tuple[str, ...],
    min_similarity: float,
    format_name: str,
    language: str | None,
    spoken: str | None,
    config: str | None,
    *,
    force_exclude: bool,
    no_progress: bool,
) -> None:
    """Find the documents in DIRs that are spins of one another, or copies.

    They are known by the words that English does not have, which spinning spares; each cluster
    comes with how much of these its documents have in common with the first. Nothing is said about
    which was there first. The exit status is 0 when all differ, 1 when some are alike, 2 when a
    file could not be read, 130 when interrupted.
    """
    projects = arguments.projects(config, language=language, messages=spoken)
    messages = arguments.spoken(projects, paths[0])
    detectors = arguments.detectors(projects.of, messages)
    documents: Iterable[str | Failed]
    documents = named = arguments.documents(paths, projects, messages, force_exclude=force_exclude)
    if not no_progress:
        documents = progress(named, len(named), messages)
    collection = Collection()
    broken = False
    for found in session.readable(documents, detectors):
        if isinstance(found, Failed):
            tell(found, messages)
            broken = True
        else:
            name, source, detector = found
            collection.add(title(name, source.part), detector.read(source.prose))
    clusters = collection.clusters(min_similarity)
    if format_name == "json":
        put(map(str.encode, _whole(collection, clusters)), messages)
    elif named:
        show(partial(_shown, collection, clusters), messages)
    context.exit(BROKEN if broken else FOUND if clusters else CLEAN)


def _shown(collection: Collection, clusters: list[Cluster], page: Page) -> Iterator[str]:
    """The clusters, then one line about all documents."""
    for cluster in clusters:
        yield paint(page.counted(len(cluster), ALIKE), BOLD, page) + "\n"
        for number, member in enumerate(cluster):
            yield f"    {_line(member, page, first=not number)}\n"
        yield "\n"
    checked, found = page.counted(len(collection), CHECKED), page.counted(len(clusters), CLUSTERS)
    if collection.unsigned:
        checked = f"{checked} ({page.counted(collection.unsigned, SHORT)})"
    yield page.say("{}: {}.", checked, found) + "\n"


def _line(member: Member, page: Page, *, first: bool) -> str:
    name = visible(member.name, page.encoding)
    if first:
        return name
    # Rounded down, so that only what has all in common reads 1.00.
    alike = page.say("{:.2f}", int(100 * member.similarity + 1e-9) / 100)
    return f"{name}  {alike}" + (f", {page.say(SAME)}" if member.same else "")


def _whole(collection: Collection, clusters: list[Cluster]) -> Iterator[str]:
    """The clusters as one JSON object, a line for each, then counts."""
    yield '{"version": 1, "clusters": '
    yield from array(
        dumps(
            [
                {"path": member.name, "similarity": member.similarity, "same": member.same}
                for member in cluster
            ]
        )
        for cluster in clusters
    )
    summary = {
        "documents": len(collection),
        "unsigned": collection.unsigned,
        "clusters": len(clusters),
        "alike": sum(map(len, clusters)),
    }
    yield f', "summary": {dumps(summary)}}}\n'
