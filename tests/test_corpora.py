"""The split of the corpora: nothing that is measured on was counted or learned."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from seeds import corpora
from seeds.corpora import Block
from seeds.sources import rows
from tests.available import clean_corpora

pytestmark = pytest.mark.corpora


@pytest.fixture(scope="module")
def folder() -> Path:
    return clean_corpora()


def sentences(corpus: str, block: Block) -> Iterator[int]:
    """Hashes of the sentences of a block."""
    for line in corpora.lines(corpus, block):
        yield from map(hash, corpora.sentences(line))


@pytest.fixture(scope="module")
def measured(folder: Path) -> frozenset[int]:
    return frozenset(h for corpus in corpora.names() for h in sentences(corpus, "test"))


def test_every_corpus_has_its_row(folder: Path) -> None:
    assert {path.name for path in folder.glob("*.txt.xz")} == {
        f"{corpus}.txt.xz" for corpus in corpora.names()
    }


def test_every_corpus_is_measured_on(measured: frozenset[int]) -> None:
    assert len(measured) > 10_000
    for corpus in corpora.names():
        assert next(sentences(corpus, "test"))


@pytest.mark.parametrize("corpus", corpora.names())
def test_blocks_are_the_shares_of_the_split(folder: Path, corpus: str) -> None:
    row = next(row for row in rows("splits") if row["corpus"] == corpus)
    sizes = [len(corpora._block(corpus, block)) for block in ("count", "train", "test")]
    total = sum(sizes)
    assert total == len(corpora._all_lines(corpus))
    assert sizes[0] == pytest.approx(total * int(row["count_until"]) / 100, abs=1)
    assert sizes[2] == pytest.approx(total * (100 - int(row["train_until"])) / 100, abs=1)


@pytest.mark.parametrize("corpus", corpora.names())
@pytest.mark.parametrize("block", ["count", "train"])
def test_no_sentence_is_both_learned_and_measured(
    measured: frozenset[int], corpus: str, block: Block
) -> None:
    shared = sum(h in measured for h in sentences(corpus, block))
    assert shared == 0


def test_documents_are_runs_of_25_lines(folder: Path) -> None:
    corpus = corpora.names()[0]
    found = list(corpora.documents(corpus, "test"))
    assert [text.count("\n") for text in found[:-1]] == [25] * (len(found) - 1)
    assert 0 < found[-1].count("\n") <= 25
    assert "".join(found).split("\n")[:-1] == list(corpora.lines(corpus, "test"))


def test_missing_corpora_are_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SPIN_DETECTOR_CORPORA", str(tmp_path / "nowhere"))
    with pytest.raises(FileNotFoundError, match=r"nowhere.*SPIN_DETECTOR_CORPORA"):
        corpora.folder()
