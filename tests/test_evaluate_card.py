"""The model card says of which model its figures are."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from detector.host import DATA

pytest.importorskip("sklearn", reason="scikit-learn, which computes the figures, is not installed")

from tests.quality import card

SHARES = {name: {"value": 0.5, "low": 0.4, "high": 0.6} for name in card.SHARES}
WRITTEN = {"spans": "all", "gold": 4, **dict.fromkeys(card.SHARES, 0.75)}
SPUN = {"family": "moby", "intensity": "3%", "gold": 7, **SHARES}


def clean(name: str, register: str, false: int) -> dict[str, Any]:
    counts = {"false": false, "words": 1000, "spun": 1, "documents": 5}
    return {"clean text": name, "register": register, **counts}


DATA_OF: dict[str, Any] = {
    "provenance": {"version": "1.0", "model": "abc"},
    "tables": [
        {"title": "Hand-spun fixtures", "rows": [WRITTEN, WRITTEN | {"spans": "core", "gold": 3}]},
        {"title": "Simulated spins", "rows": [SPUN]},
        {
            "title": "False findings",
            "rows": [
                clean("clean fixtures", "", 0),
                clean("debats", "edited", 1),
                clean("ud_Sequoia", "edited", 2),
            ],
        },
        {"title": "Document score", "rows": [{"intensity": "3%", "AUROC": 0.9}]},
    ],
}


def test_the_card_is_of_the_committed_model() -> None:
    model = hashlib.sha256((DATA / "fr" / "model.json").read_bytes()).hexdigest()
    assert model in card.CARD.read_text("utf-8"), "`make figures` writes the card anew"


def test_figures_replace_figures_and_nothing_else(tmp_path: Path) -> None:
    tables, page = tmp_path / "tables.json", tmp_path / "MODEL.md"
    tables.write_text(json.dumps(DATA_OF), "utf-8")
    page.write_text(f"Before.\n{card.BEGIN}old{card.END}After.\n", "utf-8")
    for _ in range(2):
        assert CliRunner().invoke(card.main, [str(tables), str(page)]).exit_code == 0
    text = page.read_text("utf-8")
    assert "old" not in text
    assert text.startswith(f"Before.\n{card.BEGIN}")
    assert text.endswith(f"{card.END}After.\n")
    assert "SHA-256 `abc`" in text
    assert "| hand-spun fixtures | 4 | 0.750 |" in text
    assert "| simulated, moby, 3% of eligible words | 7 | 0.500 (0.400–0.600) |" in text
    assert "| edited | 3 | 2000 | 1.500 | 3.872 | 2 | 10 |" in text
    assert "| clean fixtures | 0 | 1000 | 0.000 |" in text
    assert "| 3% | 0.900 |" in text


def test_tables_without_corpora_and_a_card_without_marks_are_refused() -> None:
    with pytest.raises(LookupError, match="Simulated spins"):
        card.spans({"tables": DATA_OF["tables"][:1]})
    with pytest.raises(ValueError, match="no marks"):
        card.filled("text", "figures")
