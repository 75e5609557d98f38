"""The figures of FR-SPIN: intervals, calibration, and tables of made-up and of real outcomes."""

from __future__ import annotations

import json
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from detector.host import DATA
from detector.model import load
from detector.rules import tracers
from seeds import corpora
from seeds.gold import GoldDocument, GoldSpan, fixtures
from tests.available import needs_sources

pytest.importorskip("sklearn", reason="scikit-learn, which computes the figures, is not installed")

from seeds import train
from tests.performance.measure import MissingError
from tests.quality import baselines, evaluate, material, simulated
from tests.quality.calibration import auroc, brier, ece, reliability, tpr_at
from tests.quality.comparison import documents_comparison, spans_comparison
from tests.quality.counts import Counts, precision, recall
from tests.quality.findings import alarms_table, simulated_table
from tests.quality.goodness import quality_table
from tests.quality.intervals import bootstrap, upper_bound
from tests.quality.originals import changes, first_originals, restore_table
from tests.quality.outcomes import Outcome, detector, outcome
from tests.quality.scorer import Prediction
from tests.quality.simulated import Setting
from tests.quality.tables import Estimate, Table, plain
from tests.quality.traced import traced, traces_table
from tests.quality.verdicts import planted_table, score_table

TEXT = "Le amount du conseil est là."
AMOUNT = GoldSpan(3, 9, "amount", "total", "foreign-word", "core")
TOTAL = Prediction(3, 9, ("Total",), "foreign-word", 0.9, 0.8)
SOMME = Prediction(3, 9, ("somme",), "foreign-word", 0.99, 0.99)
CONSEIL = Prediction(13, 20, ("avis",), "native-synonym", 0.6, 0.9)


def made_up(*said: Prediction, gold: tuple[GoldSpan, ...] = (), **fields: Any) -> Outcome:
    document = GoldDocument("a.txt", TEXT, "spun" if gold else "clean", gold)
    values: dict[str, Any] = {"words": 6, "verdict": "spun" if said else "clean", "score": 0.5}
    return Outcome(document, said, **(values | fields))


def rows(table: Table) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = plain(table)["rows"]
    return found


def test_documents_are_drawn_whole() -> None:
    found, missed = Counts(gold=40, found=40), Counts(gold=40)
    assert bootstrap([found, missed], recall, seed=1) == Estimate(0.5, 0.0, 1.0)
    mixed = Counts(gold=40, found=20)
    assert bootstrap([mixed, mixed], recall, seed=1) == Estimate(0.5, 0.5, 0.5)


def test_more_documents_narrow_the_interval() -> None:
    few = bootstrap([Counts(gold=4, found=i % 2) for i in range(10)], recall, seed=1)
    many = bootstrap([Counts(gold=4, found=i % 2) for i in range(1000)], recall, seed=1)
    assert isinstance(few, Estimate)
    assert isinstance(many, Estimate)
    assert few.low < many.low < 0.125 < many.high < few.high
    assert many.high - many.low == pytest.approx(2 * 1.96 * 0.125 / 1000**0.5, rel=0.15)


def test_an_interval_of_nothing() -> None:
    assert bootstrap([Counts(gold=1)], precision, seed=1) is None


@pytest.mark.parametrize(("alarms", "bound"), [(0, 2.996), (1, 4.744), (3, 7.754), (10, 16.962)])
def test_the_upper_bound_is_that_of_a_poisson_count(alarms: int, bound: float) -> None:
    assert upper_bound(alarms) == pytest.approx(bound, rel=0.01)


def test_calibration_by_hand() -> None:
    probabilities, labels = [0.1, 0.3, 0.9, 0.7], [False, True, True, True]
    bins = reliability(probabilities, labels, bins=2)
    assert [b.size for b in bins] == [2, 2]
    assert bins[0] == pytest.approx((2, 0.1, 0.3, 0.2, 0.5))
    assert bins[1] == pytest.approx((2, 0.7, 0.9, 0.8, 1.0))
    assert ece(probabilities, labels, bins=2) == pytest.approx(0.25)
    assert brier(probabilities, labels) == pytest.approx((0.01 + 0.49 + 0.01 + 0.09) / 4)


