"""From bytes to code points: parsers written in other languages count the former."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import accumulate

_WIDE = re.compile("[^\x00-\x7f]")


class Offsets:
    """Code point offsets of a text from offsets in its UTF-8, in logarithmic time each."""

    def __init__(self, text: str) -> None:
        wide = [] if text.isascii() else list(_WIDE.finditer(text))
        extra = [0, *accumulate(_extra(match[0]) for match in wide)]
        self._extra = extra
        self._after = [m.end() + more for m, more in zip(wide, extra[1:], strict=True)]

    def __call__(self, offset: int) -> int:
        """The code point offset of a byte offset between two characters."""
        return offset - self._extra[bisect_right(self._after, offset)]


def _extra(char: str) -> int:
    """Bytes of a character beyond the first."""
    return 1 if char < "\u0800" else 2 if char < "\U00010000" else 3
