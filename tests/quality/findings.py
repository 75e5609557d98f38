"""Tables of what was found: in spun documents what is there, in clean ones what is not."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from seeds.spinner import Family
from tests.quality.counts import f1, precision, recall, top_1, top_3, total
from tests.quality.intervals import bootstrap, upper_bound
from tests.quality.outcomes import Outcome
from tests.quality.scorer import score, spans_table
from tests.quality.simulated import Setting
from tests.quality.tables import Cell, Table

FIGURES = {"precision": precision, "recall": recall, "F1": f1, "top-1": top_1, "top-3": top_3}
ALARMED = ("suspect", "spun")
UNSUPPORTED = "unsupported"


def fixtures_table(title: str, outcomes: Sequence[Outcome]) -> Table:
    """Spans by grade and by kind of documents with gold that a person wrote."""
    words = sum(o.words for o in outcomes)
    note = (
        f"{len(outcomes)} documents, {words} words, {_verdicts(outcomes, (UNSUPPORTED,))}"
        " unsupported. By grade, findings on spans of the other grade are left aside; by kind,"
        " precision is that of the findings named so."
    )
    return spans_table(title, [o.pair for o in outcomes], (note,))


def simulated_table(
    groups: Mapping[Setting, Sequence[Outcome]], trained: Iterable[Family], seed: int
) -> Table:
    """Spans of simulated spins, by thesaurus family and intensity, with intervals."""
    learned = set(trained)
    rows = []
    for setting, outcomes in groups.items():
        if not outcomes:
            continue
        counts = [score(*o.pair) for o in outcomes]
        figures = (bootstrap(counts, figure, seed) for figure in FIGURES.values())
        rows.append(
            (
                setting.family,
                "yes" if setting.family in learned else "no",
                f"{setting.intensity:.0%}",
                len(outcomes),
                _verdicts(outcomes, (UNSUPPORTED,)),
                sum(o.words for o in outcomes),
                total(counts).gold,
                *figures,
            )
        )
    columns = ("family", "trained on", "intensity", "documents", UNSUPPORTED, "words", "gold")
    note = (
        "Test blocks of all corpora; spans by overlap; in brackets the 95 % interval by bootstrap"
        " over documents. Unsupported documents count as documents in which nothing was found."
    )
    return Table("Simulated spins", (*columns, *FIGURES), tuple(rows), (note,))


def alarms_table(
    groups: Mapping[str, Sequence[Outcome]],
    registers: Mapping[str, str],
    examples: int,
    left_out: Collection[str] = (),
) -> Table:
    """False findings per 1,000 words of clean text, with the words they were measured on.

    ``left_out`` are the corpora that training did without.
    """
    rows: list[tuple[Cell, ...]] = []
    notes = []
    for name, outcomes in groups.items():
        words = sum(o.words for o in outcomes)
        found = [p for o in outcomes for p in o.predictions]
        counts = (*(_verdicts(outcomes, (v,)) for v in (*ALARMED, UNSUPPORTED)), len(outcomes))
        rate, top = 1000 * len(found) / words, 1000 * upper_bound(len(found)) / words
        of = registers.get(name, "")
        trained = ("no" if name in left_out else "yes") if of else ""
        rows.append((name, of, trained, len(found), words, rate, top, *counts))
        if examples and found:
            notes.append(f"{name}: " + ", ".join(_quoted(outcomes)[:examples]))
    columns = (
        "clean text",
        "register",
        "trained on",
        "false",
        "words",
        "per 1,000",
        "95 % upper bound",
    )
    return Table(
        "False findings", (*columns, *ALARMED, UNSUPPORTED, "documents"), tuple(rows), tuple(notes)
    )


def _verdicts(outcomes: Iterable[Outcome], verdicts: Sequence[str]) -> int:
    return sum(o.verdict in verdicts for o in outcomes)


def _quoted(outcomes: Iterable[Outcome]) -> list[str]:
    return [
        f"{o.document.text[p.start : p.end]}<{p.originals[0]}:{p.confidence:.2f}"
        for o in outcomes
        for p in o.predictions
    ]
