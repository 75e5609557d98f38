"""What surrounds the code says the same as the code."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path
from typing import Any

import click
import pytest

import detector
from detector import commands
from detector.cli import cli

ROOT = Path(__file__).resolve().parents[1]
DATA = ROOT / "detector" / "data"
PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
LICENCES = {path.stem for path in (DATA / "LICENSES").glob("*.txt")}
MANIFESTS = sorted(DATA.glob("*/MANIFEST.json"))


def test_every_licence_of_the_metadata_has_its_text() -> None:
    assert set(PROJECT["license"].split(" AND ")) == LICENCES | {"Apache-2.0"}
    assert "Apache License" in (ROOT / "LICENSE").read_text("utf-8")


@pytest.mark.parametrize("path", MANIFESTS, ids=lambda path: path.parent.name)
def test_every_table_and_source_is_licensed_and_credited(path: Path) -> None:
    manifest = json.loads(path.read_text("utf-8"))
    notice = (ROOT / "NOTICE").read_text("utf-8")
    for name, table in manifest["tables"].items():
        assert table["licence"] in LICENCES | {"Apache-2.0"}, name
        assert f"{name.split('.')[0]}.*" in notice, name
        for source in table["sources"]:
            assert source.removesuffix("-base").lower() in notice.lower(), source


def test_there_are_manifests() -> None:
    assert MANIFESTS


def test_the_package_is_typed_and_versioned() -> None:
    assert (ROOT / "detector" / "py.typed").exists()
    assert re.fullmatch(r"\d+\.\d+\.\d+(rc\d+)?", detector.__version__)
    assert "## [" in (ROOT / "CHANGELOG.md").read_text("utf-8")


def test_the_hooks_run_commands_that_exist() -> None:
    hooks = (ROOT / ".pre-commit-hooks.yaml").read_text("utf-8")
    entries = re.findall(r"^ +entry: spin-detector (\w+) (.+)$", hooks, re.MULTILINE)
    assert len(entries) == hooks.count("- id: ") == 2
    for name, options in entries:
        command = commands.load(name)
        assert command
        known = {name for option in command.params for name in option.opts}
        assert {word for word in options.split() if word.startswith("--")} <= known
        group = click.Context(cli, **cli.context_settings)
        command.make_context(name, [*options.split(), "a.md"], parent=group)
