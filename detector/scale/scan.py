"""A run over a collection: rows in, rows out, and a place to go on from whenever it is killed.

    rows -> reports -> annotated rows, kept rows or attributes; rejects; a sample -> checkpoint

Everything is an iterator. After so many rows or characters, wherever that is in the input, what was
written is made to last, then the checkpoint: a run that was killed, and run again, ends with the
bytes of one that was not.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple, Protocol

from detector.checker import Detector
from detector.formats import Checked, Failed
from detector.messages import Catalogue
from detector.prose import Prose
from detector.report import Report
from detector.scale import audit, checkpoint, records
from detector.scale.annotation import attributes
from detector.scale.census import Census
from detector.scale.plan import ANNOTATE, AUDIT, FILTER, OUTPUT, REJECTS, Plan
from detector.scale.pool import check_each
from detector.scale.records import Fields, Place, Record, Row, Wanted
from detector.scale.records.jsonl import Encoder as Lines
from detector.scale.sample import Sample, key, stratum
from detector.scale.sink import Sink, is_stream, write
from detector.screen import select
from detector.session import noted

MAX_ROWS = 256
"""Rows from one checkpoint to the next."""
MAX_CHARACTERS = 4_000_000
"""Characters of documents from one checkpoint to the next."""


class _Position(NamedTuple):
    """A place between two rows: the file, and how many of its rows lie before."""

    file: int = 0
    rows: int = 0


class Step(NamedTuple):
    """A row on its way: what lies behind it, as a place and as a share of the input.

    ``unwritable`` says why the output cannot hold it, if it cannot.
    """

    position: _Position
    done: float
    row: Row
    unwritable: str = ""

    @property
    def problem(self) -> str:
        """Why there is nothing to check, if there is not."""
        return self.row.problem or self.unwritable


Watch = Callable[[Step, str], None]
"""Is told of each row that is done, and of its problem if it had any."""


def scan(plan: Plan, messages: Catalogue, watch: Watch, *, restart: bool = False) -> Census:
    """Do what is planned, or the rest of it, and count what there was.

    SinkError where something cannot be written; OtherRunError where a run with another output was
    interrupted, unless this is a ``restart``.
    """
    run = _Run(plan, messages)
    try:
        run.go(watch, restart=restart)
    finally:
        run.close()
    return run.census


class _Commit(Protocol):
    """Makes what was written last."""

    def __call__(self, *, last: bool = False) -> None:
        """Do so; the ``last`` time there is nothing more to come."""


class _Run:
    """What a run writes, and what it has counted."""

    def __init__(self, plan: Plan, messages: Catalogue) -> None:
        self._plan, self._messages = plan, messages
        self.census = Census()
        self._sample = Sample(plan.sample)
        self._position = _Position()
        self._sinks: dict[str, Sink] = {}

    def go(self, watch: Watch, *, restart: bool) -> None:
        plan = self._plan
        lasting = not any(map(is_stream, plan.targets.values()))
        signature = plan.signature() if lasting else {}
        kept = checkpoint.load(plan.progress, signature) if lasting and not restart else None
        self._open(kept)
        if kept is None or not kept["done"]:
            commit = self._kept(signature) if lasting else self._flushed
            self._scan(watch, commit)
            commit(last=True)
        self._finish()
        if lasting:
            plan.progress.unlink(missing_ok=True)

    def close(self) -> None:
        """Let go of all files."""
        for sink in self._sinks.values():
            sink.close()

    def _open(self, kept: Any) -> None:
        """Make the sinks, and go on from what was kept, if anything was."""
        plan, states = self._plan, kept["sinks"] if kept else {}
        for name, target in plan.targets.items():
            encoder = plan.encoder if name == OUTPUT else Lines
            state = states.get(name, {})
            self._sinks[name] = sink = Sink(
                target, encoder(plan.detector, plan.wanted, state.get("encoder"))
            )
            if not (kept and kept["done"]):
                sink.open(state.get("length", 0))
        if kept:
            self.census = Census.of(kept["census"])
            self._sample = Sample(plan.sample, kept["sample"])
            self._position = _Position(*kept["position"])

    def _scan(self, watch: Watch, commit: _Commit) -> None:
        rows = characters = 0
        for step, report in check_each(self._steps(), self._plan.jobs):
            problem = self._take(step, report)
            self._position = step.position
            watch(step, problem)
            rows += 1
            characters += len(step.row.prose.source) if step.row.prose else 0
            if rows >= MAX_ROWS or characters >= MAX_CHARACTERS:
                commit()
                rows = characters = 0

    def _steps(self) -> Iterator[tuple[Step, tuple[Detector, Prose] | None]]:
        plan, start = self._plan, self._position
        sizes = list(map(_size, plan.inputs))
        total, before = sum(sizes) or 1, sum(sizes[: start.file])
        annotated = plan.prefix if plan.mode == ANNOTATE else None
        for file in range(start.file, len(plan.inputs)):
            skipped = start.rows if file == start.file else 0
            found = islice(_rows(plan.inputs[file], plan.wanted), skipped, None)
            for number, row in enumerate(found, skipped + 1):
                wrong = self._sinks[OUTPUT].encoder.problem(row, annotated=annotated)
                done = (before + row.reached * sizes[file]) / total
                step = Step(_Position(file, number), done, row, wrong)
                prose = None if step.problem else row.prose
                yield step, (plan.detector, prose) if prose else None
            before += sizes[file]

    def _take(self, step: Step, report: Report | None) -> str:
        """Count and write a row that is done; what is wrong with it, if anything is."""
        row = step.row
        problem = step.problem or (report.error if report else None) or ""
        if problem or report is None:
            self.census.fail(row, problem)
            problem = self._messages.text(problem)
            report = replace(self._plan.detector.failed("", ValueError()), error=problem)
        else:
            report = noted(report, row.notes, self._messages)
            checked = select(Checked(row.place.path, report.text, report), self._plan.settings)
            report = checked.report
            self.census.count(checked)
            self._draw(row, report)
        reasons = self._reasons(step, report)
        if reasons:
            self._reject(row, report, reasons)
        else:
            self._sinks[OUTPUT].put(self._record(row, report))
            self.census.written += 1
        return problem

    def _reasons(self, step: Step, report: Report) -> Sequence[str]:
        """Why a row does not go to the output; those of the condition are counted."""
        if self._plan.keep and report.error is None:
            reasons = self._plan.keep.reasons(report)
            if reasons:
                self.census.drop(reasons)
            return reasons
        lost = self._plan.keep or step.unwritable or step.row.content is None
        return [report.error or ""] if lost else []

    def _record(self, row: Row, report: Report) -> Record:
        """What the output has of a row."""
        if self._plan.mode == ANNOTATE:
            return Record(row, report, self._plan.prefix)
        if self._plan.mode == FILTER:
            return Record(row)
        return _made(row, {"id": row.id, "attributes": attributes(report)})

    def _reject(self, row: Row, report: Report, reasons: Sequence[str]) -> None:
        if REJECTS not in self._sinks:
            return
        about = {
            "source": row.place.path,
            "row": row.place.number,
            "id": row.id,
            "reasons": list(reasons),
            "verdict": None if report.error else report.verdict.value,
            "score": report.score,
            "quality": report.quality,
            "document": row.content.fields() if row.content else row.shown,
        }
        self._sinks[REJECTS].put(_made(row, about))

    def _draw(self, row: Row, report: Report) -> None:
        if AUDIT in self._sinks and report.score is not None:
            name = key(row.place)
            if self._sample.offer(name, stratum(report.score)):
                self._sinks[AUDIT].put(_made(row, audit.candidate(name, row, report)))

    def _flushed(self, *, last: bool = False) -> None:
        for sink in self._sinks.values():
            sink.commit(last=last)

    def _kept(self, signature: checkpoint.Signature) -> _Commit:
        """What makes the run last up to here."""

        def commit(*, last: bool = False) -> None:
            self._flushed(last=last)
            state = {
                "position": self._position,
                "census": self.census.record(),
                "sample": self._sample.state(),
                "sinks": {name: sink.state() for name, sink in self._sinks.items()},
                "done": last,
            }
            checkpoint.save(self._plan.progress, signature, state)

        return commit

    def _finish(self) -> None:
        """Put in place what was written; whatever of it is there already stays."""
        plan = self._plan
        for sink in self._sinks.values():
            sink.finish()
        drawn = plan.targets.get(AUDIT)
        if drawn and drawn.exists():
            with drawn.open(encoding="utf-8") as lines:
                table = audit.table(
                    map(json.loads, lines), self._sample.drawn(), self._sample.documents
                )
            write(plan.labels, table.encode())
            drawn.unlink()
        if plan.statistics:
            counts = json.dumps(self.census.record(), indent=2, ensure_ascii=False)
            write(plan.statistics, f"{counts}\n".encode(errors="backslashreplace"))


def _rows(file: str | Failed, wanted: Wanted) -> Iterator[Row]:
    if isinstance(file, Failed):
        return iter([Row(Place(file.path), 1.0, problem=file.error)])
    return records.read(file, wanted)


def _made(row: Row, fields: Mapping[str, Any]) -> Record:
    """A row of ours about another."""
    return Record(Row(row.place, row.reached, Fields(fields)))


def _size(file: str | Failed) -> int:
    try:
        return 0 if isinstance(file, Failed) else Path(file).stat().st_size
    except OSError:
        return 0
