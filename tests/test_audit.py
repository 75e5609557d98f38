"""Samples for people to label, and what their labels say of the whole collection."""

from __future__ import annotations

import csv
import io
import random
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detector.interval import wilson
from detector.scale.audit import (
    AuditError,
    Stratum,
    above,
    candidate,
    estimate,
    precision,
    read,
    table,
)
from detector.scale.records import Place, Row
from detector.scale.sample import EDGES, Sample, allocate, bounds, key, stratum
from tests.command import Run, runner
from tests.reports import finding, report


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]) -> Run:
    return runner(monkeypatch, capsysbinary)


@given(st.integers(0, 60), st.lists(st.integers(0, 30), min_size=1, max_size=6))
def test_places_are_shared_evenly(size: int, there: list[int]) -> None:
    shares = allocate(size, there)
    assert sum(shares) == min(size, sum(there))
    assert all(0 <= share <= most for share, most in zip(shares, there, strict=True))
    unsated = [share for share, most in zip(shares, there, strict=True) if share < most]
    assert not unsated or max(shares) - min(unsated) <= 1 or max(unsated) - min(unsated) <= 1
    if unsated:
        assert max(shares) <= max(unsated) or max(shares) - max(unsated) <= 1


def test_those_that_are_left_go_to_high_scores() -> None:
    assert allocate(8, [100, 100, 100]) == [2, 3, 3]
    assert allocate(200, [10_000, 0, 12, 0, 3, 40]) == [145, 0, 12, 0, 3, 40]


@given(
    st.lists(
        st.tuples(st.integers(0, 10**6), st.integers(0, 5)),
        unique_by=lambda each: each[0],
        max_size=60,
    ),
    st.integers(1, 9),
    st.integers(0, 60),
)
def test_a_sample_is_the_same_however_it_was_interrupted(
    offered: list[tuple[int, int]], size: int, interrupted: int
) -> None:
    whole, taken = Sample(size), set()
    parts: Any = Sample(size)
    for at, (number, part) in enumerate(offered):
        name = key(Place("a", number))
        if whole.offer(name, part):
            taken.add(name)
        if at == interrupted:
            parts = Sample(size, parts.state())
        parts.offer(name, part)
    assert parts.drawn() == whole.drawn()
    assert whole.drawn() <= taken
    assert len(whole.drawn()) == min(size, len(offered))
    assert whole.documents == [sum(part == each for _, part in offered) for each in range(6)]


def test_each_document_of_a_stratum_is_as_likely() -> None:
    drawn = [0] * 10
    for seed in range(600):
        sample = Sample(3)
        names = [key(Place(str(seed), number)) for number in range(10)]
        for name in names:
            sample.offer(name, 0)
        for number, name in enumerate(names):
            drawn[number] += name in sample.drawn()
    assert all(120 < count < 240 for count in drawn)


@pytest.mark.parametrize(
    ("score", "number"), [(0, 0), (0.0999, 0), (0.1, 1), (0.5, 3), (0.8999, 4), (0.9, 5), (1, 5)]
)
def test_strata(score: float, number: int) -> None:
    assert stratum(score) == number
    low, high = bounds(number)
    assert low <= score <= high


def sheet(labels: list[str], **columns: Any) -> str:
    """A table as somebody gives it back: a stratum for each text of labels, one a letter."""
    rows: list[dict[str, Any]] = []
    for number, said in enumerate(labels):
        rows += [
            {
                "label": {"s": "spun", "c": "Clean ", "-": ""}[each],
                "stratum": number,
                "documents": 1000 if number == 0 else 20,
            }
            | columns
            for each in said
        ]
    written = io.StringIO()
    out = csv.DictWriter(written, rows[0])
    out.writeheader()
    out.writerows(rows)
    return written.getvalue()


def test_labels_are_counted_by_stratum() -> None:
    strata = read(sheet(["ccs-", "", "", "sc", "", "sss"]))
    assert strata == [Stratum(0, 1000, 3, 1), Stratum(3, 20, 2, 1), Stratum(5, 20, 3, 3)]
    assert above(strata, 0.5) == strata[1:]
    assert above(strata, 0.9) == strata[2:]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_labels_come_back_from_any_spreadsheet(separator: str) -> None:
    rows = [
        ["label", "stratum", "documents", "text"],
        ["ALTÉRÉ", "5", "3", "a\nb"],
        ["?", "5", "3", "c"],
    ]
    written = io.StringIO()
    csv.writer(written, delimiter=separator).writerows(rows)
    assert read(written.getvalue()) == [Stratum(5, 3, 1, 1)]


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("label,stratum,documents\nspnu,1,2\n", "row 1: “spnu” is no label, spun or clean is"),
        ("a,b\n1,2\n", "it has no column “label”"),
        ("label,stratum\nspun,1\n", "it has no column “documents”"),
        ("label,stratum,documents\nspun,x,2\n", "it is no table of labels: "),
        ("label,stratum,documents\nspun,99,2\n", "it is no table of labels: "),
        ("label,stratum,documents\nspun\n", "it is no table of labels: "),
        ("label,stratum,documents\n\x1b[31m,1,2", "row 1: “\\x1b[31m” is no label"),
    ],
)
def test_what_is_no_table_of_labels(text: str, wrong: str) -> None:
    with pytest.raises(AuditError) as found:
        read(text)
    assert str(found.value).startswith(wrong)


