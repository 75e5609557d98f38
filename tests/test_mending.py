"""A document is mended as if it were checked all over after every change, for less."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Callable, Iterable
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detector import Config, Detector
from detector.document import Document
from detector.mending import Mending
from detector.prose import Prose, plain
from detector.readers import markdown
from detector.report import RESTORE_CONFIDENCE, Change, Finding
from detector.rewrite import Mend, settled
from seeds.gold import FIXTURES, GoldDocument, fixtures
from seeds.spinner import spin, style
from tests.available import needs_sources

SPUN = list(fixtures("spun"))
FULL = max(SPUN, key=lambda document: len(document.spans))
SORTS = ("spun", "hard_negatives", "clean", "artefacts")
OTHERS = [path for sort in SORTS for path in sorted((FIXTURES / sort).glob("*.txt"))]
LEAST = (0.4, 0.7, RESTORE_CONFIDENCE)


def checking(least: float, *, quoted: bool = True) -> Mend:
    """What to change by reports on all of the text, each time."""
    detector = Detector(config=Config(least))

    def mend(prose: Prose) -> tuple[Change, ...]:
        return detector.check(prose).restored(least, quoted=quoted)[1]

    return mend


def mending(least: float, *, quoted: bool = True) -> Mending:
    """What to change by what is certain, looked for where words changed."""
    return Mending(Detector(config=Config(least)), least, quoted=quoted)


def assert_mended(text: str, read: Callable[[str], Prose] = plain) -> int:
    """A text ends as it would by reports, and nothing is left; the degrees by which it changed."""
    ends = []
    for least in LEAST:
        for quoted in (True, False):
            expected = settled(read(text), read, checking(least, quoted=quoted))
            end = settled(read(text), read, mending(least, quoted=quoted))
            assert end == expected
            ends.append(end)
    return sum(end != text for end in ends)


@pytest.mark.parametrize("path", OTHERS, ids=lambda path: path.stem)
def test_a_fixture_is_mended_as_by_reports(path: Path) -> None:
    changed = assert_mended(path.read_text(encoding="utf-8"))
    assert changed or path.parent.name != "spun"


@needs_sources
def test_simulated_spins_are_mended_as_by_reports() -> None:
    pytest.importorskip("msgpack", reason="msgpack, which reads the frequency lists, is missing")
    random = Random(3)
    texts = (spin(document.text, style(random), random).text for document in fixtures("clean"))
    assert sum(map(assert_mended, texts)) > len(LEAST)


PIECES = st.sampled_from(
    [
        "Une functions entière du jour est passée à trouver la bonne placement. ",
        "> Le train reste le moyen le additional simple, dit-elle. ",
        "**La bourse de Wall Avenue** a fermé *en baisse*. ",
        "Elle avait l'purpose de partir à distant terme. ",
        "« Il en veut toujours in addition chaque année », dit-on. ",
        "Le chat de la voisine dort dans le jardin et le chien mange. ",
        *("\n\n", "# ", "- ", "`code` ", "« ", " » "),
    ]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(PIECES, max_size=14).map("".join))
def test_any_markdown_is_mended_as_by_reports(text: str) -> None:
    assert_mended(text, markdown.prose)


@pytest.mark.parametrize("document", SPUN, ids=lambda document: document.name)
def test_what_is_mended_stays(document: GoldDocument) -> None:
    once = settled(plain(document.text), plain, mending(RESTORE_CONFIDENCE))
    assert settled(plain(once), plain, mending(RESTORE_CONFIDENCE)) == once


def test_findings_that_are_not_wanted_are_left_alone() -> None:
    document, asked = FULL, list[str]()

    def wanted(text: str, found: Iterable[Finding]) -> list[Finding]:
        asked.append(text)
        return list(found)[1:]

    detector = Detector()
    every = Mending(detector, 0.5)(plain(document.text))
    some = Mending(detector, 0.5, wanted)(plain(document.text))
    assert some == every[1:]
    assert asked == [document.text]


def test_a_text_longer_than_what_is_read_is_changed_as_far() -> None:
    text = FULL.text
    bounds = Config().bounds._replace(characters=len(text) // 2)
    detector = Detector(config=Config(0.5, bounds=bounds))
    changes = Mending(detector, 0.5)(plain(text))
    assert changes == detector.check(text).restored(0.5)[1]
    assert changes
    assert changes[-1].end <= len(text) // 2


@pytest.mark.parametrize("bad", [-0.01, 1.01, float("nan")])
def test_a_certainty_is_a_probability(bad: float) -> None:
    with pytest.raises(ValueError, match="min_confidence"):
        Mending(Detector(), bad)


def test_no_document_outlives_the_next_but_one(monkeypatch: pytest.MonkeyPatch) -> None:
    kept: list[weakref.ref[Document]] = []
    whole = Document.__init__

    def watched(self: Document, *arguments: object, **named: object) -> None:
        kept.append(weakref.ref(self))
        whole(self, *arguments, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(Document, "__init__", watched)
    mend, prose = mending(0.5), plain(FULL.text)
    for i in range(4):
        mend(prose)
        prose = plain(f"{prose.text} encore{'e' * i}")
        gc.collect()
        assert sum(each() is not None for each in kept) == 1
    del mend
    gc.collect()
    assert not any(each() for each in kept)
