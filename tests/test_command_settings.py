"""What the command makes of configuration, comments, baseline and changes; a real detector."""

from __future__ import annotations

import json
import shutil
import tomllib
from pathlib import Path

import pytest

from seeds.gold import FIXTURES
from tests.command import Run, runner
from tests.git import git, needs_git
from tests.test_changes import commit


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder, with a spun and a clean document."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a").mkdir()
    shutil.copy(FIXTURES / "spun" / "sommeil.txt", tmp_path / "a" / "spun.md")
    shutil.copy(FIXTURES / "clean" / "recipe.txt", tmp_path / "clean.md")
    return tmp_path


@pytest.fixture
def run(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]
) -> Run:
    """The command there."""
    return runner(monkeypatch, capsysbinary)


def words(run: Run, *arguments: str) -> list[str]:
    """What is found in the spun document."""
    out = run("check", "a/spun.md", "--format", "jsonl", *arguments).out
    return [each["text"] for each in json.loads(out)["findings"]]


def test_the_configuration_of_each_document_holds(run: Run, folder: Path) -> None:
    assert run("check").status == 1
    (folder / "a" / "spin-detector.toml").write_text('fail-on = "never"')
    assert run("check").status == 0
    assert run("check", "--fail-on", "error").status == 1
    (folder / "a" / "spin-detector.toml").write_text("min-confidence = 1")
    assert run("check").status == 0
    assert run("check", "--min-confidence", "0.9").status == 1


def test_exclusions_hold_for_walks_and_where_forced_for_named_files(run: Run, folder: Path) -> None:
    (folder / "spin-detector.toml").write_text('exclude = ["a/"]')
    assert "Checked 1 document" in run("check").out
    assert run("check", "a/spun.md").status == 1
    outcome = run("check", "a/spun.md", "--force-exclude")
    assert (outcome.status, outcome.out) == (0, "")
    assert "Nothing to check" in outcome.err
    assert run("restore", "a/spun.md", "--force-exclude").status == 0
    assert run("restore", "a/spun.md", "--min-confidence", "0.7").status == 1


def test_a_configuration_that_is_wrong_costs_its_own_documents(run: Run, folder: Path) -> None:
    (folder / "a" / "spin-detector.toml").write_text("min-confidense = 1")
    outcome = run("check")
    said = "a/spun.md: a/spin-detector.toml: unknown key “min-confidense”; did you mean"
    assert outcome.status == 2
    assert outcome.err.startswith(said)
    assert "Checked 1 document (1 clean): no findings. Could not read 1 file." in outcome.out
    shutil.copy("a/spun.md", "a/again.md")
    outcome = run("check")
    assert outcome.err.count("\n") == 1
    assert "Could not read 2 files." in outcome.out
    assert run("check", "--config", "clean.md").status == 2
    assert run("restore", "a/spun.md").err.startswith(said)
    shown = run("config", "a/spun.md")
    assert (shown.status, shown.out) == (2, "")


def test_rules_can_be_selected_and_ignored(run: Run, folder: Path) -> None:
    everything = words(run)
    (folder / "spin-detector.toml").write_text('select = ["foreign-word", "foreign-phrase"]')
    some = words(run)
    (folder / "spin-detector.toml").write_text('ignore = ["foreign-word", "foreign-phrase"]')
    others = words(run)
    assert some
    assert others
    assert sorted(some + others) == sorted(everything)


def test_a_quiet_profile_fails_for_a_spun_document_alone(run: Run, folder: Path) -> None:
    assert run("check", "--profile", "quiet").status == 1
    text = (folder / "clean.md").read_text("utf-8")
    (folder / "clean.md").write_text(text + "\nIl a additionally mangé la scarce soupe.\n", "utf-8")
    assert run("check", "clean.md").status == 1
    outcome = run("check", "clean.md", "--profile", "quiet")
    assert outcome.status == 0
    assert "note: “additionally”" in outcome.out


def test_config_prints_limits_as_a_table(run: Run, folder: Path) -> None:
    written = 'signals = "full"\nlimits = { oov_ratio = [0.2, 0.4] }\n'
    (folder / "spin-detector.toml").write_text(written)
    read = tomllib.loads(run("config").out)
    assert read["limits"] == {"oov_ratio": [0.2, 0.4]}
    assert read["signals"] == "full"


def test_config_prints_a_configuration_with_its_origins(run: Run, folder: Path) -> None:
    (folder / "spin-detector.toml").write_text(
        'accept = ["l\\"été", "\\u007f"]\nexclude = ["a/"]\nprofile = "thorough"\n'
    )
    outcome = run("config", "a/spun.md")
    assert outcome.status == 0
    assert outcome.out.startswith("# a/spun.md: excluded\n")
    assert 'profile = "thorough"  # spin-detector.toml\n' in outcome.out
    assert "min-confidence = 0.5  # profile thorough\n" in outcome.out
    read = tomllib.loads(outcome.out)
    assert read["accept"] == ['l"été', "\x7f"]
    (folder / "again.toml").write_text(outcome.out, "utf-8")
    again = run("config", "a/spun.md", "--config", "again.toml").out
    assert tomllib.loads(again) == read
    assert run("config").out.startswith("# .\n")


