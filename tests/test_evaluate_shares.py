"""Tables of what a user meets: rare spins, profiles that fail a run, words whatever their form."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from detector import profiles
from detector.model import logit
from seeds.gold import GoldDocument, GoldSpan, fixtures
from tests.performance.measure import MissingError
from tests.quality import lemmas, profiled
from tests.quality.intervals import upper_bound
from tests.quality.outcomes import Outcome
from tests.quality.prevalence import prevalence_table, row, shifted
from tests.quality.scorer import Prediction
from tests.quality.simulated import Setting
from tests.quality.tables import Table, plain

TEXT = "Le amounts du conseil."
AMOUNTS = GoldSpan(3, 10, "amounts", "totaux", "foreign-word", "core")


def rows(table: Table) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = plain(table)["rows"]
    return found


def scored(score: float, words: int = 300) -> Outcome:
    return Outcome(GoldDocument("a.txt", TEXT, "clean", ()), (), words, "clean", score)


def named(*originals: str) -> Outcome:
    document = GoldDocument("a.txt", TEXT, "spun", (AMOUNTS,))
    return Outcome(document, (Prediction(3, 10, originals),), 300, "spun", 1.0)


def test_a_score_follows_the_share_of_spun_documents() -> None:
    assert shifted(0.7, 0.5) == pytest.approx(0.7)
    assert logit(shifted(0.7, 0.01)) == pytest.approx(logit(0.7) + logit(0.01))
    assert 0.0 < shifted(0.0, 0.001) < 1e-9
    assert 0.99 < shifted(1.0, 0.001) < 1.0


def test_precision_falls_with_the_share_of_spun_documents() -> None:
    certain, likely = 1 - 1e-9, 0.95
    half = row([certain, likely], [likely, *[0.1] * 9], 0.5)
    rare = row([certain, likely], [1 - 1e-6, *[0.1] * 9], 0.01)
    assert half[:5] == ("50.0%", 2, 10, 1.0, 1)
    assert half[5] == pytest.approx(1 / 1.1)
    assert half[6] == pytest.approx(1 / (1 + upper_bound(1) / 10))
    assert half[7] == pytest.approx((certain + likely) / 4 + (likely + 0.9) / 20)
    assert rare[3:5] == (0.5, 1)
    assert rare[5] == pytest.approx(0.005 / (0.005 + 0.099))


def test_where_nothing_is_called_spun_there_is_no_precision() -> None:
    assert row([0.1], [0.1], 0.5)[5] is None


def test_prevalence_is_asked_of_long_documents_only() -> None:
    spins = {Setting("moby", 0.03): [(scored(0.99), scored(0.2)), (scored(1.0, 20), scored(0.2))]}
    found = rows(prevalence_table(spins, [scored(0.1), scored(0.99, 20)]))
    assert [r["prevalence"] for r in found] == ["50.0%", "1.0%", "0.1%"]
    assert {(r["spun documents"], r["clean documents"]) for r in found} == {(1, 1)}


def test_an_original_of_the_right_lemma_is_the_right_word() -> None:
    pytest.importorskip("simplemma", reason="simplemma is not installed (group bench)")
    group = [named("somme", "total"), named("totaux"), named("somme")]
    (found,) = rows(lemmas.lemmas_table({"made up": group}))
    assert (found["originals"], found["top-1"], found["top-3"]) == (3, 1 / 3, 1 / 3)
    assert (found["top-1 by lemma"], found["top-3 by lemma"]) == (1 / 3, 2 / 3)


def test_without_a_lemmatiser_the_table_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    def absent(text: str) -> str:
        raise MissingError("simplemma is not installed")

    monkeypatch.setattr(lemmas, "lemma", absent)
    table = lemmas.lemmas_table({"made up": [named("total")]})
    assert (table.rows, table.notes) == ((), ("Left out, as simplemma is not installed.",))


def test_profiles_fail_for_what_they_should() -> None:
    groups = {
        "clean": [*fixtures("clean")][:3],
        "spun": [d for d in fixtures("spun") if d.name.startswith("maraicher")],
        "none": [],
    }
    found = rows(profiled.profiles_table(groups, None))
    assert [r["profile"] for r in found[::3]] == list(profiles.names())
    assert {r["that fail"] for r in found if r["text"] == "clean"} == {0}
    assert {r["share"] for r in found if r["text"] == "spun"} == {1.0}
    assert {r["share"] for r in found if r["text"] == "none"} == {None}


def test_figures_of_profiles_are_written_into_their_data(tmp_path: Path) -> None:
    row = {"profile": "quiet", "text": "clean corpora", "documents": 9, "that fail": 1}
    data = {"tables": [{"title": profiled.TITLE, "rows": [row]}]}
    tables, file = tmp_path / "tables.json", tmp_path / "profiles.json"
    tables.write_text(json.dumps(data), encoding="utf-8")
    file.write_text(profiled.FILE.read_text(encoding="utf-8"), encoding="utf-8")
    done = CliRunner().invoke(profiled.main, [str(tables), str(file)])
    assert done.exit_code == 0, done.output
    before, after = (json.loads(p.read_text(encoding="utf-8")) for p in (profiled.FILE, file))
    assert after["quiet"].pop("measured") == {
        "clean corpora: documents": 9,
        "clean corpora: that fail": 1,
    }
    assert after["default"].pop("measured") == {}
    assert before["quiet"].pop("measured")
    assert {k: after["quiet"][k] for k in after["quiet"]} == before["quiet"]
