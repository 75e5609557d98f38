"""The scorer and the tables of FR-SPIN, on documents small enough to count by hand."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from pathlib import Path

import pytest

from seeds.gold import GoldDocument, GoldSpan
from tests.quality import scorer
from tests.quality.counts import Counts, exact_f1, f1, precision, recall, top_1, top_3, total
from tests.quality.scorer import Prediction, breakdown, read_gold, read_predictions, restores, score
from tests.quality.tables import Estimate, Table, markdown, plain

TEXT = "Le additionally grand amount du conseil est à extensive terme.\n"


def span(
    surface: str, original: str | None, grade: str = "core", kind: str = "foreign-word"
) -> GoldSpan:
    start = TEXT.index(surface)
    return GoldSpan(start, start + len(surface), surface, original, kind, grade)


def found(surface: str, *originals: str, kind: str = "", confidence: float = 1.0) -> Prediction:
    start = TEXT.index(surface)
    return Prediction(start, start + len(surface), originals, kind, confidence)


ADDITIONALLY = span("additionally", "", kind="expansion")
AMOUNT = span("amount", "Total")
EXTENSIVE = span("extensive", "long", "hard", "broken-expression")
UNKNOWN = span("conseil", None)
GOLD = (ADDITIONALLY, AMOUNT, UNKNOWN, EXTENSIVE)


def test_spans_are_found_by_overlap_and_exactly() -> None:
    counts = score(GOLD, [found("grand amount"), found("extensive"), found("est")])
    assert counts[:6] == (4, 2, 1, 3, 2, 1)
    assert precision(counts) == pytest.approx(2 / 3)
    assert recall(counts) == 0.5
    assert f1(counts) == pytest.approx(4 / 7)
    assert exact_f1(counts) == pytest.approx(2 / 7)


def test_spans_that_only_touch_do_not_overlap() -> None:
    counts = score([AMOUNT], [Prediction(AMOUNT.start - 4, AMOUNT.start)])
    assert (counts.found, counts.right) == (0, 0)


def test_two_findings_in_one_span_are_right_but_find_it_once() -> None:
    counts = score([AMOUNT], [found("amo"), found("ount")])
    assert (counts.found, counts.predicted, counts.right, counts.right_exactly) == (1, 2, 2, 0)


def test_originals_count_where_there_is_one_case_aside() -> None:
    counts = score(GOLD, [found("amount", "TOTAL"), found("extensive", "grand", "large", "long")])
    assert (counts.named, counts.first, counts.third) == (2, 1, 2)
    assert score(GOLD, [found("amount", "a", "b", "c", "total")]).third == 0


def test_a_prediction_that_fits_names_the_original() -> None:
    loose, exact = found("grand amount", "somme"), found("amount", "total")
    assert score([AMOUNT], [loose, exact]).first == 1
    assert score([AMOUNT], [loose]).first == 0


def test_artefacts_are_neither_wanted_nor_held_against() -> None:
    counts = score([AMOUNT._replace(grade="artefact")], [found("amount"), found("conseil")])
    assert counts == Counts(predicted=1)


def test_shares_of_nothing_do_not_exist() -> None:
    nothing = score([], [])
    assert [f(nothing) for f in (precision, recall, f1, top_1, top_3)] == [None] * 5
    missed = score([AMOUNT], [])
    assert (precision(missed), recall(missed), f1(missed)) == (None, 0.0, 0.0)


def test_breakdown_by_grade_and_kind() -> None:
    said = [
        found("additionally", kind="expansion"),
        found("amount", kind="expansion"),
        found("est", kind="expansion"),
        found("extensive", kind="foreign-word"),
    ]
    rows = dict(breakdown([(GOLD, said), ((), [found("Le")])]))
    assert list(rows) == [
        *("all", "core", "hard", "broken-expression", "expansion", "foreign-word"),
    ]
    assert (rows["all"].gold, rows["all"].predicted, rows["all"].right) == (4, 5, 3)
    assert (rows["core"].gold, rows["core"].predicted, rows["core"].right) == (3, 4, 2)
    assert (rows["hard"].gold, rows["hard"].predicted, rows["hard"].right) == (1, 3, 1)
    assert (rows["expansion"].gold, rows["expansion"].found) == (1, 1)
    assert precision(rows["expansion"]) == pytest.approx(2 / 3)
    assert f1(rows["broken-expression"]) is None


@pytest.mark.parametrize(
    ("prediction", "right"),
    [
        (found("amount", "total", "somme"), True),
        (found("amount", "somme", "total"), False),
        (found("grand amount", "total"), False),
        (found("additionally", ""), True),
        (found("additionally"), False),
        (found("conseil"), False),
        (found("conseil", "avis"), False),
    ],
)
def test_what_gives_the_text_back(prediction: Prediction, right: bool) -> None:
    assert restores(prediction, GOLD) is right


def test_a_table_as_markdown() -> None:
    rows = (("a", 3, 0.25, Estimate(0.5, 0.4, 0.625)), ("b", 0, None, None))
    assert markdown(Table("T", ("name", "n", "share", "F1"), rows, ("A note.",))) == (
        "## T\n\n| name | n | share | F1 |\n| --- | ---: | ---: | ---: |\n"
        "| a | 3 | 0.250 | 0.500 (0.400–0.625) |\n| b | 0 | – | – |\n\nA note.\n"
    )


def test_a_table_as_data() -> None:
    table = Table("T", ("name", "F1"), (("a", Estimate(0.5, 0.4, 0.6)), ("b", None)))
    rows = [{"name": "a", "F1": {"value": 0.5, "low": 0.4, "high": 0.6}}, {"name": "b", "F1": None}]
    assert plain(table) == {"title": "T", "rows": rows, "notes": []}
    with pytest.raises(ValueError, match="two columns of one name"):
        plain(Table("T", ("a", "a"), ((1, 2),)))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, spans in (("un", GOLD), ("deux", (AMOUNT,))):
        (tmp_path / f"{name}.txt").write_text(TEXT, "utf-8")
        record = {
            "document": f"{name}.txt",
            "sha256": hashlib.sha256(TEXT.encode()).hexdigest(),
            "verdict": "spun",
            "spans": [s._asdict() for s in spans],
        }
        (tmp_path / f"{name}.gold.json").write_text(json.dumps(record), "utf-8")
    return tmp_path


def predict(folder: Path, name: str, *records: dict[str, object]) -> Path:
    path = folder / f"{name}.pred.json"
    path.write_text(json.dumps(records), "utf-8")
    return path


def test_gold_of_a_folder(folder: Path) -> None:
    deux, un = read_gold(folder)
    assert un == GoldDocument("un.txt", TEXT, "spun", GOLD)
    assert deux.spans == (AMOUNT,)


def test_gold_that_does_not_fit_its_text_is_refused(folder: Path) -> None:
    record = json.loads((folder / "un.gold.json").read_text("utf-8"))
    record["spans"][1]["start"] += 1
    (folder / "un.gold.json").write_text(json.dumps(record), "utf-8")
    with pytest.raises(ValueError, match=r"un\.txt: 'amount' is not at 23"):
        read_gold(folder)


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="nowhere"):
        read_gold(tmp_path / "nowhere")


def test_predictions_of_a_file(folder: Path) -> None:
    path = predict(
        folder,
        "un",
        {"start": 3, "end": 15, "original": ""},
        {"start": 22, "end": 28, "originals": ["Total", "montant"], "kind": "k", "confidence": 0.5},
        {"start": 32, "end": 39},
    )
    assert read_predictions(path, TEXT) == (
        Prediction(3, 15, ("",)),
        Prediction(22, 28, ("Total", "montant"), "k", 0.5),
        Prediction(32, 39),
    )


@pytest.mark.parametrize(
    "record",
    [{"start": 3}, {"start": 5, "end": 5}, {"start": -1, "end": 2}, {"start": 0, "end": 999}],
)
def test_predictions_that_are_none_are_refused(folder: Path, record: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"un\.pred\.json: not a list of predictions"):
        read_predictions(predict(folder, "un", record), TEXT)


def test_the_scorer_by_itself(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    predict(folder, "un", {"start": AMOUNT.start, "end": AMOUNT.end, "original": "total"})
    monkeypatch.setattr(sys, "argv", ["scorer", str(folder), str(folder)])
    scorer.main()
    printed = capsys.readouterr().out
    assert (
        "| all | 5 | 1 | 1 | 1 | 1.000 | 0.200 | 0.333 | 1.000 | 0.200 | 0.333 | 0.333 |" in printed
    )
    assert "2 documents, 1 of them without predictions." in printed


def test_the_scorer_needs_no_detector() -> None:
    program = "import sys, tests.quality.scorer; print(*{m.split('.')[0] for m in sys.modules})"
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert {"detector", "numpy", "click"}.isdisjoint(done.stdout.split())


def test_counts_add_up() -> None:
    assert total([Counts(1, 1), Counts(2, 1, 1, 4)]) == Counts(3, 2, 1, 4)
