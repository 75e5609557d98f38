"""False alarms of the rules that need no model, on clean text, by rule and register."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from detector.document import Document
from detector.engine import traces
from detector.host import host
from detector.messages import ENGLISH
from detector.report import Severity
from detector.rules import Rule, Trace, tracers
from tests.quality.intervals import upper_bound
from tests.quality.tables import Cell, Table

LIMIT = 0.1
"""False alarms per 1,000 words of clean text from which a rule ships as a note."""
EVERY = "all"


class Traced(NamedTuple):
    """How often each rule spoke in so many words of clean text."""

    alarms: Counter[str]
    words: int

    def plus(self, other: Traced) -> Traced:
        """The sum of two counts."""
        return Traced(self.alarms + other.alarms, self.words + other.words)

    def rate(self, rule: str) -> float:
        """Alarms per 1,000 words; ZeroDivisionError where there were none to read."""
        return 1000 * self.alarms[rule] / self.words

    def bound(self, rule: str) -> float:
        """95 % upper bound of the rate."""
        return 1000 * upper_bound(self.alarms[rule]) / self.words


def traced(texts: Iterable[str]) -> Traced:
    """What all rules find in some texts of the host language, however doubtful."""
    alarms: Counter[str] = Counter()
    words = 0
    for text in texts:
        doc = Document(text, host("fr"))
        words += len(doc)
        alarms.update(rule.name for rule, _ in traces(doc, ENGLISH))
    return Traced(alarms, words)


def loud() -> tuple[Rule[Trace], ...]:
    """The rules that may fail a check: their severity is above note."""
    return tuple(rule for rule in tracers() if rule.severity is not Severity.NOTE)


def traces_table(groups: Mapping[str, Traced], registers: Mapping[str, str]) -> Table:
    """One row for each rule and all clean text, one for each text in which it spoke."""
    every = Traced(Counter(), 0)
    for group in groups.values():
        every = every.plus(group)
    rows: list[tuple[Cell, ...]] = []
    for rule in tracers():
        for name, group in {EVERY: every, **groups}.items():
            if name == EVERY or group.alarms[rule.name]:
                counts = (group.alarms[rule.name], group.words)
                rates = (group.rate(rule.name), group.bound(rule.name))
                severity = rule.severity.value
                rows.append((rule.name, severity, name, registers.get(name, ""), *counts, *rates))
    columns = ("rule", "severity", "clean text", "register", "false", "words", "per 1,000")
    words = ", ".join(
        f"{name} {group.words:,} ({group.bound(''):.3f})" for name, group in groups.items()
    )
    note = (
        "A text without a row has no false alarm of the rule. Words of each, and the 95 % upper"
        f" bound per 1,000 where nothing was found: {words}."
    )
    title = "False alarms of rules that need no model"
    return Table(title, (*columns, "95 % upper bound"), tuple(rows), (note,))
