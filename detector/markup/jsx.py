"""JavaScript inside MDX: which stretches are import, export, expression or component, not prose."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from typing import NamedTuple

from detector.markup.inline import FORMATTING
from detector.markup.templates import Span

_BLANK = r"\n[ \t\r]*\n"
_STRING = r"""  "[^"\n]*+" | '[^'\n]*+'  """
_SCRIPT = rf"""{_STRING} | `[^`]*+` | //[^\n]*+ | /\*(?:(?!\*/|/\*).)*+\*/"""
_TEXT = re.compile(
    rf"""
      ^ [ \t]*+ (?P<fence>```+|~~~+) [^\n]*+
      (?: .*? ^ [ \t>]*+ (?P=fence) [`~]*+ [ \t\r]*+ $ | .*+ )
    | (?<!`) (?P<ticks>`++) (?: (?!{_BLANK}) [^`] | (?!(?P=ticks)(?!`)) `++ )*+ (?P=ticks)
    | `++ | \\.
    | (?P<module> (?: \A | (?<=\n\n) | (?<=\n\r\n) | (?<=^---\n) | (?<=^---\r\n) )
                  (?:import|export) (?=[ \t{{*"']) )
    | (?P<brace> \{{ )
    | < (?P<tag> /?[A-Za-z][\w.:-]*+ | /?(?=>) )
    """,
    re.VERBOSE | re.DOTALL | re.MULTILINE,
)
_IN_TAG = re.compile(
    rf""" "[^"]*+" | '[^']*+' | (?P<brace>\{{) | (?P<end>>) | (?P<broken>{_BLANK}|<) """, re.VERBOSE
)
_IN_BRACES = re.compile(rf"{_SCRIPT} | (?P<brace>\{{) | (?P<end>\}})", re.VERBOSE | re.DOTALL)
_IN_MODULE = re.compile(
    rf"{_SCRIPT} | (?P<brace>\{{) | (?P<end>(?={_BLANK})|\Z)", re.VERBOSE | re.DOTALL
)
_KEPT = {tag for name in FORMATTING for tag in (name, f"/{name}")}
_PATTERNS = {"module": _IN_MODULE, "brace": _IN_BRACES, "tag": _IN_TAG}


def scripts(text: str, start: int = 0) -> Iterator[Span]:
    """Where MDX holds no prose, in order, from an offset on.

    That is also its fenced code, because it may be indented there. Tags that only format a few
    words are left to be read as HTML. One pass; where a brace or a tag is never closed, none of
    its kind counts from there on.
    """
    at, believed = start, {"module", "brace", "tag"}
    while found := _TEXT.search(text, at):
        at, kind = found.end(), found.lastgroup
        if kind == "fence":
            yield found.span()
        elif kind in believed:
            end = _end(text, kind, at, believed)
            at = max(at, end.stop)
            if end.lost:
                believed.discard(end.lost)
            elif end.stop and (end.scripted or found["tag"] not in _KEPT):
                yield found.start(), end.stop


class _End(NamedTuple):
    """Where something ends, 0 where nowhere, if it holds braces, what in it is never closed."""

    stop: int
    scripted: bool = False
    lost: str = ""


def _end(text: str, kind: str, at: int, believed: Container[str]) -> _End:
    """Where what begins before an offset ends; a tag ends nowhere where another begins."""
    opened, scripted = [kind], False
    while opened:
        found = _PATTERNS[opened[-1]].search(text, at)
        if not found:
            return _End(0, lost=opened[-1])
        at = found.end()
        if found.lastgroup == "brace" and "brace" in believed:
            opened.append("brace")
            scripted = True
        elif found.lastgroup == "end":
            opened.pop()
        elif found.lastgroup == "broken":
            return _End(0)
    return _End(at, scripted)
