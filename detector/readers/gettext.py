"""Catalogues of gettext: the translations, each a block of its own.

What is translated (``msgid``) is in another language and not read. Neither are entries marked as
fuzzy, which are guesses that no program shows, obsolete ones (``#~``), and the header, the
translation of nothing. Placeholders such as ``%s``, ``%(name)s`` and ``{name}`` are gaps.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from detector.prose import Builder

if TYPE_CHECKING:
    import re

    from detector.prose import Prose

SUFFIXES = (".po", ".pot")

_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "a": "\a", "b": "\b", "f": "\f", "v": "\v"}


def prose(text: str) -> Prose:
    """The translations of a catalogue; lines that mean nothing are passed over."""
    builder = Builder(text)
    fuzzy = fuzzy_next = titled = False
    keyword = ""
    for line in _lines().finditer(text):
        if line["string"] is None:
            # What an obsolete entry is said to be holds for no other.
            fuzzy_next = not line["obsolete"] and (fuzzy_next or "fuzzy" in line["flags"])
            continue
        if line["keyword"]:
            previous, keyword = keyword, line["keyword"]
            if keyword == "msgctxt" or (keyword == "msgid" and previous != "msgctxt"):
                fuzzy, fuzzy_next = fuzzy_next, False
                titled = keyword == "msgctxt"
            elif keyword.startswith("msgstr"):
                builder.block()
        if keyword == "msgid":
            titled = titled or bool(line["string"])
        elif keyword.startswith("msgstr") and titled and not fuzzy:
            _take(builder, text, *line.span("string"))
    return builder.prose()


def _take(builder: Builder, text: str, start: int, stop: int) -> None:
    """Add a string of a translation: escapes decoded, without its tags and placeholders."""
    from detector.markup.entities import reference
    from detector.markup.tags import BLOCKS

    at = start
    for found in _special().finditer(text, start, stop):
        begin, end = found.span()
        builder.take(at, begin)
        at = end
        kind = found.lastgroup
        if kind == "escape":
            builder.decode(begin, end, _ESCAPES.get(found["escape"], found["escape"]))
        elif kind == "reference":
            decoded, length = reference(found[0])
            builder.decode(begin, end, decoded if length == end - begin else found[0])
        elif kind != "tag":
            builder.gap()
        elif found["tag"].lower() in BLOCKS or found["tag"].lower() == "br":
            builder.block()
    builder.take(at, stop)


@cache
def _lines() -> re.Pattern[str]:
    import re

    return re.compile(
        r"""
        (?<![^\r\n]) [\ \t]*+
        (?: \# (?: (?P<obsolete>~) | , (?P<flags>[^\r\n]*+) )
          | (?P<keyword> msgctxt | msgid_plural | msgid | msgstr (?: \[ \d{1,3} \] )? )?+ [\ \t]*+
            " (?P<string> (?: [^"\\\r\n]++ | \\[^\r\n] )*+ ) " [\ \t]*+ (?= [\r\n] | \Z )
        )
        """,
        re.VERBOSE,
    )


@cache
def _special() -> re.Pattern[str]:
    import re

    return re.compile(
        r"""
        \\ (?: [0-7]{1,3} | x[0-9a-fA-F]{1,2} | (?P<escape>.) )
      | % (?: \( [^()\s"]{1,80}+ \) )? (?: \d{1,2}\$ )? [-+\#0']*+ (?: \d{1,9}+ | \* )?
          (?: \. (?: \d{1,9}+ | \* ) )? (?: hh? | ll? | [Lqjzt] )? [diouxXeEfFgGaAcsp@]
      | % (?: L?\d{1,2} | n\b )
      | \{\{ [^{}]{0,80}+ \}\} | [%$]? \{ [^{}\s]{0,80}+ \}
      | </? (?P<tag>[A-Za-z][A-Za-z0-9]*+) (?: [^<>\\]++ | \\. )*+ >
      | (?P<reference> & (?: \#\d{1,7} | \#[xX][0-9a-fA-F]{1,6} | [A-Za-z][A-Za-z0-9]{1,30}+ ) ; )
        """,
        re.VERBOSE | re.DOTALL,
    )
