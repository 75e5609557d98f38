"""What a line of AsciiDoc holds: words, and markup between them.

No alternative looks past the next sign of its own kind, which keeps the search linear.
"""

from __future__ import annotations

import re

from detector.markup import addresses
from detector.markup.entities import reference
from detector.prose import Builder, Mark

# What stands first in all of them is looked for first, which is many times faster.
_INLINE = re.compile(
    r"""
    (?=[\\"'`+:<(\[{&*_\#^~])
    (?: \\(?P<escaped> [*_`\#^~{<\[+'"|] )
  | "` (?=\S) (?P<quoted> [^`]++ ) `" | '` (?=\S) (?P<lone_quoted> [^`]++ ) `'
  | (?P<code> `` (?=\S) (?: [^`]++ | `(?!`) )*+ ``
      | (?<![\w`]) ` (?=[^\s`]) [^`]*+ (?<!\s) ` (?![\w`])
      | \+\+\+?+ (?=\S) (?: [^+]++ | \+(?!\+) )*+ \+\+\+?+
      | (?<![\w+]) \+ (?=[^\s+]) [^+]*+ (?<!\s) \+ (?![\w+]) )
  | (?P<macro> (?<=[a-z\d]) :
      (?: // [^\s<>\[\]"«»]++ | (?! [:\s] | // ) (?P<target> [^\s<>\[\]"«»]{0,300}+ ) (?=\[) )
      (?: \[ (?P<content> (?: [^\[\]\\]++ | \\. )*+ ) \] )?+ )
  | (?P<crossing> << [^<>,]{1,200}+ (?: ,[ ]*+ (?P<label> [^<>]*+ ) )? >> )
  | \(\( (?P<term> [^()]++ ) \)\)
  | (?P<nothing> \(\(\( [^()]*+ \)\)\) | \[\[ [^\[\]]*+ \]\] | \[ [\w.\#%-]{1,60}+ \] (?=[\#*_`])
      | (?<=[ ]) \+ (?= [ \t]* (?: [\r\n] | \Z ) ) )
  | \{ (?P<attribute> [\w:@.-]{1,80}+ ) \}
  | (?P<reference> & (?: \#\d{1,7} | \#[xX][\da-fA-F]{1,6} | [A-Za-z][A-Za-z\d]{1,31}+ ) ; )
  | \*\* (?=\S) (?P<strong> (?: [^*]++ | \*(?!\*) )*+ ) \*\*
  | (?<![\w*]) \* (?=[^\s*]) (?P<lone_strong> [^*]*+ ) (?<!\s) \* (?![\w*])
  | __ (?=\S) (?P<emphasis> (?: [^_]++ | _(?!_) )*+ ) __
  | (?<![\w_]) _ (?=[^\s_]) (?P<lone_emphasis> [^_]*+ ) (?<!\s) _ (?![\w_])
  | \#\# (?=\S) (?P<text> (?: [^\#]++ | \#(?!\#) )*+ ) \#\#
  | (?<![\w\#]) \# (?=[^\s\#]) (?P<lone_text> [^\#]*+ ) (?<!\s) \# (?![\w\#])
  | \^ (?P<superscript> [^\s^]{1,60}+ ) \^
  | ~ (?P<subscript> [^\s~]{1,60}+ ) ~
    )
    """,
    re.VERBOSE | re.DOTALL,
)
_MARKS = {
    **dict.fromkeys("strong lone_strong emphasis lone_emphasis".split(), Mark.EMPHASISED),
    **dict.fromkeys("quoted lone_quoted".split(), Mark.QUOTED),
}
_CHARACTERS = {"nbsp": "\u00a0", "apos": "'", "quot": '"', "rsquo": "’", "lsquo": "‘", "amp": "&"}
_LINKS = frozenset("ftp http https irc link mailto xref".split())
_NOTES = frozenset(("footnote", "footnoteref"))
_OTHERS = frozenset(
    "asciimath btn icon image indexterm indexterm2 kbd latexmath menu pass stem".split()
)
_SHOWN = re.compile(r'[ ]*+(?:"([^"]*+)"|((?:[^,]++|,(?![ ]*[\w-]+=))*+))')
"""What a link shows of what stands in its brackets: not the settings."""


