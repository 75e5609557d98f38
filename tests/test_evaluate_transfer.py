"""Families and homographs that the detector never saw, and evidence that it does without."""

from __future__ import annotations

from typing import Any

import pytest

from detector import check
from detector.evidence import OPTION_FEATURES
from detector.host import DATA, host
from detector.model import load
from seeds.gold import GoldSpan

pytest.importorskip("sklearn", reason="scikit-learn, which computes the figures, is not installed")
pytest.importorskip("msgpack", reason="msgpack, which reads the frequency lists, is missing")

from seeds import fitting, train
from tests.quality.ablation import COLUMNS, KINDS, fitted_without, row, stem, unsorted
from tests.quality.material import CLEAN, HARD, Material
from tests.quality.simulated import Setting
from tests.quality.tables import Table, plain
from tests.quality.transfer import Held, homographs_table, invertible, transfer_table, without
from tests.test_evaluate_tables import AMOUNT, CONSEIL, SOMME, TOTAL, made_up


def rows(table: Table) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = plain(table)["rows"]
    return found


def links(surface: str) -> dict[str, int]:
    tables = host("fr")
    number = tables.lexicon.number(surface)
    return {tables.lexicon.spelling(n): link for n, link in tables.inversion.originals(number)}


def test_an_index_without_a_family_has_what_the_other_links() -> None:
    both = links("amount")
    with without(["moby"]):
        wordnet = links("amount")
    with without(["wordnet"]):
        moby = links("amount")
    assert wordnet.keys() < both.keys()
    assert both.keys() == wordnet.keys() | moby.keys()
    assert not any(link & 0b1110011 for link in wordnet.values())
    assert not any(link & 0b1100 for link in moby.values())
    assert links("amount") == both


def test_without_any_family_nothing_is_named() -> None:
    text = "Le train de nuit reste le moyen le additional simple de traverser le pays. " * 3
    with without(["moby", "wordnet"]):
        assert not any(original.text for f in check(text).findings for original in f.originals)
    assert check(text).findings[0].originals[0].text == "plus"


def test_pairs_of_the_index_are_invertible() -> None:
    assert invertible(AMOUNT)
    assert not invertible(AMOUNT._replace(original="fromage"))
    assert not invertible(AMOUNT._replace(surface="xyzzy"))
    with without(["moby", "wordnet"]):
        assert not invertible(AMOUNT)


def test_originals_are_counted_of_what_the_index_can_invert() -> None:
    other = GoldSpan(13, 20, "conseil", "fromage", "foreign-word", "core")
    group = [made_up(TOTAL, CONSEIL, gold=(AMOUNT, other)), made_up(SOMME, gold=(AMOUNT,))]
    (row,) = rows(transfer_table({Setting("moby", 0.1): group}, Held(["wordnet"], ["moby"])))
    assert (row["trained on"], row["in the index"], row["gold"]) == ("no", "yes", 3)
    assert (row["precision"], row["recall"]) == (1, 1)
    assert row["invertible"] == pytest.approx(2 / 3)
    assert (row["top-1"], row["top-1 of invertible"]) == (pytest.approx(1 / 3), 0.5)


def test_homographs_are_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    from tests.quality import transfer

    monkeypatch.setattr(transfer, "kept_for_measuring", lambda word: word == "total")
    other = GoldSpan(13, 20, "conseil", "avis", "foreign-word", "core")
    groups = {Setting("moby", 0.1): [made_up(TOTAL, gold=(AMOUNT, other))]}
    kept, held = rows(homographs_table(groups, Held(homographs=True)))
    assert (kept["homographs"], kept["trained on"], kept["recall"]) == ("kept", "yes", 0)
    assert (held["homographs"], held["trained on"], held["recall"]) == ("held out", "no", 1)
    assert [r["trained on"] for r in rows(homographs_table(groups, Held()))] == ["yes"] * 2


def test_training_does_not_see_the_evidence_of_a_kind(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[Any] = []
    monkeypatch.setattr(fitting, "fit", lambda data, *more, **options: seen.extend(data))
    monkeypatch.setattr(fitting, "fit_ranking", lambda groups, *more: seen.extend(groups))
    features = tuple(map(float, range(1, len(OPTION_FEATURES) + 1)))
    with fitted_without(KINDS["grammar"]):
        vars(train)["fit"]([{"grammar:native": 1.0, "context:native": 2.0, "elision": 1.0}], [True])
        vars(train)["fit_ranking"]([([features, features], 1)])
    row, (options, answer) = seen
    assert row == {"context:native": 2.0}
    assert answer == 1
    dropped = {OPTION_FEATURES[i] for i, value in enumerate(options[0]) if not value}
    assert dropped == {"gender", "number", "elision"}


def test_kinds_of_evidence_are_clues_and_features_that_there_are() -> None:
    model = load(DATA / "fr" / "model.json")
    clues = {stem(clue) for clue in model.together.curves} | {"emphasised"}
    for kind in KINDS.values():
        assert set(kind.clues) <= clues
        assert set(kind.features) <= set(OPTION_FEATURES)
    assert unsorted(model) == []


def test_a_row_of_the_ablation() -> None:
    group = [made_up(TOTAL, gold=(AMOUNT,)), made_up(CONSEIL, gold=(AMOUNT,))]
    clean = {CLEAN: [made_up()], HARD: [made_up(CONSEIL)], "debats": [made_up(CONSEIL)] * 2}
    spins = {Setting("moby", 0.1): [(spun, made_up()) for spun in group]}
    cells = dict(zip(COLUMNS, row("x", Material(group[:1], clean, spins)), strict=True))
    assert (cells["precision"], cells["recall"], cells["fixtures: F1"]) == (0.5, 0.5, 1)
    assert cells["clean fixtures: per 1,000"] == 0
    assert cells["corpora: per 1,000"] == cells["hard negatives: per 1,000"] == 1000 / 6