def test_equal_probabilities_are_not_told_apart_by_their_order() -> None:
    labels = [True] * 10 + [False] * 10
    assert ece([0.5] * 20, labels) == 0.0
    assert ece([0.5] * 20, labels[::-1]) == 0.0


def test_calibration_of_little_and_of_nothing() -> None:
    assert [b.size for b in reliability([0.2, 0.4], [False, True])] == [1, 1]
    assert ece([], []) is None
    with pytest.raises(ValueError, match="2 probabilities for 1 labels"):
        reliability([0.1, 0.2], [True])


def test_ranking_by_hand() -> None:
    scores, labels = [0.9, 0.8, 0.7, 0.6, 0.5], [True, False, True, True, False]
    assert auroc(scores, labels) == pytest.approx(4 / 6)
    assert tpr_at(0.0, scores, labels) == pytest.approx(1 / 3)
    assert tpr_at(0.5, scores, labels) == 1.0
    assert auroc([0.5], [True]) is tpr_at(0.5, [0.5], [True]) is None


def test_false_findings() -> None:
    clean = [made_up(CONSEIL, words=500), made_up(words=1500, verdict="unsupported")]
    table = alarms_table({"debats": clean}, {"debats": "edited"}, examples=3)
    (row,) = rows(table)
    assert (row["register"], row["false"], row["words"], row["per 1,000"]) == (
        "edited",
        1,
        2000,
        0.5,
    )
    assert row["95 % upper bound"] == pytest.approx(upper_bound(1) / 2)
    assert (row["suspect"], row["spun"], row["unsupported"], row["documents"]) == (0, 1, 1, 2)
    assert table.notes == ("debats: conseil<avis:0.60",)


def test_false_alarms_by_rule_and_register() -> None:
    clean = traced(["Un chat dort."] * 3)
    damaged = traced(["Un {gros|petit|vieux} chat dort.", "Un {gros|petit|vieux} chien."])
    table = traces_table({"debats": clean, "php_fr": damaged}, {"php_fr": "technical"})
    every, only = (row for row in rows(table) if row["rule"] == "spintax")
    assert (every["clean text"], every["severity"], every["false"], every["words"]) == (
        "all",
        "error",
        2,
        20,
    )
    assert (only["clean text"], only["register"], only["per 1,000"]) == (
        "php_fr",
        "technical",
        2000 / 11,
    )
    assert every["95 % upper bound"] == pytest.approx(1000 * upper_bound(2) / 20)
    assert {row["rule"] for row in rows(table)} == {rule.name for rule in tracers()}
    assert "debats 9 (332.859)" in table.notes[0]


def test_simulated_spins_say_what_the_model_knew() -> None:
    group = [made_up(TOTAL, CONSEIL, gold=(AMOUNT,)), made_up(gold=(AMOUNT,))]
    groups = {Setting("moby", 0.1): group, Setting("wordnet", 0.1): group[:1]}
    moby, wordnet = rows(simulated_table(groups, ["moby"], seed=1))
    assert (moby["trained on"], wordnet["trained on"]) == ("yes", "no")
    assert (moby["intensity"], moby["documents"], moby["gold"]) == ("10%", 2, 2)
    assert (moby["recall"]["value"], wordnet["recall"]["value"]) == (0.5, 1.0)
    assert (moby["recall"]["low"], moby["recall"]["high"]) == (0.0, 1.0)


