"""Whichever door a document comes in by, its report is the same, byte for byte."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pytest

from tests.available import need
from tests.doors import DOORS, documents, library

EDGES = (" \n", "Court.", "a\u0000b", "\ufeffTout va très bien.", "Œuvre 😀 e\u0301té\r\n" * 9)
FEW, MANY = 40, 2_000


@cache
def texts(count: int) -> tuple[str, ...]:
    return EDGES + tuple(documents(count - len(EDGES), seed=6))


@cache
def expected(count: int) -> list[str]:
    return list(library(texts(count), Path()))


OTHERS = [
    pytest.param(name, marks=[pytest.mark.spark] if "pyspark" in door.needs else [])
    for name, door in DOORS.items()
    if name != "library"
]


@pytest.mark.parametrize("name", OTHERS)
@pytest.mark.parametrize("count", [FEW, pytest.param(MANY, marks=pytest.mark.heavy)])
def test_all_doors_give_the_same_reports(name: str, count: int, tmp_path: Path) -> None:
    need(*DOORS[name].needs)
    assert list(DOORS[name].open(texts(count), tmp_path)) == expected(count)


@pytest.mark.parametrize("count", [FEW, pytest.param(MANY, marks=pytest.mark.heavy)])
def test_documents_are_of_all_sorts(count: int) -> None:
    reports = [json.loads(line) for line in expected(count)]
    assert len(reports) == count
    assert {report["verdict"] for report in reports} == {"clean", "suspect", "spun", "unsupported"}
    assert sum(bool(report["findings"]) for report in reports) > count / 10
