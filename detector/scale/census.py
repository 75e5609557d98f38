"""What a run over a collection has seen: counts for people and programs, and what was dropped."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from detector.formats import Checked, Failed
from detector.messages import Message, Text
from detector.scale.records import Row
from detector.tally import Section, Tally, by_count, table
from detector.terminal import Page, visible

BINS = 10
RANGE = Text("{:.1f} to {:.1f}")
_PLACE = re.compile(r"\{[^{}]*\}")


def _bins() -> list[int]:
    return [0] * BINS


@dataclass(slots=True)
class Census:
    """Counts of rows, by what became of them.

    ``scores`` and ``qualities`` are counts of documents by tenths, ``reasons`` of rows that were
    dropped or not read, each by all that speaks against it: parts of the condition, and messages
    with the places for what differs from row to row.
    """

    tally: Tally = field(default_factory=Tally)
    written: int = 0
    dropped: int = 0
    reasons: Counter[str] = field(default_factory=Counter)
    languages: Counter[str] = field(default_factory=Counter)
    scores: list[int] = field(default_factory=_bins)
    qualities: list[int] = field(default_factory=_bins)

    def fail(self, row: Row, problem: str) -> None:
        """Count a row that could not be read, written or checked."""
        self.tally.count(Failed(row.place.path, problem))
        # With its figures, every row would be a reason of its own.
        self.reasons[problem.template if isinstance(problem, Message) else problem] += 1

    def count(self, checked: Checked) -> None:
        """Count a document that was checked."""
        report = checked.report
        self.tally.count(checked)
        self.languages[report.language or "unknown"] += 1
        for value, bins in ((report.score, self.scores), (report.quality, self.qualities)):
            if value is not None:
                bins[min(int(value * BINS), BINS - 1)] += 1

    def drop(self, reasons: Sequence[str]) -> None:
        """Count a document that was checked and is not to be kept."""
        self.dropped += 1
        self.reasons.update(reasons)

    def record(self) -> dict[str, Any]:
        """The counts as plain values."""
        return {
            **self.tally.record(),
            "written": self.written,
            "dropped": self.dropped,
            "reasons": dict(by_count(self.reasons)),
            "languages": dict(by_count(self.languages)),
            "scores": self.scores,
            "qualities": self.qualities,
        }

    @classmethod
    def of(cls, record: Mapping[str, Any]) -> Census:
        """The counts that a record has."""
        return cls(
            Tally.of(record),
            record["written"],
            record["dropped"],
            Counter(record["reasons"]),
            Counter(record["languages"]),
            list(record["scores"]),
            list(record["qualities"]),
        )

    def statistics(self, page: Page) -> str:
        """A table of the counts."""
        rows: Section = (
            page.say("Rows"),
            [
                (page.say("written"), self.written),
                (page.say("dropped"), self.dropped),
                (page.say("words"), self.tally.words),
            ],
        )
        sections = [
            rows,
            *self.tally.sections(page),
            (page.say("Reasons"), self._reasons(page)),
            (page.say("Languages"), by_count(self.languages)),
            (page.say("Scores"), _distribution(self.scores, page)),
            (page.say("Quality"), _distribution(self.qualities, page)),
        ]
        return table(sections, page)

    def _reasons(self, page: Page) -> list[tuple[str, int]]:
        """Reasons as they may be shown, without the figures that they are said with."""
        return [
            (_PLACE.sub("…", visible(page.messages.say(reason), page.encoding)), count)
            for reason, count in by_count(self.reasons)
        ]


def _distribution(bins: list[int], page: Page) -> list[tuple[str, int]]:
    if not any(bins):
        return []
    return [(page.say(RANGE, i / BINS, (i + 1) / BINS), count) for i, count in enumerate(bins)]
