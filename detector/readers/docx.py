"""Documents of word processors (.docx): body, footnotes and endnotes, as they stand after revision.

Deleted and moved-away text is left out, inserted text is read. Pictures, formulas and code are
gaps. Headings, quotations and code are known by their styles.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from detector.messages import Message
from detector.prose import BLOCK, Builder, Mark

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from detector.markup.archive import Archive
    from detector.markup.wordprocessing import Run
    from detector.prose import Prose
    from detector.readers import Source

SUFFIXES = (".docx",)

_RELATIONS = "_rels/.rels"
_STYLES = "styles.xml"
_NOTES = ("footnotes.xml", "endnotes.xml")


def parts(data: bytes) -> Iterator[Source]:
    """The members that hold prose; offsets count in the text of their paragraphs.

    Text that is declared to be in no host language is marked as foreign, unless half of the member
    is: word processors declare what the keyboard is set to. ValueError where the archive is none,
    exceeds the limits of `detector.markup.archive`, or is no document.
    """
    from detector.markup.archive import Archive
    from detector.markup.wordprocessing import paragraphs, roles
    from detector.readers import Source

    archive = Archive(data)
    main = _main(archive)
    folder = main.rpartition("/")[0]
    beside = f"{folder}/" if folder else ""
    styles = f"{beside}{_STYLES}"
    known = roles(archive.read(styles), styles) if styles in archive else {}
    for name in (main, *(f"{beside}{note}" for note in _NOTES)):
        if name == main or name in archive:
            found = paragraphs(archive.read(name), name, known)
            yield Source(_prose(found), part=name)


def _main(archive: Archive) -> str:
    """Name of the member that holds the body."""
    from detector.markup.elements import local, parse

    found: list[str] = []

    def start(name: str, attributes: Mapping[str, str]) -> None:
        if local(name) == "Relationship" and attributes.get("Type", "").endswith("/officeDocument"):
            found.append(attributes.get("Target", "").lstrip("/"))

    parse(archive.read(_RELATIONS), _RELATIONS, start)
    if not found:
        raise ValueError(Message("{} names no document", _RELATIONS))
    return found[0]


def _prose(paragraphs: list[list[Run]]) -> Prose:
    builder = Builder(BLOCK.join("".join(run.text for run in runs) for runs in paragraphs))
    foreign = _foreign(paragraphs)
    at = 0
    for number, runs in enumerate(paragraphs):
        if number:
            at += len(BLOCK)
            builder.block()
        marked: frozenset[Mark] = frozenset()
        for run in runs:
            marks = run.marks | {Mark.FOREIGN} if run.language in foreign else run.marks
            _turn(builder, marked, marks)
            marked = marks
            if run.text:
                builder.take(at, at + len(run.text))
                at += len(run.text)
            else:
                builder.gap()
        _turn(builder, marked, frozenset())
    return builder.prose()


def _turn(builder: Builder, before: frozenset[Mark], after: frozenset[Mark]) -> None:
    for mark in sorted(before - after):
        builder.close(mark)
    for mark in sorted(after - before):
        builder.open(mark)


def _foreign(paragraphs: list[list[Run]]) -> frozenset[str]:
    """Other languages that runs declare, none where those make up half of the text."""
    from detector.languages import codes

    hosts = frozenset(("", *codes()))
    size = declared = 0
    found: set[str] = set()
    for runs in paragraphs:
        for run in runs:
            size += len(run.text)
            if run.language not in hosts:
                declared += len(run.text)
                found.add(run.language)
    return frozenset(found) if 2 * declared < size else frozenset()
