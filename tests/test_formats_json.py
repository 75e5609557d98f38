"""One object for a run: the documents of jsonl, and counts."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from detector.formats import Result, jsonl
from detector.formats.json import render
from detector.terminal import Page
from tests.reports import checked, documents


def test_documents_are_those_of_jsonl() -> None:
    whole = json.loads("".join(render(documents(), Page())))
    lines = "".join(jsonl.render(documents(), Page())).split("\n")[:-1]
    assert list(whole) == ["version", "documents", "summary"]
    assert whole["version"] == 1
    assert whole["documents"] == [json.loads(line) for line in lines]


def test_the_summary_counts() -> None:
    summary = json.loads("".join(render(documents(), Page())))["summary"]
    assert (summary["documents"], summary["failed"], summary["findings"]) == (6, 1, 5)
    assert summary["verdicts"] == {"clean": 1, "suspect": 0, "spun": 4, "unsupported": 1}
    assert summary["severities"] == {"error": 3, "warning": 1, "note": 1}
    assert list(summary["rules"].items()) == [("foreign-word", 4), ("native-synonym", 1)]


def test_output_streams() -> None:
    def results() -> Iterator[Result]:
        yield checked("[[mot]]")
        pytest.fail("the second document was asked for before the first was written")

    pieces = render(results(), Page())
    assert next(pieces) + next(pieces) == '{"version": 1, "documents": [\n' + "".join(
        jsonl.render([checked("[[mot]]")], Page())
    ).rstrip("\n")
