"""Every format on the same documents, as files to read: ``--update-golden`` writes them anew."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

import pytest

from detector import formats
from detector.formats import Result
from detector.messages import load
from detector.terminal import Page
from tests.reports import documents, spoken

GOLDEN = Path(__file__).with_name("golden") / "formats"
UNSTABLE = {
    "html": r"(?<=<style>).*(?=</style>)|(?<=<script>).*(?=</script></head>)|(?<=sha256-).*?(?=&)",
    "sarif": r'(?<="driver": \{).*?(?=\}\}, "language")',
}
"""What changes with the version, the rules or the look of the page, and is tested elsewhere."""


FRENCH = ("html", "summary", "text")
"""Formats whose words are looked at in French as well."""


@pytest.mark.parametrize("name", formats.names())
def test_golden(name: str, request: pytest.FixtureRequest) -> None:
    compare(name, documents(), Page(), f"{name}.txt", request)


@pytest.mark.parametrize("name", FRENCH)
def test_golden_in_french(name: str, request: pytest.FixtureRequest) -> None:
    french = load("fr")
    compare(name, spoken(french), Page(messages=french), f"{name}.fr.txt", request)


def compare(
    name: str, results: Iterable[Result], page: Page, file: str, request: pytest.FixtureRequest
) -> None:
    output = "".join(formats.load(name).render(results, page))
    if name in UNSTABLE:
        output = re.sub(UNSTABLE[name], "…", output, flags=re.DOTALL)
    path = GOLDEN / file
    if request.config.getoption("--update-golden"):
        path.write_bytes(output.encode())
    assert output.encode() == path.read_bytes()


def test_there_are_no_other_golden_files() -> None:
    french = [f"{name}.fr.txt" for name in FRENCH]
    english = [f"{name}.txt" for name in formats.names()]
    assert sorted(path.name for path in GOLDEN.iterdir()) == sorted(english + french)
