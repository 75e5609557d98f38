"""The plot of quality: precision by recall, and whether probabilities mean what they say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from detector import Config
from tests.performance.plot import OTHER, OWN, panels
from tests.quality.calibration import Bin, reliability
from tests.quality.counts import precision, recall, total
from tests.quality.originals import first_originals
from tests.quality.outcomes import Outcome
from tests.quality.scorer import overlap, score

LEAST = 0.01
"""Confidence from which findings are kept for the curves."""
THRESHOLDS = (*(i / 50 for i in range(1, 50)), 0.985, 0.99, 0.995)
DARK = "#5b6068"
MARKERS = "x+ovs^D"
COLOURS = (OWN, "#3f6c9c", "#c98a2b")


class Point(NamedTuple):
    """Precision and recall at one threshold."""

    threshold: float
    precision: float
    recall: float


class Curves(NamedTuple):
    """What is drawn, by name."""

    spans: Mapping[str, Sequence[Point]]
    others: Mapping[str, tuple[float, float]]
    """Precision and recall of the baselines."""
    probabilities: Mapping[str, Sequence[Bin]]
    scores: Mapping[str, Sequence[Bin]]


def points(outcomes: Sequence[Outcome]) -> list[Point]:
    """Precision and recall at rising thresholds, as long as there is any precision."""
    found = []
    for least in THRESHOLDS:
        kept = ([p for p in o.predictions if p.confidence >= least] for o in outcomes)
        counts = total(score(o.gold, said) for o, said in zip(outcomes, kept, strict=True))
        share, part = precision(counts), recall(counts)
        if share is not None and part is not None:
            found.append(Point(least, share, part))
    return found


def confidences(outcomes: Sequence[Outcome]) -> list[Bin]:
    """Reliability of the findings' confidence."""
    said = [
        (p.confidence, any(overlap(p, span) for span in o.gold))
        for o in outcomes
        for p in o.predictions
    ]
    return reliability([value for value, _ in said], [right for _, right in said])


def certainties(outcomes: Sequence[Outcome]) -> list[Bin]:
    """Reliability of the first originals' confidence."""
    return reliability(*first_originals(outcomes))


def draw(curves: Curves, path: Path) -> None:
    """Write the plot as SVG; MissingError without matplotlib."""
    with panels(path, (1.7, 1, 1)) as (spans, probabilities, scores):
        _precision(spans, curves)
        _reliability(probabilities, curves.probabilities, "confidence")
        _reliability(scores, curves.scores, "document score")


def _precision(axes: Any, curves: Curves) -> None:
    default = Config().min_confidence
    for colour, (name, found) in zip(COLOURS, curves.spans.items(), strict=False):
        axes.plot([p.recall for p in found], [p.precision for p in found], color=colour, label=name)
        at = next(p for p in found if p.threshold >= default)
        axes.plot(at.recall, at.precision, marker="o", color=colour)
    others = sorted(curves.others.items(), key=lambda item: -item[1][0])
    for marker, (name, (share, part)) in zip(MARKERS, others, strict=False):
        axes.plot(part, share, marker, markersize=5, fillstyle="none", color=DARK, label=name)
    axes.set(xlim=(0, 1.02), ylim=(0, 1.02), xlabel="recall", ylabel="precision of findings")
    axes.legend(loc="lower left", frameon=False, fontsize=8)


def _reliability(axes: Any, groups: Mapping[str, Sequence[Bin]], said: str) -> None:
    axes.plot([0, 1], [0, 1], color=OTHER, linestyle=":", linewidth=1)
    for colour, (name, bins) in zip(COLOURS, groups.items(), strict=False):
        means, shares = [b.mean for b in bins], [b.share for b in bins]
        axes.plot(means, shares, marker="o", markersize=4, color=colour, label=name)
    axes.set(xlim=(0, 1.02), ylim=(0, 1.02), xlabel=said, ylabel="share true")
    if groups:
        axes.legend(loc="upper left", frameon=False)
