"""What there is to read about a rule: taken from its file, set out for a console or in Markdown.

A rule's documentation is one sentence, paragraphs that say why, and an example; one in another
language has the same shape.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from textwrap import fill
from typing import NamedTuple

from detector.excerpt import excerpt
from detector.rules import AnyRule, rules
from detector.signals import documentation
from detector.terminal import BOLD, GREEN, RED, Page, paint, visible

_SPAN = re.compile(r"\[\[(.*?)\]\]")
_EXAMPLE = "Example: "
_INDENT = "    "
_MARKUP = re.compile(r"[\\_\[\]<>#|~]")


class Words(NamedTuple):
    """A documentation in its parts."""

    summary: str
    reasons: tuple[str, ...]
    example: str


class Sentence(NamedTuple):
    """An example of a rule without its brackets, and what stood between them."""

    text: str
    spans: tuple[tuple[int, int], ...]


def find(name: str) -> AnyRule | None:
    """The rule of that name."""
    return next((rule for rule in rules() if rule.name == name), None)


def nearest(name: str) -> str | None:
    """The rule whose name looks most like a name that is none."""
    from difflib import get_close_matches

    return next(iter(get_close_matches(name, [rule.name for rule in rules()], 1, 0.5)), None)


def words(documentation: str) -> Words:
    """Take a documentation apart; each paragraph becomes a line."""
    summary, *reasons, example = (
        " ".join(paragraph.split()) for paragraph in documentation.split("\n\n")
    )
    return Words(summary, tuple(reasons), example.removeprefix(_EXAMPLE))


def sentence(example: str) -> Sentence:
    """Take the brackets out of an example."""
    text, spans = "", []
    for i, piece in enumerate(_SPAN.split(example)):
        if i % 2:
            spans.append((len(text), len(text) + len(piece)))
        text += piece
    return Sentence(text, tuple(spans))


def table(page: Page) -> Iterator[str]:
    """The rules, a line each: name, kind, severity and what it finds."""
    rows = [
        (rule.name, rule.kind.value, rule.severity.value, words(rule.documentation).summary)
        for rule in rules()
    ]
    name, kind, severity = (max(len(row[i]) for row in rows) for i in range(3))
    for row in rows:
        line = f"{row[0]:<{name}}  {row[1]:<{kind}}  {row[2]:<{severity}}  {row[3]}"
        yield visible(line, page.encoding).replace(row[0], paint(row[0], BOLD, page), 1) + "\n"


def screen(rule: AnyRule, page: Page) -> Iterator[str]:
    """All about a rule for a console: carets show what it finds in its examples."""
    said = words(rule.documentation)
    yield f"{paint(rule.name, BOLD, page)}: {rule.kind}, {rule.severity}\n\n"
    for paragraph in (said.summary, *said.reasons, f"{_EXAMPLE}{said.example}"):
        yield fill(visible(paragraph, page.encoding), min(page.width, 88)) + "\n\n"
    yield paint("Finds", RED, page) + "\n"
    for example in rule.flags:
        yield from _marked(sentence(example), page)
    yield "\n" + paint("Leaves alone", GREEN, page) + "\n"
    for example in rule.passes:
        yield f"{_INDENT}{visible(example, page.encoding)}\n"


def signal(name: str, page: Page) -> Iterator[str]:
    """All about a text-quality signal for a console."""
    yield f"{paint(name, BOLD, page)}: signal\n"
    for paragraph in documentation(name).split("\n\n"):
        text = " ".join(paragraph.split())
        yield "\n" + fill(visible(text, page.encoding), min(page.width, 88)) + "\n"


def markdown(rule: AnyRule) -> str:
    """All about a rule in Markdown: what it finds in its examples is bold."""
    said = words(rule.documentation)
    texts = map(_escape, (said.summary, *said.reasons, f"{_EXAMPLE}{said.example}"))
    lists = ("**Finds**", _list(rule.flags), "**Leaves alone**", _list(rule.passes))
    return "\n\n".join((*texts, *lists))


def plain(rule: AnyRule) -> str:
    """All about a rule as running text."""
    said = words(rule.documentation)
    return "\n\n".join((said.summary, *said.reasons, f"{_EXAMPLE}{said.example}"))


def _marked(shown: Sentence, page: Page) -> Iterator[str]:
    room = Page(page.encoding, page.colour, page.width - len(_INDENT))
    for start, end in shown.spans:
        line, carets = excerpt(shown.text, [0], start, end, room)
        blank = len(carets) - len(carets.lstrip())
        yield f"{_INDENT}{line}\n{_INDENT}{carets[:blank]}{paint(carets[blank:], RED, page)}\n"


def _list(examples: tuple[str, ...]) -> str:
    return "\n".join(f"- {_bold(example)}" for example in examples)


def _bold(example: str) -> str:
    pieces = enumerate(_SPAN.split(example))
    return "".join(f"**{_escape(piece)}**" if i % 2 else _escape(piece) for i, piece in pieces)


def _escape(text: str) -> str:
    """A text of our own in Markdown; its ``*emphasis*`` is meant."""
    return _MARKUP.sub(lambda match: "\\" + match[0], text)
