"""Originals go back where they stood, the seam is mended, and nothing else is touched."""

from __future__ import annotations

import re
import subprocess
import sys
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detector import Detector
from detector.mending import Mending
from detector.prose import Prose, plain
from detector.readers import markdown
from detector.report import RESTORE_CONFIDENCE, Change, Kind, Original, Report, Verdict
from detector.rewrite import MAX_PASSES, settled
from detector.tokens import split
from seeds.gold import GoldDocument, fixtures
from tests.proses import proses
from tests.reports import checked, finding, report

SPUN = list(fixtures("spun"))
WORDS = "le La de à l' d’ QU' du extra but intention héros hibou ß e\u0301".split()
MARKS = [" ", "  ", "\n", "\r\n", "\r", "\u00a0", "-", ".", ": ", "« ", "*", "1", "\U0001f600"]
PIECES = st.sampled_from(WORDS + MARKS)
TEXTS = st.lists(PIECES | st.text(max_size=5), max_size=20).map("".join)
ORIGINALS = st.sampled_from(["", "intention", "But", "force", "de", "que", "héros", "1", "é à"])


def marked(text: str, *originals: str, **fields: Any) -> Report:
    """A report of findings written ``[[so]]``, each with the original of its turn."""
    document = checked(text, confidence=1.0)
    pairs = zip(document.report.findings, originals, strict=True)
    findings = (replace(each, originals=(Original(word, 1.0),)) for each, word in pairs)
    return report(*findings, text=document.text, **fields)


def rebuilt(text: str, changes: tuple[Change, ...]) -> str:
    """The text with the changes made, from the last to the first."""
    for change in reversed(changes):
        assert text[change.start : change.end] == change.before
        text = text[: change.start] + change.after + text[change.end :]
    return text


@pytest.mark.parametrize(
    ("text", "original", "expected"),
    [
        ("une [[functions]] entière", "partie", "une partie entière"),
        ("l'[[purpose]] est bonne", "intention", "l'intention est bonne"),
        ("le [[purpose]]", "intention", "l'intention"),
        ("La [[purpose]]", "intention", "L'intention"),
        ("LA [[PURPOSE]]", "INTENTION", "L'INTENTION"),
        ("que [[each]] fois", "à", "qu'à fois"),
        ("Je [[like]]", "aime", "J'aime"),
        ("jusque [[at]]", "à", "jusqu'à"),
        ("l’air de [[silver]]", "argent", "l’air d’argent"),
        ("de\u00a0[[silver]]", "argent", "d'argent"),
        ("le [[hero]]", "héros", "le héros"),
        ("le [[man]]", "homme", "l'homme"),
        ("le [[eleven]]", "onze", "le onze"),
        ("du [[purpose]]", "objet", "de l'objet"),
        ("Au [[purpose]]", "argent", "À l'argent"),
        ("AU [[PURPOSE]]", "ARGENT", "À L'ARGENT"),
        ("d'[[strength]]", "force", "de force"),
        ("D’[[strength]]", "force", "De force"),
        ("D'[[STRENGTH]]", "FORCE", "DE FORCE"),
        ("qu'[[then]]", "donc", "que donc"),
        ("s'[[move]]", "bouger", "se bouger"),
        ("c'[[was]]", "sera", "ce sera"),
        ("l'[[strength]]", "force", "la force"),
        ("l'[[goal]]", "but", "le but"),
        ("de l'[[strength]]", "force", "de la force"),
        ("de l'[[goal]]", "but", "du but"),
        ("De l’[[goal]]", "but", "Du but"),
        ("à l'[[goal]]", "but", "au but"),
        ("À L'[[GOAL]]", "BUT", "AU BUT"),
        ("jusqu'à l'[[goal]]", "but", "jusqu'au but"),
        ("prends-le [[with]] toi", "avec", "prends-le avec toi"),
        ("la « [[purpose]] »", "intention", "la « intention »"),
        ("[[silver]] et or", "argent", "argent et or"),
        ("presqu'[[isle]]", "île", "presqu'île"),
        ("de, l'[[goal]]", "but", "de, le but"),
        ("plus [[of]], argent", "de", "plus de, argent"),
    ],
)
def test_a_seam_is_mended(text: str, original: str, expected: str) -> None:
    restored, (change,) = marked(text, original).restored()
    assert restored == expected
    assert change.after.endswith(original)
    assert change.before.endswith(change.finding.text)


