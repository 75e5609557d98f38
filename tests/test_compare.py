"""``spin-detector compare``: statuses, formats, gold, and what is said when something is wrong."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from seeds.gold import FIXTURES, GoldDocument, fixtures, unspun
from tests.command import Run, runner
from tests.quality.scorer import read_gold

DOCUMENTS = tuple(fixtures("spun"))
NAME = DOCUMENTS[0].name


@pytest.fixture
def run(
    monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes], tmp_path: Path
) -> Run:
    """The command in a folder with a spun text and its source."""
    monkeypatch.chdir(tmp_path)
    Path(NAME).write_bytes((FIXTURES / "spun" / NAME).read_bytes())
    Path("source.txt").write_text(unspun(DOCUMENTS[0]), "utf-8")
    return runner(monkeypatch, capsysbinary)


def test_a_person_sees_both_texts(run: Run) -> None:
    outcome = run("compare", NAME, "source.txt")
    assert (outcome.status, outcome.err) == (1, "")
    head, *_, last = outcome.out.splitlines()
    assert head.split(" | ")[0].strip() == "source.txt"
    number = len(DOCUMENTS[0].spans)
    assert last == f"{number} differences: {number} thesaurus pairs."


def test_french_is_spoken(run: Run) -> None:
    out = run("compare", NAME, "source.txt", "--messages", "fr").out
    assert "qu’un thésaurus anglais propose pour lui" in out
    assert "gave way" not in out


def test_the_same_words_are_no_difference(run: Run) -> None:
    text = Path("source.txt").read_text("utf-8").upper().encode()
    outcome = run("compare", "-", "source.txt", stdin=text)
    assert outcome == (0, "- has the words of source.txt.\n", "")
    outcome = run("compare", "-", "source.txt", "--format", "jsonl", stdin=text)
    assert outcome == (0, "", "")


def test_programs_get_places_in_both_files(run: Run) -> None:
    lines = run("compare", NAME, "source.txt", "--format", "jsonl").out.splitlines()
    whole = json.loads(run("compare", NAME, "source.txt", "--format", "json").out)
    assert list(map(json.loads, lines)) == whole["differences"]
    assert (whole["version"], whole["source"], whole["spun"]) == (1, "source.txt", NAME)
    assert whole["summary"]["thesaurus"] == len(lines) == len(DOCUMENTS[0].spans)
    for difference, gold in zip(whole["differences"], DOCUMENTS[0].spans, strict=True):
        assert (difference["spun"]["start"], difference["spun"]["end"]) == (gold.start, gold.end)
        for side, name in (("source", "source.txt"), ("spun", NAME)):
            place, text = difference[side], Path(name).read_text("utf-8")
            assert text[place["start"] : place["end"]] == place["text"]
            line = text.splitlines()[place["line"] - 1]
            assert line.startswith(place["text"], place["column"] - 1)


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda each: each.name)
def test_exported_gold_is_that_of_the_fixture(run: Run, document: GoldDocument) -> None:
    Path("gold").mkdir()
    spun = Path("gold", document.name)
    spun.write_bytes((FIXTURES / "spun" / document.name).read_bytes())
    Path("source.txt").write_text(unspun(document), "utf-8")
    target = spun.with_name(document.name.replace(".txt", ".gold.json"))
    assert run("compare", str(spun), "source.txt", "--export-gold", str(target)).status == 1
    (found,) = read_gold(Path("gold"))
    assert (found.name, found.verdict, found.text) == (document.name, "spun", document.text)
    assert unspun(found) == unspun(document)
    ours, theirs = ({(s.start, s.end, s.original) for s in d.spans} for d in (found, document))
    assert len(ours ^ theirs) <= 3, "neighbours that were both swapped may be one span"


def test_gold_of_a_file_that_is_not_plain_utf8_is_refused(run: Run) -> None:
    for name, encoding in (("old.txt", "cp1252"), ("marked.txt", "utf-8-sig")):
        Path(name).write_text("Le put très grand, à côté.", encoding)
        outcome = run("compare", name, "source.txt", "--export-gold", "out.json")
        assert outcome.status == 2
        assert outcome.err.startswith(f"Error: {name} is not plain UTF-8")
        assert not Path("out.json").exists()


def test_markdown_is_compared_as_prose_and_found_in_the_file(run: Run) -> None:
    Path("a.md").write_text("# Été\n\nLe **put** d'un `train` à côté.\n", "utf-8")
    Path("b.txt").write_text("Été\n\nLe lieu d'un à côté.\n", "utf-8")
    (line,) = run("compare", "a.md", "b.txt", "--format", "jsonl").out.splitlines()
    assert json.loads(line)["spun"]["text"] == "put"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("none.txt", "source.txt"), "none.txt: No such file or directory"),
        (("source.txt", "none.txt"), "none.txt: No such file or directory"),
        (("source.txt", "."), ".: Is a directory|.: Not a regular file"),
        (("-", "-"), "Error: Only one of the two can be standard input."),
        (("source.txt", NAME, "--export-gold", NAME), f"Error: --export-gold {NAME} would"),
        (("source.txt", NAME, "--export-gold", "no/where"), "Error: Cannot write no/where: No"),
    ],
)
def test_trouble_is_said_in_a_line(run: Run, arguments: tuple[str, ...], said: str) -> None:
    outcome = run("compare", *arguments)
    assert (outcome.status, outcome.out) == (2, "")
    assert any(outcome.err.startswith(each) for each in said.split("|"))
    assert outcome.err.count("\n") == 1


def test_both_files_that_cannot_be_read_are_named(run: Run) -> None:
    assert run("compare", "a", "b").err.count("No such file") == 2


def test_an_archive_of_several_texts_is_not_one(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    from detector import readers
    from detector.prose import plain

    found = [readers.Source(plain("un"), part="1"), readers.Source(plain("deux"), part="2")]
    monkeypatch.setattr(readers, "read", lambda data, name: found)
    assert "It holds 2 texts, not one" in run("compare", NAME, "source.txt").err


def test_a_configuration_that_cannot_be_followed_is_named(run: Run) -> None:
    Path("spin-detector.toml").write_text("nonsense = 1")
    outcome = run("compare", NAME, "source.txt")
    assert (outcome.status, outcome.out) == (2, "")
    assert f"{NAME}: spin-detector.toml: unknown key" in outcome.err


def test_a_hostile_file_name_is_harmless(run: Run) -> None:
    name = "a\x1b[31m\u202e.txt"
    Path(name).write_text("Le put très grand, à côté.", "utf-8")
    for form in ("text", "json", "jsonl"):
        outcome = run("compare", name, "source.txt", "--format", form)
        assert outcome.status == 1
        assert not {"\x1b", "\u202e"} & set(outcome.out)
