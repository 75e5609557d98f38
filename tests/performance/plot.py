"""The plot of what checking costs: beside others by word, and by length of document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from tests.performance.checking import LENGTHS
from tests.performance.measure import Figure, MissingError

OWN, OTHER = "#b5403a", "#8a8f98"
SORTS = ("clean text", "technical text", "spun text")


@contextmanager
def panels(path: Path, ratios: Sequence[float]) -> Iterator[Sequence[Any]]:
    """Axes beside each other, written as SVG in the end; MissingError without matplotlib.

    The same figures make the same file.
    """
    if not find_spec("matplotlib"):
        raise MissingError("matplotlib is not installed: `pip install --group bench`")
    import matplotlib as mpl

    mpl.use("svg")
    from matplotlib import pyplot as plt

    mpl.rcParams |= {"svg.hashsalt": "bench", "svg.fonttype": "none", "font.size": 9}
    drawing, axes = plt.subplots(1, len(ratios), figsize=(9, 3.4), width_ratios=ratios)
    yield axes
    for each in axes:
        each.spines[["top", "right"]].set_visible(False)
    drawing.tight_layout()
    drawing.savefig(path, metadata={"Date": None})
    plt.close(drawing)


def draw(figures: Sequence[Figure], path: Path) -> None:
    """Write an SVG of what there are figures for; MissingError without matplotlib."""
    known = {figure.name: figure.value for figure in figures if figure.value is not None}
    with panels(path, (3, 2)) as (left, right):
        _costs(left, known)
        _lengths(right, known)


def _costs(axes: Any, known: dict[str, float]) -> None:
    own = {f"spin-detector, {name}": known[name] for name in SORTS if name in known}
    others = {
        name.removeprefix("peer: "): value
        for name, value in known.items()
        if name.startswith("peer: ") and "this detector" not in name
    }
    bars = sorted((own | others).items(), key=lambda item: -item[1])
    colours = [OWN if name in own else OTHER for name, _ in bars]
    drawn = axes.barh([name for name, _ in bars], [value for _, value in bars], color=colours)
    axes.bar_label(drawn, fmt=lambda value: f"{value:,.0f}", padding=3)
    axes.set_xscale("log")
    axes.set_xlim(left=1)
    axes.set_xlabel("times bare tokenising, by word")


def _lengths(axes: Any, known: dict[str, float]) -> None:
    points = {name: known[f"length {name}"] for name in LENGTHS if f"length {name}" in known}
    axes.plot([LENGTHS[name] for name in points], list(points.values()), marker="o", color=OWN)
    axes.set_xscale("log")
    axes.set_ylim(bottom=0)
    axes.set_xticks([LENGTHS[name] for name in points], list(points), rotation=45)
    axes.set_xlabel("length of a clean document")
    axes.set_ylabel("times bare tokenising")
