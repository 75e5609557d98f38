"""A test of many short strings of which nearly all fail, and the same ones in text after text."""

from __future__ import annotations

from collections.abc import Callable

MAX_REMEMBERED = 4096
MAX_LENGTH = 40
"""Longer strings are tested each time."""


class Sieve:
    """Lets those strings through that pass a test, and remembers the others.

    The gaps between the words of a text are a few dozen, nearly all of them met before: what was
    refused once is left out by one difference of sets.
    """

    def __init__(self, passes: Callable[[str], object]) -> None:
        self._passes = passes
        self._refused: set[str] = set()

    def __call__(self, strings: frozenset[str]) -> frozenset[str]:
        """Those of the strings that pass."""
        new = strings - self._refused
        if not new:
            return new
        passed = frozenset(filter(self._passes, new))
        if len(self._refused) > MAX_REMEMBERED:
            self._refused = set()
        self._refused.update(s for s in new - passed if len(s) <= MAX_LENGTH)
        return passed
