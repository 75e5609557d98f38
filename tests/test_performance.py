"""The benchmark runs, whatever is installed, and says what it does without; no time is asserted."""

from __future__ import annotations

import json
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.performance import material, measure, peers, plot
from tests.performance.bench import table
from tests.performance.measure import ROOT, Figure, MissingError


def test_the_command_writes_table_figures_and_plot(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.performance.bench", "--output", str(tmp_path)]
    options = ["--seconds", "0", "--only", "size", "sorts"]
    done = subprocess.run(
        [*command, *options], cwd=ROOT, capture_output=True, text=True, check=True
    )
    figures = json.loads((tmp_path / "bench.json").read_text())
    assert [figure["name"] for figure in figures] == [
        "package",
        "package and dependencies",
        "clean text",
        "technical text",
        "spun text",
    ]
    assert all(figure["value"] > 0 for figure in figures)
    lines = (tmp_path / "bench.md").read_text().splitlines()
    assert lines == done.stdout.splitlines()[: len(lines)]
    assert len(lines) == len(figures) + 2
    assert (tmp_path / "bench.svg").exists() == bool(find_spec("matplotlib"))
    assert ("No plot: matplotlib is not installed" in done.stdout) != bool(find_spec("matplotlib"))


def test_what_is_missing_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("SPIN_DETECTOR_CORPORA", str(tmp_path / "nowhere"))
    for name in (
        "lingua",
        "wordfreq",
        "hunspell",
        "grammalecte",
        "pyarrow",
        "pyspark",
        "langdetect",
    ):
        monkeypatch.setitem(sys.modules, name, None)
    monkeypatch.setattr("tests.performance.many.lacking", lambda *packages: "no Spark")
    figures: list[Figure] = []
    lines = list(table(figures, ["web", "spark", "arrow", "peers"], seconds=0))
    absent = {figure.name: figure.detail for figure in figures if figure.value is None}
    assert len(absent) == len(material.WEB) + len(peers.PEERS) - 1 + 2
    assert "SPIN_DETECTOR_CORPORA" in absent["web mix: debats"]
    assert absent["Arrow over the library"] == "pyarrow is not installed: the extra `arrow`"
    assert absent["Spark over two processes"] == "no Spark"
    assert "python3-grammalecte" in absent["peer: Grammalecte, by paragraph"]
    assert sum("| — |" in line for line in lines) == len(absent)


def test_turns_are_taken_in_order_and_the_first_does_not_count() -> None:
    taken: list[str] = []
    turns = measure.in_turn([lambda: taken.append("a"), lambda: taken.append("b")], seconds=0)
    assert "".join(taken) == "ab" * (measure.TURNS + 1)
    assert [len(turn) for turn in turns] == [2] * measure.TURNS


def test_a_process_that_fails_is_no_figure() -> None:
    run = measure.python(["-c", "raise SystemExit(1)"])
    assert run.seconds > 0
    assert 5 < run.memory < 50
    with pytest.raises(RuntimeError, match="status 3"):
        measure.python(["-c", "raise SystemExit(3)"])


@pytest.mark.parametrize("corpora", [True, False])
def test_pages_are_as_long_as_asked(
    corpora: bool, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    if not corpora:
        monkeypatch.setenv("SPIN_DETECTOR_CORPORA", str(tmp_path / "nowhere"))
    text, source = material.page(10_000)
    assert 9_997 <= len(text.encode()) <= 10_000
    assert ("halves" in source) or corpora
    assert len(set(text.split(". "))) > 0.9 * len(text.split(". "))


def test_a_plot_shows_what_there_is(tmp_path: Path) -> None:
    figures = [
        Figure("clean text", 9.0, "x tokenising", ""),
        Figure("peer: this detector", 9.0, "x tokenising", ""),
        Figure("peer: lingua, by word", 60.0, "x tokenising", ""),
        Figure("peer: hunspell, by word", None, "", "not here"),
        Figure("length 1 KB", 9.0, "x tokenising", ""),
    ]
    path = tmp_path / "bench.svg"
    if not find_spec("matplotlib"):
        with pytest.raises(MissingError, match="matplotlib"):
            plot.draw(figures, path)
        return
    plot.draw(figures, path)
    drawn = path.read_text(encoding="utf-8")
    assert "spin-detector, clean text" in drawn
    assert "lingua, by word" in drawn
    assert "hunspell" not in drawn
    plot.draw(figures, path)
    assert path.read_text(encoding="utf-8") == drawn
