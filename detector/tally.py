"""What a run has seen, counted: for the exit status, the closing line and the statistics."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from detector.formats import Checked, Failed, Result
from detector.messages import Plural, Text
from detector.report import Severity, Verdict
from detector.terminal import Page
from detector.wording import SEVERITIES, VERDICTS

CHECKED = Plural(Text("Checked {:,} document"), Text("Checked {:,} documents"))
UNREAD = Plural(Text("Could not read {:,} file."), Text("Could not read {:,} files."))
BY_VERDICT = {
    Verdict.CLEAN: Plural(Text("{:,} clean"), Text("{:,} clean")),
    Verdict.SUSPECT: Plural(Text("{:,} suspect"), Text("{:,} suspect")),
    Verdict.SPUN: Plural(Text("{:,} spun"), Text("{:,} spun")),
    Verdict.UNSUPPORTED: Plural(Text("{:,} unsupported"), Text("{:,} unsupported")),
}
BY_SEVERITY = {
    Severity.NOTE: Plural(Text("{:,} note"), Text("{:,} notes")),
    Severity.WARNING: Plural(Text("{:,} warning"), Text("{:,} warnings")),
    Severity.ERROR: Plural(Text("{:,} error"), Text("{:,} errors")),
}


Section = tuple[str, Sequence[tuple[str, int]]]
"""A heading, and counts by name."""


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

    def closing(self, page: Page) -> str:
        """One line about all documents; empty where there were none."""
        if not self.verdicts and not self.failed:
            return ""
        count = page.counted
        checked = count(self.verdicts.total(), CHECKED)
        by_verdict = ", ".join(
            count(self.verdicts[each], BY_VERDICT[each]) for each in Verdict if self.verdicts[each]
        )
        if by_verdict:
            checked = f"{checked} ({by_verdict})"
        by_severity = ", ".join(
            count(self.severities[each], BY_SEVERITY[each])
            for each in reversed(Severity)
            if self.severities[each]
        )
        found = by_severity or page.say("no findings")
        line = page.say("{}: {}.", checked, found)
        return f"{line} {count(self.failed, UNREAD)}" if self.failed else line

    def statistics(self, page: Page) -> str:
        """A table of the counts, one heading for each of documents, severities and rules."""
        return table(self.sections(page), page)

    def record(self) -> dict[str, int | dict[str, int]]:
        """The counts as plain values; all verdicts and severities, and the rules that spoke."""
        return {
            "documents": self.verdicts.total(),
            "failed": self.failed,
            "words": self.words,
            "findings": self.severities.total(),
            "verdicts": {each.value: self.verdicts[each] for each in Verdict},
            "severities": {each.value: self.severities[each] for each in reversed(Severity)},
            "rules": dict(by_count(self.rules)),
        }

    @classmethod
    def of(cls, record: Mapping[str, Any]) -> Tally:
        """The counts that a record has."""
        return cls(
            failed=record["failed"],
            words=record["words"],
            verdicts=Counter({Verdict(name): count for name, count in record["verdicts"].items()}),
            severities=Counter(
                {Severity(name): count for name, count in record["severities"].items()}
            ),
            rules=Counter(record["rules"]),
        )

    def sections(self, page: Page) -> list[Section]:
        """The counts under their headings."""
        say = page.say
        documents = [(say(VERDICTS[each]), self.verdicts[each]) for each in Verdict]
        if self.failed:
            documents.append((say("not read"), self.failed))
        findings = [(say(SEVERITIES[each]), self.severities[each]) for each in reversed(Severity)]
        return [
            (say("Documents"), documents),
            (say("Findings"), findings),
            (say("Rules"), by_count(self.rules)),
        ]


def table(sections: Sequence[Section], page: Page) -> str:
    """Counts by name under headings; one without counts is left out."""
    lines = []
    width = max(len(name) for _, rows in sections for name, _ in rows)
    for heading, rows in sections:
        if rows:
            lines.append(f"{heading}\n")
        for name, number in rows:
            lines.append(f"  {name:<{width}}  {page.say('{:,}', number):>9}\n")
    return "".join(lines)


def by_count(counts: Counter[str]) -> list[tuple[str, int]]:
    """What was counted, from the most frequent, then by name."""
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))


def closed(
    results: Iterable[Result], say: Callable[[Checked], Iterable[str]], page: Page
) -> Iterator[str]:
    """What is said of each document as it comes, then one line about all of them."""
    tally = Tally()
    for result in results:
        tally.count(result)
        if isinstance(result, Checked):
            yield from say(result)
    closing = tally.closing(page)
    if closing:
        yield closing + "\n"
