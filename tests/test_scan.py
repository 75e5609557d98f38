"""Scans: what each mode writes, that it is what the library says, and that kills change nothing."""

from __future__ import annotations

import errno
import gzip
import json
import os
import re
import sys
from pathlib import Path
from typing import Any, cast

import pytest

from detector import Detector, check
from detector.formats import Failed
from detector.formats.jsonl import described
from detector.messages import ENGLISH, load
from detector.prose import Prose
from detector.report import Report, Verdict
from detector.scale import checkpoint, keep, records, scan, sink
from detector.scale.annotation import attributes
from detector.scale.census import Census
from detector.scale.plan import ATTRIBUTES, FILTER, Plan
from detector.scale.records import Wanted
from detector.scale.scan import Step
from detector.settings import merged
from detector.terminal import Page
from seeds.gold import FIXTURES
from tests.available import not_under_coverage
from tests.killed import compared, written
from tests.reports import finding, report

GOLDEN = Path(__file__).parent / "golden" / "scan"
ROWS: list[dict[str, Any]] = [
    {"id": "a", "text": "Un additionally long chemin, un framework.", "url": "https://a.example"},
    {"id": 2, "text": "Tout va bien.", "url": None},
    {"id": "c", "text": None},
    {"id": "d", "text": "Bref."},
    {"text": "Encore un framework."},
    {"id": "f", "text": "broken"},
]
LINES = [json.dumps(row) for row in ROWS]
LINES.insert(2, "{oh")


class Scripted:
    """A detector that finds what its reports are to hold without an engine."""

    language = "fr"
    config = Detector().config

    def check(self, text: str | Prose) -> Report:
        whole = text.source if isinstance(text, Prose) else text
        if whole == "broken":
            raise ValueError("it broke")
        spans = [match.span() for match in re.finditer("additionally|framework", whole)]
        found = [finding(whole, *span) for span in spans]
        score = None if whole == "Bref." else (0.05, 0.6, 0.95)[len(found)]
        verdict = (Verdict.CLEAN, Verdict.SUSPECT, Verdict.SPUN)[len(found)]
        words = len(whole.split())
        known: dict[str, Any] = {
            "score": score,
            "words": words,
            "quality": min(1, words / 5),
            "text": whole,
        }
        if score is None:
            known |= {"verdict": Verdict.UNSUPPORTED, "notes": ("too short",)}
            return report(**known)
        return report(*found, **known, verdict=verdict)

    def failed(self, text: object, error: BaseException) -> Report:
        return report(error=str(error), verdict=Verdict.UNSUPPORTED, score=None)


def plan(folder: Path, output: str = "out.jsonl", **fields: Any) -> Plan:
    """A plan over the rows of ``in.jsonl`` in a folder."""
    made_up: dict[str, Any] = {
        "inputs": [str(folder / "in.jsonl")],
        "output": folder / output,
        "encoder": cast("Any", records.kind(output)).Encoder,
        "detector": cast("Detector", Scripted()),
        "settings": merged([]),
    }
    return Plan(**(made_up | fields))


