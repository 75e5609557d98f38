"""Accepted words are added where they apply, and the rest of the file stays as it is."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from detector import acceptance
from detector.settings import SettingsError

PYPROJECT = """\
[project]
name = "site"  # le nôtre

[tool.spin-detector]
accept = [
  # marques
  "Décathlon",  # sponsor
  "Zed",
]
fail-on = "error"

[tool.ruff]
line-length = 100
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty current folder."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def add(name: str, text: str | None, *words: str) -> tuple[list[str], str]:
    """What was new, and the file as it is then."""
    file = Path(name)
    if text is not None:
        file.write_bytes(text.encode())
    added = acceptance.add(file, words)
    return added, file.read_bytes().decode()


def test_a_new_file_has_a_sorted_list_one_word_a_line(folder: Path) -> None:
    assert add("spin-detector.toml", None, "Zed", "cash flow", "Été", "Zed") == (
        ["cash flow", "Zed", "Été"],
        'accept = [\n    "cash flow",\n    "Zed",\n    "Été",\n]\n',
    )


def test_comments_and_layout_stay(folder: Path) -> None:
    added, text = add("pyproject.toml", PYPROJECT, "workflow", "brief", "Zed")
    assert added == ["brief", "workflow"]
    assert text == PYPROJECT.replace('  "Décathlon"', '  "brief",\n  "Décathlon"').replace(
        '  "Zed",', '  "workflow",\n  "Zed",'
    )


def test_nothing_new_writes_nothing(folder: Path) -> None:
    Path("spin-detector.toml").write_text("accept=['a']")
    Path("spin-detector.toml").chmod(0o400)
    assert add("spin-detector.toml", None, "a") == ([], "accept=['a']")


def test_keys_come_before_the_tables(folder: Path) -> None:
    text = "fail-on = 'error'\n\n[[overrides]]\npaths = ['x']\naccept = ['b']\n"
    _, after = add("spin-detector.toml", text, "a")
    assert tomllib.loads(after) == tomllib.loads(text) | {"accept": ["a"]}


def test_a_pyproject_without_the_table_gets_one(folder: Path) -> None:
    with pytest.raises(SettingsError, match=r"has no \[tool\.spin-detector\]"):
        add("pyproject.toml", "[tool.ruff]\nline-length = 3\n", "a")


def test_line_endings_stay(folder: Path) -> None:
    _, after = add("spin-detector.toml", 'accept = [\r\n    "b",\r\n]\r\n', "a", "c")
    assert after == 'accept = [\r\n    "a",\r\n    "b",\r\n    "c",\r\n]\r\n'


def test_a_file_with_an_error_is_left_alone(folder: Path) -> None:
    for text in ("acept = []", "accept = 3", "a = ", "accept = ['a', 3]"):
        with pytest.raises(SettingsError):
            add("spin-detector.toml", text, "a")
        assert Path("spin-detector.toml").read_text() == text


@hypothesis_settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50)
@given(
    st.lists(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1).filter(str.strip))
)
def test_any_words_are_read_back(folder: Path, words: list[str]) -> None:
    Path("spin-detector.toml").unlink(missing_ok=True)
    acceptance.add(Path("spin-detector.toml"), ["m", *words[::2]])
    _, text = add("spin-detector.toml", None, *words)
    read = tomllib.loads(text)["accept"]
    assert set(read) == {"m", *words}
    assert read == sorted(read, key=lambda word: (word.casefold(), word))
