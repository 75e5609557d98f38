"""The hook that compiles what is hot when a wheel is built, and what it does without a compiler."""

from __future__ import annotations

import shutil
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from seeds import compile as compiling
from seeds.compile import Hook, compiled

ROOT = Path(__file__).resolve().parents[1]


def built(root: Path) -> tuple[dict[str, Any], list[str]]:
    """What the hook makes of the data of a build, and its warnings."""
    data: dict[str, Any] = {"artifacts": [], "pure_python": True}
    warnings: list[str] = []
    app: Any = SimpleNamespace(display_warning=warnings.append)
    rest: Any = {"config": {}, "build_config": None, "metadata": None, "directory": "dist"}
    Hook(root=str(root), target_name="wheel", app=app, **rest).initialize("standard", data)
    return data, warnings


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    """A folder with nothing but the sources in C."""
    (tmp_path / "detector").mkdir()
    for source in (ROOT / "detector").glob("_*.[ch]"):
        shutil.copy(source, tmp_path / "detector")
    return tmp_path


@pytest.mark.skipif(not shutil.which("cc"), reason="there is no compiler here")
def test_every_source_becomes_part_of_the_wheel(sources: Path) -> None:
    data, warnings = built(sources)
    assert warnings == []
    assert len(data["artifacts"]) == len(list((sources / "detector").glob("_*.c"))) > 1
    assert all((sources / path).stat().st_size > 4000 for path in data["artifacts"])
    assert data["pure_python"] is False
    assert data["tag"].startswith("cp311-abi3-")


def test_without_a_compiler_the_wheel_is_pure(
    sources: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(root: Path) -> list[Path]:
        raise RuntimeError("no compiler")

    monkeypatch.setattr(compiling, "compiled", fail)
    data, (warning,) = built(sources)
    assert data == {"artifacts": [], "pure_python": True}
    assert "no compiler" in warning


def test_a_pure_wheel_can_be_asked_for(sources: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SPIN_DETECTOR_PURE", "1")
    assert built(sources) == ({"artifacts": [], "pure_python": True}, [])


def test_an_error_of_the_compiler_is_an_error(sources: Path) -> None:
    (sources / "detector" / "_fits.c").write_text("no C", encoding="utf-8")
    with pytest.raises(Exception, match=r"(?i)command|compil"):
        compiled(sources)
