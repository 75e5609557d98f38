"""How costs are measured: in turn with what they are held against, as a busy machine slows both."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

import regex

ROOT = Path(__file__).resolve().parents[2]
WORD = regex.compile(r"\p{L}+")
TURNS = 3
"""The fewest that a median is taken of."""

_WATCH = """
import resource, subprocess, sys, time
start = time.perf_counter()
status = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL).returncode
seconds = time.perf_counter() - start
print(status, seconds, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""
"""Stands between: what a process has in memory counts for those that it starts."""

Act = Callable[[], object]


class Figure(NamedTuple):
    """One row of the table; without a value the detail says what is missing."""

    name: str
    value: float | None
    unit: str
    detail: str


class MissingError(Exception):
    """What a figure needs is not here; says what and where to get it."""


class Run(NamedTuple):
    """What a process took: seconds by the clock, and the most memory in MB."""

    seconds: float
    memory: float


def tokenised(texts: Sequence[str]) -> None:
    """Bare tokenising, the floor that checking is held against: all words of the texts."""
    for text in texts:
        len(WORD.findall(text))


def words(texts: Sequence[str]) -> int:
    """How many words texts have."""
    return sum(len(WORD.findall(text)) for text in texts)


def size(texts: Sequence[str]) -> int:
    """How many bytes texts have in UTF-8."""
    return sum(len(text.encode()) for text in texts)


def in_turn(acts: Sequence[Act], seconds: float) -> list[tuple[float, ...]]:
    """Seconds of processor time that each act takes, for one turn after another.

    After one turn that does not count, there are as many as fit in so many seconds, three at least.
    """
    for act in acts:
        act()
    turns: list[tuple[float, ...]] = []
    until = time.perf_counter() + seconds
    while time.perf_counter() < until or len(turns) < TURNS:
        turns.append(tuple(map(spent, acts)))
    return turns


def against_tokens(act: Act, texts: Sequence[str], seconds: float) -> tuple[float, float]:
    """How many times as long an act takes as tokenising texts, and its seconds; medians."""

    def tokens() -> None:
        tokenised(texts)

    turns = in_turn([act, tokens, tokens, tokens, tokens, tokens], seconds)
    ratio = statistics.median(own / statistics.median(base) for own, *base in turns)
    return ratio, statistics.median(own for own, *_ in turns)


def spent(act: Callable[..., object], *arguments: object) -> float:
    """Processor time of this process, in seconds."""
    start = time.process_time()
    act(*arguments)
    return time.process_time() - start


def passed(act: Callable[..., object], *arguments: object) -> float:
    """Time by the clock, in seconds."""
    start = time.perf_counter()
    act(*arguments)
    return time.perf_counter() - start


def python(arguments: Sequence[str]) -> Run:
    """Run Python on arguments; exit statuses of 0 and 1 are success, as findings are no failure."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    watched = [sys.executable, "-c", _WATCH, sys.executable, *arguments]
    done = subprocess.run(watched, env=environment, capture_output=True, text=True, check=True)
    status, seconds, memory = done.stdout.split()
    if int(status) not in (0, 1):
        raise RuntimeError(f"{arguments} ended with status {status}: {done.stderr}")
    return Run(float(seconds), float(memory) * (1 if sys.platform == "darwin" else 1024) / 1e6)