@pytest.mark.parametrize(
    ("text", "original"),
    [
        ("l'[[book]]", "livre"),  # of either gender
        ("l'[[love]]", "détester"),  # l' may be either pronoun
        ("l'[[parties]]", "parties"),  # no plural is clipped
        ("l'[[goal]]", "Dupont"),
        ("de\nl'[[goal]]", "but"),
        ("le\n[[purpose]]", "intention"),
        ("le\r[[purpose]]", "intention"),
        ("ce [[tree]]", "arbre"),
        ("cet [[subject]]", "sujet"),
        ("sa [[purpose]]", "intention"),
        ("plus [[of]] argent", "de"),
        ("sa [[neck\nof the woods]] ici", "place"),
        ("retour [[at]] école", "du"),
    ],
)
def test_what_cannot_be_mended_is_left_alone(text: str, original: str) -> None:
    found = marked(text, original)
    assert found.restored() == (found.text, ())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("un [[railroad]] train lent", "un train lent"),
        ("un  [[railroad]]  train", "un  train"),
        ("un [[hand-to-hand]] combat", "un combat"),
        ("c'est [[exceedingly]]\nrare", "c'est\nrare"),
        ("c'est [[exceedingly]]\r\nrare", "c'est\r\nrare"),
        ("c'est [[exceedingly]]  \nrare", "c'est  \nrare"),
        ("fin [[extra]]", "fin"),
        ("[[extra]] mot", "mot"),
        ("[[extra]]", ""),
        ("un\n[[extra]]\nmot", "un\n\nmot"),
        ("un \n[[extra]]", "un \n"),
        ("un\n  [[extra]] mot", "un\n  mot"),
        ("un mot [[extra]]\u00a0: rien", "un mot\u00a0: rien"),
        ("« [[extra]] mot »", "« mot »"),
        ("(un [[extra]] mot)", "(un mot)"),
        ("l'[[extra]] argent", "l'argent"),
        ("d'[[extra]] force", "de force"),
        ("de [[extra]] argent", "d'argent"),
        ("de l'[[extra]] but", "du but"),
        ("du [[extra]] argent", "de l'argent"),
        ("Fini. [[Extra]] argent.", "Fini. Argent."),
        ("[[Extra]]\nargent", "\nArgent"),
        ("Wall [[Extra]] street", "Wall street"),
        ("Fini. [[Extra]] 2 mots", "Fini. 2 mots"),
        ("[[EXTRA]] ARGENT", "ARGENT"),
    ],
)
def test_an_inserted_word_goes_with_one_space(text: str, expected: str) -> None:
    restored, changes = marked(text, "").restored()
    assert restored == expected
    assert len(changes) == 1


@pytest.mark.parametrize(
    "text",
    [
        "l'[[extra]]",
        "l'[[extra]] ",
        "l'[[extra]] 1 mot",
        "l'[[extra]]\nargent",
        "l'[[extra]] livre",
        "de [[extra]]\nargent",
        "ce [[extra]] arbre",
        "wall-[[extra]] mot",
        "un #[[extra]] mot",
        "un [[extra]]-mot",
        "un [[extra]], mot",
        "([[extra]]\nmot)",
    ],
)
def test_an_inserted_word_that_holds_its_neighbours_apart_stays(text: str) -> None:
    found = marked(text, "")
    assert found.restored() == (found.text, ())


def test_neighbouring_findings_see_each_other() -> None:
    assert marked("de [[extra]] [[silver]]", "", "argent").restored()[0] == "d'argent"
    assert marked("d'[[extra]] [[silver]]", "", "force").restored()[0] == "de force"
    assert marked("mot [[of]] [[strength]]", "de", "force").restored()[0] == "mot de force"
    text, changes = marked("mot [[of]] [[silver]]", "de", "argent").restored()
    assert (text, [change.after for change in changes]) == ("mot of argent", ["argent"])
    text, changes = marked("[[Extra]] [[silver]] net", "", "argent").restored()
    assert (text, len(changes)) == ("Extra argent net", 1)
    text, changes = marked("un [[extra]] [[railroad]] train", "", "").restored()
    assert (text, len(changes)) == ("un extra train", 1)


def test_a_change_is_made_from_the_product_of_both_confidences() -> None:
    sure = finding("un mot", 3, 6, confidence=0.9, originals=(Original("terme", 0.8),))
    made = report(sure, text="un mot")
    assert made.restored(0.9 * 0.8)[0] == "un terme"
    assert made.restored(0.7201) == ("un mot", ())
    certain = finding("un mot", 3, 6, confidence=1.0, originals=(Original("terme", 0.96),))
    assert made.restored() == ("un mot", ())
    assert report(certain, text="un mot").restored()[0] == "un terme"
    assert RESTORE_CONFIDENCE <= 0.96


