"""Tables of the presumed originals: how likely they are, and what putting them back would do.

Both ask for the author's text: a finding that is longer or shorter than the gold span is wrong.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tests.quality.outcomes import Outcome
from tests.quality.scorer import equal, restores
from tests.quality.tables import Cell, Table
from tests.quality.verdicts import reliability_table

THRESHOLDS = (0.5, 0.6, 0.7, 0.8, 0.9, 0.95)


def first_originals(outcomes: Sequence[Outcome]) -> tuple[list[float], list[bool]]:
    """Probability of each first original whose finding is a gold span, and whether it is right."""
    found = [
        (p.certainty, restores(p, o.gold))
        for o in outcomes
        for p in o.predictions
        if any(equal(p, span) and span.original is not None for span in o.gold)
    ]
    return [certainty for certainty, _ in found], [right for _, right in found]


def originals_reliability(name: str, outcomes: Sequence[Outcome]) -> Table:
    """Reliability of the first original's probability, on findings that are gold spans."""
    title = f"Reliability of the first original: {name}"
    return reliability_table(title, *first_originals(outcomes))


def changes(outcomes: Sequence[Outcome], threshold: float) -> tuple[int, int]:
    """How many findings would be undone from a threshold on, and how many of these rightly."""
    verdicts = [
        restores(p, o.gold)
        for o in outcomes
        for p in o.predictions
        if p.originals and p.confidence * p.certainty >= threshold
    ]
    return len(verdicts), sum(verdicts)


def restore_table(
    spun: Mapping[str, Sequence[Outcome]], clean: Mapping[str, Sequence[Outcome]]
) -> Table:
    """What putting the originals back would mend in spun documents and spoil in clean ones."""
    columns = ["threshold"]
    for name in spun:
        columns += [f"{name}: {cell}" for cell in ("changes", "right", "mended")]
    columns += [f"{name}: changes" for name in clean]
    rows = []
    for threshold in THRESHOLDS:
        cells: list[Cell] = [f"{threshold:.2f}"]
        for outcomes in spun.values():
            count, right = changes(outcomes, threshold)
            planted = sum(len(o.gold) for o in outcomes)
            cells += [count, right / count if count else None, right / planted]
        cells += [changes(outcomes, threshold)[0] for outcomes in clean.values()]
        rows.append(tuple(cells))
    words = ", ".join(f"{sum(o.words for o in group)} {name}" for name, group in clean.items())
    note = (
        "The threshold is on the probability that a finding was planted times that of its first"
        " original. Right: share of the changes that give the author's text back; mended: share of"
        f" the planted spans that they undo. Clean words: {words}."
    )
    return Table("Putting the originals back", tuple(columns), tuple(rows), (note,))
