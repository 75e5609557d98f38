"""Fixed expressions and names with one member open."""

from __future__ import annotations

from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detector.document import Document
from detector.frames import MAX_WORDS, Frame, FrameKind
from detector.host import host
from detector.lexicon import Mark
from detector.tokens import split


def around(text: str) -> dict[str, Frame]:
    """Frames by member around the word between brackets."""
    doc = Document(text.replace("[", "").replace("]", ""), host("fr"))
    first = len(split(text.split("[")[0])[1::2])
    stop = first + len(split(text.split("[")[1].split("]")[0])[1::2])
    spelling = host("fr").lexicon.spelling
    found: dict[str, Frame] = {}
    for frame in doc.host.frames.around(doc, first, stop):
        old = found.setdefault(spelling(frame.member), frame)
        if len(frame.pattern) > len(old.pattern):
            found[spelling(frame.member)] = frame
    return found


@pytest.mark.parametrize(
    ("text", "member", "pattern", "kind"),
    [
        ("un projet à [distant] terme", "long", "à * terme", FrameKind.EXPRESSION),
        ("un projet à [brief] terme", "court", "à * terme", FrameKind.EXPRESSION),
        ("marcher de long en [huge] tout le jour", "large", "de long en *", FrameKind.EXPRESSION),
        ("la mise en [hazard] des autres", "danger", "mise en *", FrameKind.EXPRESSION),
        ("mieux vaut rester sur [spot] ce soir", "place", "rester sur *", FrameKind.EXPRESSION),
        ("les firmes de Silicon [Dale] recrutent", "valley", "silicon *", FrameKind.NAME),
        ("un discours à Hyde [Garden] hier", "park", "hyde *", FrameKind.NAME),
        ("un projet à [in the distance] terme", "long", "à * terme", FrameKind.EXPRESSION),
    ],
)
def test_the_words_around_call_for_a_member(
    text: str, member: str, pattern: str, kind: FrameKind
) -> None:
    frame = around(text)[member]
    assert frame.pattern == pattern
    assert frame.kind is kind
    assert frame.weight >= 1.5


def test_a_frame_shows_the_whole_entry() -> None:
    doc = Document("à distant terme", host("fr"))
    frames = doc.host.frames.around(doc, 1, 2)
    assert "à long terme" in {frame.whole(doc) for frame in frames}


@pytest.mark.parametrize(
    "text",
    [
        "il vient à [distant], terme",
        "il vient à. [distant]. terme",
        "rester sur : [spot]",
        "rester sur 3 [spot]",
        "[distant]",
        "un [garden] vert et calme",
    ],
)
def test_nothing_is_called_for_over_punctuation_or_by_chance_words(text: str) -> None:
    assert not {"long", "court", "place"} & around(text).keys()


def test_a_lookup_ends_where_no_frame_leads_on() -> None:
    trie = host("fr").frames._trie
    found = [p for p, (_, _, weight) in islice(trie.iteritems(), 0, None, 40) if weight]
    assert len(found) > 500
    for pattern in found:
        words = pattern.split(" ")
        at = words.index("*")
        steps = [words[start : at + 1] for start in range(at)]
        steps += [words[:stop] for stop in range(at + 2, len(words))]
        assert all(" ".join(step) in trie for step in steps)


def test_case_does_not_matter_to_the_table() -> None:
    assert around("À [DISTANT] TERME").keys() == around("à [distant] terme").keys() != set()


WORDS = st.sampled_from("à long court terme en place de mise sur rester tout wall , . xyz".split())


@given(st.lists(WORDS, min_size=1, max_size=12), st.data())
def test_every_frame_is_a_stretch_of_the_text(words: list[str], data: st.DataObject) -> None:
    doc = Document(" ".join(words), host("fr"))
    if not len(doc):
        return
    first = data.draw(st.integers(0, len(doc) - 1))
    stop = data.draw(st.integers(first + 1, len(doc)))
    spaced = [*doc.folded[:first], "*", *doc.folded[stop:]]
    for frame in doc.host.frames.around(doc, first, stop):
        pattern = frame.pattern.split()
        at = first - pattern.index("*")
        assert spaced[at : at + len(pattern)] == pattern
        assert 2 <= len(pattern) <= MAX_WORDS


def test_the_table_holds_what_its_docstring_says() -> None:
    trie = host("fr").frames._trie
    patterns = list(islice(trie.iterkeys(), 0, None, 40))
    assert len(patterns) > 500
    for pattern in patterns:
        words = pattern.split(" ")
        assert words.count("*") == 1
        assert 2 <= len(words) <= MAX_WORDS
        whole = [record for record in trie[pattern] if record[2]]
        assert whole or trie[pattern] == [(0, 0, 0)]
        for member, kind, weight in whole:
            assert host("fr").lexicon.marks(member + 1) & Mark.ORIGINAL
            assert kind in (FrameKind.EXPRESSION, FrameKind.NAME)
            assert weight >= 15
