"""What somebody may have meant who wrote a name that does not exist."""

from __future__ import annotations

from collections.abc import Iterable


def suggestion(written: object, known: Iterable[str]) -> str:
    """``; did you mean “…”?`` where a known name is like the written one, else nothing."""
    # Imported when somebody has gone wrong.
    from difflib import get_close_matches

    close = get_close_matches(str(written)[:80].lower().replace("_", "-"), tuple(known), 1)
    return f"; did you mean “{close[0]}”?" if close else ""


def one_of(names: Iterable[str]) -> str:
    """An enumeration: one of a, b or c."""
    *rest, last = names
    return f"one of {', '.join(rest)} or {last}" if rest else last
