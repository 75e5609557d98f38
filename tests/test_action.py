"""The action for GitHub: what it runs, with the inputs as they come."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from detector import formats

ROOT = Path(__file__).resolve().parents[1]
ACTION = (ROOT / "action.yml").read_text("utf-8")

pytestmark = [
    pytest.mark.skipif(shutil.which("bash") is None, reason="bash is not installed"),
    pytest.mark.skipif("github" not in formats.names(), reason="the format github is missing"),
]


def check(folder: Path, **inputs: str) -> subprocess.CompletedProcess[str]:
    """Run the last step of the action in a folder of documents."""
    script = textwrap.dedent(ACTION.rpartition("run: |\n")[2])
    (folder / ".runner").mkdir(exist_ok=True)
    (folder / ".runner" / "spin-detector").unlink(missing_ok=True)
    (folder / ".runner" / "spin-detector").symlink_to(ROOT)
    environ = {
        **os.environ,
        "PYTHON": sys.executable,
        "RUNNER_TEMP": str(folder / ".runner"),
        "PATHS": ".",
        "PROFILE": "quiet",
        "ARGS": "",
    }
    return subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script],
        cwd=folder,
        env=environ | inputs,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def test_a_spun_document_is_marked_and_fails(tmp_path: Path) -> None:
    shutil.copy(ROOT / "fixtures" / "spun" / "sommeil.txt", tmp_path / "à lire.md")
    done = check(tmp_path)
    assert done.returncode == 1, done.stderr
    assert "::error" in done.stdout
    assert "à lire.md" in done.stdout


def test_inputs_are_lines_and_never_commands(tmp_path: Path) -> None:
    shutil.copy(ROOT / "fixtures" / "clean" / "recipe.txt", tmp_path / "a b.md")
    shutil.copy(ROOT / "fixtures" / "spun" / "sommeil.txt", tmp_path / "c.md")
    assert check(tmp_path, PATHS="a b.md\n").returncode == 0
    assert check(tmp_path, ARGS="--fail-on\nnever\n\n").returncode == 0
    done = check(tmp_path, PATHS="$(touch made)\n`touch made`\n--version", ARGS="")
    assert done.returncode == 2
    assert not (tmp_path / "made").exists()


def test_every_input_is_used() -> None:
    inputs = ACTION.partition("inputs:\n")[2].partition("\nruns:")[0]
    names = [line.strip(" :") for line in inputs.splitlines() if line[:3].count(" ") == 2]
    assert names == ["paths", "profile", "args"]
    assert all(f"${{{{ inputs.{name} }}}}" in ACTION for name in names)
