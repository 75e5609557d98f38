"""The recipes for many documents do what they say."""

from __future__ import annotations

import json
import re
import runpy
from pathlib import Path

import pytest

import detector
from detector import Detector
from seeds.gold import fixtures
from tests.available import need

PAGE = Path(detector.__file__).parent / "scale" / "RECIPES.md"
RECIPE = r"(?ms)^## (.+?)\n(?:(?!^##).)*?^```python\n(.*?)^```$"
RECIPES = dict(re.findall(RECIPE, PAGE.read_text("utf-8")))
NEEDS = {
    "PyArrow": ("pyarrow",),
    "One machine, all cores": ("pyarrow",),
    "Hugging Face datasets": ("pyarrow", "datasets"),
    "Polars": ("pyarrow", "polars"),
    "DuckDB": ("pyarrow", "duckdb"),
    "Apache Spark": ("pyarrow", "pyspark"),
    "datatrove": ("datatrove", "orjson"),
}
PAGES = [
    {"url": f"https://exemple.fr/{document.name}", "text": document.text}
    for kind in ("clean", "spun")
    for document in list(fixtures(kind))[:4]
]


@pytest.fixture
def pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder with the pages that the recipes read, and nothing of the network."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HF_HOME", str(tmp_path / "huggingface"))
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    lines = "".join(json.dumps(page) + "\n" for page in PAGES)
    Path("pages.jsonl").write_text(lines, encoding="utf-8")


def test_every_recipe_is_run() -> None:
    assert list(RECIPES) == list(NEEDS)
    assert PAGE.read_text("utf-8").count("```python") == len(RECIPES)


@pytest.mark.parametrize(
    "name",
    [
        pytest.param(name, marks=[pytest.mark.spark] if "pyspark" in needs else [])
        for name, needs in NEEDS.items()
    ],
)
def test_a_recipe_finds_what_was_spun(name: str, pages: None) -> None:
    need(*NEEDS[name])
    if "pyarrow" in NEEDS[name]:
        import pyarrow as pa
        from pyarrow import parquet

        parquet.write_table(pa.Table.from_pylist(PAGES), "pages.parquet")
    code = RECIPES[name]
    if "pyspark" in NEEDS[name]:
        from tests.sparks import session

        session()
        # The session was started by whichever test came first, in the folder of that one.
        for path in ("pages.parquet", "reports"):
            code = code.replace(f'"{path}"', f'"{Path(path).absolute()}"')
    Path("recipe.py").write_text(code, encoding="utf-8")
    ran = runpy.run_path("recipe.py")
    checked = {page["url"]: Detector().check(page["text"]) for page in PAGES}
    assert sorted(ran["spun"]) == sorted(
        url for url, report in checked.items() if report.verdict == "spun"
    )
    assert ran["spun"]
