"""The command ``doctor`` sees what is wrong with an installation, and nothing where all is well."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Callable
from importlib import metadata
from pathlib import Path
from typing import Any

import pytest

from detector import health
from detector.cache import Cache
from detector.health import Check, Requirement, State, checks, requirements, suits
from detector.languages import codes
from tests.command import Run, runner


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]) -> Run:
    return runner(monkeypatch, capsysbinary)


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the French tables, which is what is looked at."""
    monkeypatch.setattr(health, "DATA", tmp_path)
    return Path(shutil.copytree(Path(health.__file__).parent / "data" / "fr", tmp_path / "fr"))


def failed() -> list[str]:
    """What the failed checks say."""
    return [check.said for check in checks() if check.state is State.FAILED]


def of(name: str) -> list[Check]:
    return [check for check in checks() if check.name == name]


def test_nothing_is_wrong_with_this_installation(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    outcome = run("doctor")
    assert (outcome.status, outcome.err) == (0, "")
    lines = outcome.out.splitlines()
    assert lines[-2:] == ["", "nothing is wrong"]
    assert {line.split()[0] for line in lines[:-2]} == {"ok"}
    assert "ok      14 tables of fr are as they were built" in lines
    assert "ok      no configuration applies to the current folder" in lines
    french = run("doctor", "--messages", "fr")
    assert french.out.endswith("\ntout va bien\n")


def test_json_says_the_same(run: Run) -> None:
    outcome = run("doctor", "--format", "json")
    seen = json.loads(outcome.out)
    assert (outcome.status, seen["version"], seen["sound"]) == (0, 1, True)
    assert [each["text"] for each in seen["checks"]] == [check.said for check in checks()]
    packages = {each["name"]: each for each in seen["checks"] if each["check"] == "packages"}
    assert packages["click"]["version"] == metadata.version("click")
    (tables,) = (each for each in seen["checks"] if each["check"] == "tables")
    assert "ngrams.bin" in tables["files"]


def change(file: Path) -> None:
    found = bytearray(file.read_bytes())
    found[len(found) // 2] ^= 1
    file.write_bytes(found)


def cut(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:-1])


@pytest.mark.parametrize(
    ("name", "harm", "said"),
    [
        ("ngrams.bin", change, "{} is not what was built"),
        ("forms.marisa", cut, "{} is not what was built"),
        ("telltales.tsv", Path.unlink, "{} cannot be read"),
    ],
)
def test_a_table_that_was_harmed_is_named(
    data: Path, name: str, harm: Callable[[Path], None], said: str, run: Run
) -> None:
    harm(data / name)
    outcome = run("doctor")
    assert outcome.status == 2
    assert outcome.out.endswith("\n1 check failed\n")
    assert f"failed  {said.format(data / name)}\n" in outcome.out


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"tables": 3}', '{"tables": {"a.bin": {}}}'])
def test_a_manifest_that_is_none_is_named(data: Path, text: str) -> None:
    manifest = data / "MANIFEST.json"
    manifest.write_text(text)
    (said,) = failed()
    assert said == f"{manifest} cannot be read" or "Error in health.py:" in said


def test_a_model_that_is_none_is_named(data: Path) -> None:
    (data / "model.json").write_text("{}")
    harmed, broken = failed()
    assert harmed == f"{data / 'model.json'} is not what was built"
    assert broken.startswith("ValueError in model.py:")


def test_every_language_is_looked_at() -> None:
    assert [check.seen["language"] for check in of("tables")] == list(codes())
    assert [check.seen["language"] for check in of("engine")] == list(codes())


def test_a_package_that_is_missing_or_too_old_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    known = metadata.version

    def version(name: str) -> str:
        if name == "tomlkit":
            raise metadata.PackageNotFoundError(name)
        return "7.1.2" if name == "click" else known(name)

    monkeypatch.setattr(metadata, "version", version)
    assert failed() == ["click 7.1.2 is installed, not >=8.1", "tomlkit>=0.13 is not installed"]


def test_an_extra_need_not_be_there(monkeypatch: pytest.MonkeyPatch) -> None:
    wanted = [Requirement("click", ">=8", "one"), Requirement("no-such-thing", "", "two")]
    monkeypatch.setattr(health, "requirements", lambda: wanted)
    assert [(check.state, check.said) for check in of("extras")] == [
        (State.OK, "one is installed"),
        (State.OK, "two is not installed: no no-such-thing"),
    ]


def test_without_metadata_nobody_knows_what_is_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    def requires(name: str) -> list[str]:
        raise metadata.PackageNotFoundError(name)

    monkeypatch.setattr(metadata, "requires", requires)
    assert [check.state for check in of("packages")] == [State.NOTE]
    assert failed() == []


def test_requirements_are_read_as_metadata_write_them(monkeypatch: pytest.MonkeyPatch) -> None:
    written = ["click>=8.1", "pyromark<0.11,>=0.10", 'a[b]>=1; extra == "train"', "c (<2)"]
    monkeypatch.setattr(metadata, "requires", lambda name: written)
    assert requirements() == [
        Requirement("click", ">=8.1", None),
        Requirement("pyromark", "<0.11,>=0.10", None),
        Requirement("a", ">=1", "train"),
        Requirement("c", "<2", None),
    ]


@pytest.mark.parametrize(
    ("version", "versions", "expected"),
    [
        ("8.1", ">=8.1", True),
        ("8.1.0", ">=8.1", True),
        ("8", ">=8.1", False),
        ("10.0", ">=9.5", True),
        ("0.10.3", "<0.11,>=0.10", True),
        ("0.11", "<0.11,>=0.10", False),
        ("0.11.0rc1", "<0.11,>=0.10", False),
        ("2026.1.2", ">=2023.10.3", True),
        ("1", "", True),
    ],
)
def test_versions_are_compared_number_by_number(
    version: str, versions: str, expected: bool
) -> None:
    assert suits(version, versions) is expected


def test_the_configuration_that_applies_is_named_or_what_is_wrong_with_it(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    file = tmp_path / "spin-detector.toml"
    file.write_text('accept = ["cash"]')
    assert "ok      spin-detector.toml applies to the current folder\n" in run("doctor").out
    file.write_text('"\\u001b[31m" = 1')
    outcome = run("doctor")
    assert outcome.status == 2
    assert "failed  spin-detector.toml: unknown key “\\x1b[31m”\n" in outcome.out


def test_the_cache_is_seen_as_it_is_and_left_so(own_cache: Path) -> None:
    file = own_cache / "reports.sqlite3"
    assert [check.said for check in of("cache")] == [f"{file} is not there yet"]
    assert not file.exists()
    Cache(file).close()
    (check,) = of("cache")
    assert check.said == f"{file} holds 0 reports in {file.stat().st_size:,} bytes"
    file.write_bytes(b"no database")
    (check,) = of("cache")
    assert check.state is State.NOTE
    assert check.said == f"{file} cannot be read now (DatabaseError); runs do without"
    assert file.read_bytes() == b"no database"


def test_there_may_be_no_place_for_a_cache(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("detector.cache._folder", lambda: None)
    assert [check.said for check in of("cache")] == ["there is no place for a cache"]


def test_streams_may_be_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    (check,) = of("encodings")
    assert check.said.startswith("nothing on standard output, ")
    assert check.seen["output"] is None


def test_a_check_that_breaks_off_has_failed(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: Any) -> None:
        raise MemoryError("secret")

    monkeypatch.setattr(health, "host", broken)
    (check,) = of("engine")
    assert check.state is State.FAILED
    assert check.said.startswith("MemoryError in health.py:")