def test_the_document_score_is_asked_of_long_documents_only() -> None:
    def pair(score: float, words: int = 300) -> tuple[Outcome, Outcome]:
        return made_up(gold=(AMOUNT,), score=score, words=words), made_up(score=0.4, words=words)

    pairs = [pair(0.9), pair(0.3), pair(0.0, words=299)]
    clean = [made_up(score=0.2 + i / 1000, words=300 - i % 2) for i in range(250)]
    spins = {Setting("moby", 0.03): pairs, Setting("moby", 0.25): []}
    (row,) = rows(score_table(spins, clean))
    assert (row["intensity"], row["spun documents"], row["clean documents"]) == ("3%", 2, 125)
    assert row["AUROC"] == pytest.approx((125 + 50.5) / 250, abs=0.01)
    assert (row["TPR at FPR 1.0%"], row["TPR at FPR 0.1%"]) == (0.5, 0.5)
    assert row["Brier"] == pytest.approx((0.01 + 0.49 + 0.16 + 0.16) / 4)


def test_documents_count_by_the_distinct_words_that_were_planted() -> None:
    clean = made_up(score=0.4, words=300)
    twice, other = (AMOUNT, AMOUNT._replace(surface="Amount")), AMOUNT._replace(surface="sum")
    one, two = made_up(TOTAL, gold=twice, score=0.9), made_up(gold=(*twice, other), score=0.2)
    spins = [(outcome._replace(words=300), clean) for outcome in (one, two)]
    table = planted_table(
        {Setting("moby", 0.03): spins, Setting("wordnet", 0.25): spins[:1]}, [clean]
    )
    first, second = rows(table)
    assert (first["planted words"], first["spun documents"], first["with findings"]) == ("1", 2, 1)
    assert (second["planted words"], second["spun documents"], second["with findings"]) == (
        "2",
        1,
        0,
    )
    assert (first["AUROC"], second["AUROC"]) == (1, 0)
    assert table.notes[0].startswith("Distinct planted words; against 1 clean")


def test_changes_by_threshold() -> None:
    spun = [made_up(TOTAL, CONSEIL, gold=(AMOUNT,)), made_up(SOMME, gold=(AMOUNT,))]
    assert changes(spun, 0.5) == (3, 1)
    assert changes(spun, 0.6) == (2, 1)
    assert changes(spun, 0.95) == (1, 0)
    first, *_, last = rows(restore_table({"f": spun}, {"clean": [made_up(CONSEIL)]}))
    assert first["f: right"] == pytest.approx(1 / 3)
    assert (first["f: mended"], first["clean: changes"], last["clean: changes"]) == (0.5, 1, 0)


def test_originals_are_judged_where_the_span_is_right() -> None:
    spun = [made_up(TOTAL, CONSEIL, gold=(AMOUNT,)), made_up(SOMME, gold=(AMOUNT,))]
    assert first_originals(spun) == ([0.8, 0.99], [True, False])


def test_word_rules_find_english_and_leave_names_aside() -> None:
    text = "Le amount du conseil de Strength est là."
    for rule in (baselines.zipf_rule, baselines.dictionary_rule):
        assert [text[p.start : p.end] for p in rule(text)] == ["amount"]


def test_langdetect_doubts_english() -> None:
    assert baselines.foreignness("Le conseil se réunit demain dans la salle des fêtes.") < 0.01
    assert baselines.foreignness("The council meets tomorrow in the village hall.") > 0.99
    assert baselines.foreignness("123") == 1.0


def test_a_baseline_that_is_not_installed_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def absent() -> Any:
        raise MissingError("it is not installed")

    for name in ("_hunspell", "_lingua", "_grammalecte"):
        monkeypatch.setattr(baselines, name, absent)
    spun, clean = made_up(CONSEIL, gold=(AMOUNT,)), made_up(CONSEIL)
    table = spans_comparison({"f": [spun]}, {"c": [clean]})
    ours, zipf, _ = rows(table)
    assert (ours["f: precision"], ours["f: recall"], ours["c: per 1,000"]) == (0, 0, 1000 / 6)
    assert (zipf["f: precision"], zipf["f: recall"], zipf["f: F1"]) == (1, 1, 1)
    assert len(table.notes) == 4
    assert "lingua by word: left out, as it is not installed." in table.notes