def test_only_substitutions_with_an_original_are_put_back() -> None:
    for kind in Kind:
        each = finding("un mot", 3, 6, kind=kind, originals=(Original("terme", 1.0),))
        changed = report(each, text="un mot").restored(0)[0] == "un terme"
        assert changed == (kind is Kind.SUBSTITUTION)
    nameless = finding("un mot", 3, 6, originals=())
    assert report(nameless, text="un mot").restored(0) == ("un mot", ())


def test_an_unsupported_document_is_never_rewritten() -> None:
    for fields in ({"verdict": Verdict.UNSUPPORTED}, {"language": None}):
        assert marked("un [[mot]]", "terme", **fields).restored(0) == ("un mot", ())


@pytest.mark.parametrize("bad", [-0.01, 1.01, float("nan")])
def test_a_confidence_is_a_probability(bad: float) -> None:
    with pytest.raises(ValueError, match="min_confidence"):
        report(text="un mot").restored(bad)


def test_overlapping_findings_change_a_place_once() -> None:
    text = "un mot de trop"
    one = finding(text, 3, 9, confidence=1.0, originals=(Original("a", 1.0),))
    two = finding(text, 7, 14, confidence=1.0, originals=(Original("b", 1.0),))
    restored, changes = report(one, two, text=text).restored()
    assert (restored, len(changes)) == ("un mot b", 1)


@st.composite
def reports(draw: st.DrawFn) -> Report:
    """Any text with any findings, at words or not, that do not overlap."""
    text = draw(TEXTS)
    cuts = sorted(draw(st.sets(st.integers(0, len(text)), max_size=8)))
    spans = list(pairwise(cuts))[::2]
    words = split(text)
    at = 0
    for i, piece in enumerate(words):
        if i % 2 and draw(st.booleans()) and all(b <= at or a >= at + len(piece) for a, b in spans):
            spans.append((at, at + len(piece)))
        at += len(piece)
    return report(
        *(
            finding(text, a, b, confidence=1.0, originals=(Original(draw(ORIGINALS), 1.0),))
            for a, b in sorted(spans)
        ),
        text=text,
    )


@given(reports())
def test_nothing_outside_the_changes_is_touched(found: Report) -> None:
    restored, changes = found.restored()
    assert rebuilt(found.text, changes) == restored
    at = 0
    for change in changes:
        assert at <= change.start <= change.finding.start
        assert change.finding.end <= change.end
        at = change.end
        # Neighbours are words, blanks and apostrophes of the same line.
        beside = change.before.replace(change.finding.text, "", 1)
        assert all(char.isalpha() or char.isspace() or char in "'’ʼ＇\u0301" for char in beside)
        assert beside.count("\n") == change.after.count("\n")
        assert beside.count("\r") == change.after.count("\r")


@given(TEXTS)
def test_a_text_without_findings_stays(text: str) -> None:
    assert report(text=text).restored(0) == (text, ())


@pytest.mark.parametrize("document", SPUN, ids=lambda document: document.name)
def test_gold_originals_leave_no_span_of_a_fixture(document: GoldDocument) -> None:
    known = [span for span in document.spans if span.original is not None]
    findings = [
        finding(
            document.text,
            span.start,
            span.end,
            confidence=1.0,
            originals=(Original(span.original or "", 1.0),),
        )
        for span in known
    ]
    text, changes = report(*findings, text=document.text).restored()
    assert [change.finding for change in changes] == findings
    for span, change in zip(known, changes, strict=True):
        assert change.after == span.original
        assert change.before.strip() == span.surface
    assert text.count("  ") == document.text.count("  ")
    assert rebuilt(document.text, changes) == text


@pytest.mark.parametrize("document", SPUN[:6], ids=lambda document: document.name)
def test_a_second_run_changes_nothing(document: GoldDocument) -> None:
    detector = Detector()
    once = settled(plain(document.text), plain, Mending(detector, RESTORE_CONFIDENCE))
    assert settled(plain(once), plain, Mending(detector, RESTORE_CONFIDENCE)) == once


