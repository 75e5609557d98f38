"""Vectors of surroundings: a table against plain arithmetic, what it learns, both versions."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detector.document import Document
from detector.gap import Gap
from detector.host import host
from detector.lexicon import GATE_BITS
from detector.options import place
from detector.storage import mapped
from detector.surroundings import SHARE, SHIFT, PureAffinities, Surroundings, Vectors, around

FRENCH = host("fr")
TABLE = FRENCH.surroundings
PURE = PureAffinities(TABLE.vectors)
NUMBERS = st.integers(0, len(FRENCH.lexicon.unigrams))
AROUND = st.lists(NUMBERS, min_size=2 * TABLE.reach, max_size=2 * TABLE.reach)


def small() -> Vectors:
    """Two numbers a vector, one word on either side, three words, two of them contexts."""
    rows = memoryview(array("H", [0, 1, 0, 2]))
    positions, contexts, originals = ([100, 50, -20, 127], [0, 0, 90, -128, 7, 30], [0, 0, -3, 5])
    tables = (memoryview(array("b", table)) for table in (positions, contexts, originals))
    return Vectors(2, 1, 0.5, rows, *tables)


def weighed(
    weigh: Callable[..., None], where: object, rows: Iterable[int], odds: Sequence[float]
) -> tuple[list[float], list[float]]:
    """What originals come to by the words around, and their odds with a share of it."""
    both, found = array("d", odds), array("d", odds)
    weigh(where, array("q", rows), both, found)
    return list(found), list(both)


def test_an_affinity_is_the_product_with_the_sum_of_the_words_around() -> None:
    first, second = (100 * 90 - 20 * 7) >> SHIFT, (50 * -128 + 127 * 30) >> SHIFT
    expected = 0.5 * (-3 * first + 5 * second)
    found, odds = weighed(PureAffinities(small()).weigh, [1, 3], (1, 0), (2.0, -1.0))
    assert found == [expected, 0.0]
    assert odds == [2.0 + SHARE * expected, -1.0]


def test_words_without_a_vector_say_nothing() -> None:
    weigh = PureAffinities(small()).weigh
    assert weighed(weigh, [2, 0], (1,), (0.0,))[0] == [0.0]
    assert weighed(weigh, [1, 0], (1,), (0.0,)) == weighed(weigh, [1, 2], (1,), (0.0,))


@given(AROUND, st.lists(st.integers(0, 1000), max_size=9))
def test_what_is_compiled_gives_the_same(near: list[int], rows: list[int]) -> None:
    compiled = pytest.importorskip("detector._surroundings", reason="installed without a compiler")
    odds = [0.1 * row for row in rows]
    expected = weighed(PURE.weigh, near, rows, odds)
    assert weighed(compiled.Affinities(TABLE.vectors).weigh, near, rows, odds) == expected
    question = [1, 3], (1, 0), (2.0, -1.0)
    expected = weighed(PureAffinities(small()).weigh, *question)
    assert weighed(compiled.Affinities(small()).weigh, *question) == expected


def test_what_is_no_place_is_refused() -> None:
    compiled = pytest.importorskip("detector._surroundings", reason="installed without a compiler")
    affinities, near, row = compiled.Affinities(small()), [1, 3], array("q", (1,))
    odds, found = array("d", (0.0,)), array("d", (0.0,))
    affinities.weigh(near, row, odds, found)
    refused: tuple[tuple[type[Exception], tuple[object, ...]], ...] = (
        (TypeError, (near, row, odds)),
        (TypeError, (tuple(near), row, odds, found)),
        (TypeError, (near, [1], odds, found)),
        (TypeError, (near, row, (0.0,), found)),
        (TypeError, (near, row, odds, [0.0])),
        (BufferError, (near, row, odds.tobytes(), found)),
        (BufferError, (near, row, odds, found.tobytes())),
        (TypeError, (["a", 1], row, odds, found)),
        (ValueError, (near, row, odds[1:], found)),
        (ValueError, (near, row, odds, found[1:])),
        (ValueError, (near, bytearray(7), bytearray(7), bytearray(7))),
        (ValueError, ([1], row, odds, found)),
        (IndexError, ([1, 4], row, odds, found)),
        (IndexError, ([-2, 1], row, odds, found)),
        (IndexError, (near, array("q", (2,)), odds, found)),
        (IndexError, (near, array("q", (-2,)), odds, found)),
    )
    for error, arguments in refused:
        with pytest.raises(error):
            affinities.weigh(*arguments)
    beyond = small()._replace(rows=memoryview(array("H", [0, 9, 0, 2])))
    with pytest.raises(IndexError):
        compiled.Affinities(beyond).weigh(near, row, odds, found)


@pytest.mark.parametrize(("size", "reach"), [(0, 1), (10**6, 1), (2, 0), (2, 99), (2, 2)])
def test_vectors_that_do_not_fit_are_refused(size: int, reach: int) -> None:
    compiled = pytest.importorskip("detector._surroundings", reason="installed without a compiler")
    with pytest.raises(ValueError, match="fit together"):
        compiled.Affinities(small()._replace(size=size, reach=reach))
    with pytest.raises(TypeError):
        compiled.Affinities([1, 2])


def test_a_table_that_is_cut_or_absurd_is_refused(tmp_path: Path) -> None:
    data = (FRENCH.folder / "surroundings.bin").read_bytes()
    for broken in (data[:-1], data + b"\0", data[:40], bytes(4) + data[4:], b"\xff" * 40):
        path = tmp_path / "surroundings.bin"
        path.write_bytes(broken)
        with pytest.raises(ValueError, match=r"."):
            Surroundings(mapped(path))


def test_the_words_around_are_those_that_the_text_has() -> None:
    doc = Document("Le train, parti 12 fois, arrive.", FRENCH)
    number, (mark, count) = FRENCH.lexicon.number, FRENCH.marks

    def near(first: int, stop: int, reach: int) -> list[int]:
        return around((doc.gates, doc.kinds, first, stop, FRENCH.marks), reach)

    le, train, fois = map(number, ("le", "train", "fois"))
    assert near(2, 3, 3) == [le, train, mark, count, fois, mark]
    assert near(0, 1, 2) == [0, mark, train, mark]
    assert near(4, 5, 2) == [fois, mark, mark, 0]


KINDS = st.sampled_from((0, 1, Gap.BREAK, Gap.NUMBER, Gap.BREAK | Gap.NUMBER))


@given(st.lists(st.tuples(NUMBERS, KINDS), min_size=1, max_size=20), st.data())
def test_places_are_weighed_alike(words: list[tuple[int, int]], data: st.DataObject) -> None:
    compiled = pytest.importorskip("detector._surroundings", reason="installed without a compiler")
    gates = [number << GATE_BITS for number, _ in words]
    kinds = [*(kind for _, kind in words), Gap.BREAK]
    first = data.draw(st.integers(0, len(words) - 1))
    where = gates, kinds, first, data.draw(st.integers(first, len(words))), FRENCH.marks
    expected = weighed(PURE.weigh_at, where, (1, 2), (0.0, 1.0))
    found = weighed(compiled.Affinities(TABLE.vectors).weigh_at, where, (1, 2), (0.0, 1.0))
    assert found == expected


def test_a_place_that_the_text_lacks_is_refused() -> None:
    compiled = pytest.importorskip("detector._surroundings", reason="installed without a compiler")
    weigh = compiled.Affinities(TABLE.vectors).weigh_at
    refused: tuple[tuple[type[Exception], tuple[object, ...]], ...] = (
        (IndexError, ([1], [0, 0], 0, 2, (1, 2))),
        (IndexError, ([1], [0, 0], -1, 1, (1, 2))),
        (IndexError, ([1], [0], 0, 1, (1, 2))),
        (IndexError, ([1, 1 << 60], [0, 0, 0], 0, 1, (1, 2))),
        (IndexError, ([1], [0, 0], 0, 1, (-1, 2))),
        (TypeError, ((1,), [0, 0], 0, 1, (1, 2))),
        (TypeError, ([1, "a"], [0, 0, 0], 0, 1, (1, 2))),
        (TypeError, ([1, 1], [0, "a", 0], 0, 1, (1, 2))),
    )
    for error, where in refused:
        with pytest.raises(error):
            weighed(weigh, where, (1,), (0.0,))
    with pytest.raises(TypeError):
        weigh(([1], [0, 0], 0, 1, (1, 2)))


def test_words_used_alike_speak_for_the_original_though_they_never_stood_beside_it() -> None:
    """No pair of neighbours tells these places apart."""
    for sentence, original in (
        ("Le navire quitta le harbor au petit matin avec ses marins et sa cargaison.", "port"),
        ("Le roi leva une military de soldats contre ses ennemis pour la guerre.", "force"),
    ):
        doc = Document(sentence, FRENCH)
        at = next(i for i, word in enumerate(doc.words) if word in ("harbor", "military"))
        here = place(doc, at, at + 1)
        assert here is not None
        affinity = {option.text: option.affinity for option in here.options}
        assert affinity[original] > 0


def test_learning_tells_words_by_their_surroundings(tmp_path: Path) -> None:
    """Words 1 and 2 stand among 3 to 12 and 13 to 22, never twice beside the same ones."""
    np = pytest.importorskip("numpy", reason="numpy, which the table builder needs, is missing")
    from seeds.tables import surroundings

    random = Random(3)
    stream: list[int] = []
    for _ in range(3000):
        word, first = random.choice(((1, 3), (2, 13)))
        around = [random.randrange(first, first + 10) for _ in range(10)]
        stream += [*around[:5], word, *around[5:], 0]
    surroundings.build(tmp_path, np.array(stream, dtype=np.uint32), [1, 2], 22)
    table = Surroundings(mapped(tmp_path / "surroundings.bin"))
    rows = (table.row(1), table.row(2))
    for first, other in ((3, 13), (13, 3)):
        near = [random.randrange(first, first + 10) for _ in range(10)]
        (one, two), _ = weighed(table.affinities.weigh, near, rows, (0.0, 0.0))
        assert (one > two) == (first < other)
    assert table.row(7) == 0


def test_learning_again_gives_the_same_table(tmp_path: Path) -> None:
    np = pytest.importorskip("numpy", reason="numpy, which the table builder needs, is missing")
    from seeds.tables import surroundings

    random = Random(4)
    stream = np.array([random.randrange(20) for _ in range(4000)], dtype=np.uint32)
    made = []
    for name in "ab":
        (tmp_path / name).mkdir()
        surroundings.build(tmp_path / name, stream, range(1, 6), 20)
        made.append((tmp_path / name / "surroundings.bin").read_bytes())
    assert made[0] == made[1]
