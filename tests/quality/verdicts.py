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
PLANTED = (1, 2, 3, 4, 6)
"""Numbers of planted words from which a row of its own begins."""

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


def against(
    spins: Sequence[Spin], clean: Sequence[Outcome]
) -> tuple[float | None, float | None, float | None]:
    """AUROC of spun documents among clean ones, and the rates at which they are told apart."""
    values = [spun.score for spun, _ in spins] + [outcome.score for outcome in clean]
    labels = [True] * len(spins) + [False] * len(clean)
    one, tenth = (tpr_at(limit, values, labels) for limit in LIMITS)
    return auroc(values, labels), one, tenth


def negatives(clean: Sequence[Outcome]) -> list[Outcome]:
    """The clean documents that are long enough."""
    return [outcome for outcome in clean if outcome.words >= MIN_WORDS]


def score_table(groups: Mapping[Setting, Sequence[Spin]], clean: Sequence[Outcome]) -> Table:
    """Ranking of the document score by intensity, among many clean documents, and calibration."""
    below = negatives(clean)
    rows: list[tuple[Cell, ...]] = []
    for intensity, spins in by_intensity(groups).items():
        if not spins:
            continue
        values, labels = scores(spins)
        figures = (*against(spins, below), brier(values, labels), ece(values, labels))
        rows.append((f"{intensity:.0%}", len(spins), len(below), *figures))
    columns = ("intensity", "spun documents", "clean documents", "AUROC")
    note = (
        f"Documents of {MIN_WORDS} words and more, all families. AUROC and rates are among all"
        " clean ones, as a handful of them would decide which score is one in a hundred; Brier and"
        " ECE with as many clean documents as spun ones, those that they were made of."
    )
    rates_named = (f"TPR at FPR {limit:.1%}" for limit in LIMITS)
    return Table("Document score", (*columns, *rates_named, "Brier", "ECE"), tuple(rows), (note,))


def by_planted(groups: Mapping[Setting, Sequence[Spin]]) -> dict[str, list[Spin]]:
    """Long documents of all families and intensities, by how many words were planted in them.

    A word that was planted in several places is one: its second place tells little more.
    """
    found: dict[str, list[Spin]] = {f"{least}": [] for least in PLANTED}
    for spins in by_intensity(groups).values():
        for spun, clean in spins:
            count = len({span.surface.lower() for span in spun.gold})
            least = max((least for least in PLANTED if least <= count), default=None)
            if least is not None:
                found[f"{least}"].append((spun, clean))
    last = f"{PLANTED[-1]}"
    found[f"{last} and more"] = found.pop(last)
    return found


def planted_table(groups: Mapping[Setting, Sequence[Spin]], clean: Sequence[Outcome]) -> Table:
    """How well the score does by the number of words that it could see.

    What an intensity means depends on a document: of 300 words that hold thirty homographs, 3 %
    are a single word, and where that one is good French no score can be better than chance.
    """
    below = negatives(clean)
    rows: list[tuple[Cell, ...]] = []
    for planted, spins in by_planted(groups).items():
        if not spins:
            continue
        found = sum(bool(spun.predictions) for spun, _ in spins) / len(spins)
        words = sum(spun.words for spun, _ in spins) / len(spins)
        rows.append((planted, len(spins), round(words), found, *against(spins, below)))
    columns = ("planted words", "spun documents", "mean words", "with findings", "AUROC")
    rates_named = (f"TPR at FPR {limit:.1%}" for limit in LIMITS)
    note = (
        f"Distinct planted words; against {len(below)} clean documents of {MIN_WORDS} words and"
        " more."
    )
    return Table("Document score by planted words", (*columns, *rates_named), tuple(rows), (note,))


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
