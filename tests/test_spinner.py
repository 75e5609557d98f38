"""The simulator: what it plants is where it says, and the rest is the clean text."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING, Any

import pytest

from detector.document import Document, fold
from detector.gap import Gap
from detector.host import host
from detector.tokens import split
from seeds.gold import fixtures
from tests.available import needs_sources

if TYPE_CHECKING:
    from seeds import jargon, spinner, thesaurus
    from seeds.spinner import Spun, Style
else:
    pytest.importorskip("msgpack", reason="msgpack, which reads the frequency lists, is missing")
    from seeds import jargon, spinner, thesaurus

pytestmark = needs_sources

CLEAN = [document.text for document in fixtures("clean")]
SEEDS = range(12)
PLAIN: dict[str, Any] = {
    "families": ("moby", "wordnet"),
    "intensity": 0.1,
    "inflected": 1.0,
    "keeps_case": 1.0,
    "phrases": 0.1,
    "expansions": 0.0,
    "compounds": 1.0,
    "names": 0.1,
    "stop_words": 0.0,
    "commonness": 1.0,
    "variety": 4,
    "by_word": False,
}


def plain(**changes: Any) -> Style:
    return spinner.style(Random(0))._replace(**{**PLAIN, **changes})


def spun(seed: int, how: Style | None = None) -> tuple[str, Spun]:
    text = CLEAN[seed % len(CLEAN)]
    random = Random(seed)
    return text, spinner.spin(text, how or spinner.style(random), random)


def restored(found: Spun) -> str:
    """The text with every original put back."""
    out, at = [], 0
    for span in found.spans:
        out.append(found.text[at : span.start])
        out.append(span.original)
        at = span.end if span.original else span.end + 1
    return "".join([*out, found.text[at:]])


@pytest.mark.parametrize("seed", SEEDS)
def test_spans_are_where_they_say_and_the_rest_is_the_clean_text(seed: int) -> None:
    text, found = spun(seed)
    at = 0
    for span in found.spans:
        assert at <= span.start < span.end
        assert found.text[span.start : span.end] == span.surface
        assert span.surface != span.original
        at = span.end
    assert restored(found) == text


def test_homographs_that_are_kept_for_measuring_are_spared() -> None:
    spared = [spun(seed, plain(intensity=0.5, spares=True))[1] for seed in SEEDS]
    others = [spun(seed, plain(intensity=0.5))[1] for seed in SEEDS]
    kept = [
        [spinner.kept_for_measuring(fold(span.original)) for found in group for span in found.spans]
        for group in (spared, others)
    ]
    assert len(kept[0]) > 100
    assert not any(kept[0])
    assert 0.1 < sum(kept[1]) / len(kept[1]) < 0.3
    for one, many in (("train", "trains"), ("place", "places")):
        assert spinner.kept_for_measuring(one) == spinner.kept_for_measuring(many)


def test_the_seed_decides() -> None:
    assert spun(3) == spun(3)
    assert len({Random(s).random() and spinner.style(Random(s)) for s in SEEDS}) > 6
    text, one = spun(3, plain())
    assert spinner.spin(text, plain(), Random(4)) != one


@pytest.mark.parametrize("families", [("moby",), ("wordnet",)])
def test_synonyms_come_from_the_chosen_thesauri(families: tuple[spinner.Family, ...]) -> None:
    how = plain(families=families, inflected=0.0)
    planted = [span for seed in SEEDS for span in spun(seed, how)[1].spans]
    assert len(planted) > 30
    for span in planted:
        if span.original:
            offered = {s.text for s in spinner.synonyms(fold(span.original), families)}
            assert fold(span.surface) in offered


def test_the_families_are_not_the_same() -> None:
    one, two = spinner.synonyms("danger", ("moby",)), spinner.synonyms("danger", ("wordnet",))
    assert {synonym.text for synonym in one} == thesaurus.moby()["danger"]
    assert set(one) - set(two)
    assert set(two) - set(one)
    assert set(spinner.synonyms("danger", ("moby", "wordnet"))) == set(one) | set(two)


def test_a_plural_is_looked_up_under_its_singular() -> None:
    def found(word: str) -> dict[str, bool]:
        return {s.text: s.from_plural for s in spinner.synonyms(word, ("moby", "wordnet"))}

    assert found("voyages")["journey"] is True
    assert found("voyage")["journey"] is False


def test_a_synonym_of_both_thesauri_is_bound_more_firmly() -> None:
    bonds = {s.text: s.bond for s in spinner.synonyms("voyage", ("moby", "wordnet"))}
    assert bonds["go overseas"] < bonds["ocean trip"] < bonds["sail"]


def planted_share(how: Style) -> float:
    planted = eligible = 0
    for seed in SEEDS:
        text, found = spun(seed, how)
        random = Random(0)
        pieces = split(text)
        eligible += sum(spinner._eligible(pieces, i, how, random) for i in range(1, len(pieces), 2))
        planted += len(found.spans)
    return planted / eligible


@pytest.mark.parametrize("intensity", [0.03, 0.1, 0.25])
def test_intensity_is_the_share_of_eligible_words(intensity: float) -> None:
    assert planted_share(plain(intensity=intensity)) == pytest.approx(intensity, rel=0.25)


def test_a_word_chosen_by_word_goes_everywhere() -> None:
    _, found = spun(0, plain(by_word=True, variety=1, intensity=0.25))
    gone = {fold(span.original) for span in found.spans if span.original}
    kept = {fold(word) for word in split(found.text)[1::2]}
    surfaces = {word for s in found.spans for word in fold(s.surface).split()}
    assert gone
    assert not gone & (kept - surfaces)


def test_variety_is_how_many_synonyms_a_word_has() -> None:
    text = " ".join(["voyage", "danger", "village", "image"] * 30)

    def dictionary(variety: int) -> dict[str, set[str]]:
        found: dict[str, set[str]] = {}
        how = plain(variety=variety, intensity=1.0, phrases=0.0)
        for span in spinner.spin(text, how, Random(2)).spans:
            found.setdefault(span.original, set()).add(span.surface)
        return found

    assert {len(surfaces) for surfaces in dictionary(1).values()} == {1}
    assert {len(surfaces) for surfaces in dictionary(3).values()} == {3}


def test_an_expansion_keeps_the_word_it_stands_before() -> None:
    found = [span for s in SEEDS for span in spun(s, plain(expansions=1.0))[1].spans]
    assert found
    for span in found:
        assert span.kind == "expansion"
        assert span.original == ""
        assert span.surface in spinner.modifiers()


def test_capitals_are_kept_or_lost_as_the_style_says() -> None:
    lines = "Village après village, la route. Danger devant. Voyage en mer. Image de fête."
    keeps = spinner.spin(lines, plain(intensity=1.0, names=1.0), Random(1))
    loses = spinner.spin(lines, plain(intensity=1.0, names=1.0, keeps_case=0.0), Random(1))
    assert [s.original for s in keeps.spans] == [s.original for s in loses.spans]
    for kept, lost in zip(keeps.spans, loses.spans, strict=True):
        assert kept.surface[:1].isupper() == kept.original[:1].isupper()
        assert not lost.surface[:1].isupper()


def test_phrases_are_pasted_only_where_the_style_has_them() -> None:
    def count(share: float) -> int:
        how = plain(phrases=share, intensity=0.25, variety=40)
        return sum(" " in span.surface for s in SEEDS for span in spun(s, how)[1].spans)

    assert count(0.0) == 0
    assert count(1.0) > 5


def test_a_text_with_nothing_to_swap_stays() -> None:
    for text in ("", "...", "été à l'aîné", "12 %"):
        assert spinner.spin(text, plain(), Random(1)) == spinner.Spun(text, ())


def sprinkled(text: str, seed: int) -> str:
    return jargon.sprinkle(text, Random(seed), host("fr"))


def test_honest_english_is_put_in_reproducibly() -> None:
    for seed in SEEDS:
        assert sprinkled(CLEAN[0], seed) == sprinkled(CLEAN[0], seed)
    changed = [sprinkled(CLEAN[0], seed) for seed in range(30)]
    assert CLEAN[0] in changed
    assert len(set(changed)) > 10


def unelided(text: str) -> int:
    """How many words are left whole before a vowel letter, or clipped before a consonant."""
    doc = Document(text, host("fr"))
    language = host("fr").language
    count = 0
    for i in range(1, len(doc)):
        left, word = doc.folded[i - 1], doc.folded[i]
        if doc.kinds[i - 1] & (Gap.HYPHEN | Gap.ELISION):
            continue
        # A capital may be one of a name: what matters stands in the middle of a sentence.
        if doc.kinds[i] == 0 and left in language.whole and doc.words[i - 1].islower():
            count += word[0] in language.vowels and word not in language.unelided
        elif doc.kinds[i] == Gap.ELISION and left in language.elided:
            count += word[0] not in language.vowels + language.silent
    return count


@pytest.mark.parametrize("text", CLEAN, ids=lambda text: text[:12])
def test_borrowings_break_no_elision(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jargon, "_quote", lambda pieces, random: None)
    found = [sprinkled(text, seed) for seed in range(60)]
    assert len(set(found)) > 10
    assert [seed for seed, changed in enumerate(found) if unelided(changed)] == []


def test_a_broken_elision_would_be_seen() -> None:
    assert unelided("le agenda de l'meeting, de accord") == 3
