"""The block for datatrove in a local pipeline: what it keeps, drops, counts and writes."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from detector import Detector
from detector.formats import Checked
from detector.formats.jsonl import record
from seeds.gold import fixtures

pytest.importorskip("datatrove", reason="datatrove is not installed: `make test-all` does it")
pytest.importorskip("orjson", reason="orjson is not installed: `make test-all` does it")

from datatrove.data import Document
from datatrove.executor import LocalPipelineExecutor
from datatrove.pipeline.readers import JsonlReader
from datatrove.pipeline.writers import JsonlWriter

from detector.scale.datatrove import SpinFilter

SPUN, CLEAN = next(fixtures("spun")), next(fixtures("clean"))
LIST = "\n".join(f"- {word}" for word in CLEAN.text.split())


def kept(block: SpinFilter, *texts: str) -> Iterator[str]:
    """Ids of the documents that a block keeps."""
    documents = (Document(text, str(number)) for number, text in enumerate(texts))
    for document in block.run(documents):
        yield document.id


def rows(folder: Path) -> list[Any]:
    """What a writer wrote, whichever task it did it in."""
    return [
        json.loads(line) for path in folder.iterdir() for line in path.read_bytes().splitlines()
    ]


def test_a_local_pipeline(tmp_path: Path) -> None:
    source = tmp_path / "in"
    source.mkdir()
    for number, document in enumerate((SPUN, CLEAN)):
        row = {"id": document.name, "text": document.text, "metadata": {"url": "exemple.fr"}}
        (source / f"{number}.jsonl").write_text(json.dumps(row), encoding="utf-8")
    excluded = JsonlWriter(str(tmp_path / "excluded"), compression=None)
    steps = [
        JsonlReader(str(source)),
        SpinFilter(exclusion_writer=excluded),
        JsonlWriter(str(tmp_path / "out"), compression=None),
    ]
    executor = LocalPipelineExecutor(steps, tasks=2, workers=2, logging_dir=str(tmp_path / "log"))
    counted = executor.run().stats[1]

    (left,), (dropped,) = (rows(tmp_path / name) for name in ("out", "excluded"))
    assert left["id"] == CLEAN.name
    assert dropped["id"] == SPUN.name
    assert dropped["metadata"]["filter_reason"] == "spun"
    for row, document in zip((left, dropped), (CLEAN, SPUN), strict=True):
        report = Detector().check(document.text)
        assert row["metadata"]["url"] == "exemple.fr"
        assert row["metadata"]["spin"] == record(Checked(document.name, document.text, report))
    assert counted["total"].total == 2
    for name in ("forwarded", "dropped", "dropped_spun", "verdict_spun", "verdict_clean"):
        assert counted[name].total == 1
    words = sum(Detector().check(document.text).words for document in (SPUN, CLEAN))
    assert counted["words"].total == words


def test_what_is_dropped_is_asked_for() -> None:
    texts = (SPUN.text, CLEAN.text, "Court.")
    assert list(kept(SpinFilter(), *texts)) == ["1", "2"]
    assert list(kept(SpinFilter(drop=()), *texts)) == ["0", "1", "2"]
    assert list(kept(SpinFilter(drop=["spun", "unsupported"]), *texts)) == ["1"]


def test_poor_quality_is_dropped_by_its_worst_signal() -> None:
    block = SpinFilter(drop=(), min_quality=0.5)
    assert list(kept(block, LIST, CLEAN.text)) == ["1"]
    worst = next(iter(Detector().check(LIST).quality_reasons))
    assert block.stats[f"dropped_quality_{worst}"].total == 1


def test_rules_are_counted_by_document() -> None:
    block = SpinFilter()
    assert list(kept(block, SPUN.text, SPUN.text, CLEAN.text)) == ["2"]
    found = {finding.rule for finding in Detector().check(SPUN.text).findings}
    stats = block.stats.stats.items()
    counted = {name: stat.total for name, stat in stats if name.startswith("rule_")}
    assert counted == {f"rule_{rule}": 2 for rule in found}


def test_a_document_that_fails_is_dropped_for_that(monkeypatch: pytest.MonkeyPatch) -> None:
    def check(self: Detector, text: str) -> Any:
        raise RuntimeError("no")

    monkeypatch.setattr(Detector, "check", check)
    block, document = SpinFilter(), Document(CLEAN.text, "a")
    assert block.filter(document) == (False, "error")
    assert document.metadata["spin"].keys() == {"path", "error"}
    assert document.metadata["spin"]["error"].startswith("RuntimeError in ")
    assert block.stats["error"].total == 1


def test_reports_go_where_they_are_asked_for() -> None:
    document = Document(CLEAN.text, "a")
    assert SpinFilter(key=None).filter(document) is True
    assert not document.metadata
    SpinFilter(key="detector").filter(document)
    assert document.metadata["detector"]["verdict"] == "clean"


@pytest.mark.parametrize("wrong", [{"drop": ["spam"]}, {"min_quality": 7.0}])
def test_settings_that_cannot_be(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"spam|7\.0"):
        SpinFilter(**wrong)
