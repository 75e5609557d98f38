"""JSON of which the places matter: objects and arrays as usual, strings by where they stand.

The standard library's decoder tells no positions, and what a finding needs is the place of a
string in the file.
"""

from __future__ import annotations

import json
import re
from functools import lru_cache
from typing import NamedTuple, TypeAlias

from detector.lines import line_starts, position
from detector.messages import Message
from detector.prose import Builder

_BLANKS = " \t\r\n"
_STRING = r'"((?:[^"\\\x00-\x1f]++|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*+)"'
_NUMBER = r"-?(?:(?:0|[1-9][0-9]*+)(?:\.[0-9]++)?(?:[eE][-+]?[0-9]++)?|Infinity)"
_TOKEN = re.compile(
    rf"[{_BLANKS}]*+(?:{_STRING}|([][{{}},:])|({_NUMBER}|true|false|null|NaN)(?!\w))"
)
_ESCAPE = re.compile(r"\\u[dD][89abAB]..\\u[dD][c-fC-F]..|\\u....|\\.", re.DOTALL)
MAX_DEPTH = 100
"""Deeper nesting is refused; notebooks have some ten levels, their outputs a few more."""


class String(NamedTuple):
    """A string, by where it starts and stops between its quotation marks."""

    start: int
    stop: int


Value: TypeAlias = "dict[str, Value] | list[Value] | String | None"
"""What a JSON text holds; numbers, true, false and null are all None here."""


def parse(text: str) -> Value:
    """The value of a JSON text, which may say NaN and Infinity as Python does.

    ValueError with line and column where it is none, or nested too deep.
    """
    scanner = _Scanner(text)
    value = scanner.value(0)
    scanner.finish()
    return value


def decode(builder: Builder, text: str, string: String) -> None:
    """Add what a string stands for; half of a surrogate pair becomes U+FFFD."""
    at = string.start
    for found in _ESCAPE.finditer(text, string.start, string.stop):
        builder.take(at, found.start())
        builder.decode(*found.span(), _meaning(found[0]))
        at = found.end()
    builder.take(at, string.stop)


@lru_cache(maxsize=1024)
def _meaning(escape: str) -> str:
    decoded: str = json.loads(f'"{escape}"')
    return "\ufffd" if "\ud800" <= decoded <= "\udfff" else decoded


class _Scanner:
    """Reads one value after another."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self._token = 0
        """Where the last token was looked for."""

    def value(self, depth: int) -> Value:
        """The value that comes next."""
        return self._value(self._next(), depth)

    def finish(self) -> None:
        """Refuse anything but white space."""
        self._token = self._at
        if self._text[self._at :].strip(_BLANKS):
            raise self._error(Message("more than one JSON value"))

    def _value(self, token: re.Match[str], depth: int) -> Value:
        if depth > MAX_DEPTH:
            raise self._error(Message("nested deeper than {} levels", MAX_DEPTH))
        if token[2] == "{":
            return self._object(depth + 1)
        if token[2] == "[":
            return self._array(depth + 1)
        if token[2]:
            raise self._error(Message("a JSON value is missing"))
        return None if token[3] else String(*token.span(1))

    def _object(self, depth: int) -> dict[str, Value]:
        found: dict[str, Value] = {}
        token = self._next()
        if token[2] == "}":
            return found
        while True:
            if token[1] is None:
                raise self._error(Message("the name of a JSON member is missing"))
            name: str = json.loads(f'"{token[1]}"')
            self._expect(":")
            found[name] = self.value(depth)
            if self._expect(",}") == "}":
                return found
            token = self._next()

    def _array(self, depth: int) -> list[Value]:
        found: list[Value] = []
        token = self._next()
        if token[2] == "]":
            return found
        while True:
            found.append(self._value(token, depth))
            if self._expect(",]") == "]":
                return found
            token = self._next()

    def _expect(self, signs: str) -> str:
        sign = self._next()[2]
        if not sign or sign not in signs:
            raise self._error(Message("expected one of {}", " ".join(signs)))
        return sign

    def _next(self) -> re.Match[str]:
        self._token = self._at
        token = _TOKEN.match(self._text, self._at)
        if token is None:
            raise self._error(Message("not valid JSON"))
        self._at = token.end()
        return token

    def _error(self, wrong: Message) -> ValueError:
        blank = self._text[self._token :]
        at = self._token + len(blank) - len(blank.lstrip(_BLANKS))
        line, column = position(line_starts(self._text), at)
        return ValueError(Message("{} at line {}, column {}", wrong, line, column))
