"""What a stranger's machine may lack, and what a test that needs it says when it skips."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import pytest

from seeds import corpora
from seeds.sources import BUILD, sources

_missing = sorted(
    source.name for source in sources().values() if not (BUILD / "archives" / source.file).is_file()
)
CAN_SPIN = not _missing and all(map(find_spec, ("msgpack", "numpy", "scipy")))
"""Whether the simulator has what it needs: its sources and the packages that read them."""
needs_sources = pytest.mark.skipif(
    bool(_missing),
    reason=f"{len(_missing)} sources not downloaded to {BUILD}: `make data` does it, or set"
    " SPIN_DETECTOR_BUILD",
)
not_under_coverage = pytest.mark.skipif(
    os.environ.get("COVERAGE_RUN") == "true", reason="coverage writes files of its own there"
)
JAVA = 17
"""The oldest Java that Spark 4 runs on."""


def need(*packages: str) -> None:
    """Skip the test where one of the packages is missing, or the Java that one of them needs."""
    reason = lacking(*packages)
    if reason:
        pytest.skip(reason)


def clean_corpora() -> Path:
    """The folder of the clean corpora; the test skips without them, but not where they must be."""
    try:
        return corpora.folder()
    except FileNotFoundError as error:
        if os.environ.get("CI") == "true":
            raise
        pytest.skip(str(error))


def lacking(*packages: str) -> str:
    """What keeps packages from being used and who mends it, empty where nothing does."""
    for package in packages:
        if find_spec(package) is None:
            return f"{package} is not installed: `make test-all` does it"
        if package == "pyspark" and _java() < JAVA:
            return f"no Java {JAVA} or later: it is in the Debian packages of .ci/apt.txt"
    return ""


@cache
def _java() -> int:
    """The version of the Java on the path, 0 where there is none."""
    java = shutil.which("java")
    if java is None:
        return 0
    said = subprocess.run([java, "-version"], capture_output=True, text=True, check=False).stderr
    found = re.search(r'version "(\d+)', said)
    return int(found[1]) if found else 0
