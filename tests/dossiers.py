"""A folder of documents, a detector that is told what to find, and a look at the dossier made."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from detector import Config
from detector.prose import Prose
from detector.report import Original, Report
from tests.command import Run, runner
from tests.reports import finding, report

WORDS = {"additionally": "plus", "extensive": "long"}
DONE: Counter[str] = Counter()


class Scripted:
    """A detector that takes two words for planted ones, and counts what it is asked."""

    def __init__(self, language: str, config: Config) -> None:
        self.language, self.config = language, config

    def check(self, prose: Prose) -> Report:
        text = prose.text
        DONE[text.partition("\n")[0]] += 1
        if text.startswith("interrupt"):
            raise KeyboardInterrupt
        spots = (
            finding(text, start, start + len(word), originals=(Original(best, 0.9),))
            for word, best in WORDS.items()
            if (start := text.find(word)) >= 0 and word not in self.config.accept
        )
        return report(*sorted(spots, key=lambda each: each.start), text=text)


def prepared(
    monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes], folder: Path
) -> Run:
    """The command in a folder with documents of two suppliers."""
    monkeypatch.setattr("detector.arguments.Detector", Scripted)
    monkeypatch.chdir(folder)
    DONE.clear()
    put("art/ali/1.txt", "un\nLe additionally grand, à extensive terme.")
    put("art/ali/2.txt", "deux\nRien à dire.")
    put("art/zoe/3.md", "---\nagency: Zoé\n---\ntrois\n\nIl veut additionally.")
    return runner(monkeypatch, capsysbinary)


def put(name: str, text: str) -> None:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def files(folder: str = "d") -> dict[str, bytes]:
    found = sorted(path for path in Path(folder).rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def record(path: str) -> tuple[Path, Any]:
    """The record of a document, and where it is."""
    found = ((file, json.loads(file.read_bytes())) for file in Path("d/documents").glob("*.json"))
    return next((file, read) for file, read in found if read["path"] == path)


def names(path: str) -> list[str]:
    """The names of a document's findings."""
    (part,) = record(path)[1]["parts"]
    return list(part["findings"])


def page(path: str) -> Path:
    return record(path)[0].with_suffix(".html")
