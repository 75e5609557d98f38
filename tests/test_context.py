"""N-grams: a small table against naive counts, and the committed one against common knowledge."""

from __future__ import annotations

from array import array
from collections import Counter
from functools import cache
from itertools import pairwise
from math import log, log10
from pathlib import Path
from random import Random

import pytest

from detector.context import FLOOR, NGrams
from detector.document import Document
from detector.fits import COUNTS, FACTORS, MAX_BEHIND, STRENGTH, Pair, Weighed
from detector.host import host
from detector.neighbours import Neighbours
from detector.options import window
from detector.storage import mapped
from detector.tokens import split

np = pytest.importorskip("numpy", reason="numpy, which the table builder needs, is not installed")

WORDS = 60
Texts = list[list[int]]


def read(folder: Path, texts: Texts) -> NGrams:
    """The table that the builder makes of texts of word numbers."""
    from seeds.tables import neighbours
    from seeds.tables.ngrams import build, quantise_one

    stream = np.array([n for text in texts for n in (*text, 0)], dtype=np.uint32)
    total = sum(map(len, texts))
    build(folder, stream, np.ones(1 << 21, dtype=bool), total)
    neighbours.build(folder, stream, range(1, WORDS, 2))
    counts = Counter(n for text in texts for n in text)
    unigrams = [quantise_one(counts[n]) for n in range(1, WORDS + 1)]
    beside, apart = (Neighbours(mapped(folder / f"{n}.bin")) for n in ("neighbours", "distant"))
    return NGrams(mapped(folder / "ngrams.bin"), unigrams, beside, apart)


@pytest.fixture(scope="module")
def texts() -> Texts:
    random = Random(1)
    return [[min(int(random.expovariate(0.1)) + 1, WORDS) for _ in range(30)] for _ in range(200)]


@pytest.fixture(scope="module")
def table(texts: Texts, tmp_path_factory: pytest.TempPathFactory) -> NGrams:
    return read(tmp_path_factory.mktemp("ngrams"), texts)


def rounded(count: int) -> float:
    from seeds.tables.ngrams import quantise_one

    return COUNTS[quantise_one(count)]


def test_a_count_is_stored_within_four_percent() -> None:
    assert rounded(0) == 0
    for count in (1, 2, 3, 7, 50, 999, 10**6):
        assert rounded(count) == pytest.approx(count, rel=0.036)


def test_counts_are_those_of_the_texts(table: NGrams, texts: Texts) -> None:
    pairs = Counter(pair for text in texts for pair in pairwise(text))
    triples = Counter(t for text in texts for t in zip(text, text[1:], text[2:], strict=False))
    assert len(pairs) > 500
    assert max(triples.values()) > 3
    kept = {(a, b, 0): count for (a, b), count in pairs.items()}
    kept |= {triple: count for triple, count in triples.items() if count > 1}
    shadowed = [gram for gram, count in kept.items() if table.count(*gram) != rounded(count)]
    assert len(shadowed) <= 1 + len(kept) // 4_000
    for word in range(1, WORDS + 1):
        assert table.unigram(word) == rounded(sum(text.count(word) for text in texts))
    assert table.unigram(0) == 0


def test_texts_are_not_joined(tmp_path: Path) -> None:
    small = read(tmp_path, [[1, 2], [3, 4]])
    assert small.count(1, 2) == small.count(3, 4) == 1
    assert small.count(2, 3) == 0


def test_wrong_hits_are_as_rare_as_the_docstring_says(table: NGrams, texts: Texts) -> None:
    seen = {pair for text in texts for pair in pairwise(text)}
    absent = [(a, b) for a in range(1, 400) for b in range(1, 400) if (a, b) not in seen]
    wrong = sum(table.count(a, b) > 0 for a, b in absent)
    assert wrong / len(absent) < 4 / 16_000


def test_builder_and_reader_hash_alike() -> None:
    from seeds.tables.ngrams import hashes

    random = Random(2)
    grams = [tuple(random.randrange(1 << 21) for _ in range(3)) for _ in range(500)]
    packed = np.array([a | b << 21 | c << 42 for a, b, c in grams], dtype=np.uint64)
    expected = [a * FACTORS[0] ^ b * FACTORS[1] ^ c * FACTORS[2] for a, b, c in grams]
    assert hashes(packed).tolist() == expected
    assert max(expected) < 1 << 60


def test_fit_is_the_smoothed_chain_of_the_docstring(table: NGrams, texts: Texts) -> None:
    total = sum(map(len, texts))

    def given(word: int, *history: int) -> float:
        """P(word | history), from the longer history to the shorter."""
        if not history:
            return max(table.unigram(word) / total, FLOOR)
        k = STRENGTH[len(history) - 1]
        if len(history) == 1:
            whole, counted = table.unigram(history[0]), table.count(history[0], word)
        else:
            whole = table.count(history[0], history[1])
            counted = table.count(history[0], history[1], word)
        return (counted + k * given(word, *history[1:])) / (whole + k)

    checked = 0
    for text in texts:
        a, b, w, c, d = text[:5]
        if table.count(b, w) and table.count(w, c) and table.count(c, d):
            chain = given(w, a, b) * given(c, b, w) * given(d, w, c)
            assert table.fits.fit((a, b), (c, d), w) == pytest.approx(log10(chain))
            checked += 1
    assert checked > 50


