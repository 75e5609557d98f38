"""Score predictions of any tool against gold spans; the detector itself is not needed.

    python -m tests.quality.scorer GOLD_DIR PRED_DIR

GOLD_DIR holds ``NAME.txt`` and ``NAME.gold.json`` as fixtures/README.md describes them, PRED_DIR
``NAME.pred.json``: a list of ``{"start": 286, "end": 292, "original": "Total"}``. Offsets are code
points of the text, end exclusive. ``original`` is the word that is presumed to have stood there,
"" for a word that was inserted; it may be left out, or be a list ``originals``, best first. A
``kind`` (as in the gold) and a ``confidence`` from 0 to 1 may be added. A document without
predictions counts as one in which nothing was found.

A gold span is *found* when a prediction overlaps it, a prediction is *right* when it overlaps a
gold span; *exact* asks for the same start and end instead. *top-1* and *top-3* are shares of the
gold spans that have an original: those of which it is the first, or among the first three, of a
prediction there, case aside. Spans of the grade ``artefact`` are neither wanted nor held against a
prediction.

Spans are counted here, not by a library: none leaves spans aside, knows originals, or hands out the
counts of each document that the bootstrap draws from. nervaluate 1.2 counts the fixtures alike,
exactly and by overlap, but for two predictions in one gold span, of which it calls one spurious.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from seeds.gold import GoldDocument, GoldSpan, fixtures
from tests.quality.counts import COLUMNS, Counts, total
from tests.quality.tables import Table, markdown

ARTEFACT = "artefact"
GRADES = ("core", "hard")


class Prediction(NamedTuple):
    """A stretch that a tool holds to be planted, and what may have stood there, best first.

    ``confidence`` is that it was planted, ``certainty`` that the first original is the right one
    if it was.
    """

    start: int
    end: int
    originals: tuple[str, ...] = ()
    kind: str = ""
    confidence: float = 1.0
    certainty: float = 1.0


Pair = tuple[Sequence[GoldSpan], Sequence[Prediction]]
"""The gold spans of one document and the predictions for it."""


def overlap(a: GoldSpan | Prediction, b: GoldSpan | Prediction) -> bool:
    """Whether two spans share a code point."""
    return a.start < b.end and b.start < a.end


def equal(a: GoldSpan | Prediction, b: GoldSpan | Prediction) -> bool:
    """Whether two spans are the same."""
    return (a.start, a.end) == (b.start, b.end)


def restores(prediction: Prediction, gold: Sequence[GoldSpan]) -> bool:
    """Whether the first original in the place of the span gives the author's text back."""
    first = [original.casefold() for original in prediction.originals[:1]]
    return any(equal(prediction, span) and first == [_folded(span)] for span in gold)


def _folded(span: GoldSpan) -> str | None:
    return None if span.original is None else span.original.casefold()


def score(
    gold: Sequence[GoldSpan],
    predictions: Sequence[Prediction],
    *,
    grade: str | None = None,
    kind: str | None = None,
) -> Counts:
    """Counts of one document, of all its gold spans or of those of a grade or kind.

    Predictions that meet none of these but another gold span are left aside.
    """
    spans = [
        span
        for span in gold
        if span.grade != ARTEFACT and grade in (None, span.grade) and kind in (None, span.kind)
    ]
    excused = [span for span in gold if span not in spans]
    return total(
        (
            *(_found(span, predictions) for span in spans),
            *(_right(prediction, spans, excused) for prediction in predictions),
        )
    )


def _found(span: GoldSpan, predictions: Sequence[Prediction]) -> Counts:
    """What the predictions make of a gold span; one that fits exactly names its originals."""
    hits = sorted((p for p in predictions if overlap(p, span)), key=lambda p: not equal(p, span))
    originals = [o.casefold() for p in hits[:1] for o in p.originals]
    named = bool(span.original)
    return Counts(
        gold=1,
        found=bool(hits),
        found_exactly=any(equal(p, span) for p in hits),
        named=named,
        first=named and _folded(span) in originals[:1],
        third=named and _folded(span) in originals[:3],
    )


