"""Only new lines count, as git counts them, whatever files are called and whatever they hold."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detector.changes import Changes, ChangesError, parse
from tests.git import git, needs_git
from tests.reports import checked

pytestmark = needs_git
ODD = ["a.md", "a b.md", "été.md", 'a"b.md', "a\tb.md", "a\\b.md", "b/a.md", "-x.md", "a\nb.md"]


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with one commit, which is also the current folder."""
    monkeypatch.chdir(tmp_path)
    git(tmp_path, "init", "--quiet", "--initial-branch=main")
    for name in ODD:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("un\ndeux\ntrois\n", "utf-8")
    commit(tmp_path)
    return tmp_path


def commit(folder: Path) -> None:
    git(folder, "add", "--all")
    git(folder, "-c", "user.name=N", "-c", "user.email=e@example.org", "commit", "-qm", "m")


@pytest.mark.parametrize("name", ODD)
def test_new_lines_are_known_whatever_a_file_is_called(repository: Path, name: str) -> None:
    (repository / name).write_text("zéro\nun\ntrois\nquatre\ncinq\n", "utf-8")
    changes = Changes("HEAD")
    assert changes.of(name) == [range(1, 2), range(4, 6)]
    assert all(changes.of(other) == [] for other in ODD if other != name)
    assert [other for other in ODD if changes.touch(other)] == [name]


def test_renamed_files_are_new_where_they_changed(repository: Path) -> None:
    git(repository, "mv", "a.md", "c d.md")
    (repository / "c d.md").write_text("un\ndeux\ntrois\nquatre\n", "utf-8")
    git(repository, "mv", "a b.md", "e.md")
    changes = Changes("HEAD")
    assert changes.of("c d.md") == [range(4, 5)]
    assert changes.of("e.md") == []


def test_files_that_git_does_not_know_or_cannot_read_are_new_as_a_whole(repository: Path) -> None:
    (repository / "neuf.md").touch()
    (repository / "utf16.md").write_bytes("un\ndeux\n".encode("utf-16"))
    git(repository, "add", "utf16.md")
    changes = Changes("HEAD")
    assert changes.of("neuf.md") is None
    assert changes.of("utf16.md") is None
    assert changes.of("-") is None


def test_the_settings_of_a_user_change_nothing(repository: Path) -> None:
    for key, value in {
        "diff.noprefix": "true",
        "diff.mnemonicPrefix": "true",
        "color.ui": "always",
        "diff.external": "false",
        "diff.renames": "false",
        "diff.context": "9",
    }.items():
        git(repository, "config", key, value)
    (repository / "a.md").write_text("un\nDEUX\ntrois\n", "utf-8")
    assert Changes("HEAD").of("a.md") == [range(2, 3)]


def test_what_others_changed_since_does_not_count(repository: Path) -> None:
    git(repository, "checkout", "-qb", "mine")
    (repository / "a.md").write_text("un\ndeux\ntrois\nà moi\n", "utf-8")
    commit(repository)
    git(repository, "checkout", "-q", "main")
    (repository / "b/a.md").write_text("à eux\n", "utf-8")
    commit(repository)
    git(repository, "checkout", "-q", "mine")
    changes = Changes("main")
    assert changes.of("a.md") == [range(4, 5)]
    assert changes.of("b/a.md") == []


def test_findings_on_old_lines_are_left_out(repository: Path) -> None:
    (repository / "a.md").write_text("un\ndeux\nscarce\ntrois\npeak\n", "utf-8")
    document = checked("[[un]]\ndeux\n[[scarce]]\n[[trois]]\npeak\n", "a.md")
    kept = Changes("HEAD").screen(document).report.findings
    assert [finding.text for finding in kept] == ["scarce"]
    longer = checked("un\n[[deux\nscarce]]\n[[trois]]\npeak\n", "a.md")
    assert len(Changes("HEAD").screen(longer).report.findings) == 1


@pytest.mark.parametrize("revision", ["none", "--output=x", "", "HEAD^{tree}", "a\0b"])
def test_a_revision_that_is_none_is_named(repository: Path, revision: str) -> None:
    with pytest.raises(ChangesError, match="is no revision of"):
        Changes(revision).of("a.md")
    assert not (repository / "x").exists()


def test_without_repository_or_git_it_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(
        ChangesError, match=f"^{re.escape(str(tmp_path.parent))}: .*not a git repository"
    ):
        Changes("HEAD").of(str(tmp_path))
    for name in ("none.md", "none/a.md", "a\0b", "n" * 5000):
        assert Changes("HEAD").of(str(tmp_path / name)) is None
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(ChangesError, match="git is not installed"):
        Changes("HEAD").of(str(tmp_path))


def test_what_a_hunk_holds_is_no_header() -> None:
    diff = b"""diff --git a/a.md b/a.md
--- a/a.md
+++ b/a.md
@@ -1 +1,2 @@ titre
--- a/x
+++ b/y
+@@ -1 +1 @@
\\ No newline at end of file
@@ -9,0 +11 @@
+fin
"""
    assert parse(diff) == {b"a.md": [range(1, 3), range(11, 12)]}


@given(st.binary(max_size=200) | st.text('+-@ \n"\\b/1,', max_size=200).map(str.encode))
def test_any_bytes_are_parsed(diff: bytes) -> None:
    assert all(stretch.start >= 0 for lines in parse(diff).values() for stretch in lines)


def test_many_lines_are_parsed_in_no_time(tmp_path: Path) -> None:
    assert subprocess.run(["git", "--version"], check=True, capture_output=True).stdout
    hunks = b"".join(b"@@ -%d +%d @@\n-a\n+b\n" % (n, n) for n in range(1, 20_000))
    assert len(parse(b"+++ b/a.md\n" + hunks)[b"a.md"]) == 19_999
