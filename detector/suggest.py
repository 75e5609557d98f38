"""What somebody may have meant who wrote a name that does not exist."""

from __future__ import annotations

from collections.abc import Iterable

from detector.messages import Message


def nearest(written: object, known: Iterable[str]) -> str:
    """The known name that is most like the written one, empty where none is like it."""
    # Imported when somebody has gone wrong.
    from difflib import get_close_matches

    close = get_close_matches(str(written)[:80].lower().replace("_", "-"), tuple(known), 1)
    return close[0] if close else ""


def hinted(message: Message, written: object, known: Iterable[str]) -> Message:
    """What is wrong, and the known name that may have been meant."""
    close = nearest(written, known)
    return Message("{}; did you mean “{}”?", message, close) if close else message


def one_of(names: Iterable[str]) -> Message:
    """An enumeration: one of a, b or c."""
    *rest, last = names
    return Message("one of {} or {}", ", ".join(rest), last) if rest else Message("{}", last)
