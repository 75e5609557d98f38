"""Which configuration a file has: the nearest above it, with what it extends and overrides."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from detector import project
from detector.project import Projects
from detector.settings import SettingsError


@pytest.fixture
def top(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty current folder."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def test_the_nearest_file_above_holds_and_folders_may_differ(top: Path) -> None:
    write(top / "spin-detector.toml", "min-confidence = 0.9")
    write(top / "a" / "pyproject.toml", "[tool.spin-detector]\nmin-confidence = 0.6")
    write(top / "a" / "b" / "pyproject.toml", "[tool.other]\nname = 'spin-detector'")
    projects = Projects()
    assert projects.of("x.md").min_confidence == 0.9
    assert projects.of("a/b/c/x.md").min_confidence == 0.6
    assert projects.of(str(top / "a" / "x.md")).origins["min-confidence"] == ("a/pyproject.toml",)
    assert projects.of("a/../x.md").min_confidence == 0.9
    assert projects.of("a/b/x.md") is projects.of("a/b/c/y.md")


def test_its_own_file_wins_over_pyproject_and_options_over_both(top: Path) -> None:
    write(top / "pyproject.toml", "[tool.spin-detector]\nfail-on = 'note'")
    write(top / "spin-detector.toml", "min-confidence = 0.9")
    settings = Projects({"min-confidence": 0.3}).of("x.md")
    assert (settings.min_confidence, settings.fail_on) == (0.3, "warning")
    assert settings.origins["min-confidence"] == ("command line",)


def test_a_chosen_file_holds_for_all_with_patterns_from_here(top: Path) -> None:
    write(top / "ci" / "house.toml", "accept = ['mot']\nexclude = ['/drafts/']")
    write(top / "drafts" / "spin-detector.toml", "min-confidence = 0.9")
    projects = Projects(chosen="ci/house.toml")
    assert projects.of("drafts/x.md").accept == ("mot",)
    assert projects.leaves_out("drafts/x.md")
    with pytest.raises(SettingsError, match=r"^none\.toml: No such file"):
        Projects(chosen="none.toml")


def test_shared_files_lie_below(top: Path) -> None:
    write(top / "shared.toml", "accept = ['a']\nfail-on = 'error'\nexclude = ['*.draft.md']")
    write(top / "site" / "pyproject.toml", "[tool.spin-detector]\nextend = '../shared.toml'")
    write(
        top / "site" / "fr" / "spin-detector.toml",
        "extend = '../pyproject.toml'\naccept = ['b']\nfail-on = 'note'",
    )
    projects = Projects()
    settings = projects.of("site/fr/x.md")
    assert (settings.accept, settings.fail_on) == (("a", "b"), "note")
    assert settings.origins["accept"] == ("shared.toml", "site/fr/spin-detector.toml")
    assert projects.leaves_out("site/fr/x.draft.md")
    assert not projects.leaves_out("x.draft.md")


def test_a_circle_is_an_error(top: Path) -> None:
    write(top / "a" / "spin-detector.toml", "extend = '../b.toml'")
    write(top / "b.toml", "extend = 'a/spin-detector.toml'")
    with pytest.raises(SettingsError, match=r"^a/spin-detector\.toml: extends itself by way of"):
        Projects().of("a/x.md")


def test_overrides_hold_for_their_paths_in_order(top: Path) -> None:
    write(
        top / "spin-detector.toml",
        """
        accept = ["a"]
        [[overrides]]
        paths = ["blog/", "!blog/sure.md"]
        accept = ["b"]
        min-confidence = 0.9
        [[overrides]]
        paths = ["*.txt"]
        min-confidence = 0.5
        """,
    )
    projects = Projects()
    assert projects.of("x.md").accept == ("a",)
    assert projects.of("blog/2024/x.md").accept == ("a", "b")
    assert projects.of("blog/sure.md").accept == ("a",)
    assert projects.of("blog/x.txt").min_confidence == 0.5
    assert projects.of("blog/x.md").origins["min-confidence"] == (
        "spin-detector.toml, overrides 1",
    )


def test_include_narrows_and_exclude_wins(top: Path) -> None:
    write(top / "spin-detector.toml", "include = ['docs/']\nexclude = ['docs/old/', '!*.md']")
    projects = Projects()
    assert not projects.leaves_out("docs/a.txt")
    assert projects.leaves_out("a.txt")
    assert projects.leaves_out("docs/old/a.txt")
    assert projects.leaves_out("docs/old", folder=True)
    assert not projects.leaves_out("docs", folder=True)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a = ", "is no TOML: "),
        ("x = " + "[" * 5_000, "is no TOML: "),
        ("acept = []", "unknown key “acept”; did you mean “accept”?"),
        ("extends = 'a'", "unknown key “extends”; did you mean “extend”?"),
        ("extend = 3", "extend is 3, not a path"),
        ("extend = 'none.toml'", "No such file or directory"),
        ("extend = '.'", "Not a regular file"),
        ("overrides = 3", "overrides is 3, not tables: [[overrides]]"),
        ("[[overrides]]\naccept = []", "overrides 1: paths is None, not a list of texts"),
        ("[[overrides]]\npaths = ['a']\nexclude = []", "overrides 1: unknown key “exclude”"),
        ("[[overrides]]\npaths = ['a']\nfail-on = 'x'", "overrides 1: fail-on is 'x', not one of"),
    ],
)
def test_what_is_wrong_is_said_of_its_documents_alone(top: Path, text: str, message: str) -> None:
    write(top / "a" / "spin-detector.toml", text)
    projects = Projects()
    with pytest.raises(SettingsError) as raised:
        projects.of("a/b/x.md")
    assert message in str(raised.value)
    assert projects.of("x.md").accept == ()
    assert not projects.leaves_out("a/x.md")


def test_files_that_are_no_text_and_too_large_ones_are_refused(top: Path) -> None:
    (top / "spin-detector.toml").write_bytes(b"accept = ['\xe9']")
    with pytest.raises(SettingsError, match="is not UTF-8"):
        Projects().of("x.md")
    write(top / "spin-detector.toml", "#" * (project.MAX_BYTES + 1))
    with pytest.raises(SettingsError, match="larger than"):
        Projects().of("x.md")
    (top / "spin-detector.toml").write_bytes(b"\xef\xbb\xbfaccept = ['\xc3\xa9t\xc3\xa9']\r\n")
    assert Projects().of("x.md").accept == ("été",)
    write(top / "spin-detector.toml", "")
    write(top / "pyproject.toml", "tool.spin-detector = 3")
    assert Projects().of("x.md").accept == ()
    (top / "spin-detector.toml").unlink()
    with pytest.raises(SettingsError, match=r"tool\.spin-detector is 3, not a table"):
        Projects().of("x.md")


@hypothesis_settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=60) | st.binary(max_size=60))
def test_any_file_is_followed_or_refused_in_words(top: Path, content: str | bytes) -> None:
    data = content if isinstance(content, bytes) else content.encode("utf-8", "replace")
    for name, extra in ((project.NAME, b""), (project.SHARED_NAME, b"# spin-detector\n")):
        (top / name).write_bytes(extra + data)
        said = name
        try:
            Projects().of("x.md")
        except SettingsError as error:
            said = str(error)
        assert said.startswith(name)
        (top / name).unlink()


def test_impossible_names_have_settings_too(top: Path) -> None:
    write(top / "spin-detector.toml", "accept = ['a']\nexclude = ['b']")
    projects = Projects()
    for name in ("n" * 5000, "d" * 300 + "/x.md", "-", "a\0b/c.md", "../x.md", "/"):
        projects.of(name)
        projects.leaves_out(name)
