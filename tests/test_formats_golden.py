"""Every format on the same documents, as files to read: ``--update-golden`` writes them anew."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from detector import formats
from detector.terminal import Page
from tests.reports import documents

GOLDEN = Path(__file__).with_name("golden") / "formats"
UNSTABLE = {
    "html": r"(?<=<style>).*(?=</style>)|(?<=<script>).*(?=</script></head>)|(?<=sha256-).*?(?=&)",
    "sarif": r'(?<="driver": \{).*?(?=\}\}, "columnKind")',
}
"""What changes with the version, the rules or the look of the page, and is tested elsewhere."""


@pytest.mark.parametrize("name", formats.names())
def test_golden(name: str, request: pytest.FixtureRequest) -> None:
    output = "".join(formats.load(name).render(documents(), Page()))
    if name in UNSTABLE:
        output = re.sub(UNSTABLE[name], "…", output, flags=re.DOTALL)
    path = GOLDEN / f"{name}.txt"
    if request.config.getoption("--update-golden"):
        path.write_bytes(output.encode())
    assert output.encode() == path.read_bytes()


def test_there_are_no_other_golden_files() -> None:
    assert sorted(path.stem for path in GOLDEN.iterdir()) == formats.names()
