"""Patterns are those of git, and what they leave out is what git leaves out."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pathspec import GitIgnoreSpec

from detector import patterns
from detector.files import find
from detector.patterns import Ignored
from tests.git import needs_git

NAMES = (
    "a.md build/b.md docs/a.md docs/build/c.md docs/keep.log.md docs/x/deep/d.md docs/été/œ.md"
    " docs/x.draft.md site/a.md site/public/a.md site/public/kept/b.md é.md c/d/e.md"
).split()
IGNORED = {
    ".gitignore": "build/\n*.draft.md\n# a.md\n/c/*/\n[z-a].md\n!\n\n",
    "docs/.gitignore": "!build/\nx/deep\nété/\n",
    "site/.gitignore": "public/*\n!public/kept/\n!a.md\n/a.md  \n",
}


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with .gitignore files at several depths."""
    for name in NAMES:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    for name, text in IGNORED.items():
        (tmp_path / name).write_text(text, "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@needs_git
@pytest.mark.parametrize("start", [".", "docs", "site", "docs/x"])
def test_a_walk_finds_what_git_would_track(tree: Path, start: str) -> None:
    git = ["git", "-c", "core.excludesFile="]
    subprocess.run([*git, "init", "--quiet"], check=True)
    listed = subprocess.run(
        [*git, "ls-files", "--others", "--exclude-standard", "-z", start],
        check=True,
        capture_output=True,
    ).stdout
    tracked = {name for name in os.fsdecode(listed).split("\0") if name.endswith(".md")}
    assert set(find([start], (".md",))) == tracked
    assert tracked < set(NAMES) or start == "docs/x"


def test_outside_of_a_repository_the_walked_folders_count_alone(tree: Path) -> None:
    assert "docs/x/deep/d.md" not in set(find(["."], (".md",)))
    assert set(find(["docs/x"], (".md",))) == {"docs/x/deep/d.md"}
    assert set(find(["build"], (".md",))) == {"build/b.md"}


@needs_git
def test_a_folder_that_is_named_is_walked_though_it_is_ignored(tree: Path) -> None:
    subprocess.run(["git", "init", "--quiet"], check=True)
    assert set(find(["build"], (".md",))) == {"build/b.md"}
    assert set(find(["site/public"], (".md",))) == {"site/public/a.md", "site/public/kept/b.md"}


def test_a_folder_that_is_left_out_is_not_entered(
    tree: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    entered: list[str] = []
    listed = Path.iterdir

    def iterdir(path: Path) -> Iterator[Path]:
        entered.append(str(path))
        return listed(path)

    monkeypatch.setattr(Path, "iterdir", iterdir)
    list(find(["."], (".md",)))
    assert "build" not in entered
    assert "docs/build" in entered


def test_a_gitignore_that_cannot_be_read_ignores_nothing(tmp_path: Path) -> None:
    (tmp_path / ".gitignore").mkdir()
    assert not Ignored(tmp_path).match(tmp_path / "a.md", folder=False)


def test_patterns_are_relative_to_their_folder() -> None:
    found = patterns.read(["/a.md", "b/"], os.sep + "top")
    assert found.match(f"{os.sep}top{os.sep}a.md") is True
    assert found.match(f"{os.sep}top{os.sep}x{os.sep}a.md") is None
    assert found.match(f"{os.sep}a.md") is None
    assert found.match(f"{os.sep}top{os.sep}b", folder=True) is True
    assert found.match(f"{os.sep}top{os.sep}b") is None


COMPONENTS = st.lists(st.sampled_from("a b * ? ** a* *a [ab] [!a]".split()), min_size=1, max_size=5)
PATTERNS = st.lists(COMPONENTS.map("".join), min_size=1, max_size=5).map("/".join)
PATHS = st.lists(st.text("ab", min_size=1, max_size=6), min_size=1, max_size=7).map("/".join)


@settings(max_examples=300)
@given(st.sampled_from(("", "!", "/")), PATTERNS, st.sampled_from(("", "/")), PATHS)
def test_linear_patterns_match_what_pathspec_matches(
    start: str, pattern: str, end: str, path: str
) -> None:
    line = start + pattern + end
    found = patterns.read([line], os.sep + "top").spec.check_file(path)
    assert found.include == GitIgnoreSpec.from_lines([line]).check_file(path).include


@pytest.mark.parametrize(
    ("line", "path"),
    [
        ("*a*a*a*a*a*a*a*a*b", "a" * 2000),
        ("**/a/**/a/**/a/**/a/**/a/**/b", "a/" * 1000 + "c"),
        ("**/*a*a/**/*a*a*/**/*a*a/**/b", "aaaaaaaa/" * 250 + "c"),
        ("?*?*?*?*?*?*a", "b" * 2000),
    ],
)
def test_stars_take_linear_time(line: str, path: str) -> None:
    found = patterns.read([line], os.sep + "top")
    start = time.thread_time()
    assert found.spec.check_file(path).include is None
    assert time.thread_time() - start < 10


def test_what_is_no_pattern_is_named() -> None:
    with pytest.raises(ValueError, match=r"“a\[z-a\]” is no pattern"):
        patterns.read(["*.md", "a[z-a]"], os.sep)
