"""What a member of a .docx file says: its paragraphs, made of runs that are formatted alike."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import NamedTuple

from detector.markup.elements import local, parse
from detector.prose import Mark

_SPACES = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
)
_LEFT_OUT = frozenset("Fallback del moveFrom pPrChange rPrChange".split())
"""Deleted and moved text, former formatting, and what stands in for something that is read."""
_OBJECTS = frozenset("drawing oMath object pict sym".split())
_SIGNS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011"}
_EMPHASES = frozenset(("b", "i"))
_DEEPEST = 20
"""Styles between one and that which it takes its role from."""
_OFF = frozenset(("0", "false", "none", "off"))


class Role(Enum):
    """What a style says of its text."""

    HEADING = Mark.HEADING
    QUOTED = Mark.QUOTED
    EMPHASISED = Mark.EMPHASISED
    CODE = None


_ROLES = {
    **dict.fromkeys(("title", "subtitle", *(f"heading {i}" for i in range(1, 10))), Role.HEADING),
    **dict.fromkeys(("quote", "intense quote", "block text"), Role.QUOTED),
    **dict.fromkeys(
        ("emphasis", "strong", "subtle emphasis", "intense emphasis"), Role.EMPHASISED
    ),
    **dict.fromkeys(
        ("html code", "html keyboard", "html preformatted", "html sample", "source code",
         "verbatim char"),
        Role.CODE,
    ),
}  # fmt: skip
"""By the names that Word gives its own styles, whatever language it shows them in."""


class Run(NamedTuple):
    """Text that is formatted alike; empty for what is none, such as a picture or code."""

    text: str
    marks: frozenset[Mark]
    language: str


def roles(data: bytes, name: str) -> dict[str, Role]:
    """The roles of the styles that have one, by identifier; styles pass it on to derived ones."""
    found: dict[str, Role] = {}
    parents: dict[str, str] = {}
    style = ""

    def start(element: str, attributes: Mapping[str, str]) -> None:
        nonlocal style
        kind = local(element)
        if kind == "style":
            style = _value(attributes, "styleId")
        elif kind == "name" and _value(attributes).lower() in _ROLES:
            found[style] = _ROLES[_value(attributes).lower()]
        elif kind == "basedOn":
            parents[style] = _value(attributes)

    parse(data, name, start)
    return {style: role for style in {*found, *parents} if (role := _role(style, found, parents))}


def _role(style: str, found: Mapping[str, Role], parents: Mapping[str, str]) -> Role | None:
    """The role of a style or else of the nearest that it is derived from."""
    for _ in range(_DEEPEST):
        if style in found or style not in parents:
            break
        style = parents[style]
    return found.get(style)


def paragraphs(data: bytes, name: str, styles: Mapping[str, Role]) -> list[list[Run]]:
    """The runs of each paragraph that has any, those of a text box before those around it."""
    reading = _Reading(styles)
    parse(data, name, reading.start, reading.end, reading.text)
    return reading.paragraphs


@dataclass(slots=True)
class _Open:
    """A paragraph that has begun, and what holds for the run that it is in."""

    runs: list[Run] = field(default_factory=list)
    role: Role | None = None
    links: int = 0
    in_run: bool = False
    in_text: bool = False
    marks: set[Mark] = field(default_factory=set)
    is_code: bool = False
    language: str = ""

    def add(self, text: str) -> None:
        """Add text to the run."""
        marks = set(self.marks)
        if self.links:
            marks.add(Mark.LINK)
        if self.role and self.role.value:
            marks.add(self.role.value)
        code = self.is_code or self.role is Role.CODE
        self.runs.append(Run("" if code else text, frozenset(marks), self.language))


class _Reading:
    """Takes part in the parsing of a member."""

    def __init__(self, styles: Mapping[str, Role]) -> None:
        self.paragraphs: list[list[Run]] = []
        self._styles = styles
        self._open: list[_Open] = []
        self._left_out = 0

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        space, _, element = name.rpartition(" ")
        if self._left_out or element in _LEFT_OUT:
            self._left_out += 1
        elif element == "p" and space in _SPACES:
            self._open.append(_Open())
        elif self._open and element in _OBJECTS:
            self._open[-1].add("")
        elif self._open and space in _SPACES:
            self._start(self._open[-1], element, attributes)

    def end(self, name: str) -> None:
        space, _, element = name.rpartition(" ")
        if self._left_out:
            self._left_out -= 1
        elif space in _SPACES and self._open:
            paragraph = self._open[-1]
            if element == "p":
                self._open.pop()
                if any(run.text for run in paragraph.runs):
                    self.paragraphs.append(paragraph.runs)
            elif element == "hyperlink":
                paragraph.links -= 1
            elif element == "t":
                paragraph.in_text = False
            elif element == "r":
                paragraph.in_run = False

    def text(self, text: str) -> None:
        if self._open and self._open[-1].in_text and not self._left_out:
            self._open[-1].add(text)

    def _start(self, paragraph: _Open, element: str, attributes: Mapping[str, str]) -> None:
        if element == "hyperlink":
            paragraph.links += 1
        elif element == "pStyle":
            paragraph.role = self._styles.get(_value(attributes))
        elif element == "r":
            paragraph.in_run, paragraph.is_code, paragraph.language = True, False, ""
            paragraph.marks = set()
        elif paragraph.in_run:
            self._start_in_run(paragraph, element, attributes)

    def _start_in_run(self, run: _Open, element: str, attributes: Mapping[str, str]) -> None:
        if element == "t":
            run.in_text = True
        elif element in _SIGNS:
            run.add(_SIGNS[element])
        elif element in _EMPHASES and _value(attributes) not in _OFF:
            run.marks.add(Mark.EMPHASISED)
        elif element == "lang":
            run.language = _value(attributes).lower().partition("-")[0]
        elif element == "rStyle":
            role = self._styles.get(_value(attributes))
            run.is_code = role is Role.CODE
            if role and role.value:
                run.marks.add(role.value)


def _value(attributes: Mapping[str, str], name: str = "val") -> str:
    """An attribute of a word processing element, empty where there is none."""
    return next((attributes[f"{s} {name}"] for s in _SPACES if f"{s} {name}" in attributes), "")