def _right(
    prediction: Prediction, spans: Sequence[GoldSpan], excused: Sequence[GoldSpan]
) -> Counts:
    """Whether a prediction meets a gold span; nothing where it only meets an excused one."""
    right = any(overlap(prediction, span) for span in spans)
    if not right and any(overlap(prediction, span) for span in excused):
        return Counts()
    exactly = any(equal(prediction, span) for span in spans)
    return Counts(predicted=1, right=right, right_exactly=exactly)


def breakdown(pairs: Sequence[Pair]) -> Iterator[tuple[str, Counts]]:
    """Counts of all spans, then by grade, then by kind.

    By kind, precision is that of the predictions of this kind, whatever kind of span they meet.
    """
    yield "all", total(score(*pair) for pair in pairs)
    for grade in GRADES:
        yield grade, total(score(*pair, grade=grade) for pair in pairs)
    spans = (span for gold, _ in pairs for span in gold if span.grade != ARTEFACT)
    for kind in sorted({span.kind for span in spans}):
        counts = total(score(*pair, kind=kind) for pair in pairs)
        said = total(score(gold, _of_kind(found, kind)) for gold, found in pairs)
        predicted = {"predicted": said.predicted, "right": said.right}
        yield kind, counts._replace(**predicted, right_exactly=said.right_exactly)


def _of_kind(predictions: Sequence[Prediction], kind: str) -> list[Prediction]:
    return [prediction for prediction in predictions if prediction.kind == kind]


def read_gold(folder: Path) -> list[GoldDocument]:
    """Documents of a folder with their gold; ValueError where the two do not fit."""
    if not folder.is_dir():
        raise FileNotFoundError(f"{folder}: no such folder")
    documents = list(fixtures(str(folder.resolve())))
    for document in documents:
        for span in document.spans:
            if document.text[span.start : span.end] != span.surface:
                raise ValueError(f"{document.name}: {span.surface!r} is not at {span.start}")
    return documents


def predictions_path(folder: Path, document: GoldDocument) -> Path:
    """Where the predictions for a document lie."""
    return folder / f"{Path(document.name).stem}.pred.json"


def read_predictions(path: Path, text: str) -> tuple[Prediction, ...]:
    """The predictions in a file for a text; ValueError when it is no list of such."""
    try:
        records = json.loads(path.read_text(encoding="utf-8"))
        return tuple(_prediction(record, len(text)) for record in records)
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise ValueError(f"{path}: not a list of predictions ({error!r})") from error


def _prediction(record: dict[str, Any], length: int) -> Prediction:
    original = record.get("original")
    originals = record.get("originals", [] if original is None else [original])
    start, end = int(record["start"]), int(record["end"])
    if not 0 <= start < end <= length:
        raise ValueError(f"no span of the text from {start} to {end}")
    kind, confidence = record.get("kind", ""), float(record.get("confidence", 1.0))
    return Prediction(start, end, tuple(map(str, originals)), str(kind), confidence)


def spans_table(title: str, pairs: Sequence[Pair], notes: tuple[str, ...] = ()) -> Table:
    """All spans, then by grade, then by kind."""
    rows = tuple((name, *counts.cells()) for name, counts in breakdown(pairs))
    return Table(title, ("spans", *COLUMNS), rows, notes)


def main() -> None:
    """Print the table of a folder of predictions."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("gold", type=Path, metavar="GOLD_DIR")
    parser.add_argument("predictions", type=Path, metavar="PRED_DIR")
    options = parser.parse_args()
    pairs: list[Pair] = []
    absent = 0
    for document in read_gold(options.gold):
        path = predictions_path(options.predictions, document)
        absent += not path.is_file()
        found = read_predictions(path, document.text) if path.is_file() else ()
        pairs.append((document.spans, found))
    if not pairs:
        parser.error(f"{options.gold}: no NAME.gold.json")
    notes = (f"{len(pairs)} documents, {absent} of them without predictions.",)
    print(markdown(spans_table("Spans", pairs, notes)), end="")


if __name__ == "__main__":
    main()
