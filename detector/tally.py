"""What a run has seen, counted: for the exit status, the closing line and the statistics."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from detector.formats import Checked, Failed, Result
from detector.report import Severity, Verdict
from detector.wording import count


@dataclass(slots=True)
class Tally:
    """Counts of documents by verdict, of findings by severity and rule, of words and failures.

    ``found`` says whether a finding is to fail the run.
    """

    failed: int = 0
    found: bool = False
    words: int = 0
    verdicts: Counter[Verdict] = field(default_factory=Counter)
    severities: Counter[Severity] = field(default_factory=Counter)
    rules: Counter[str] = field(default_factory=Counter)

    def count(self, result: Result, threshold: Severity | None = None) -> None:
        """Take one more result into account; from that severity on, its findings fail the run."""
        if isinstance(result, Failed):
            self.failed += 1
            return
        self.words += result.report.words
        self.verdicts[result.report.verdict] += 1
        for finding in result.report.findings:
            self.severities[finding.severity] += 1
            self.rules[finding.rule] += 1
            self.found |= threshold is not None and finding.severity.rank >= threshold.rank

    def closing(self) -> str:
        """One line about all documents; empty where there were none."""
        if not self.verdicts and not self.failed:
            return ""
        by_verdict = ", ".join(
            f"{self.verdicts[each]:,} {each}" for each in Verdict if self.verdicts[each]
        )
        by_severity = ", ".join(
            count(self.severities[each], each)
            for each in reversed(Severity)
            if self.severities[each]
        )
        line = f"Checked {count(self.verdicts.total(), 'document')}"
        line += f" ({by_verdict}): " if by_verdict else ": "
        line += f"{by_severity}." if by_severity else "no findings."
        return line + (f" Could not read {count(self.failed, 'file')}." if self.failed else "")

    def statistics(self) -> str:
        """A table of the counts, one heading for each of documents, severities and rules."""
        return "".join(self._table())

    def record(self) -> dict[str, int | dict[str, int]]:
        """The counts as plain values; all verdicts and severities, and the rules that spoke."""
        return {
            "documents": self.verdicts.total(),
            "failed": self.failed,
            "words": self.words,
            "findings": self.severities.total(),
            "verdicts": {each.value: self.verdicts[each] for each in Verdict},
            "severities": {each.value: self.severities[each] for each in reversed(Severity)},
            "rules": dict(self._by_count()),
        }

    def _table(self) -> Iterator[str]:
        sections: list[tuple[str, list[tuple[str, int]]]] = [
            ("Documents", [(each.value, self.verdicts[each]) for each in Verdict]),
            ("Findings", [(each.value, self.severities[each]) for each in reversed(Severity)]),
            ("Rules", self._by_count()),
        ]
        if self.failed:
            sections[0][1].append(("not read", self.failed))
        width = max(len(name) for _, rows in sections for name, _ in rows)
        for heading, rows in sections:
            if rows:
                yield f"{heading}\n"
            for name, number in rows:
                yield f"  {name:<{width}}  {number:>9,}\n"

    def _by_count(self) -> list[tuple[str, int]]:
        """The rules that spoke, from the most frequent, then by name."""
        return sorted(self.rules.items(), key=lambda item: (-item[1], item[0]))


def closed(results: Iterable[Result], say: Callable[[Checked], Iterable[str]]) -> Iterator[str]:
    """What is said of each document as it comes, then one line about all of them."""
    tally = Tally()
    for result in results:
        tally.count(result)
        if isinstance(result, Checked):
            yield from say(result)
    closing = tally.closing()
    if closing:
        yield closing + "\n"
