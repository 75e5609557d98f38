"""Sentences printed and presumed: cut where they begin and end, with the change marked."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detector import Report, check, readers
from detector.dossier.passages import LONGEST, REACH, Passage, Piece, passages
from detector.prose import plain
from detector.report import Kind, Original
from seeds.gold import FIXTURES
from tests.reports import checked, finding, report


def shown(pieces: tuple[Piece, ...]) -> str:
    return "".join(f"[{text}]" if changed else text for text, changed in pieces)


def of(marked: str, *originals: str) -> list[Passage]:
    """Passages of a text with findings in ``[[…]]``, whose originals these are."""
    made = checked(marked).report
    known = [(Original(each, 0.9),) if each != "?" else () for each in originals]
    findings = tuple(replace(f, originals=o) for f, o in zip(made.findings, known, strict=True))
    return list(passages(replace(made, findings=findings), 100))


def test_a_sentence_stands_beside_the_presumed_one() -> None:
    (passage,) = of("Rien ici. Le [[scarce]] oiseau dort ! Et après.", "rare")
    assert shown(passage.printed) == "Le [scarce] oiseau dort !"
    assert shown(passage.presumed) == "Le [rare] oiseau dort !"
    assert (passage.line, passage.findings) == (1, (1,))


def test_findings_of_one_sentence_share_it() -> None:
    found = of("Un [[board]] de\nbois [[tall]].\n\nL'autre [[road]].", "plan", "?", "route")
    assert [shown(each.printed) for each in found] == [
        "Un [board] de bois [tall].",
        "L'autre [road].",
    ]
    assert shown(found[0].presumed) == "Un [plan] de bois tall."
    assert [each.line for each in found] == [1, 4]


def test_the_words_beside_an_original_are_mended() -> None:
    (passage,) = of("Il voit l'[[large]] maison.", "grande")
    assert shown(passage.presumed) == "Il voit [la grande] maison."


def test_an_inserted_word_is_gone() -> None:
    (passage,) = of("Un [[very]] beau jour.", "")
    assert shown(passage.presumed) == "Un []beau jour."


def test_an_original_that_cannot_be_mended_stands_as_it_is() -> None:
    (passage,) = of("Voici [[bo\nard]] et autre.", "plan")
    assert shown(passage.presumed) == "Voici [plan] et autre."


def test_quotation_marks_stay_with_their_sentence() -> None:
    (passage,) = of("Il dit : « Non. » « Le [[board]] est là. » Puis rien.", "plan")
    assert shown(passage.printed) == "« Le [board] est là. »"


def test_markup_is_not_shown() -> None:
    data = b"<p>Le <b>gros</b> <i>board</i> caf&eacute; est l&agrave;.</p>"
    (source,) = readers.read(data, "a.html")
    start = source.text.index("board")
    spot = finding(source.text, start, start + 5, originals=(Original("plan", 0.9),))
    made = replace(report(spot), prose=source.prose)
    (passage,) = passages(made, 10)
    assert shown(passage.printed) == "Le gros [board] café est là."
    assert shown(passage.presumed) == "Le gros [plan] café est là."


def test_a_finding_outside_the_prose_is_shown_as_it_is_written() -> None:
    (source,) = readers.read(b"Le mot.\n\n<!-- un commentaire -->\n", "a.md")
    start = source.text.index("<!--")
    made = replace(report(finding(source.text, start, start + 23)), prose=source.prose)
    (passage,) = passages(made, 10)
    assert passage == Passage(3, (1,), (Piece("<!-- un commentaire -->", changed=True),))


def test_endless_sentences_and_findings_are_cut() -> None:
    (passage,) = of("mot " * 1000 + "[[board]]" + " mot" * 1000, "plan")
    text = shown(passage.printed)
    assert 2 * REACH < len(text) < 2 * REACH + 30
    assert text.strip("… ").startswith(("mot", "ot", "t"))
    (long,) = of("[[" + "mot " * 1000 + "]]", "?")
    assert len(shown(long.printed)) <= LONGEST + REACH + 4


def test_only_so_many_findings_are_shown() -> None:
    made = checked("Le [[un]]. Le [[deux]]. Le [[trois]].").report
    assert len(list(passages(made, 2))) == 2


@pytest.mark.parametrize("path", sorted(FIXTURES.glob("*/*.txt")), ids=lambda path: path.stem)
def test_every_finding_of_the_fixtures_is_shown(path: object) -> None:
    text = path.read_text("utf-8")  # type: ignore[attr-defined]
    made = check(text)
    found = list(passages(made, 1000))
    assert sorted(n for each in found for n in each.findings) == list(
        range(1, len(made.findings) + 1)
    )
    plain_text = re.sub(r"[ \t\r\n]+", " ", text)
    for each in found:
        assert "".join(piece.text for piece in each.printed).strip("…") in plain_text
        named = [made.findings[n - 1] for n in each.findings]
        assert bool(each.presumed) == any(one.originals for one in named)


@st.composite
def reports(draw: st.DrawFn) -> Report:
    """Any text with any findings, as hand-made reports and comments may have them."""
    text = draw(st.text(st.sampled_from("aé l'. \n«»!-\ufffc\u2028x"), max_size=60))
    spans = draw(st.lists(st.tuples(st.integers(0, len(text)), st.integers(0, len(text)))))
    found = [
        finding(
            text,
            min(span),
            max(span),
            originals=draw(st.sampled_from([(), (Original("le", 0.5),)])),
        )
        for span in sorted(map(sorted, spans))
    ]
    language = draw(st.sampled_from(["fr", "en", None]))
    return replace(report(*found, language=language), prose=plain(text))


@given(reports())
def test_whatever_the_findings_are_they_are_shown(made: Report) -> None:
    found = list(passages(made, 50))
    assert sorted(n for each in found for n in each.findings) == list(
        range(1, len(made.findings) + 1)
    )
    assert all(each.line >= 1 for each in found)
    assert all(one.kind is Kind.SUBSTITUTION for one in made.findings)
