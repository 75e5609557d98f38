"""Print the quality tables: spans, false alarms, originals, document scores.

Run as ``python -m tests.quality.measure``; ``--articles`` adds the two reference articles, which
are read once at the end of a change and never tuned on.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Sequence

import click

from detector import Detector, Report
from seeds import corpora
from seeds.gold import GoldDocument, GoldSpan, article, fixtures
from seeds.samples import samples
from tests.quality.intervals import upper_bound
from tests.quality.spans import Spans, compare

Check = Callable[[str], Report]


def spans_table(groups: Iterable[tuple[str, Sequence[GoldDocument]]], check: Check) -> None:
    """Recall, precision and originals per group of documents, and in sum."""
    print("| documents | core | recall | precision | F1 | false | top-1 | top-3 | words |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- | --- |")
    for name, documents in groups:
        total = Spans()
        for document in documents:
            total = total.plus(compare(document, check(document.text)))
        print(total.row(name))


def alarms_table(groups: Iterable[tuple[str, Iterable[str]]], check: Check, shown: int) -> None:
    """False findings per 1,000 words of clean text, with the words they were measured on."""
    print("| clean text | false | words | per 1,000 | 95 % upper | suspect | spun | documents |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- |")
    for name, texts in groups:
        alarms = words = suspect = spun = count = 0
        examples = []
        for text in texts:
            report = check(text)
            count += 1
            words += report.words
            alarms += len(report.findings)
            suspect += report.verdict.value == "suspect"
            spun += report.verdict.value == "spun"
            examples += [
                f"{f.text}<{f.originals[0].text}:{f.confidence:.2f}" for f in report.findings
            ]
        rate, top = 1000 * alarms / words, 1000 * upper_bound(alarms) / words
        print(
            f"| {name} | {alarms} | {words} | {rate:.2f} | {top:.2f} | {suspect} | {spun} |"
            f" {count} |"
        )
        if shown and examples:
            print("  " + ", ".join(examples[:shown]))


def simulated(limit: int) -> list[tuple[str, list[GoldDocument]]]:
    """Spins of the corpora's test blocks, by intensity of spinning."""
    groups: dict[str, list[GoldDocument]] = {}
    limits = dict.fromkeys(corpora.names(), limit)
    for sample in samples("test", seed=77, limits=limits):
        words = max(1, len(sample.text.split()))
        rate = 1000 * len(sample.spans) / words
        name = "under 5 in 1,000" if rate < 5 else "5 to 20" if rate < 20 else "20 and more"
        spans = tuple(
            GoldSpan(s.start, s.end, s.surface, s.original, s.kind, "core") for s in sample.spans
        )
        if spans:
            document = GoldDocument(sample.corpus, sample.text, "spun", spans)
            groups.setdefault(f"simulated, {name}", []).append(document)
    return sorted(groups.items())


@click.command()
@click.option("--articles", is_flag=True, help="Add the two reference articles.")
@click.option("--examples", default=0, help="False findings to show per register.")
@click.option("--lines", default=400, help="Lines per corpus to spin.")
@click.option("--clean-lines", default=8000, help="Lines per corpus to measure alarms on.")
@click.option("--corpora/--no-corpora", "with_corpora", default=True)
def main(articles: bool, examples: int, lines: int, clean_lines: int, with_corpora: bool) -> None:
    """Print the tables as Markdown."""
    check = Detector().check
    spun = list(fixtures("spun"))
    groups = [("spun fixtures", spun), *((d.name, [d]) for d in spun)]
    if with_corpora:
        groups += simulated(lines)
    if articles:
        groups += [(f"article {n}", [article(n)]) for n in ("000", "002")]
    spans_table(groups, check)
    print()
    clean = [(k, [d.text for d in fixtures(k)]) for k in ("clean", "hard_negatives")]
    alarms_table(clean, check, examples)
    if with_corpora:
        limit = max(1, clean_lines // corpora.LINES_PER_DOCUMENT)
        blocks = (
            (name, (t for t, _ in zip(corpora.documents(name, "test"), range(limit), strict=False)))
            for name in corpora.names()
        )
        print()
        alarms_table(blocks, check, examples)


if __name__ == "__main__":
    sys.exit(main())