@given(st.text(max_size=80))
def test_any_text_is_a_table_or_an_error(text: str) -> None:
    try:
        read(text)
    except AuditError as error:
        assert str(error)  # noqa: PT017


@given(st.integers(1, 300), st.data())
def test_one_stratum_is_a_simple_sample(labelled: int, data: st.DataObject) -> None:
    spun = data.draw(st.integers(0, labelled))
    found = estimate([Stratum(5, 1000, labelled, spun)])
    assert found
    assert found == pytest.approx((spun / labelled, *wilson(spun, labelled)))


def test_strata_count_by_their_documents() -> None:
    found = estimate([Stratum(0, 900, 10, 1), Stratum(5, 100, 10, 9)])
    assert found
    assert found.share == pytest.approx(0.9 * 0.1 + 0.1 * 0.9)
    assert found.low < found.share < found.high


def test_a_stratum_without_labels_leaves_the_whole_unknown() -> None:
    strata = [Stratum(0, 900, 0, 0), Stratum(5, 100, 10, 9)]
    assert estimate(strata) is None
    assert estimate([]) is None
    assert [known and known.share for _, known in precision(strata)] == [0.9, 0.9]


@pytest.mark.parametrize(
    "shares",
    [
        (0.02, 0.1, 0.3, 0.5, 0.8, 0.97),
        (0, 0, 0.05, 0.3, 0.5, 0.9),
        (0.3, 0.3, 0.3, 0.3, 0.3, 0.3),
    ],
)
@pytest.mark.parametrize("each", [15, 60])
def test_intervals_hold_what_they_promise(shares: tuple[float, ...], each: int) -> None:
    documents = (9000, 500, 200, 100, 100, 100)
    true = sum(n * share for n, share in zip(documents, shares, strict=True)) / sum(documents)
    draw, held, repeats = random.Random(each), 0, 1000
    for _ in range(repeats):
        strata = [
            Stratum(
                number, documents[number], each, sum(draw.random() < share for _ in range(each))
            )
            for number, share in enumerate(shares)
        ]
        found = estimate(strata)
        assert found
        held += found.low <= true <= found.high
    # Of 15 labels of which three in ten are spun, Wilson's own interval holds for 91 %.
    assert held / repeats >= 0.9


def test_the_table_hides_scores_behind_the_text_and_is_safe_to_open() -> None:
    text = "=cmd|' /C calc'!A0 \x00 \ud800 additionally"
    start = text.index("additionally")
    found = report(finding(text, start, len(text)), score=0.95, text=text)
    row = Row(Place("in.jsonl", 3), 1.0, id="@id")
    name = key(row.place)
    made = table([candidate(name, row, found)] * 2, frozenset({name}), [0] * len(EDGES) + [7])
    header, cells = csv.reader(io.StringIO(made))
    assert header[0] == "label"
    assert header.index("text") < header.index("found") < header.index("score")
    assert cells == [
        "",
        "'@id",
        "in.jsonl:3",
        "'=cmd|' /C calc'!A0 \\0 \\ud800 additionally",
        "additionally → plus",
        "0.95",
        "5",
        "7",
    ]


def test_the_command_prints_what_the_labels_say(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "labels.csv"
    path.write_text("\ufeff" + sheet(["c" * 20, "cccs", "ccss", "ssc", "sss", "s" * 12]), "utf-8")
    out = run("audit", str(path))
    assert out.status == 0
    assert out.out.splitlines() == [
        "    Scores  Documents  Labelled  Spun   Share    95 % interval",
        "0.0 to 0.1      1,000        20     0    0.0%    0.0% to 16.1%",
        "0.1 to 0.3         20         4     1   25.0%    4.6% to 69.9%",
        "0.3 to 0.5         20         4     2   50.0%   15.0% to 85.0%",
        "0.5 to 0.7         20         3     2   66.7%   20.8% to 93.9%",
        "0.7 to 0.9         20         3     3  100.0%  43.9% to 100.0%",
        "0.9 to 1.0         20        12    12  100.0%  75.8% to 100.0%",
        "",
        "Precision of a score of 0.5 and more: 88.9% (60.3% to 97.7%)",
        "Precision of a score of 0.9 and more: 100.0% (75.8% to 100.0%)",
        "Spun documents in the collection: 6.2% (2.1% to 16.9%)",
        "spin-detector scan --prior 0.0621 takes it into account.",
    ]


def test_the_command_speaks_french(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "labels.csv"
    path.write_text(sheet(["c", "", "", "", "", "-"]))
    out = run("audit", "--messages", "fr", str(path))
    assert "Précision d’un score de 0,9 et plus\xa0: inconnue" in out.out


@pytest.mark.parametrize("data", [b"\xff", b"a,b\n", None])
def test_the_command_names_a_file_that_is_none(
    run: Run, tmp_path: Path, data: bytes | None
) -> None:
    path = tmp_path / "labels.csv"
    if data is not None:
        path.write_bytes(data)
    out = run("audit", str(path))
    assert (out.status, out.out) == (2, "")
    assert out.err.startswith(f"Error: {path}: ")