def weighed(table: NGrams, left: Pair, right: Pair, numbers: list[int]) -> Weighed:
    """What the table makes of some words, the first of which is the surface."""
    words = table.words(numbers)
    found = table.fits.weigh(left, right, words, array("d", (0.0,) * (len(numbers) - 1)))
    assert found is not None
    return found


def test_gains_are_differences_of_fits(tmp_path: Path) -> None:
    small = read(tmp_path, [[1, 5], [1, 5], [2, 5], [6, 3], [6, 4], [7], [8, 8], [3, 9], [1, 9]])
    for left in ((0, 1), (0, 2), (4, 9)):
        for right in ((3, 0), (4, 7)):
            numbers = [5, 6, 7, 8, 10]
            exact = [small.fits.fit(left, right, word) for word in numbers]
            own, _, scores, chosen, gains, _ = weighed(small, left, right, numbers)
            assert own == pytest.approx(exact[0])
            assert gains == pytest.approx([exact[i] - own for i in chosen])
            behind = [max(scores) - scores[i - 1] for i in chosen]
            assert max(behind) <= MAX_BEHIND
            assert len(set(exact)) > 1


def test_triples_refine_what_pairs_say(tmp_path: Path) -> None:
    small = read(tmp_path, [[1, 2, 3, 4, 5]] * 9 + [[7, 2, 3], [2, 8, 4]] * 9)
    _, _, (three, eight), *_ = weighed(small, (1, 2), (4, 5), [10, 3, 8])
    fit = small.fits.fit
    assert fit((1, 2), (4, 5), 3) - fit((1, 2), (4, 5), 8) > (three - eight) / log(10)


def test_what_no_word_reaches_is_not_weighed(tmp_path: Path) -> None:
    small = read(tmp_path, [[1, 2, 3, 4, 5]] * 9 + [[7, 8]])
    words = small.words([8, 3])
    for least, found in ((0.0, True), (1.0, True), (99.0, False)):
        weighed = small.fits.weigh((1, 2), (4, 5), words, array("d", (0.0,)), (), least)
        assert (weighed is not None) is found


def test_framed_words_are_weighed_whatever_they_score(tmp_path: Path) -> None:
    small = read(tmp_path, [[1, 2, 3, 4, 5]] * 9 + [[7, 8]])
    words, odds = small.words([8, 3, 9, 11]), array("d", (5.0, -9.0, 5.0))
    for framed, expected in (([], [1]), ([2], [1, 2]), ([1, 3], [1, 3])):
        found = small.fits.weigh((1, 2), (4, 5), words, odds, framed)
        assert found is not None
        assert found[3] == expected


def test_words_next_but_one_speak_for_an_original(tmp_path: Path) -> None:
    small = read(tmp_path, [[1, 2, 3, 4, 5]] * 9 + [[6, 2, 7, 4, 8]] * 9)
    *_, chosen, _, aparts = weighed(small, (1, 2), (4, 5), [9, 3, 7])
    assert chosen == [1, 2]
    known, stranger = aparts
    assert known > 0 > stranger
    *_, aparts = weighed(small, (1, 2), (4, 5), [9, 8])
    assert aparts == [0]


def test_association_tells_company_from_strangers(tmp_path: Path) -> None:
    friends = [[1, 2, 3]] * 50 + [[n, n + 1] for n in range(10, 50)]
    small = read(tmp_path, friends)
    assert small.fits.association(1, 2, 3) > 1
    assert small.fits.association(1, 2, 0) > 0
    assert small.fits.association(11, 2, 13) < 0
    assert small.fits.association(0, 2, 0) == 0
    assert small.fits.association(1, 0, 3) == 0


def test_an_unknown_word_fits_nowhere_better_than_a_seen_one(table: NGrams, texts: Texts) -> None:
    a, b, w, c, d = texts[0][:5]
    fit = table.fits.fit
    assert fit((a, b), (c, d), 0) < fit((a, b), (c, d), w) < 0


@cache
def logs(text: str, word: str) -> float:
    """Fit of a word in the place of the star, by the committed table."""
    doc = Document(text.replace("*", word), host("fr"))
    at = len(split(text.split("*")[0])[1::2])
    left, right = window(doc, at, at + 1)
    return host("fr").ngrams.fits.fit(left, right, host("fr").lexicon.number(word))


@pytest.mark.parametrize(
    ("text", "true", "false"),
    [
        ("un projet à * terme pour le village", "long", "extensive"),
        ("un point de * original", "vue", "sight"),
        ("il a voté * la loi", "contre", "counter"),
        ("c'est un fait * divers", "assez", "enough"),
        ("la salle de * est fermée", "bain", "bath"),
        ("le grand * est venu", "public", "audience"),
        ("à la * du mois", "fin", "purpose"),
        ("dans le * de la loi", "cadre", "setting"),
        ("au * de la rue", "bout", "extremity"),
        ("en cours de * nous avons dîné", "route", "path"),
    ],
)
def test_true_expressions_beat_broken_ones(text: str, true: str, false: str) -> None:
    assert logs(text, true) - logs(text, false) > 1
