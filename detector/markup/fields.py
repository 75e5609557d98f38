"""Where the fields of YAML, TOML and JSON stand, as far as front matter uses them.

The parsers of these languages tell what a value is, not where each character of it stands. Nothing
is parsed here but strings under their keys; what a front matter holds beside that is passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum
from typing import NamedTuple


class Style(Enum):
    """What a string's source has to be read for."""

    AS_IS = "as is"
    DOUBLED = "doubled quotes"
    ESCAPED = "backslash escapes"


class Field(NamedTuple):
    """A string, without its quotation marks, and the keys that lead to it."""

    path: tuple[str, ...]
    start: int
    stop: int
    style: Style


_YAML_KEY = re.compile(
    r"""
    ^ ([ ]*+) (?: "((?:[^"\\\n]|\\.)*+)" | '((?:[^'\n]|'')*+)'
                | ([^\s"'\#,\[\]{}&*!|>%@`?:-] (?:[^\n:]|:(?!\s))*+) )
    [ \t]*+ : (?=\s) [ \t]*+
    """,
    re.VERBOSE | re.MULTILINE,
)
_YAML_ESCAPED = re.compile(r'"((?:[^"\\]|\\.)*+)"', re.DOTALL)
_YAML_DOUBLED = re.compile(r"'((?:[^']|'')*+)'")
_YAML_BLOCK = re.compile(r"[|>][+\-1-9]*+[ \t]*+(?:#[^\n]*+)?\r?\n")
_YAML_COMMENT = re.compile(r"(?:^|[ \t])#")
_YAML_NOTHING = frozenset(("", "~", "null", "true", "false", "yes", "no"))
_YAML_OTHER = frozenset("[]{}&*!%@`#|>")
"""What a value begins with that is no plain string."""

MAX_DEPTH = 8
"""Objects inside each other in which a field is looked for."""

_STRINGS = r"""
    \"\"\" (?P<long> (?: \\. | (?!\"\"\") [^\\] )*+ ) "{3,5}
  | '''    (?P<raw> (?: (?!''') . )*+ ) '{3,5}
  | "      (?P<basic> (?: \\. | [^"\\\n] )*+ ) "
  | '      (?P<literal> [^'\n]*+ ) '
"""
_TOML_WORD = r"""(?:[\w-]++|"[^"\n]*+"|'[^'\n]*+')"""
_TOML = re.compile(
    rf"""
      ^[ \t]*+ (?P<key> {_TOML_WORD} (?: [ \t]*+\.[ \t]*+ {_TOML_WORD} )*+ ) [ \t]*+ = [ \t]*+
    | ^[ \t]*+ \[{{1,2}} (?P<table> [^\[\]\n]*+ ) \]{{1,2}}
    | {_STRINGS} | \#[^\n]*+ | (?P<nest>[\[{{]) | [\]}}]
    """,
    re.VERBOSE | re.DOTALL | re.MULTILINE,
)
_JSON = re.compile(r'"((?:\\.|[^"\\\n])*+)("?)|[{}\[\],:]')


def yaml_fields(text: str, start: int, stop: int) -> Iterator[Field]:
    """Strings of the top level and of the mappings right below it."""
    at, group, inner = start, "", -1
    while found := _YAML_KEY.search(text, at, stop):
        indent, key = len(found[1]), (found[2] or found[3] or found[4] or "").strip()
        if not indent:
            group, inner = key, -1
        elif inner < 0:
            inner = indent
        path = (group, key) if indent else (key,)
        field, at = _yaml_string(text, path, found.end(), stop, indent)
        if field and indent in (0, inner):
            yield field


def _yaml_string(
    text: str, path: tuple[str, ...], at: int, stop: int, indent: int
) -> tuple[Field | None, int]:
    """The string that begins at a place, if there is one, and where to go on."""
    for pattern, style in ((_YAML_ESCAPED, Style.ESCAPED), (_YAML_DOUBLED, Style.DOUBLED)):
        if found := pattern.match(text, at, stop):
            return Field(path, *found.span(1), style), found.end()
    if found := _YAML_BLOCK.match(text, at, stop):
        end = _indented(text, found.end(), stop, indent)
        return Field(path, found.end(), end, Style.AS_IS), end
    end = text.find("\n", at, stop) % (stop + 1)
    written = text[at:end]
    if comment := _YAML_COMMENT.search(written):
        written = written[: comment.start()]
    if written[:1] in _YAML_OTHER or written.strip() in _YAML_NOTHING:
        return None, end
    if comment:
        return Field(path, at, at + len(written), Style.AS_IS), end
    end = _indented(text, min(end + 1, stop), stop, indent)
    return Field(path, at, end, Style.AS_IS), end


def _indented(text: str, at: int, stop: int, indent: int) -> int:
    """Where the lines end that are blank or indented by more than a key."""
    line = rf"(?:[ ]{{{indent + 1}}}[^\n]*+(?:\n|\Z)|[ \t\r]*+\n)*+"
    found = re.compile(line).match(text, at, stop)
    return found.end() if found else at


def toml_fields(text: str, start: int, stop: int) -> Iterator[Field]:
    """Strings of all tables; those inside arrays and inline tables are passed over."""
    table: tuple[str, ...] = ()
    key: tuple[str, ...] = ()
    depth, value = 0, -1
    for found in _TOML.finditer(text, start, stop):
        kind = found.lastgroup
        if kind == "nest":
            depth += 1
        elif kind is None:
            depth -= depth > 0 and found[0] in "]}"
        elif depth:
            continue
        elif kind == "table":
            table = _words(found["table"])
        elif kind == "key":
            key, value = (*table, *_words(found["key"])), found.end()
        elif found.start() == value:
            style = Style.ESCAPED if kind in ("long", "basic") else Style.AS_IS
            yield Field(key, *found.span(kind), style)


def _words(key: str) -> tuple[str, ...]:
    return tuple(word.strip("\"'") for word in re.findall(_TOML_WORD, key))


def json_fields(text: str, start: int) -> tuple[list[Field], int]:
    """Strings of an object and of those inside it, and where it ends; 0 where it does not."""
    fields: list[Field] = []
    path: list[str] = []
    key = last = ""
    for found in _JSON.finditer(text, start):
        token = found[0]
        if token in ("{", "["):
            path.append(key)
        elif token in ("}", "]"):
            path.pop()
            if not path:
                return fields, found.end()
        elif token.startswith('"'):
            if not found[2]:
                break
            if last != ":":
                key = found[1]
            elif len(path) < MAX_DEPTH:
                fields.append(Field((*path[1:], key), *found.span(1), Style.ESCAPED))
        last = token
    return [], 0
