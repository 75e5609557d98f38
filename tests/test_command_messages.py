"""The language that the command speaks: by option, configuration and locale, in all it says."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

from detector import console, guide
from detector.formats import names
from detector.messages import load
from detector.rules import rules
from detector.terminal import Page
from seeds.gold import FIXTURES
from tests.command import Outcome, Run, runner
from tests.git import git, needs_git

FRENCH = load("fr")
ENGLISH_WORDS = re.compile(
    r"\b(the|is|are|words?|findings?|checked|error|warning|score of|could|not|with)\b",
    re.IGNORECASE,
)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder, with a spun, a clean and a short document."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a").mkdir()
    shutil.copy(FIXTURES / "spun" / "sommeil.txt", tmp_path / "a" / "spun.md")
    shutil.copy(FIXTURES / "clean" / "recipe.txt", tmp_path / "clean.md")
    (tmp_path / "bref.txt").write_bytes("Été bref.".encode("cp1252"))
    return tmp_path


@pytest.fixture
def run(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]
) -> Run:
    """The command there."""
    return runner(monkeypatch, capsysbinary)


def speaks_french(outcome: Outcome) -> bool:
    return "documents vérifiés" in outcome.out and "Checked" not in outcome.out


def test_english_is_spoken_where_nothing_else_is_said(run: Run) -> None:
    assert "Checked 3 documents" in run("check").out


def test_the_locale_decides_below_configuration_and_option(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANG", "fr_FR.UTF-8")
    assert speaks_french(run("check"))
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    assert not speaks_french(run("check"))
    (folder / "spin-detector.toml").write_text('messages = "fr"')
    assert speaks_french(run("check"))
    assert not speaks_french(run("check", "--messages", "en"))
    (folder / "spin-detector.toml").write_text('messages = "en"')
    monkeypatch.setenv("LC_ALL", "fr_FR.UTF-8")
    assert not speaks_french(run("check"))
    assert speaks_french(run("check", "--messages", "fr"))


def test_the_first_path_decides_for_the_run(run: Run, folder: Path) -> None:
    (folder / "a" / "spin-detector.toml").write_text('messages = "fr"')
    assert speaks_french(run("check", "a", "clean.md"))
    assert speaks_french(run("check", "a/spun.md", "clean.md"))
    assert not speaks_french(run("check", "clean.md", "a"))
    text = (folder / "clean.md").read_bytes()
    out = run("check", "-", "--stdin-filename", "a/x.md", "--statistics", stdin=text).out
    assert "1 document vérifié" in out


def test_a_configuration_with_an_error_is_told_in_the_language_of_the_locale(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "spin-detector.toml").write_text('messages = "de"')
    monkeypatch.setenv("LANG", "fr_FR.UTF-8")
    outcome = run("check", "clean.md")
    assert outcome.status == 2
    assert outcome.err == (
        "clean.md: spin-detector.toml\xa0: messages vaut 'de'\u202f; il faut en ou fr\n"
    )
    assert "spin-detector.toml\xa0:" in run("check", "--config", "spin-detector.toml").err


def test_no_path_has_a_language_of_its_own(run: Run, folder: Path) -> None:
    (folder / "spin-detector.toml").write_text('[[overrides]]\npaths = ["a/"]\nmessages = "fr"')
    assert "unknown key “messages”" in run("check").err


def test_all_that_a_run_says_is_french(run: Run) -> None:
    outcome = run("check", "--messages", "fr", "--statistics", ".", "nulle/part.txt", "clean.md")
    assert outcome.status == 2
    assert outcome.err == "nulle/part.txt: Aucun fichier ni dossier de ce nom\n"
    assert (
        "bref.txt: remarque\xa0: lu en cp1252, car ce n’est pas de l’UTF-8 valide\n" in outcome.out
    )
    assert "1 fichier n’a pas pu être lu." in outcome.out
    assert re.search(r"\nConstats\n  erreur +\d+\n", outcome.out)
    source = re.compile(r"^ {4}(?!- ).*\n", re.MULTILINE)
    said = re.sub(r"\[[a-z-]+, |^  [a-z-]+  ", "", source.sub("", outcome.out), flags=re.MULTILINE)
    assert not ENGLISH_WORDS.search(said)


@pytest.mark.parametrize("name", names())
def test_every_format_speaks_french_and_keeps_its_words_for_programs(run: Run, name: str) -> None:
    arguments = ("check", "a/spun.md", "nix", "--format", name)
    english, french = run(*arguments), run(*arguments, "--messages", "fr")
    assert english.status == french.status == 2
    telling = {"looks like a thesaurus synonym": "conviendrait"}
    if name == "summary":
        telling = {"times as likely": "fois plus probable"}
    for one, other in telling.items():
        assert one in english.out
        assert other in french.out
        assert one not in french.out
    if name in {"gitlab", "rdjson", "sarif"} or name.startswith("json"):
        strip = lines_of if name == "jsonl" else (lambda out: [json.loads(out)])
        assert list(map(shape, strip(english.out))) == list(map(shape, strip(french.out)))


def lines_of(out: str) -> list[object]:
    return [json.loads(line) for line in out.splitlines()]


TOLD = {"message", "description", "text", "markdown", "error", "notes", "language"}


def shape(value: object) -> object:
    """A value without the texts that people read."""
    if isinstance(value, dict):
        return {key: shape(each) if key not in TOLD else "" for key, each in value.items()}
    return [shape(each) for each in value] if isinstance(value, list) else value


def test_errors_are_french(run: Run, folder: Path) -> None:
    (folder / "pyproject.toml").write_text('[tool.spin-detector]\nmessages = "fr"\n')

    def error(*arguments: str) -> str:
        outcome = run(*arguments)
        assert outcome.status == 2
        return outcome.err

    assert error("check", "--jobs", "0") == (
        "Erreur\xa0: --jobs vaut '0'\xa0: il faut un nombre à partir de 1, ou auto.\n"
    )
    assert error("check", "clean.md", "--output", "clean.md") == (
        "Erreur\xa0: --output clean.md écraserait un document à vérifier.\n"
    )
    assert error("check", "--output", "non/x", "clean.md") == (
        "Erreur\xa0: Impossible d’écrire non/x\xa0: Aucun fichier ni dossier de ce nom\n"
    )
    assert error("check", "--baseline", "b.json") == (
        "Erreur\xa0: b.json\xa0: ce fichier n’existe pas\u202f; --write-baseline le crée\n"
    )
    assert error("explain", "foreign-wrod") == (
        "Erreur\xa0: Il n’y a pas de règle «\xa0foreign-wrod\xa0»\u202f;"
        " vouliez-vous dire «\xa0foreign-word\xa0»\u202f?\n"
    )
    assert error("accept", " ") == "Erreur\xa0: Il faut au moins un mot qui ne soit pas vide.\n"
    (folder / "livre.epub").write_bytes(b"PK")
    assert "livre.epub: pas d’archive zip lisible\xa0: " in error("check", "livre.epub")
    assert error("restore", "livre.epub").startswith("livre.epub: Laissé tel quel\xa0: ")
    (folder / "b.json").write_text("{}")
    assert error("check", "--baseline", "b.json") == (
        "Erreur\xa0: b.json\xa0: ce n’est pas une référence\xa0: sa version n’est pas 1\n"
    )


def test_what_else_is_said_is_french(run: Run, folder: Path) -> None:
    (folder / "spin-detector.toml").write_text('messages = "fr"\nexclude = ["clean.md"]\n')
    assert run("check", "clean.md", "--force-exclude").err.startswith("Rien à vérifier\xa0: ")
    assert run("accept", "mot").out == "spin-detector.toml: mot\n"
    assert run("accept", "mot").out == "spin-detector.toml: rien de nouveau\n"
    assert re.search(r"\.json: \d+ constats connus\n", run("check", "--write-baseline").err)
    (folder / "a" / "spun.md").write_text("Rien.")
    assert (
        "ont disparu\u202f; --write-baseline"
        in run("check", "--baseline", "spin-detector-baseline.json").err
    )
    (folder / "idle.md").write_text(
        "<!-- spin-detector: ignore-fill -->\n" + "Il va à la mer. " * 9
    )
    out = run("check", "idle.md", "--format", "concise").out
    assert "vouliez-vous dire «\xa0ignore-file\xa0»\u202f?." in out


@needs_git
def test_what_git_is_asked_is_told_in_french(run: Run, folder: Path) -> None:
    git(folder, "init", "--quiet")
    outcome = run("check", "--messages", "fr", "--changed-since", "zéro")
    assert outcome.err.startswith(
        "Erreur\xa0: Impossible de dire ce qui a changé\xa0: «\xa0zéro\xa0»"
    )


def test_settings_are_explained_in_french(run: Run, folder: Path) -> None:
    (folder / "spin-detector.toml").write_text('messages = "fr"\nprofile = "quiet"\n')
    out = run("config").out
    assert out.startswith("# .\n# quiet: Pour les crochets et l’intégration continue\xa0: ")
    assert 'messages = "fr"  # spin-detector.toml\n' in out
    assert "min-confidence = 0.7  # profil quiet\n" in out


def test_the_locale_shows_where_the_language_comes_from(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_MESSAGES", "fr_BE")
    assert 'messages = "fr"  # LC_MESSAGES=fr_BE\n' in run("config").out
    monkeypatch.delenv("LC_MESSAGES")
    assert 'messages = "en"  # default\n' in run("config").out


def test_rules_are_listed_and_explained_in_french(run: Run) -> None:
    listed = run("rules", "--messages", "fr").out.splitlines()
    page = Page(messages=FRENCH)
    for line, rule in zip(listed, rules(), strict=True):
        assert line.endswith(guide.words(rule, page).summary)
    out = run("explain", "foreign-word", "--messages", "fr").out
    assert out.startswith("foreign-word\xa0: substitution, erreur\n\nUn mot anglais")
    assert "\nExemple\xa0: «\xa0le additional simple\xa0»" in out
    assert "\nLaisse en paix\n" in out
    told = run("explain", "oov_ratio", "--messages", "fr").out
    assert told.startswith("oov_ratio: signal\n\nPart des mots inconnus")


def test_progress_is_french(monkeypatch: pytest.MonkeyPatch) -> None:
    from tests.test_console import Terminal, shown

    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(console, "PATIENCE", -1)
    assert "|1 documents vérifiés sur 3\r" in shown(monkeypatch, Terminal(), -1, FRENCH)


def test_a_console_of_few_letters_shows_the_nearest() -> None:
    page = Page("ascii", messages=FRENCH)
    assert page.say("Nothing was checked") == "Rien n'a ete verifie"
    assert page.say("“{}” is no noun in English", "œuf") == '" oeuf " n\'est pas un nom en anglais'
