"""The plot of quality: points counted by hand, and a picture where matplotlib is installed."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

pytest.importorskip("sklearn", reason="scikit-learn, which computes the figures, is not installed")

from tests.performance.measure import MissingError
from tests.quality.calibration import Bin
from tests.quality.comparison import OURS, SPANS, methods_in
from tests.quality.curves import Curves, Point, certainties, confidences, draw, points
from tests.quality.tables import Table
from tests.test_evaluate_tables import AMOUNT, CONSEIL, SOMME, TOTAL, made_up

GROUP = [made_up(TOTAL, CONSEIL, gold=(AMOUNT,)), made_up(SOMME, gold=(AMOUNT,))]


def test_points_by_threshold() -> None:
    found = {point.threshold: point for point in points(GROUP)}
    assert found[0.5] == pytest.approx((0.5, 2 / 3, 1.0))
    assert found[0.9] == (0.9, 1.0, 1.0)
    assert found[0.92] == (0.92, 1.0, 0.5)
    assert 0.995 not in found


def test_confidences_are_of_findings_and_certainties_of_originals() -> None:
    assert [(b.mean, b.share) for b in confidences(GROUP)] == [(0.6, 0.0), (0.9, 1.0), (0.99, 1.0)]
    assert [(b.mean, b.share) for b in certainties(GROUP)] == [(0.8, 1.0), (0.99, 0.0)]


def test_the_plot(tmp_path: Path) -> None:
    bins = [Bin(5, 0.1, 0.2, 0.15, 0.2), Bin(5, 0.8, 0.9, 0.85, 0.8)]
    line = [Point(0.5, 0.8, 0.9), Point(0.9, 0.95, 0.6)]
    curves = Curves({"fixtures": line}, {"zipf": (0.5, 0.6)}, {"planted": bins}, {})
    path = tmp_path / "quality.svg"
    if not find_spec("matplotlib"):
        with pytest.raises(MissingError, match="matplotlib is not installed"):
            draw(curves, path)
        return
    draw(curves, path)
    first = path.read_bytes()
    draw(curves, path)
    assert path.read_bytes() == first
    texts = {element.text for element in ET.fromstring(first).iter() if element.text}
    assert {"fixtures", "zipf", "planted", "recall", "document score"} <= texts


def test_baselines_are_taken_from_their_table() -> None:
    rows = ((OURS, 1.0, 1.0, 1.0), ("a", 0.5, 0.6, 0.7), ("b", None, 0.0, 0.0))
    table = Table(SPANS, ("method", "f: precision", "f: recall", "f: F1"), rows)
    assert methods_in(table, "f") == {"a": (0.5, 0.6)}
