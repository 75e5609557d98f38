"""Spins of one another in a collection: clusters, and the command that shows them."""

from __future__ import annotations

import json
from array import array
from collections.abc import Sequence
from pathlib import Path
from random import Random

import pytest

from detector.clusters import Collection
from detector.document import Document
from detector.host import host
from detector.signature import similarity
from seeds.gold import FIXTURES, fixtures, unspun
from tests.command import Run, runner

FRENCH = host("fr")
SPUN = tuple(fixtures("spun"))
CLEAN = tuple(fixtures("clean"))


def collected(texts: dict[str, str]) -> Collection:
    found = Collection()
    for name, text in texts.items():
        found.add(name, Document(text, FRENCH))
    return found


def mixed(ours: str, theirs: str, share: float) -> str:
    """A text of which so much is the first, the rest the second."""
    one, other = ours.split(), theirs.split()
    cut = round(share * len(one))
    return " ".join(one[:cut] + other[cut:])


def test_spins_find_their_originals_and_nobody_else() -> None:
    texts = {document.name: document.text for document in (*CLEAN, *SPUN)}
    texts |= {f"source of {document.name}": unspun(document) for document in SPUN}
    found = collected(texts).clusters()
    assert {frozenset(member.name for member in cluster) for cluster in found} == {
        frozenset((document.name, f"source of {document.name}")) for document in SPUN
    }
    for cluster in found:
        first, second = cluster
        assert (first.similarity, first.same) == (1, True)
        assert second.similarity > 0.9
        assert not second.same


def test_larger_clusters_come_first_and_copies_are_told_from_spins() -> None:
    texts = {
        "a": SPUN[0].text,
        "b": SPUN[1].text,
        "c": CLEAN[0].text,
        "d": unspun(SPUN[1]),
        "e": unspun(SPUN[0]),
        "f": SPUN[1].text.replace(" ", "  ").upper(),
    }
    large, small = collected(texts).clusters()
    assert [(member.name, member.same) for member in large] == [
        ("b", True),
        ("d", False),
        ("f", True),
    ]
    assert [member.name for member in small] == ["a", "e"]


def test_the_least_similarity_decides() -> None:
    texts = {"a": CLEAN[0].text, "b": mixed(CLEAN[0].text, CLEAN[1].text, 0.8)}
    ((_, other),) = collected(texts).clusters(0.5)
    assert 0.5 < other.similarity < 0.75
    assert collected(texts).clusters(other.similarity + 0.01) == []
    assert len(collected(texts).clusters(other.similarity)) == 1


def test_whoever_is_alike_through_another_is_in_the_cluster() -> None:
    half, whole, other = mixed(CLEAN[0].text, CLEAN[1].text, 0.5), CLEAN[0].text, CLEAN[1].text
    chain = [mixed(whole, other, share) for share in (1.0, 0.85, 0.7, 0.55)]
    (cluster,) = collected({str(i): text for i, text in enumerate(chain)}).clusters(0.5)
    assert [member.name for member in cluster] == ["0", "1", "2", "3"]
    assert cluster[-1].similarity < 0.5
    assert collected({"whole": whole, "half": half}).clusters(0.5) == []


def test_many_copies_are_held_against_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """A thousand copies cost a thousand comparisons in each band at most, not half a million."""
    compared = 0

    def counted(one: Sequence[int], other: Sequence[int]) -> float:
        nonlocal compared
        compared += 1
        return similarity(one, other)

    monkeypatch.setattr("detector.clusters.similarity", counted)
    text = "Le garçon a déjà mangé à côté du théâtre, très tôt."
    (cluster,) = collected({str(i): text for i in range(1000)}).clusters()
    assert len(cluster) == 1000
    assert compared <= 2000


def test_texts_without_words_to_tell_them_by_are_counted_only() -> None:
    found = collected({"a": "", "b": "The plan is long.", "c": "Trop bref."})
    assert (len(found), found.unsigned, found.clusters()) == (3, 3, [])


def test_buckets_miss_few() -> None:
    """At the default similarity practically all pairs meet; see the module's formula."""
    random, shared = Random(3), 0.72
    found = Collection()
    for i in range(300):
        ours = [random.randrange(2**32) for _ in range(128)]
        theirs = [n if random.random() < shared else random.randrange(2**32) for n in ours]
        for bins in (ours, theirs):
            found._names.append(str(i))
            found._bins.append(array("I", bins))
            found._digests.append(b"")
    assert len(found.clusters(0.5)) >= 299


@pytest.fixture
def run(
    monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes], tmp_path: Path
) -> Run:
    """The command in a folder of three documents, two of them spins of one."""
    monkeypatch.chdir(tmp_path)
    Path("docs").mkdir()
    for name in ("spun/rail.txt", "clean/recipe.txt"):
        Path("docs", Path(name).name).write_bytes((FIXTURES / name).read_bytes())
    source = next(unspun(document) for document in SPUN if document.name == "rail.txt")
    Path("docs", "b.md").write_text(source, "utf-8")
    Path("docs", "short.txt").write_text("Court.", "utf-8")
    return runner(monkeypatch, capsysbinary)


def test_people_see_clusters(run: Run) -> None:
    outcome = run("pairs", "docs")
    assert (outcome.status, outcome.err) == (1, "")
    assert outcome.out == (
        "2 documents alike:\n    docs/b.md\n    docs/rail.txt  1.00\n\n"
        "Checked 4 documents (1 with too few words to tell): 1 cluster.\n"
    )
    french = run("pairs", "docs", "--messages", "fr").out
    assert french.startswith("2 documents semblables\xa0:\n")
    Path("docs", "rail.txt").unlink()
    assert run("pairs", "docs").out == (
        "Checked 3 documents (1 with too few words to tell): 0 clusters.\n"
    )
    assert run("pairs", "docs").status == 0


def test_programs_get_an_object(run: Run) -> None:
    found = json.loads(run("pairs", "docs", "--format", "json").out)
    ((first, second),) = found["clusters"]
    assert first == {"path": "docs/b.md", "similarity": 1.0, "same": True}
    assert (second["path"], second["same"]) == ("docs/rail.txt", False)
    assert found["summary"] == {"documents": 4, "unsigned": 1, "clusters": 1, "alike": 2}


def test_what_cannot_be_read_is_said_and_the_rest_compared(run: Run) -> None:
    outcome = run("pairs", "docs", "none.txt")
    assert outcome.status == 2
    assert outcome.err == "none.txt: No such file or directory\n"
    assert "docs/rail.txt  1.00" in outcome.out
    Path("docs", "spin-detector.toml").write_text("nonsense = 1")
    outcome = run("pairs", "docs")
    assert outcome.status == 2
    assert "unknown key" in outcome.err


def test_an_empty_folder_is_nothing_to_check(run: Run) -> None:
    Path("empty").mkdir()
    outcome = run("pairs", "empty")
    assert (outcome.status, outcome.out) == (0, "")
    assert outcome.err.startswith("Nothing to check")


def test_a_hostile_file_name_is_harmless(run: Run) -> None:
    Path("docs", "r\x1b[31m\u202e.txt").write_bytes(Path("docs", "rail.txt").read_bytes())
    for form in ("text", "json"):
        outcome = run("pairs", "docs", "--format", form)
        assert not {"\x1b", "\u202e"} & set(outcome.out)
        assert "r\\" in outcome.out
