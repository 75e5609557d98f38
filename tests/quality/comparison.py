"""Tables that hold the detector against the baselines, on the same documents."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from tests.performance.measure import MissingError
from tests.quality.baselines import Finder, finders, foreignness
from tests.quality.calibration import auroc
from tests.quality.counts import f1, precision, recall, total
from tests.quality.findings import ALARMED
from tests.quality.outcomes import Outcome
from tests.quality.scorer import Prediction, score
from tests.quality.tables import Cell, Table

FOREIGN = 0.5
SPANS = "Baselines: spans"
OURS = "this detector"
Answer = Callable[[Outcome], Sequence[Prediction]]


def methods() -> Iterator[tuple[str, Answer | MissingError]]:
    """The detector, then the baselines; what is missing for one that cannot be asked."""
    yield OURS, lambda o: o.predictions
    for name, find in finders():
        yield name, find if isinstance(find, MissingError) else _reading(find)


def _reading(find: Finder) -> Answer:
    return lambda o: find(o.document.text)


def spans_comparison(
    spun: Mapping[str, Sequence[Outcome]], clean: Mapping[str, Sequence[Outcome]]
) -> Table:
    """Spans found in spun text and false findings per 1,000 words of clean text."""
    columns = ["method"]
    for name in spun:
        columns += [f"{name}: {figure}" for figure in ("precision", "recall", "F1")]
    columns += [f"{name}: per 1,000" for name in clean]
    rows, notes = [], []
    for name, answer in methods():
        if isinstance(answer, MissingError):
            notes.append(f"{name}: left out, as {answer}.")
            continue
        cells: list[Cell] = [name]
        for outcomes in spun.values():
            counts = total(score(o.gold, answer(o)) for o in outcomes)
            cells += [precision(counts), recall(counts), f1(counts)]
        for outcomes in clean.values():
            alarms = sum(len(answer(o)) for o in outcomes)
            cells.append(1000 * alarms / sum(o.words for o in outcomes))
        rows.append(tuple(cells))
    return Table(SPANS, tuple(columns), tuple(rows), tuple(notes))


def methods_in(table: Table, group: str) -> dict[str, tuple[float, float]]:
    """Precision and recall of each baseline on some documents, from the table of all."""
    columns = [table.columns.index(f"{group}: {figure}") for figure in ("precision", "recall")]
    found = {}
    for name, *cells in table.rows:
        share, part = (cells[at - 1] for at in columns)
        if name != OURS and isinstance(share, float) and isinstance(part, float):
            found[str(name)] = (share, part)
    return found


def documents_comparison(
    groups: Mapping[str, tuple[Sequence[Outcome], Sequence[Outcome]]],
) -> Table:
    """Documents told apart by the detector's score and by langdetect's doubt that it is French."""
    rows: list[tuple[Cell, ...]] = []
    for name, (spun, clean) in groups.items():
        every = [*spun, *clean]
        labels = [True] * len(spun) + [False] * len(clean)
        doubts = [foreignness(o.document.text) for o in every]
        alarmed = [o.verdict in ALARMED for o in every]
        doubted = [doubt > FOREIGN for doubt in doubts]
        for method, said, values in (
            (OURS, alarmed, [o.score for o in every]),
            ("langdetect", doubted, doubts),
        ):
            shares = (sum(said[: len(spun)]), len(spun), sum(said[len(spun) :]), len(clean))
            rows.append((method, name, *shares, auroc(values, labels)))
    columns = ("method", "documents", "spun alarmed", "spun", "clean alarmed", "clean", "AUROC")
    note = (
        f"langdetect alarms when it gives French less than {1 - FOREIGN:.0%}. A clean document"
        " stands beside each spin that was made of it."
    )
    return Table("Baselines: documents", columns, tuple(rows), (note,))
