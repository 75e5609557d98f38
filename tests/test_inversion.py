"""The reverse index: pairs that any English thesaurus gives, and the shape of every row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detector.host import DEGREE_WEIGHT, ZIPF_WEIGHT, host
from detector.inversion import COSINE_EDGES, SHIFT, Link, link_prior
from detector.lexicon import Mark

LEXICON = host("fr").lexicon
INVERSION = host("fr").inversion
MOBY = Link.MOBY | Link.MOBY_BACK
SAMPLE = range(1, len(LEXICON.unigrams) + 1, 37)


def linked(surface: str, original: str) -> int:
    return INVERSION.linked(LEXICON.number(surface), LEXICON.number(original))


@pytest.mark.parametrize(
    ("surface", "original"),
    [
        ("town", "village"),
        ("town", "commune"),
        ("error", "faute"),
        ("journey", "voyage"),
        ("peril", "danger"),
        ("gift", "talent"),
        ("picture", "portrait"),
        ("river", "torrent"),
        ("speedy", "prompt"),
        ("enormous", "immense"),
        ("occurrence", "incident"),
        ("mistake", "confusion"),
        ("pictures", "images"),
        ("travels", "voyages"),
        ("in a row", "succession"),
    ],
)
def test_a_surface_leads_back_to_its_homograph(surface: str, original: str) -> None:
    assert linked(surface, original)
    known = host("fr").originals(LEXICON.number(surface))
    assert original in [item.text for item in known]


@pytest.mark.parametrize(
    ("surface", "original"),
    [("town", "fromage"), ("peril", "table"), ("gift", "nuage"), ("river", "river")],
)
def test_strangers_are_not_linked(surface: str, original: str) -> None:
    assert LEXICON.number(original)
    assert linked(surface, original) == 0


@pytest.mark.parametrize("word", ["village", "danger", "voyage", "portrait"])
def test_no_word_is_its_own_original(word: str) -> None:
    assert linked(word, word) == 0


def test_links_say_which_thesaurus_and_how_close() -> None:
    both = linked("peril", "danger")
    assert both & Link.WORDNET
    assert both & MOBY == MOBY
    assert both >> SHIFT & 7 == len(COSINE_EDGES)
    assert linked("speedy", "short") >> SHIFT & 7 < both >> SHIFT & 7


def test_an_inflection_that_does_not_match_is_marked() -> None:
    assert not linked("picture", "image") & Link.MISMATCH
    assert not linked("pictures", "images") & Link.MISMATCH
    assert linked("picture", "images") & Link.MISMATCH


def test_degrees_count_the_surfaces_of_each_original() -> None:
    counted = Counter(
        original
        for number in range(1, len(LEXICON.unigrams) + 1)
        for original, _ in INVERSION.originals(number)
    )
    assert counted == INVERSION.degrees
    assert (
        INVERSION.degrees[LEXICON.number("charge")] > INVERSION.degrees[LEXICON.number("village")]
    )


def test_of_two_originals_that_link_alike_the_one_with_fewer_surfaces_is_likelier() -> None:
    known = host("fr").known(LEXICON.number("village"), Link.MOBY)
    assert known.degree > 0
    shared = link_prior(Link.MOBY) + ZIPF_WEIGHT * known.zipf
    assert known.prior < shared
    assert known.prior == pytest.approx(shared + DEGREE_WEIGHT * known.degree)


def rows() -> Iterator[tuple[int, list[tuple[int, int]]]]:
    for number in SAMPLE:
        if found := list(INVERSION.originals(number)):
            yield number, found


def test_every_row_has_distinct_marked_originals_and_a_thesaurus_for_each() -> None:
    checked = 0
    for surface, found in rows():
        assert LEXICON.marks(surface) & Mark.SURFACE
        originals = [original for original, _ in found]
        assert len(set(originals)) == len(originals)
        assert surface not in originals
        assert all(LEXICON.marks(original) & Mark.ORIGINAL for original in originals)
        assert all(link & 15 for _, link in found)
        checked += len(found)
    assert checked > 5_000


def test_only_surfaces_have_rows() -> None:
    empty = set(SAMPLE) - {number for number, _ in rows()}
    assert empty
    assert not any(LEXICON.marks(number) & Mark.SURFACE for number in empty)


LINKS = st.integers(0, 255)


@given(LINKS)
def test_a_closer_or_richer_link_is_likelier(link: int) -> None:
    for bit in (Link.WORDNET, Link.RELATED):
        assert link_prior(link | bit) >= link_prior(link & ~bit)
    assert link_prior(link | Link.MISMATCH) <= link_prior(link & ~Link.MISMATCH)
    if link >> SHIFT & 7 < 7:
        assert link_prior(link + (1 << SHIFT)) > link_prior(link)


def test_a_synonym_that_only_lists_the_original_is_worth_less() -> None:
    assert link_prior(Link.MOBY_BACK) < link_prior(Link.MOBY) <= link_prior(MOBY)
