"""Tables of the document score: how well it tells spun from clean, and whether it is calibrated."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tests.quality.calibration import auroc, brier, ece, reliability, tpr_at
from tests.quality.outcomes import Outcome
from tests.quality.simulated import Setting
from tests.quality.tables import Cell, Table

MIN_WORDS = 300
LIMITS = (0.01, 0.001)
"""False-positive rates at which spun documents are counted."""

Spin = tuple[Outcome, Outcome]
"""A spun document and the clean one that it was made of."""


def long(spins: Sequence[Spin]) -> list[Spin]:
    """Those of which both documents are long enough for a score to be asked of them."""
    return [pair for pair in spins if min(o.words for o in pair) >= MIN_WORDS]


def scores(spins: Sequence[Spin]) -> tuple[list[float], list[bool]]:
    """Scores of the spun and of the clean documents, and which are spun."""
    values = [spun.score for spun, _ in spins] + [clean.score for _, clean in spins]
    return values, [True] * len(spins) + [False] * len(spins)


def by_intensity(groups: Mapping[Setting, Sequence[Spin]]) -> dict[float, list[Spin]]:
    """Long documents of all thesaurus families, by intensity."""
    found: dict[float, list[Spin]] = {}
    for setting, spins in groups.items():
        found.setdefault(setting.intensity, []).extend(long(spins))
    return found


def score_table(groups: Mapping[Setting, Sequence[Spin]]) -> Table:
    """Ranking and calibration of the document score by intensity."""
    rows: list[tuple[Cell, ...]] = []
    for intensity, spins in by_intensity(groups).items():
        if not spins:
            continue
        values, labels = scores(spins)
        clean = len({clean.document.name for _, clean in spins})
        rates = (tpr_at(limit, values, labels) for limit in LIMITS)
        figures = (auroc(values, labels), *rates, brier(values, labels), ece(values, labels))
        rows.append((f"{intensity:.0%}", len(spins), clean, *figures))
    columns = ("intensity", "spun documents", "clean documents", "AUROC")
    note = (
        f"Documents of {MIN_WORDS} words and more, all families, as many spun as clean. A rate of"
        " false positives below one in as many clean documents as there are means none at all."
    )
    rates_named = (f"TPR at FPR {limit:.1%}" for limit in LIMITS)
    return Table("Document score", (*columns, *rates_named, "Brier", "ECE"), tuple(rows), (note,))


def reliability_table(title: str, values: Sequence[float], labels: Sequence[bool]) -> Table:
    """How often what was given a probability came true, in ten bins of equal mass."""
    rows = tuple(tuple(b) for b in reliability(values, labels))
    error = ece(values, labels)
    notes = () if error is None else (f"Expected calibration error {error:.3f}.",)
    return Table(title, ("count", "from", "to", "mean probability", "share true"), rows, notes)


def score_reliability(groups: Mapping[Setting, Sequence[Spin]]) -> Table:
    """Reliability of the document score, all intensities together."""
    spins = [pair for found in by_intensity(groups).values() for pair in found]
    return reliability_table("Reliability of the document score", *scores(spins))
