"""Models that are trained without what they are then measured on."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from detector.host import DATA
from seeds import corpora

pytest.importorskip("sklearn", reason="scikit-learn, which computes the figures, is not installed")
pytest.importorskip("msgpack", reason="msgpack, which reads the frequency lists, is missing")

from seeds import train
from tests.quality import held_out
from tests.quality.held_out import joined, plans, trained
from tests.quality.tables import Table


def test_every_family_and_every_source_is_left_out_once() -> None:
    found = plans().values()
    left = [corpus for plan in found for corpus in plan.held.sources]
    assert sorted(left) == sorted(corpora.names())
    assert [p.held.trained for p in found if p.held.homographs] == [("moby",), ("wordnet",)]
    assert plans()["only-moby"].options == ["--family", "moby", "--hold-out-homographs"]
    assert plans()["without-technical"].options[4:] == [
        *("--leave-out", "deb_handbook", "--leave-out", "libreoffice_help"),
        *("--leave-out", "php_fr", "--leave-out", "react_fr"),
    ]


def test_a_model_is_trained_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []

    def main(options: list[str], *, standalone_mode: bool) -> None:
        asked.append(options)
        Path(options[-1]).write_bytes((DATA / "fr" / "model.json").read_bytes())

    monkeypatch.setattr(train, "main", main)
    plan = plans()["only-moby"]
    path = trained(plan, tmp_path)
    assert trained(plan, tmp_path) == path
    assert [options[:-2] for options in asked] == [plan.options]
    assert list(tmp_path.iterdir()) == [path]
    monkeypatch.setattr(held_out, "fingerprint", lambda: "other")
    assert trained(plan, tmp_path) != path


def test_rows_say_by_which_model_they_were_made() -> None:
    one, two = Table("A", ("x",), ((1,),), ("Note.",)), Table("B", ("x",), ((2,), (3,)))
    expected = Table("T", ("model", "x"), (("m", 1), ("n", 2), ("n", 3)), ("Note.",))
    assert joined([("m", one), ("n", two)], "T") == expected


def test_training_hands_on_what_it_does_without(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[dict[str, Any]] = []

    def samples(block: str, **options: Any) -> list[str]:
        asked.append(options)
        return []

    monkeypatch.setattr(train, "samples", samples)
    monkeypatch.setattr(train, "train", lambda found: found)
    monkeypatch.setattr(train, "dump", lambda model, path: None)
    options = ["--output", str(tmp_path / "a.json"), *plans()["only-wordnet"].options]
    done = CliRunner().invoke(train.main, [*options, "--leave-out", "debats"])
    assert done.exit_code == 0, done.output
    assert {options["hold_out_homographs"] for options in asked} == {True}
    assert {options["families"] for options in asked} == {("wordnet",)}
    assert {options["leave_out"] for options in asked} == {("debats",)}
