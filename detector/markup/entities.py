"""What stands for something else inside a line of markup: character references and templates."""

from __future__ import annotations

import re
from functools import lru_cache
from html import unescape
from html.entities import html5

from detector.markup import addresses
from detector.prose import Builder

_LONGEST = max(map(len, html5))
_SPECIAL = re.compile(
    rf"""
    & (?: \# (?: [0-9]{{1,7}}+ (?![0-9]) | [xX] [0-9a-fA-F]{{1,6}}+ (?![0-9a-fA-F]) ) ;?
        | [A-Za-z] [A-Za-z0-9]{{1,{_LONGEST}}}+ ;? )
  | \u00ad
  | \{{\{{ (?: [^{{}}]++ | \{{(?!\{{) | \}}(?!\}}) )*+ \}}\}}
  | <% (?: [^%<]++ | %(?!>) | <(?!%) )*+ %>
    """,
    re.VERBOSE,
)
"""Templates end before another begins, which keeps the search linear."""


def take(builder: Builder, text: str, start: int, stop: int) -> None:
    """Add a stretch of HTML text without tags; ``text`` is the source, perhaps partly masked.

    Character references are decoded, templates and addresses leave gaps. A soft hyphen only says
    where a word may be broken, so that the word goes on behind it.
    """
    for found in _SPECIAL.finditer(text, start, stop):
        begin, end = found.span()
        written = found[0]
        if written[0] == "&":
            decoded, length = reference(written)
            if not length:
                continue
            end = begin + length
        addresses.take(builder, text, start, begin)
        if written[0] != "&":
            if written != "\u00ad":
                builder.gap()
        elif decoded != "\u00ad":
            builder.decode(begin, end, decoded)
        start = end
    addresses.take(builder, text, start, stop)


@lru_cache(maxsize=1024)
def reference(written: str) -> tuple[str, int]:
    """What a character reference stands for, and how much of it that takes; 0 for none at all.

    As in HTML, some names do without their semicolon, and letters may follow them.
    """
    if written.startswith("&#"):
        return unescape(written), len(written)
    name = written[1:]
    for length in range(len(name), 1, -1):
        if name[:length] in html5:
            return html5[name[:length]], length + 1
    return "", 0
