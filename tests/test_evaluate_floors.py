"""No figure of FR-SPIN falls below its floor, and no floor is lowered by accident."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from seeds.gold import GoldDocument, GoldSpan
from tests.available import clean_corpora, needs_sources

pytest.importorskip("sklearn", reason="scikit-learn, which computes the figures, is not installed")

from tests.quality import floors
from tests.quality.floors import Floors, digest, lost, pin, pinned
from tests.quality.outcomes import detector

ANEW = "`python -m tests.quality.floors` pins anew"


def assert_held(part: str, measured: Floors) -> None:
    floor = pinned()[part]
    assert not lost(floor.figures, measured.figures)
    assert measured.documents == floor.documents, f"documents or gold have changed: {ANEW}"
    assert measured.figures.keys() == floor.figures.keys(), f"figures are not pinned: {ANEW}"


def test_no_figure_of_the_fixtures_is_below_its_floor() -> None:
    with detector() as check:
        assert_held("fixtures", floors.on_fixtures(check))


@pytest.mark.corpora
@needs_sources
def test_no_figure_of_the_corpora_is_below_its_floor() -> None:
    clean_corpora()
    with detector() as check:
        assert_held("corpora", floors.on_corpora(check))


def test_a_floor_is_a_floor_and_a_ceiling_is_one() -> None:
    pinned = {"a: F1": 0.8, "a: false findings": 2.0, "a: alarmed": 0.0}
    assert lost(pinned, {"a: F1": 0.9, "a: false findings": 0.0, "a: alarmed": 0.0}) == []
    assert lost(pinned, {"a: F1": 0.7999, "a: false findings": 3.0, "a: alarmed": 1.0}) == [
        "a: F1: 0.7999, pinned at 0.8",
        "a: false findings: 3.0, pinned at 2.0",
        "a: alarmed: 1.0, pinned at 0.0",
    ]
    assert lost({"b": 1.0}, {}) == ["b: not measured, pinned at 1.0"]


def test_nothing_is_lowered_unless_told_to(tmp_path: Path) -> None:
    path = tmp_path / "floors.json"
    high, low = (Floors("hash", {"F1": value}) for value in (0.8, 0.7))
    assert pin({"fixtures": high, "corpora": high}, path) == []
    assert pin({"fixtures": low}, path) == ["fixtures: F1: 0.7, pinned at 0.8"]
    assert pinned(path) == {"fixtures": high, "corpora": high}
    assert pin({"fixtures": low}, path, lower=True)
    assert pinned(path) == {"fixtures": low, "corpora": high}
    assert pin({"fixtures": high}, path) == []
    assert pinned(path)["fixtures"] == high


def test_what_is_measured_on_is_part_of_what_is_pinned() -> None:
    span = GoldSpan(0, 2, "un", "le", "foreign-word", "core")
    one, two = (GoldDocument(f"{i}", "un mot", "spun", s) for i, s in enumerate(((), (span,))))
    assert digest([one, two]) == digest([two, one])
    changed = two._replace(spans=(span._replace(original="ce"),))
    assert len({digest(d) for d in ([one], [two], [one, two], [one, changed])}) == 4


def test_the_command_refuses_and_obeys(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "floors.json"
    path.write_text(json.dumps({"fixtures": {"documents": "", "figures": {"F1": 0.9}}}), "utf-8")
    monkeypatch.setattr(floors.pin, "__defaults__", (path,))
    monkeypatch.setattr(floors, "on_fixtures", lambda check: Floors("", {"F1": 0.8}))
    refused = CliRunner().invoke(floors.main, ["--no-corpora"])
    assert refused.exit_code == 1
    assert "F1: 0.8, pinned at 0.9" in refused.output
    assert pinned(path)["fixtures"].figures == {"F1": 0.9}
    assert CliRunner().invoke(floors.main, ["--no-corpora", "--lower"]).exit_code == 0
    assert pinned(path)["fixtures"].figures == {"F1": 0.8}
