"""What a process that is all ours does without."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

WHOLE = """
import atexit, sys
atexit.register(lambda: print(bool(sys.modules.get("numpy"))))
sys.argv = ["spin-detector", "scan", "--no-progress", {!r}, "--output", {!r}]
from detector.cli import main
main({})
"""


@pytest.mark.parametrize(("arguments", "there"), [("", "False"), ("sys.argv[1:]", "True")])
def test_a_command_has_arrow_without_numpy_and_a_caller_with_it(
    arguments: str, there: str, tmp_path: Path
) -> None:
    pytest.importorskip("numpy")
    pa = pytest.importorskip("pyarrow")
    from pyarrow import parquet

    path, out = tmp_path / "in.parquet", tmp_path / "out.parquet"
    parquet.write_table(pa.table({"text": ["Un mot."]}), path)
    program = WHOLE.format(str(path), str(out), arguments)
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines()[-1] == there
    assert parquet.read_table(out).column("text").to_pylist() == ["Un mot."]
