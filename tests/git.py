"""Git as the judge of a diff."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

needs_git = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
# A hook that runs the tests points git to its own repository.
_ENVIRON = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}


def apply(folder: Path, diff: bytes) -> None:
    """Apply a diff to the files of a folder, which becomes a repository."""
    git(folder, "init", "--quiet")
    git(folder, "-c", "core.autocrlf=false", "apply", "-", stdin=diff)


def git(folder: Path, *arguments: str, stdin: bytes = b"") -> None:
    """Run git in a folder; it has to succeed."""
    done = subprocess.run(
        ["git", *arguments], cwd=folder, input=stdin, capture_output=True, check=False, env=_ENVIRON
    )
    assert done.returncode == 0, done.stderr