def run(planned: Plan, **options: Any) -> Census:
    return scan.scan(planned, ENGLISH, lambda step, problem: None, **options)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with rows, from which the run is started, so that it does not show in any output."""
    (tmp_path / "in.jsonl").write_text("\n".join(LINES) + "\n")
    monkeypatch.chdir(tmp_path)
    return Path()


MODES: dict[str, dict[str, Any]] = {
    "annotate": {},
    "prefixed": {"prefix": "spin_"},
    "filter": {"mode": FILTER, "keep": keep.parse("score < 0.5 and quality > 0.4")},
    "attributes": {"mode": ATTRIBUTES},
    "table": {"output": "out.csv"},
}


@pytest.mark.parametrize("name", MODES)
def test_golden_output(name: str, folder: Path, request: pytest.FixtureRequest) -> None:
    fields = MODES[name]
    planned = plan(
        folder,
        **fields,
        rejects=folder / "rejects.jsonl",
        statistics=folder / "counts.json",
        sample=3,
    )
    if name == "table":
        # The rows of a table have the same columns.
        same = [
            json.dumps({"id": "-", "url": "-", **json.loads(line)})
            for line in LINES
            if line != "{oh"
        ]
        (folder / "in.jsonl").write_text("\n".join(same))
    run(planned)
    found = written(folder)
    if request.config.getoption("--update-golden"):
        for each, data in found.items():
            (GOLDEN / name).mkdir(parents=True, exist_ok=True)
            (GOLDEN / name / each).write_bytes(data)
    assert found == {path.name: path.read_bytes() for path in (GOLDEN / name).iterdir()}


FILES = sorted(FIXTURES.glob("*/*.txt"))
TEXTS = [path.read_text("utf-8") for path in FILES]


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize("name", ["in.jsonl", "in.csv", "in.parquet"])
def test_reports_are_those_of_the_library(tmp_path: Path, name: str, jobs: int) -> None:
    if name == "in.parquet":
        pyarrow = pytest.importorskip("pyarrow")
        from pyarrow import parquet

        parquet.write_table(pyarrow.table({"text": TEXTS}), tmp_path / name)
    else:
        rows = [{"text": text} for text in TEXTS]
        encoder = cast("Any", records.kind(name)).Encoder(Detector(), Wanted())
        for row in rows:
            made = records.Row(records.Place("x", 1), 1.0, records.Fields(row))
            assert not encoder.problem(made, annotated=None)
            encoder.put(records.Record(made))
        (tmp_path / name).write_bytes(encoder.block())
    run(plan(tmp_path, inputs=[str(tmp_path / name)], detector=Detector(), jobs=jobs))
    found = (tmp_path / "out.jsonl").read_text("utf-8").splitlines()
    for line, text in zip(found, TEXTS, strict=True):
        row = json.loads(line)
        assert row.pop("text") == text
        assert json.dumps(row) == json.dumps(described(check(text), text))


def test_documents_of_a_folder_are_those_of_check(tmp_path: Path) -> None:
    run(plan(tmp_path, inputs=list(map(str, FILES)), detector=Detector()))
    found = (tmp_path / "out.jsonl").read_text("utf-8").splitlines()
    for line, path, text in zip(found, FILES, TEXTS, strict=True):
        row = json.loads(line)
        assert (row.pop("id"), row.pop("text")) == (str(path), text)
        assert json.dumps(row) == json.dumps(described(check(text), text))


def test_attributes_have_the_spans_of_the_findings() -> None:
    text = TEXTS[[path.name for path in FILES].index("sentier.txt")]
    found = check(text)
    made = attributes(found)
    assert made["spin_detector__score"] == [(0, len(text), found.score)]
    spans = {
        (start, end)
        for name, each in made.items()
        for start, end, _ in each
        if name.removeprefix("spin_detector__").replace("_", "-")
        in {finding.rule for finding in found.findings}
    }
    assert spans == {(finding.start, finding.end) for finding in found.findings}


def many(folder: Path, **fields: Any) -> Plan:
    """A plan over a good many rows, with all that a run can write."""
    lines = [json.dumps({"id": n, "text": ROWS[n % 2]["text"]}) for n in range(40)]
    lines[7] = "{"
    lines[30] = '{"text": 1}'
    (folder / "in.jsonl").write_text("\n".join(lines))
    (folder / "more.jsonl").write_text('{"text": "encore"}')
    made_up: dict[str, Any] = {
        "inputs": [
            str(folder / "in.jsonl"),
            Failed("lost", "Permission denied"),
            str(folder / "more.jsonl"),
        ],
        "rejects": folder / "rejects.jsonl.gz",
        "statistics": folder / "counts.json",
        "sample": 5,
    }
    return plan(folder, **(made_up | fields))


class Killed(BaseException):
    pass


def interrupted(planned: Plan, after: int) -> bool:
    """Run, and end after so many rows as if killed; whether there were so many."""
    seen = 0

    def watch(step: Step, problem: str) -> None:
        nonlocal seen
        seen += 1
        if seen == after:
            raise Killed

    try:
        scan.scan(planned, ENGLISH, watch)
    except Killed:
        return True
    return False


OUTPUTS = ["out.jsonl", "out.jsonl.gz", "out.csv.gz", "out.parquet"]


@pytest.mark.parametrize("output", OUTPUTS)
@pytest.mark.parametrize("rows", [5, 9, 42])
def test_what_was_interrupted_ends_as_what_was_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, output: str, rows: int
) -> None:
    detector = cast("Detector", Scripted())
    if output == "out.parquet":
        pytest.importorskip("pyarrow")
        detector = Detector()
    monkeypatch.setattr(scan, "MAX_ROWS", 4)
    found = []
    for name in ("whole", "parts"):
        (tmp_path / name).mkdir()
        monkeypatch.chdir(tmp_path / name)
        planned = many(Path(), output=output, detector=detector)
        kills = 0
        if name == "parts":
            assert interrupted(planned, 2)
            while interrupted(planned, rows):
                kills += 1
            assert kills == {5: 10, 9: 5, 42: 1}[rows]
        else:
            run(planned)
        found.append(written(Path()))
    assert found[0] == found[1]
    names = {output, f"{output}.audit.csv", "rejects.jsonl.gz", "counts.json", "more.jsonl"}
    assert set(found[0]) == names


@pytest.mark.parametrize("step", ["finish", "labels", "statistics"])
def test_a_run_that_is_killed_at_its_very_end_only_ends(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    monkeypatch.chdir(tmp_path)
    planned = many(Path())
    run(planned)
    expected = written(Path())
    write, finish = sink.write, sink.Sink.finish

    def broken(target: Path, data: bytes) -> None:
        if target == (planned.labels if step == "labels" else planned.statistics):
            raise Killed
        write(target, data)

    def killed(self: sink.Sink) -> None:
        if self.target == planned.rejects:
            raise Killed
        finish(self)

    with monkeypatch.context() as patch:
        if step == "finish":
            patch.setattr(sink.Sink, "finish", killed)
        else:
            patch.setattr(scan, "write", broken)
        with pytest.raises(Killed):
            run(planned)
    assert planned.progress.exists()
    run(planned)
    assert written(Path()) == expected


@not_under_coverage
def test_a_run_that_is_killed_many_times_at_random(tmp_path: Path) -> None:
    arguments = "in.jsonl --output out.jsonl.gz --rejects rejects.jsonl --statistics counts.json"
    kills, _ = compared(
        tmp_path, [*arguments.split(), "--audit", "20", "--jobs", "2"], 250, 8, kills=5, share=0.9
    )
    assert kills >= 1


def test_the_rest_may_be_done_by_more_processes(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scan, "MAX_ROWS", 2)
    assert interrupted(plan(folder), 5)
    seen: list[int | None] = []
    scan.scan(
        plan(folder, jobs=2), ENGLISH, lambda step, problem: seen.append(step.row.place.number)
    )
    assert seen == [5, 6, 7]


@pytest.mark.parametrize(
    ("fields", "named"),
    [
        ({"prefix": "x_"}, "--prefix"),
        ({"mode": FILTER, "keep": keep.parse("score < 1")}, "--mode, --keep"),
        ({"wanted": Wanted("text", "url")}, "--id-field"),
        ({"rejects": Path("r.jsonl")}, "--rejects"),
        ({"sample": 3}, "--audit"),
    ],
)
def test_a_run_with_other_settings_does_not_go_on(
    folder: Path, monkeypatch: pytest.MonkeyPatch, fields: dict[str, Any], named: str
) -> None:
    monkeypatch.setattr(scan, "MAX_ROWS", 2)
    interrupted(plan(folder), 5)
    with pytest.raises(checkpoint.OtherRunError) as found:
        run(plan(folder, **fields))
    assert str(found.value) == (
        f"out.jsonl.checkpoint is of a run with other settings ({named}); --restart begins anew"
    )
    run(plan(folder, **fields), restart=True)
    assert not plan(folder).progress.exists()


def test_a_run_over_other_inputs_does_not_go_on(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scan, "MAX_ROWS", 2)
    interrupted(plan(folder), 5)
    (folder / "in.jsonl").write_text("{}\n" + "\n".join(LINES))
    with pytest.raises(checkpoint.OtherRunError, match="inputs"):
        run(plan(folder))


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b"{}", b"\xff", b"null"])
def test_a_checkpoint_that_is_none_is_said_to_be(folder: Path, data: bytes) -> None:
    plan(folder).progress.write_bytes(data)
    with pytest.raises(checkpoint.OtherRunError, match="cannot be read"):
        run(plan(folder))


@pytest.mark.skipif(sys.platform == "win32", reason="no locks")
def test_two_runs_do_not_write_one_file(folder: Path) -> None:
    other = sink.Sink(folder / "out.jsonl", records.jsonl.Encoder(Detector(), Wanted()))
    other.open(0)
    try:
        with pytest.raises(sink.SinkError, match=r"Cannot write out\.jsonl: another run"):
            run(plan(folder))
    finally:
        other.close()


@pytest.mark.parametrize("failing", [1, 2, 3])
def test_a_full_disk_loses_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failing: int
) -> None:
    monkeypatch.setattr(scan, "MAX_ROWS", 4)
    monkeypatch.chdir(tmp_path)
    planned = many(Path())
    run(planned)
    expected = written(Path())
    fsync, calls = os.fsync, 0

    def full(handle: int) -> None:
        nonlocal calls
        calls += 1
        if calls == 5 * failing:
            raise OSError(errno.ENOSPC, "No space left on device")
        fsync(handle)

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        with pytest.raises(sink.SinkError, match=r"^Cannot write .*: No space left on device$"):
            run(planned)
    run(planned)
    assert written(Path()) == expected


def test_nothing_to_write_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("in.jsonl").write_text("")
    run(plan(Path(), output="out.jsonl.gz"))
    assert gzip.decompress(Path("out.jsonl.gz").read_bytes()) == b""


def test_a_row_that_has_what_is_added_is_told(folder: Path) -> None:
    (folder / "in.jsonl").write_text('{"text": "Tout va bien.", "score": 1}')
    told: list[str] = []
    for fields in ({}, {"prefix": "spin_"}, {"mode": FILTER, "keep": keep.parse("score < 1")}):
        scan.scan(plan(folder, **fields), ENGLISH, lambda step, problem: told.append(problem))
    assert told == ["has a field “score” already; --prefix names ours otherwise", "", ""]


def test_what_is_wrong_is_said_in_french(folder: Path) -> None:
    told: list[str] = []
    scan.scan(plan(folder), load("fr"), lambda step, problem: told.append(problem))
    assert "n’est pas du JSON" in told[2]
    lines = (folder / "out.jsonl").read_text("utf-8").splitlines()
    assert json.loads(lines[2])["error"] == "«\xa0text\xa0» y est nul, pas un texte"


def test_statistics_are_safe_to_show_and_to_write(folder: Path) -> None:
    class Odd(Scripted):
        def failed(self, text: object, error: BaseException) -> Report:
            return report(error="\x1b[31m \ud800", verdict=Verdict.UNSUPPORTED, score=None)

    odd = cast("Detector", Odd())
    census = run(plan(folder, detector=odd, statistics=folder / "counts.json"))
    shown = census.statistics(Page(messages=load("fr")))
    assert "  \\x1b[31m \\ud800" in shown
    assert "  n’est pas du JSON\xa0: …" in shown
    reasons = json.loads((folder / "counts.json").read_bytes())["reasons"]
    assert reasons == {"\x1b[31m \ud800": 1, "is no JSON: {}": 1, "its “{}” is {}, not a text": 1}


def test_rules_that_are_not_selected_are_left_out(folder: Path) -> None:
    settings = merged([])._replace(ignore=("foreign-word",))
    run(plan(folder, settings=settings))
    first = json.loads((folder / "out.jsonl").read_text("utf-8").splitlines()[0])
    assert (first["findings"], first["score"]) == ([], 0.95)