def take(builder: Builder, text: str, start: int, stop: int) -> None:
    """Add a stretch of one paragraph."""
    for found in _INLINE.finditer(text, start, stop):
        kind = found.lastgroup or ""
        begin, end = found.span()
        if kind == "macro":
            begin = _name(text, start, begin)
        addresses.take(builder, text, start, begin)
        start = end
        if kind in _MARKS:
            _marked(builder, text, *found.span(kind), _MARKS[kind])
        elif kind == "macro":
            start = _macro(builder, text, begin, found)
        elif kind == "crossing":
            _shown(builder, text, *found.span("label"))
        elif kind == "escaped":
            builder.decode(begin, end, found["escaped"])
        elif kind == "reference" or found["attribute"] in _CHARACTERS:
            builder.decode(begin, end, _meaning(found[kind]))
        elif kind in ("code", "attribute"):
            builder.gap()
        elif kind != "nothing":
            take(builder, text, *found.span(kind))
    addresses.take(builder, text, start, stop)


def alternative(builder: Builder, text: str, start: int, stop: int) -> bool:
    """Add the alternative text in the brackets of an image, if there is one, as a block."""
    found = _SHOWN.match(text, start, stop)
    begin, end = found.span(found.lastindex or 0) if found else (start, start)
    if found and found[1] is None:
        end = begin + len(text[begin:end].partition(",")[0])
    if "=" in text[begin:end] or not text[begin:end].strip():
        return False
    builder.block()
    take(builder, text, begin, end)
    builder.block()
    return True


def _meaning(written: str) -> str:
    """What a character reference or the name of an attribute stands for."""
    if written[0] != "&":
        return _CHARACTERS[written]
    decoded, length = reference(written)
    return decoded if length == len(written) else written


def _name(text: str, start: int, stop: int) -> int:
    """Where the name begins that ends at an offset."""
    while stop > start and text[stop - 1].isalnum():
        stop -= 1
    return stop


def _macro(builder: Builder, text: str, begin: int, found: re.Match[str]) -> int:
    """Add what an address, a link or another macro shows; returns where it ends."""
    name = text[begin : found.start()]
    start, stop = found.span("content")
    if start < 0 and not found["target"]:
        # Punctuation at the end of an address is the sentence's.
        stop = begin + len(text[begin : found.end()].rstrip(".,;:!?)'’"))
        addresses.take(builder, text, begin, stop)
        return stop
    if not found["target"] and name not in _LINKS | _NOTES | _OTHERS:
        # Just a word with a colon.
        return begin
    if name in _NOTES and start >= 0:
        builder.block()
        take(builder, text, start, stop)
        builder.block()
    elif name == "indexterm2":
        take(builder, text, start, stop)
    elif name in _LINKS:
        _shown(builder, text, start, stop)
    elif name != "image" or start < 0 or not alternative(builder, text, start, stop):
        builder.gap()
    return found.end()


def _shown(builder: Builder, text: str, start: int, stop: int) -> None:
    """Add the text of a link, or a gap where it has none."""
    found = _SHOWN.match(text, start, stop) if start >= 0 else None
    begin, end = found.span(found.lastindex or 0) if found else (0, 0)
    end = begin + len(text[begin:end].rstrip("^ "))
    if begin < end:
        _marked(builder, text, begin, end, Mark.LINK)
    else:
        builder.gap()


def _marked(builder: Builder, text: str, start: int, stop: int, mark: Mark) -> None:
    builder.open(mark)
    take(builder, text, start, stop)
    builder.close(mark)