@pytest.mark.skipif(find_spec("lingua") is None, reason="lingua is not installed")
def test_lingua_tells_words_apart() -> None:
    text = "Le strength du bonheur."
    assert [text[p.start : p.end] for p in baselines.lingua_rule(text)] == ["strength"]


def test_words_unknown_to_hunspell_are_looked_up_once(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def spell(word: str) -> bool:
        asked.append(word)
        return word == "train"

    monkeypatch.setattr(baselines, "_hunspell", lambda: spell)
    baselines._unknown_to_hunspell.cache_clear()
    text = "Le train et le strength, le strength."
    assert [p.start for p in baselines.hunspell_rule(text)] == [15, 28]
    assert asked.count("strength") == 1
    baselines._unknown_to_hunspell.cache_clear()


def test_errors_of_grammalecte_are_where_they_are_in_the_text(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def errors(paragraph: str) -> tuple[list[Any], list[Any]]:
        at = paragraph.find("amount")
        spelling = [{"nStart": at, "nEnd": at + 6}] if at >= 0 else []
        grammar = [
            {"nStart": 0, "nEnd": 2, "sType": "gn"},
            {"nStart": 2, "nEnd": 3, "sType": "esp"},
        ]
        return grammar, spelling

    monkeypatch.setattr(baselines, "_grammalecte", lambda: errors)
    text = "Un mot.\nLe amount."
    assert [text[p.start : p.end] for p in baselines.spelling_rule(text)] == ["amount"]
    assert [text[p.start : p.end] for p in baselines.grammar_rule(text)] == ["Un", "Le", "amount"]


def test_documents_are_compared_by_score_and_by_langdetect() -> None:
    spun, clean = made_up(SOMME, gold=(AMOUNT,), score=0.9), made_up(score=0.1)
    ours, langdetect = rows(documents_comparison({"f": ([spun], [clean])}))
    assert (ours["spun alarmed"], ours["clean alarmed"], ours["AUROC"]) == (1, 0, 1.0)
    assert (langdetect["spun"], langdetect["clean"], langdetect["AUROC"]) == (1, 1, 0.5)


def test_another_model_is_used_and_put_away(tmp_path: Path) -> None:
    data = json.loads((DATA / "fr" / "model.json").read_text("utf-8"))
    data["together"]["intercept"] = -99.0
    (tmp_path / "model.json").write_text(json.dumps(data), "utf-8")
    document = next(fixtures("spun"))
    with detector(tmp_path / "model.json") as check:
        assert outcome(document, check).predictions == ()
    with detector() as check:
        assert outcome(document, check).predictions


@needs_sources
def test_simulated_gold_is_where_it_says() -> None:
    document = next(fixtures("clean"))
    sizes = []
    for intensity in (0.03, 0.25):
        made = simulated.spun(document, Setting("moby", intensity), seed=3)
        assert made is not None
        assert made == simulated.spun(document, Setting("moby", intensity), seed=3)
        assert [made.text[s.start : s.end] for s in made.spans] == [s.surface for s in made.spans]
        sizes.append(len(made.spans))
    assert sizes[0] < sizes[1]


@pytest.mark.corpora
def test_a_smaller_sample_is_part_of_a_larger() -> None:
    try:
        corpora.folder()
    except FileNotFoundError as absent:
        pytest.skip(str(absent))
    larger = simulated.sample("ud_GSD", 1, 200)
    assert [d.text.count("\n") for d in larger].count(25) >= 7
    assert simulated.sample("ud_GSD", 1, 75) == larger[:3]
    assert simulated.sample("ud_GSD", 2, 200) != larger


def test_missing_corpora_are_said_or_fail(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SPIN_DETECTOR_CORPORA", str(tmp_path / "nowhere"))
    monkeypatch.delenv("CI", raising=False)
    assert not material.have_corpora()
    assert "only the fixtures are measured" in capsys.readouterr().err
    monkeypatch.setenv("CI", "true")
    with pytest.raises(FileNotFoundError, match="nowhere"):
        material.have_corpora()


def test_a_model_can_be_trained_on_one_family(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []

    def samples(block: str, **options: Any) -> list[str]:
        asked.append((block, options["families"], options.get("jargon", False)))
        return []

    monkeypatch.setattr(train, "samples", samples)
    monkeypatch.setattr(train, "train", lambda found: load(DATA / "fr" / "model.json"))
    for chosen in (["--family", "moby"], []):
        options = ["--output", str(tmp_path / "model.json"), *chosen]
        assert CliRunner().invoke(train.main, options).exit_code == 0
    both = ("moby", "wordnet")
    assert asked == [("train", f, jargon) for f in (("moby",), both) for jargon in (False, True)]


def test_the_command_prints_and_writes_the_tables(tmp_path: Path) -> None:
    path = tmp_path / "tables.json"
    options = ["--no-corpora", "--json", str(path), "--plots", str(tmp_path / "plots")]
    done = CliRunner().invoke(evaluate.main, options)
    assert done.exit_code == 0, done.output
    data = json.loads(path.read_text("utf-8"))
    titles = [table["title"] for table in data["tables"]]
    assert [line[3:] for line in done.output.splitlines() if line.startswith("## ")] == titles
    assert {"Hand-spun fixtures", "False findings", "Putting the originals back"} <= set(titles)
    assert "False alarms of rules that need no model" in titles
    everything = data["tables"][0]["rows"][0]
    assert everything["gold"] == sum(len(d.spans) for d in fixtures("spun"))
    assert data["provenance"]["seed"] == evaluate.SEED
    drawn = (tmp_path / "plots" / "quality.svg").is_file()
    assert drawn == ("no plot: matplotlib is not installed" not in done.output)


def test_a_folder_of_others_is_scored_in_place_of_the_rest(tmp_path: Path) -> None:
    source = fixtures("spun")
    name = next(source).name.removesuffix(".txt")
    for ending in (".txt", ".gold.json"):
        original = Path(__file__).parents[1] / "fixtures" / "spun" / f"{name}{ending}"
        (tmp_path / original.name).write_bytes(original.read_bytes())
    (tmp_path / f"{name}.pred.json").write_text("[]", "utf-8")
    done = CliRunner().invoke(evaluate.main, ["--external", str(tmp_path)])
    assert done.exit_code == 0, done.output
    assert f"## {tmp_path.name}: this detector" in done.output
    assert f"## {tmp_path.name}: predictions" in done.output
    assert "1 of 1 documents have predictions." in done.output
    assert "False findings" not in done.output


def test_quality_is_graded_by_register_and_by_way_of_degrading() -> None:
    honest = [d.text for d in fixtures("clean")][:6]
    found = quality_table({"clean": honest, "short": ["Trop court."]}, seed=3)
    rows = {row["text"]: row for row in plain(found)["rows"]}
    assert rows["clean"]["documents"] == 6
    assert rows["clean"]["full mean"] == rows["clean"]["cheap mean"] == 1
    assert rows["clean"]["cheap AUROC"] is None
    assert (rows["short"]["unsupported"], rows["short"]["cheap mean"]) == (1, 0)
    assert rows["bullets"]["documents"] == 7
    assert rows["bullets"]["cheap under 0.5"] == 1
    assert rows["loops"]["full mean"] < rows["loops"]["cheap mean"]
    assert rows["shuffled words"]["full AUROC"] > 0.8
    assert quality_table({"clean": honest[:2]}, seed=3) == quality_table(
        {"clean": honest[:2]}, seed=3
    )
