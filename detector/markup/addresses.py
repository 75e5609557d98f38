"""What of running text is no prose: addresses, names of emoji, and what was masked before."""

from __future__ import annotations

import re

from detector.prose import GAP, Builder

_ADDRESS = re.compile(
    rf"""
      {GAP}++
    | (?<![^\W_]) (?: (?:https?|ftp)://  | www\.(?=\w) | mailto: ) [^\s<>"«»“”{GAP}]*+
    | (?<![\w.+-]) [\w.+-]++ @ [\w-]++ (?: \.[\w-]++ )++
    | (?<![\w:]) : [a-z][a-z0-9_+-]{{1,40}}+ : (?![\w:])
    """,
    re.VERBOSE,
)
_SIGN = re.compile(rf"(?=[@:w{GAP}])(?:[@{GAP}]|://|www\.|(?<=mailto):|(?<![\w:]):[a-z])")
"""What each of them has, and which is found many times faster."""
_TRAILING = ".,;:!?)]}'’*_…"


def take(builder: Builder, text: str, start: int, stop: int) -> None:
    """Add a stretch of the source with a gap for each address; ``text`` is it, partly masked.

    Punctuation at the end of an address is the sentence's.
    """
    if not _SIGN.search(text, start, stop):
        builder.take(start, stop)
        return
    for found in _ADDRESS.finditer(text, start, stop):
        begin, end = found.span()
        if "/" in found[0] or found[0].startswith("www."):
            end = begin + len(found[0].rstrip(_TRAILING))
        builder.take(start, begin)
        builder.gap()
        start = end
    builder.take(start, stop)
