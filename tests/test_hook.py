"""The hooks in a repository of documents, run by pre-commit itself.

pre-commit installs the package as it would for a stranger, once for all of these tests.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.git import git, needs_git

ROOT = Path(__file__).resolve().parents[1]
FIXTURES = ROOT / "fixtures"
PACKAGE = (
    "pyproject.toml",
    "README.md",
    "LICENSE",
    "NOTICE",
    ".pre-commit-hooks.yaml",
    "detector",
    "seeds/compile.py",
)
CONFIG = """\
repos:
  - repo: {repository}
    rev: {revision}
    hooks:
      - id: spin-detector
      - id: spin-detector-restore
"""

pytestmark = [
    needs_git,
    pytest.mark.hook,
    pytest.mark.skipif(
        find_spec("pre_commit") is None,
        reason="pre-commit is not installed: `make test-all` does it",
    ),
]


class Repository:
    """A repository of documents with our hooks."""

    def __init__(self, folder: Path, package: Path, home: Path) -> None:
        self.folder = folder
        self._environ = {
            **{name: value for name, value in os.environ.items() if not name.startswith("GIT_")},
            "PRE_COMMIT_HOME": str(home),
            "PRE_COMMIT_COLOR": "never",
        }
        git(folder, "init", "--quiet")
        git(folder, "config", "user.name", "N")
        git(folder, "config", "user.email", "n@example.org")
        head = (package / ".git" / "refs" / "heads" / "main").read_text().strip()
        config = CONFIG.format(repository=package, revision=head)
        (folder / ".pre-commit-config.yaml").write_text(config, "utf-8")

    def add(self, name: str, source: str) -> None:
        """Put a fixture in the repository, under a name."""
        (self.folder / name).parent.mkdir(exist_ok=True)
        shutil.copy(FIXTURES / source, self.folder / name)
        git(self.folder, "add", name)

    def run(self, *arguments: str) -> tuple[int, str]:
        """Status and output of pre-commit."""
        return self.command(sys.executable, "-m", "pre_commit", *arguments)

    def command(self, *command: str) -> tuple[int, str]:
        """Status and output of a command in the repository."""
        done = subprocess.run(
            command,
            cwd=self.folder,
            env=self._environ,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            check=False,
        )
        return done.returncode, done.stdout.decode()


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """This package as it is now, in a repository of its own."""
    folder = tmp_path_factory.mktemp("package")
    for name in PACKAGE:
        if (ROOT / name).is_dir():
            ignored = shutil.ignore_patterns("__pycache__", "*.so")
            shutil.copytree(ROOT / name, folder / name, ignore=ignored)
        else:
            (folder / name).parent.mkdir(exist_ok=True)
            shutil.copy(ROOT / name, folder / name)
    git(folder, "init", "--quiet", "--initial-branch=main")
    git(folder, "add", "--all")
    git(folder, "-c", "user.name=N", "-c", "user.email=n@example.org", "commit", "-qm", "all")
    return folder


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where pre-commit keeps what it installs."""
    return tmp_path_factory.mktemp("home")


@pytest.fixture
def repository(tmp_path: Path, package: Path, home: Path) -> Repository:
    """An empty repository."""
    return Repository(tmp_path, package, home)


def test_clean_documents_pass(repository: Repository) -> None:
    repository.add("a.md", "clean/recipe.txt")
    repository.add("b.txt", "clean/obituary.txt")
    status, output = repository.run("run", "--all-files")
    assert status == 0, output
    assert "Passed" in output


def test_a_spun_document_stops_a_commit_and_says_why(repository: Repository) -> None:
    repository.add("a.md", "clean/recipe.txt")
    repository.add("b.md", "spun/sommeil.txt")
    assert repository.run("install")[0] == 0
    status, output = repository.command("git", "commit", "-m", "b")
    assert status == 1, output
    assert "Failed" in output
    assert "b.md:13:113: error: “activity” looks like a thesaurus synonym of “action”" in output
    assert "a.md" not in output
    assert "b.md: spun" in output


def test_what_is_excluded_passes_though_it_is_handed_over(repository: Repository) -> None:
    repository.add("old/b.md", "spun/sommeil.txt")
    assert repository.run("run", "--all-files")[0] == 1
    (repository.folder / "spin-detector.toml").write_text('exclude = ["old/"]\n')
    status, output = repository.run("run", "--all-files")
    assert status == 0, output


def test_other_files_are_not_handed_over(repository: Repository) -> None:
    repository.add("b.py", "spun/sommeil.txt")
    status, output = repository.run("run", "--all-files")
    assert status == 0
    assert "no files to check" in output


def test_originals_are_put_back_where_somebody_asks_for_it(repository: Repository) -> None:
    repository.add("b.md", "spun/luthier.txt")
    before = (repository.folder / "b.md").read_bytes()
    arguments = ("run", "spin-detector-restore", "--all-files", "--hook-stage", "manual")
    status, output = repository.run(*arguments)
    assert status == 1, output
    assert "files were modified by this hook" in output
    after = (repository.folder / "b.md").read_bytes()
    assert after != before
    assert b"auront stead mardi" in before
    assert "auront lieu mardi" in after.decode()
    assert repository.run(*arguments)[0] == 0
