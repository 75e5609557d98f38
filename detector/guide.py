"""What there is to read about a rule: taken from its file, set out for a console or in Markdown.

A rule's documentation is one sentence, paragraphs that say why, and an example: in English its
docstring, in another language what the catalogue has, in the same shape.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from textwrap import fill
from typing import NamedTuple

from detector.excerpt import excerpt
from detector.messages import Message, Text
from detector.report import Kind
from detector.rules import AnyRule, rules
from detector.signals import documentation
from detector.suggest import hinted, nearest
from detector.terminal import BOLD, GREEN, RED, Page, paint, visible
from detector.wording import SEVERITIES

_SPAN = re.compile(r"\[\[((?:(?!\[\[).)*?)\]\](?!\])")
_EXAMPLE = Text("Example: {}")
_FINDS, _LEAVES = Text("Finds"), Text("Leaves alone")
_BLANKS = re.compile(r"[ \n]+")
"""What parts words in a paragraph; spaces at which no line may end stay as they are."""
_INDENT = "    "
_MARKUP = re.compile(r"[\\_\[\]<>#|~]")
_SIGN = re.compile(r"[!-/:-@\[-`{-~]")


KINDS = {
    Kind.SUBSTITUTION: Text("substitution"),
    Kind.ARTEFACT: Text("artefact"),
    Kind.PASSAGE: Text("passage"),
    Kind.QUALITY: Text("quality"),
}


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


def missing(name: str) -> str:
    """What is wrong with a name that no rule has."""
    wrong = Message("There is no rule “{}”", name)
    names = [rule.name for rule in rules()]
    if nearest(name, names):
        return hinted(wrong, name, names)
    return Message("{}; spin-detector rules lists them.", wrong)


def words(rule: AnyRule, page: Page) -> Words:
    """A rule's documentation in the language of the page, taken apart: paragraphs are lines."""
    documentation = page.messages.rules.get(rule.name) or rule.documentation
    summary, *reasons, example = (
        " ".join(_BLANKS.split(paragraph.strip())) for paragraph in documentation.split("\n\n")
    )
    return Words(summary, tuple(reasons), example.removeprefix(page.messages.say(_EXAMPLE, "")))


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
        (
            rule.name,
            page.say(KINDS[rule.kind]),
            page.say(SEVERITIES[rule.severity]),
            words(rule, page).summary,
        )
        for rule in rules()
    ]
    name, kind, severity = (max(len(row[i]) for row in rows) for i in range(3))
    for row in rows:
        line = f"{row[0]:<{name}}  {row[1]:<{kind}}  {row[2]:<{severity}}  {row[3]}"
        yield visible(line, page.encoding).replace(row[0], paint(row[0], BOLD, page), 1) + "\n"


def screen(rule: AnyRule, page: Page) -> Iterator[str]:
    """All about a rule for a console: carets show what it finds in its examples."""
    said, kind, severity = words(rule, page), KINDS[rule.kind], SEVERITIES[rule.severity]
    head = page.say("{}: {}, {}", rule.name, page.messages.say(kind), page.messages.say(severity))
    yield head.replace(rule.name, paint(rule.name, BOLD, page), 1) + "\n\n"
    for paragraph in _paragraphs(said, page):
        yield fill(visible(paragraph, page.encoding), min(page.width, 88)) + "\n\n"
    yield paint(page.say(_FINDS), RED, page) + "\n"
    for example in rule.flags:
        yield from _marked(sentence(example), page)
    yield "\n" + paint(page.say(_LEAVES), GREEN, page) + "\n"
    for example in rule.passes:
        yield f"{_INDENT}{visible(example, page.encoding)}\n"


def signal(name: str, page: Page) -> Iterator[str]:
    """All about a text-quality signal for a console."""
    yield f"{paint(name, BOLD, page)}: {page.say('signal')}\n"
    told = page.messages.signals.get(name) or documentation(name)
    for paragraph in told.split("\n\n"):
        text = " ".join(_BLANKS.split(paragraph.strip()))
        yield "\n" + fill(visible(text, page.encoding), min(page.width, 88)) + "\n"


def markdown(rule: AnyRule, page: Page) -> str:
    """All about a rule in Markdown: what it finds in its examples is bold."""
    texts = map(_escape, _paragraphs(words(rule, page), page))
    finds, leaves = (f"**{page.say(head)}**" for head in (_FINDS, _LEAVES))
    flagged, passed = map(_bold, rule.flags), map(_literal, rule.passes)
    return "\n\n".join((*texts, finds, _list(flagged), leaves, _list(passed)))


def plain(rule: AnyRule, page: Page) -> str:
    """All about a rule as running text."""
    return "\n\n".join(_paragraphs(words(rule, page), page))


def _paragraphs(said: Words, page: Page) -> tuple[str, ...]:
    return said.summary, *said.reasons, page.messages.say(_EXAMPLE, said.example)


def _marked(shown: Sentence, page: Page) -> Iterator[str]:
    room = Page(page.encoding, page.colour, page.width - len(_INDENT))
    for start, end in shown.spans:
        line, carets = excerpt(shown.text, [0], start, end, room)
        blank = len(carets) - len(carets.lstrip())
        yield f"{_INDENT}{line}\n{_INDENT}{carets[:blank]}{paint(carets[blank:], RED, page)}\n"


def _list(examples: Iterable[str]) -> str:
    return "\n".join(f"- {example}" for example in examples)


def _bold(example: str) -> str:
    """An example on one line; asterisks would not do, for they need words on one side."""
    pieces = list(map(_literal, _SPAN.split(example)))
    pieces[1::2] = (f"<strong>{piece}</strong>" for piece in pieces[1::2])
    return "".join(pieces)


def _literal(text: str) -> str:
    """A text in Markdown as it is: no sign of it is markup."""
    return _SIGN.sub(r"\\\g<0>", visible(text))


def _escape(text: str) -> str:
    """A text of our own in Markdown; its ``*emphasis*`` is meant."""
    return _MARKUP.sub(lambda match: "\\" + match[0], text)
