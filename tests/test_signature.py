"""The signature of a text: the same for its spins, different for others, the same everywhere."""

from __future__ import annotations

import pickle
import subprocess
import sys
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detector import Detector, check
from detector.document import Document
from detector.host import host
from detector.signature import BINS, minhash, shingles, signature, similarity, spared
from seeds.gold import GoldDocument, fixtures, unspun

SPUN = tuple(fixtures("spun"))
CLEAN = tuple(fixtures("clean"))
WORDS = "garçon élève œuvre aïeul hôtel forêt naïf maçon événement gêne".split()


def signed(text: str) -> tuple[int, ...]:
    found = signature(Document(text, host("fr")))
    assert found is not None
    return found


def test_words_that_are_spelled_like_english_ones_do_not_count() -> None:
    text = "Le grand pâtissier met le pain à cuire, puis il additionally répète son placement."
    doc = Document(text, host("fr"))
    assert [doc.words[i] for i in spared(doc)] == ("Le pâtissier le à cuire puis répète".split())


@pytest.mark.parametrize("document", SPUN, ids=lambda each: each.name)
def test_a_spun_fixture_has_the_signature_of_its_original(document: GoldDocument) -> None:
    assert similarity(signed(document.text), signed(unspun(document))) > 0.9


def test_unrelated_texts_have_little_in_common() -> None:
    found = [signed(document.text) for document in (*CLEAN, *SPUN)]
    most = max(similarity(a, b) for i, a in enumerate(found) for b in found[:i])
    assert most < 0.1


@pytest.mark.parametrize("share", [0.25, 0.5, 0.9])
def test_equal_bins_estimate_the_share_of_common_shingles(share: float) -> None:
    ours = {f"shingle {i}" for i in range(1000)}
    common = round(2000 * share / (1 + share))
    theirs = {f"shingle {i}" for i in range(1000 - common, 2000 - common)}
    one, other = minhash(ours), minhash(theirs)
    assert one is not None
    assert other is not None
    assert similarity(one, other) == pytest.approx(share, abs=0.12)


def test_few_shingles_are_told_apart_too() -> None:
    """Empty bins do not agree by chance, nor all take from one neighbour."""
    both = [minhash({f"{i}", f"common {i}", f"{side} {i}"}) for i in range(300) for side in "ab"]
    pairs = [(a, b) for a, b in zip(both[::2], both[1::2], strict=True) if a and b]
    found = [similarity(a, b) for a, b in pairs]
    assert sum(found) / len(found) == pytest.approx(0.5, abs=0.05)


@given(st.lists(st.sampled_from(WORDS), max_size=40), st.integers(1, 5))
def test_shingles_are_the_runs_of_words(words: list[str], size: int) -> None:
    found = shingles(words, size)
    text = " ".join(words)
    assert all(run in text and run.count(" ") == size - 1 for run in found)
    assert bool(found) == (len(words) >= size)


@given(st.text(st.characters(exclude_categories=())))
def test_any_text_has_a_signature_or_none(text: str) -> None:
    found = signature(Document(text, host("fr")))
    assert found is None or (len(found) == BINS and all(0 <= each < 2**32 for each in found))


def test_another_process_finds_the_same() -> None:
    program = "import sys; from detector import check; print(*check(sys.stdin.read()).signature)"
    done = subprocess.run(
        [sys.executable, "-c", program],
        input=CLEAN[0].text.encode(),
        capture_output=True,
        check=True,
        env={"PYTHONHASHSEED": "5", "PYTHONPATH": ":".join(sys.path), "PYTHONUTF8": "1"},
    )
    assert tuple(map(int, done.stdout.split())) == signed(CLEAN[0].text)


def test_a_report_has_the_signature_when_it_is_asked_for() -> None:
    report = check(SPUN[0].text)
    assert report.signature == signed(SPUN[0].text)
    assert pickle.loads(pickle.dumps(report)).signature == report.signature  # noqa: S301
    (many,) = Detector().check_many([SPUN[0].text])
    assert many.signature == report.signature


@pytest.mark.parametrize("text", ["", "Trop bref.", "The council meets tomorrow in town. " * 9])
def test_what_is_unsupported_has_none(text: str) -> None:
    assert check(text).signature is None


def test_the_order_of_words_counts() -> None:
    words = CLEAN[0].text.split()
    Random(1).shuffle(words)
    assert similarity(signed(CLEAN[0].text), signed(" ".join(words))) < 0.1