def test_a_text_that_never_settles_is_left_at_some_point() -> None:
    asked = []

    def mend(prose: Prose) -> tuple[Change, ...]:
        asked.append(prose.text)
        found = marked(f"[[{prose.text}]]", "b" if prose.text == "a" else "a")
        return found.restored(0.5)[1]

    assert settled(plain("a"), plain, mend) in {"a", "b"}
    assert len(asked) == MAX_PASSES


def found_in(prose: Prose, *words: str, original: str = "grand") -> Report:
    """A report that finds these words in the prose, wherever the source has them."""
    findings = []
    for word in words:
        at = prose.text.index(word)
        start, end = prose.span(at, at + len(word))
        found = finding(prose.source, start, end, surface=word, confidence=1.0)
        findings.append(replace(found, originals=(Original(original, 1.0),)))
    return report(*findings, prose=prose)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("# Le **large** mont", "# Le **grand** mont"),
        ("Un &laquo; large &raquo; mont", "Un &laquo; grand &raquo; mont"),
        ("Un l**ar**ge mont", "Un l**ar**ge mont"),
        ("Un l&#97;rge mont", "Un l&#97;rge mont"),
        ("`large` et large", "`large` et grand"),
        ("[large](/large 'le mont')", "[grand](/large 'le mont')"),
        ("---\ntitle: large\nlarge: large\n---\n", "---\ntitle: grand\nlarge: large\n---\n"),
    ],
)
def test_only_prose_that_is_written_as_it_reads_is_changed(written: str, expected: str) -> None:
    prose = markdown.prose(written)
    text, changes = found_in(prose, "large").restored()
    assert text == expected == rebuilt(written, changes)


def test_a_seam_over_markup_is_left_alone() -> None:
    for written in ("Voici le *hotel*.", "Voici [le](/a) hotel."):
        found = found_in(markdown.prose(written), "hotel", original="hôtel")
        assert found.restored() == (written, ())
    found = found_in(markdown.prose("Voici **le hotel**."), "hotel", original="hôtel")
    assert found.restored()[0] == "Voici **l'hôtel**."


def test_a_change_that_a_file_would_not_read_is_not_made() -> None:
    text = "---\ntitle: 'Le purpose'\nsummary: \"Le purpose\"\n---\nLe purpose\n"

    def mend(prose: Prose) -> tuple[Change, ...]:
        spans = (prose.span(m.start(), m.end()) for m in re.finditer("purpose", prose.text))
        made = (
            finding(text, *span, confidence=1.0, originals=(Original("usage", 1.0),))
            for span in spans
        )
        return report(*made, prose=prose).restored(0.5)[1]

    expected = text.replace('"Le purpose', "\"L'usage").replace("\nLe purpose", "\nL'usage")
    assert settled(markdown.prose(text), markdown.prose, mend) == expected


@given(proses(["un ", "extra ", "l'", "purpose", "le ", "de ", "large", ". "]))
def test_the_changes_are_those_that_the_words_alone_would_have(prose: Prose) -> None:
    spans = [m.span() for m in re.finditer(r"\b(?:extra|purpose|large)\b", prose.text)]
    originals = {"extra": "", "purpose": "intention", "large": "héros"}
    findings = []
    for start, end in spans:
        word = prose.text[start:end]
        begin, stop = prose.span(start, end)
        found = finding(prose.source, begin, stop, surface=word, confidence=1.0)
        findings.append(replace(found, originals=(Original(originals[word], 1.0),)))
    text, changes = report(*findings, prose=prose).restored(0.5)
    assert rebuilt(prose.source, changes) == text
    for change in changes:
        at = prose.offset(change.start)
        assert prose.text[at : at + len(change.before)] == change.before
        assert prose.span(at, at + len(change.before)) == (change.start, change.end)


def test_quotations_can_be_left_out() -> None:
    written = "> Le large mont\n\nLe large mont, « le large mont »"
    prose = markdown.prose(written)
    spans = [prose.span(m.start(), m.end()) for m in re.finditer("large", prose.text)]
    grand = (Original("grand", 1.0),)
    made = [finding(written, *span, confidence=1.0, originals=grand) for span in spans]
    found = report(*made, prose=prose)
    assert found.restored()[0] == written.replace("large", "grand")
    left = "> Le large mont\n\nLe grand mont, « le large mont »"
    assert found.restored(quoted=False)[0] == left


def test_a_report_costs_no_import_until_it_is_restored() -> None:
    script = "import sys, detector.report; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    loaded = set(done.stdout.split())
    assert "detector.report" in loaded
    assert "detector.restore" not in loaded