def test_accepted_words_are_found_no_more(run: Run, folder: Path) -> None:
    before = words(run)
    outcome = run("accept", before[0])
    assert (outcome.status, outcome.out) == (0, f"spin-detector.toml: {before[0]}\n")
    assert before[0] not in words(run)
    assert run("accept", before[0]).out == "spin-detector.toml: nothing new\n"
    assert run("accept", " ").status == 2
    (folder / "spin-detector.toml").write_text("acept = []")
    assert "unknown key “acept”" in run("accept", "mot").err


def test_comments_silence_and_restoring_heeds_them(run: Run, folder: Path) -> None:
    path = folder / "a" / "spun.md"
    changed = run("restore", "a/spun.md", "--min-confidence", "0.5").out
    assert changed
    path.write_text("<!-- spin-detector: ignore-file -->\n" + path.read_text("utf-8"), "utf-8")
    outcome = run("check", "a/spun.md")
    assert outcome.status == 0
    assert "a/spun.md: spun" in outcome.out
    assert run("restore", "a/spun.md", "--min-confidence", "0.5").out == ""


def test_quotations_are_spared_where_somebody_wants_that(run: Run, folder: Path) -> None:
    path = folder / "a" / "spun.md"
    quoted = path.read_text("utf-8").replace("prise en burden.", "« prise en burden ».")
    path.write_text(quoted, "utf-8")
    assert "prise en charge" in run("restore", "a/spun.md", "--min-confidence", "0.8").out
    spared = run("restore", "a/spun.md", "--min-confidence", "0.8", "--spare-quotations").out
    assert spared
    assert "prise en charge" not in spared


def test_a_baseline_makes_what_is_there_known(run: Run, folder: Path) -> None:
    missing = run("check", "--baseline", "known.json")
    assert missing.status == 2
    assert "--write-baseline makes it" in missing.err
    made = run("check", "--write-baseline")
    assert made.status == 0
    number = len(words(run))
    assert made.err == f"spin-detector-baseline.json: {number} known findings\n"
    again = run("check", "--baseline", "spin-detector-baseline.json")
    assert (again.status, again.err) == (0, "")
    path = folder / "a" / "spun.md"
    path.write_text("Avant.\n\n" + path.read_text("utf-8"), "utf-8")
    assert run("check", "--baseline", "spin-detector-baseline.json").status == 0
    path.write_text(path.read_text("utf-8").partition("activity")[0], "utf-8")
    outcome = run("check", "--baseline", "spin-detector-baseline.json")
    assert "1 of its findings is gone; --write-baseline renews it" in outcome.err
    assert run("check", "--write-baseline", "--output", "x", "--baseline", "none/b").status == 2


@needs_git
def test_only_new_lines_fail(run: Run, folder: Path) -> None:
    outcome = run("check", "--changed-since", "HEAD")
    assert outcome.status == 2
    assert outcome.err.startswith("Error: Cannot tell what changed: ")
    git(folder, "init", "--quiet")
    commit(folder)
    outcome = run("check", "--changed-since", "HEAD")
    assert (outcome.status, outcome.out) == (0, "")
    assert "Nothing changed since HEAD" in outcome.err
    path = folder / "a" / "spun.md"
    path.write_text(path.read_text("utf-8") + "\nUne soupe scarce, additionally.\n", "utf-8")
    outcome = run("check", "--changed-since", "HEAD", "--format", "jsonl")
    found = [each["text"] for each in json.loads(outcome.out)["findings"]]
    assert set(found) <= {"scarce", "additionally"}
    assert found
    assert outcome.status == 1
    data = path.read_bytes()
    assert run("check", "-", "--changed-since", "HEAD", stdin=data).status == 1
    missing = run("check", "none.md", "--changed-since", "HEAD")
    assert (missing.status, missing.err) == (2, "none.md: No such file or directory\n")


def test_the_name_of_standard_input_finds_its_configuration(run: Run, folder: Path) -> None:
    (folder / "a" / "spin-detector.toml").write_text('fail-on = "never"')
    data = (folder / "a" / "spun.md").read_bytes()
    assert run("check", "-", stdin=data).status == 1
    assert run("check", "-", "--stdin-filename", "a/new.md", stdin=data).status == 0


@pytest.mark.parametrize("jobs", ["0", "-1", "x", "1.5", ""])
def test_jobs_are_a_number_or_auto(run: Run, jobs: str) -> None:
    assert run("check", "--jobs", jobs).status == 2
    assert run("check", "clean.md", "--jobs", "auto").status == 0
