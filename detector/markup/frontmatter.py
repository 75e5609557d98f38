"""Front matter: what a text file says of itself before it begins, in YAML, TOML or JSON.

Its titles and descriptions are read by people, in search results at least, and are prose; the rest
is settings.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from detector.markup.addresses import take as take_words
from detector.markup.fields import Field, Style, json_fields, toml_fields, yaml_fields
from detector.prose import Builder, Mark

TITLE = "title"
FIELDS = frozenset((TITLE, "description", "summary", "excerpt"))
GROUPS = frozenset("facebook og opengraph params seo social twitter".split())
"""Mappings whose fields count as well."""

_FENCES = {"---": re.compile(r"^(?:---|\.\.\.)[ \t\r]*$", re.MULTILINE)}
_FENCES["+++"] = re.compile(r"^\+\+\+[ \t\r]*$", re.MULTILINE)
_OPENING = re.compile(r"(---|\+\+\+)[ \t\r]*\n(?=(?:[ \t\r]*\n|[ \t]*#[^\n]*\n)*+[^\n]*[:=\]])")
_OBJECT = re.compile(r"\{\s*+[\"}]")
_LINE = re.compile(r"[ \t]*+([^\r\n]*+)()(\r\n|\r|\n)?")
_CONTINUED = re.compile(r"[ \t]*+((?:\\[^\r\n]|[^\\\r\n])*+)(\\?)(\r\n|\r|\n)?")
"""A line of a string with escapes; a backslash at its end joins it to the next."""
_ESCAPES = {
    Style.AS_IS: None,
    Style.DOUBLED: re.compile("''"),
    Style.ESCAPED: re.compile(
        r"\\(?:x[0-9a-fA-F]{2}|u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}"
        r"|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|.)"
    ),
}
_CODES = "\0\a\b\x1b\f\n\r\t\v\x85\xa0\u2028\u2029"
_LETTERS = dict(zip("0abefnrtvN_LP", _CODES, strict=True))


def take(builder: Builder, text: str) -> int:
    """Add the prose of the front matter, a block for each field, and say where it ends.

    ``text`` is the builder's source, partly masked; 0 where it has no front matter.
    """
    fields, end = _found(text)
    for field in fields:
        *groups, key = field.path
        if key in FIELDS and GROUPS.issuperset(groups):
            builder.block()
            if key == TITLE:
                builder.open(Mark.HEADING)
            _take_lines(builder, text, field)
            if key == TITLE:
                builder.close(Mark.HEADING)
    builder.block()
    return end


def _found(text: str) -> tuple[Iterable[Field], int]:
    """The fields of the front matter in order, and where it ends."""
    if opening := _OPENING.match(text):
        closing = _FENCES[opening[1]].search(text, opening.end())
        if closing:
            read = yaml_fields if opening[1] == "---" else toml_fields
            return read(text, opening.end(), closing.start()), closing.end()
    elif _OBJECT.match(text):
        return json_fields(text, 0)
    return (), 0


def _take_lines(builder: Builder, text: str, field: Field) -> None:
    """Add a string line by line, because the indentation is none of it."""
    written = text[field.start : field.stop]
    at = field.stop - len(written.lstrip())
    stop = field.start + len(written.rstrip())
    pattern = _CONTINUED if field.style is Style.ESCAPED else _LINE
    while at < stop and (line := pattern.match(text, at, stop)):
        _take_string(builder, text, *line.span(1), field.style)
        if line[3] and not line[2]:
            builder.take(*line.span(3))
        at = line.end()


def _take_string(builder: Builder, text: str, start: int, stop: int, style: Style) -> None:
    pattern = _ESCAPES[style]
    for found in pattern.finditer(text, start, stop) if pattern else ():
        take_words(builder, text, start, found.start())
        builder.decode(*found.span(), _meaning(found[0]))
        start = found.end()
    take_words(builder, text, start, stop)


def _meaning(written: str) -> str:
    """What an escape stands for; one that nobody knows, for its own letter."""
    if len(written) > 2 and written[1] in "xuU":
        if len(written) == 12:
            return bytes.fromhex(written[2:6] + written[8:]).decode("utf-16-be")
        code = int.from_bytes(bytes.fromhex(written[2:]), "big")
        return chr(code) if code < 0xD800 or 0xDFFF < code < 0x110000 else "\ufffd"
    return _LETTERS.get(written[1:], written[1:])


def values(text: str) -> dict[str, str]:
    """The strings of the front matter by their keys, those inside of mappings left out."""
    fields, _ = _found(text)
    return {
        field.path[0]: _read(text[field.start : field.stop], field.style)
        for field in fields
        if len(field.path) == 1
    }


def _read(written: str, style: Style) -> str:
    pattern = _ESCAPES[style]
    return pattern.sub(lambda found: _meaning(found[0]), written) if pattern else written.strip()
