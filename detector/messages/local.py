"""Texts put together as a language writes numbers; English needs none of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from string import Formatter


def put(template: str, parts: Sequence[object], number: Callable[[str], str]) -> str:
    """A template with parts in its places, numbers among them rewritten by ``number``."""
    return _Local(number).vformat(template, parts, {})


class _Local(Formatter):
    def __init__(self, number: Callable[[str], str]) -> None:
        self._number = number

    def format_field(self, value: object, format_spec: str) -> str:
        """A part as its place wants it."""
        shown = format(value, format_spec)
        return self._number(shown) if isinstance(value, int | float) else shown
