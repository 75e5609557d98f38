"""Which files a command line names, and in what order."""

from __future__ import annotations

from pathlib import Path

import pytest

from detector.files import find
from detector.formats import Failed

SUFFIXES = (".md", ".txt")


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of files of several kinds, which is also the current one."""
    for name in ("b.txt", "a/z.md", "a/c.TXT", "a.md", "a/d.py", ".git/e.txt", "a/.hidden.txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.touch()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_walk_is_sorted_and_skips_the_hidden_and_the_unknown(tree: Path) -> None:
    assert list(find(["."], SUFFIXES)) == ["a/c.TXT", "a/z.md", "a.md", "b.txt"]
    assert list(find([str(tree / "a")], SUFFIXES)) == [str(tree / "a/c.TXT"), str(tree / "a/z.md")]


def test_explicit_files_are_always_taken_in_their_order(tree: Path) -> None:
    names = ["none.txt", "a/d.py", ".git/e.txt", "-", "a.md"]
    assert list(find(names, SUFFIXES)) == names


def test_each_file_is_taken_once(tree: Path) -> None:
    assert list(find(["b.txt", "./b.txt", ".", "a"], SUFFIXES)) == [
        "b.txt",
        "a/c.TXT",
        "a/z.md",
        "a.md",
    ]


def test_an_explicit_hidden_folder_is_walked(tree: Path) -> None:
    assert list(find([".git"], SUFFIXES)) == [".git/e.txt"]


def test_the_output_is_not_input_of_a_walk(tree: Path) -> None:
    found = list(find([".", "a/z.md"], SUFFIXES, leave_out=str(tree / "b.txt")))
    assert found == ["a/c.TXT", "a/z.md", "a.md"]


def test_links_between_folders_are_not_followed_but_files_are(tree: Path) -> None:
    (tree / "a" / "up").symlink_to(tree, target_is_directory=True)
    (tree / "link.txt").symlink_to(tree / "b.txt")
    assert list(find(["."], SUFFIXES)) == ["a/c.TXT", "a/z.md", "a.md", "b.txt", "link.txt"]
    assert "a/up/b.txt" in list(find(["a/up"], SUFFIXES))


def test_a_folder_that_cannot_be_listed_is_a_failure(
    tree: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    listed = Path.iterdir

    def iterdir(path: Path) -> object:
        if path.name == "a":
            raise PermissionError(13, "Permission denied", str(path))
        return listed(path)

    monkeypatch.setattr(Path, "iterdir", iterdir)
    assert list(find(["."], SUFFIXES)) == [
        Failed("a", "Permission denied"),
        "a.md",
        "b.txt",
    ]


def test_impossible_names_are_left_to_the_reader() -> None:
    assert list(find(["n" * 5000], SUFFIXES)) == ["n" * 5000]
    assert list(find([""], SUFFIXES)) == [Failed("", "No file has an empty name")]


def test_a_deep_tree_is_walked(tmp_path: Path) -> None:
    deep = tmp_path.joinpath(*"d" * 300)
    deep.mkdir(parents=True)
    (deep / "a.txt").touch()
    assert list(find([str(tmp_path)], SUFFIXES)) == [str(deep / "a.txt")]


def test_what_is_excluded_is_not_walked_but_taken_where_it_is_named(tree: Path) -> None:
    def excluded(path: str, *, folder: bool = False) -> bool:
        return path in {"a", "b.txt"}

    assert list(find(["."], SUFFIXES, excluded=excluded)) == ["a.md"]
    assert list(find(["a", "b.txt"], SUFFIXES, excluded=excluded)) == [
        "a/c.TXT",
        "a/z.md",
        "b.txt",
    ]
    forced = find(["a", "b.txt", "-", "a.md"], SUFFIXES, excluded=excluded, force=True)
    assert list(forced) == ["-", "a.md"]
