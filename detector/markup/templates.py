"""Templates inside prose: Hugo shortcodes, Liquid, Jinja, attribute lists and container fences.

They are no prose, and no markup that a Markdown parser should see: ``{{<figure a="*">}}`` is
neither HTML nor emphasis. Masked with as many gaps as they have characters, they move no offset.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from detector.prose import GAP

Span = tuple[int, int]

# A template neither holds another opening of its kind nor a blank line: that keeps what is never
# closed from taking prose away, and the search linear.
_TEMPLATE = re.compile(
    r"""
      \{\{ (?: (?! \}\} | \{\{ | \n[ \t\r]*\n ) . )*+ \}\}+
    | \{%  (?: (?! %\}  | \{%  | \n[ \t\r]*\n ) . )*+ %\}
    | \{\# (?: (?! \#\} | \{\# | \n[ \t\r]*\n ) . )*+ \#\}
    | \{[:.#] [^{}\n]*+ \}
    | ^ [ \t]*+ :{3,} [ \t]* (?: \{ [^{}\n]*+ \} | [\w-]+ )?
    """,
    re.VERBOSE | re.DOTALL | re.MULTILINE,
)
_NAME = re.compile(r"\{[{%][-<%~ \t]*(/|end)?(\w+)")
_OPAQUE = frozenset(("code", "comment", "highlight", "katex", "math", "mermaid"))
"""Paired templates that hold no prose."""


def masked(text: str, spans: Iterable[Span]) -> str:
    """A text with a gap in the place of each character of some stretches, given in order."""
    pieces, at = [], 0
    for start, stop in spans:
        if at <= start:
            pieces += [text[at:start], GAP * (stop - start)]
            at = stop
    return "".join([*pieces, text[at:]])


def templates(text: str) -> Iterator[Span]:
    """Where templates stand, in order; a pair that holds no prose is one."""
    if "{" not in text and ":::" not in text:
        return
    waiting: list[Span] = []
    opened = ""
    for found in _TEMPLATE.finditer(text):
        name = _NAME.match(found[0])
        if name and name[1] and name[2] == opened:
            yield waiting[0][0], found.end()
            waiting, opened = [], ""
        elif opened:
            waiting.append(found.span())
        elif name and not name[1] and name[2] in _OPAQUE:
            waiting, opened = [found.span()], name[2]
        else:
            yield found.span()
    yield from waiting
