"""A test of many short strings of which nearly all fail, and the same ones in text after text."""

from __future__ import annotations

from collections.abc import Callable

MAX_REMEMBERED = 4096
MAX_LENGTH = 40
"""Longer strings are tested each time."""


class Sieve:
    """Lets those strings through that pass a test, and remembers these and the others.

    The gaps between the words of a text are a few dozen, nearly all of them met before: what was
    refused once is left out by one difference of sets.
    """

    def __init__(self, passes: Callable[[str], object]) -> None:
        self._passes = passes
        self._refused: set[str] = set()
        self._passed: set[str] = set()

    def __call__(self, strings: frozenset[str]) -> frozenset[str]:
        """Those of the strings that pass."""
        left = strings - self._refused
        if left <= self._passed:
            return left
        new = left - self._passed
        passed = frozenset(filter(self._passes, new))
        if len(self._refused) + len(self._passed) > MAX_REMEMBERED:
            self._refused, self._passed = set(), set()
        short = {string for string in new if len(string) <= MAX_LENGTH}
        self._passed.update(short & passed)
        self._refused.update(short - passed)
        return left - (new - passed)
