"""No text makes a regular expression take more than time in proportion to its length."""

from __future__ import annotations

import re
import time
from math import log

import pytest

from tests.expressions import (
    MADE,
    Adversary,
    Expression,
    adversaries,
    expressions,
    sources,
    unresolved,
)

SIZES = (60, 500, 4_000)
"""From so few characters, so that one that takes cubic time is seen soon."""
SLOW = 1e-6
"""Seconds a character from which an exponent is measured: a linear one takes a tenth of it."""
FARTHER = 8
MAX_EXPONENT = 1.5


def seconds(expression: Expression, text: str) -> float:
    """Time of this thread, which does not count what else the machine does."""
    start = time.thread_time()
    expression.work(text)
    return time.thread_time() - start


def exponent(expression: Expression, adversary: Adversary, size: int) -> float:
    """How time grows with length, from some size on; the least of several measurements count."""
    one, other = (
        min(seconds(expression, adversary.text(length)) for _ in range(3))
        for length in (size, FARTHER * size)
    )
    return log(other / one, FARTHER)


def growing(expression: Expression, most: int) -> list[tuple[Adversary, int, float]]:
    """Texts for which an expression takes more than linear time, with size and exponent."""
    found = []
    for adversary in adversaries(expression.pattern, most):
        for size in SIZES:
            if seconds(expression, adversary.text(size)) > SLOW * size:
                grown = exponent(expression, adversary, size)
                if grown > MAX_EXPONENT:
                    found.append((adversary, size, grown))
                    break
    return found


@pytest.mark.parametrize("expression", expressions(), ids=lambda each: each.place)
def test_time_is_linear(expression: Expression) -> None:
    assert growing(expression, most=3) == []


@pytest.mark.parametrize(
    ("pattern", "anchored"),
    [
        (r"[a-z]+\d", False),
        (r'"(?:[^"\\]|\\.)*"', False),
        (r"<\w[\w-]*.*>", True),
    ],
)
def test_one_that_is_not_is_found(pattern: str, *, anchored: bool) -> None:
    expression = Expression("here", re.compile(pattern), anchored)
    assert growing(expression, most=3)


def test_every_expression_of_the_package_is_found() -> None:
    assert unresolved() == set(MADE)
    written = sum(calls.imported for _, _, calls in sources())
    assert len(expressions()) >= written > 80
