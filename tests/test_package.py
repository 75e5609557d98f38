"""The package as users get it: built, looked at, and installed where nothing else is."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from importlib.util import find_spec
from pathlib import Path
from shutil import which
from typing import NamedTuple

import pytest

from tests.git import needs_git
from tests.test_command import ROOT, SPUN

TOOLS = [name for name in ("build", "twine") if find_spec(name) is None]
pytestmark = [
    needs_git,
    pytest.mark.package,
    pytest.mark.skipif(bool(TOOLS), reason=f"no {' and '.join(TOOLS)}: `make test-all` does it"),
    pytest.mark.skipif(not (ROOT / ".git").exists(), reason="not a clone of the repository"),
]
ENVIRON = {
    name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "PYTHON"))
}


class Built(NamedTuple):
    """The files that a release consists of."""

    sdist: Path
    wheel: Path


def run(*command: str | Path, folder: Path = ROOT, status: int = 0) -> str:
    """What a command writes on standard output."""
    done = subprocess.run(
        list(map(str, command)), capture_output=True, cwd=folder, env=ENVIRON, check=False
    )
    assert done.returncode == status, done.stdout.decode() + done.stderr.decode()
    return done.stdout.decode()


def tracked() -> dict[str, Path]:
    """Files that git knows, as they are now, by their names in the repository."""
    names = run("git", "ls-files", "-z").split("\0")[:-1]
    return {name: ROOT / name for name in names if (ROOT / name).is_file()}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """An sdist of what git knows, and a wheel of the sdist."""
    folder = tmp_path_factory.mktemp("package")
    for name, path in tracked().items():
        (folder / "source" / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / "source" / name).write_bytes(path.read_bytes())
    run(sys.executable, "-m", "build", "--outdir", folder / "dist", folder / "source")
    (sdist,) = (folder / "dist").glob("*.tar.gz")
    (wheel,) = (folder / "dist").glob("*.whl")
    return Built(sdist, wheel)


@pytest.fixture(scope="module")
def installed(built: Built, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of programs of an environment that has the wheel and what it needs."""
    folder = tmp_path_factory.mktemp("installed") / "venv"
    run(sys.executable, "-m", "venv", folder)
    programs = folder / ("Scripts" if sys.platform == "win32" else "bin")
    run(programs / "python", "-m", "pip", "install", "--quiet", built.wheel)
    return programs


def test_the_index_would_take_them(built: Built) -> None:
    run(sys.executable, "-m", "twine", "check", "--strict", built.sdist, built.wheel)


def test_the_sdist_is_the_repository(built: Built) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    excluded = project["tool"]["hatch"]["build"]["targets"]["sdist"]["exclude"]
    expected = {
        name: path.read_bytes()
        for name, path in tracked().items()
        if not any(f"/{name}" == each or f"/{name}".startswith(f"{each}/") for each in excluded)
    }
    with tarfile.open(built.sdist) as archive:
        files = {member.name: archive.extractfile(member) for member in archive if member.isfile()}
        found = {name.partition("/")[2]: file.read() for name, file in files.items() if file}
    assert found.pop("PKG-INFO")
    assert found.keys() == expected.keys()
    assert [name for name in found if found[name] != expected[name]] == []


def test_the_wheel_is_the_package(built: Built) -> None:
    expected = {
        name: path.read_bytes() for name, path in tracked().items() if name.startswith("detector/")
    }
    with zipfile.ZipFile(built.wheel) as archive:
        found = {name: archive.read(name) for name in archive.namelist()}
    added = {name.partition("/")[2] for name in found if name.partition("/")[0] != "detector"}
    assert added >= {"METADATA", "RECORD", "WHEEL", "entry_points.txt", "licenses/LICENSE"}
    ours = {name: data for name, data in found.items() if name.startswith("detector/")}
    sources = {name for name in expected if name.endswith(".c")}
    headers = {name for name in expected if name.endswith(".h")}
    compiled = {name for name in ours if name.endswith((".so", ".pyd"))}
    assert ours.keys() - compiled == expected.keys() - sources - headers
    assert [name for name in ours.keys() - compiled if ours[name] != expected[name]] == []
    if which("cc"):
        assert {name.partition(".")[0] for name in compiled} == {name[:-2] for name in sources}
        assert "-cp311-abi3-" in built.wheel.name


def test_it_works_where_nothing_else_is(installed: Path, tmp_path: Path) -> None:
    program = installed / "spin-detector"
    seen = json.loads(run(program, "doctor", "--format", "json", folder=tmp_path))
    assert seen["sound"] is True
    assert "site-packages" in seen["checks"][0]["folder"]
    assert {each["state"] for each in seen["checks"]} == {"ok"}
    found = run(program, "check", "--format", "jsonl", SPUN[0], folder=tmp_path, status=1)
    assert json.loads(found)["verdict"] == "spun"
    run(installed / "python", "-m", "pip", "check")
    module = run(installed / "python", "-I", "-m", "detector", "--version", folder=tmp_path)
    assert module == run(program, "--version", folder=tmp_path)


def test_nothing_heavy_comes_along(installed: Path) -> None:
    listed = json.loads(run(installed / "python", "-m", "pip", "list", "--format", "json"))
    names = {each["name"].lower() for each in listed} - {"pip", "setuptools"}
    assert "spin-detector" in names
    assert not names & {"numpy", "scipy", "scikit-learn", "pyarrow", "pyspark", "datatrove"}
    assert len(names) < 15
