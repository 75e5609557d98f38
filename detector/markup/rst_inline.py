"""What a line of reStructuredText holds: words, and markup between them."""

from __future__ import annotations

import re

from detector.markup import addresses
from detector.prose import Builder, Mark

_BEFORE = r"""(?<![^\s'"(\[{<\-/:«“‘¡¿…‐–—\x00])"""
_AFTER = r"""(?=[\s'".,:;!?\-)\]}/\\>»”’…‐–—\x00]|\Z)"""
_ROLE = r":(?:[\w+.-]{1,40}+:){1,3}+"
# What stands first in all of them is looked for first, which is many times faster.
_INLINE = re.compile(
    rf"""
    (?=[\\`:_*|\[])
    (?: \\(?P<escaped>.)
  | (?P<literal> {_BEFORE} ``(?=\S) (?: [^`]++ | `(?!`) )*+ ``{_AFTER} )
  | {_BEFORE} (?P<role> {_ROLE} )? `(?=[^\s`]) (?P<interpreted> (?: [^`\\]++ | \\. )*+ ) `
    (?P<end> {_ROLE} | __? )?+ {_AFTER}
  | {_BEFORE} _`(?P<target> [^`\s] [^`]*+ ) `{_AFTER}
  | {_BEFORE} \*\*(?=[^\s*]) (?P<strong> (?: [^*\\]++ | \\. | \*(?!\*) )*+ ) (?<!\s) \*\*{_AFTER}
  | {_BEFORE} \*(?=[^\s*]) (?P<emphasis> (?: [^*\\]++ | \\. )*+ ) (?<!\s) \*{_AFTER}
  | {_BEFORE} (?P<substitution> \|(?=\S) [^|]*+ (?<!\s) \|_{{0,2}}{_AFTER} )
  | (?P<note> \[ (?: \d++ | \#[\w.-]*+ | \* | [A-Za-z][\w.-]*+ ) \]_{_AFTER} )
  | (?<=[^\W_]) (?P<reference> __? ) {_AFTER}
    )
    """,
    re.VERBOSE | re.DOTALL,
)
_MARKED = {"strong": Mark.EMPHASISED, "emphasis": Mark.EMPHASISED}
_WORDS = frozenset(
    "abbr dfn emphasis guilabel menuselection strong sub subscript sup superscript term title "
    "title-reference".split()
)
"""Roles of which the text is shown as it stands; others name something."""


def take(builder: Builder, text: str, start: int, stop: int) -> None:
    """Add a stretch of one paragraph."""
    for found in _INLINE.finditer(text, start, stop):
        kind = found.lastgroup or ""
        begin, end = found.span()
        if kind == "reference":
            begin = _word(text, start, begin)
        addresses.take(builder, text, start, begin)
        start = end
        if kind == "escaped":
            if not found["escaped"].isspace():
                builder.decode(begin, end, found["escaped"])
        elif found["interpreted"] is not None:
            _interpreted(builder, text, found)
        elif kind in ("literal", "substitution"):
            builder.gap()
        elif kind == "reference":
            _marked(builder, text, begin, found.start(), Mark.LINK)
        elif kind != "note":
            _marked(builder, text, *found.span(kind), _MARKED.get(kind))
    addresses.take(builder, text, start, stop)


def _word(text: str, start: int, stop: int) -> int:
    """Where the word begins that ends at an offset; signs inside it join its parts."""
    at = stop
    while at > start and (text[at - 1].isalnum() or text[at - 1] in "-._+:"):
        at -= 1
    while at < stop and not text[at].isalnum():
        at += 1
    return at


def _interpreted(builder: Builder, text: str, found: re.Match[str]) -> None:
    """Add a link, or what a role shows."""
    begin, end = found.span("interpreted")
    after = found["end"] or ""
    role = (found["role"] or after).strip(":_")
    target = text.rfind("<", begin, end) if text[end - 1] == ">" else -1
    words = end if target < 0 else begin + len(text[begin:target].rstrip())
    if after.startswith("_") or (role and begin < words < end):
        _marked(builder, text, begin, words, Mark.LINK)
    elif role.rpartition(":")[2] in _WORDS:
        _marked(builder, text, begin, words, Mark.EMPHASISED)
    else:
        # A name, or text without a role, which most take for code.
        builder.gap()


def _marked(builder: Builder, text: str, start: int, stop: int, mark: Mark | None) -> None:
    """Add words in which only backslashes mean something."""
    if mark:
        builder.open(mark)
    while (at := text.find("\\", start, stop)) >= 0:
        addresses.take(builder, text, start, at)
        start = min(at + 2, stop)
        if start - at == 2 and not text[at + 1].isspace():
            builder.decode(at, start, text[at + 1])
    addresses.take(builder, text, start, stop)
    if mark:
        builder.close(mark)
