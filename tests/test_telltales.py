"""Telltales: the table says what the lists say, and a phrase counts only where it is meant."""

from __future__ import annotations

import time
from collections.abc import Iterator
from itertools import chain, product
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detector import Detector, check
from detector.document import Document
from detector.host import DATA, host
from detector.prose import Mark, Marked, Piece, Prose
from detector.report import Kind
from detector.rules import tracers
from detector.telltales import SKIP
from seeds import corpora, thesaurus
from seeds.gold import GoldDocument, fixtures
from seeds.sources import member, rows
from tests.available import clean_corpora, needs_sources

TABLE = DATA / "fr" / "telltales.tsv"
LINES = TABLE.read_text("utf-8").splitlines()
RULES = {
    "assistant-courtesy",
    "assistant-residue",
    "conversion-clash",
    "currency-clash",
    "doubled-qualifier",
    "mangled-unit",
    "phrase-loop",
    "prompt-residue",
    "repeated-paragraph",
    "repeated-sentence",
    "respun-sentence",
    "spun-before-translation",
    "swapped-term",
    "tortured-phrase",
    "translated-name",
    "untranslated-crumb",
}
ARTEFACTS = list(fixtures("artefacts"))
HONEST = [*fixtures("clean"), *fixtures("hard_negatives")]


def found(text: str) -> list[str]:
    doc = Document(text, host("fr"))
    return [doc.slice(hit.first, hit.stop) for hit in doc.telltales]


def test_the_table_is_sorted_and_unique() -> None:
    assert sorted(set(LINES)) == LINES


def test_every_row_names_a_rule_and_an_anchor_among_its_slots() -> None:
    names = {rule.name for rule in tracers()}
    for line in LINES:
        words, pattern, anchor, rule, *rest = line.split("\t")
        slots = pattern.split(" ")
        assert slots[int(anchor)] == words
        assert rule in names
        lead, tail = int(rest[2]), int(rest[3])
        assert 0 <= lead + tail < len(slots)
        assert SKIP not in (slots[0], slots[-1])
        assert SKIP not in slots[: int(anchor)]


@needs_sources
def test_the_table_is_built_from_the_lists(tmp_path: Path) -> None:
    from seeds.tables import telltales

    telltales.build(tmp_path)
    assert (tmp_path / TABLE.name).read_text("utf-8").splitlines() == LINES


def test_originals_are_cut_to_what_differs() -> None:
    pytest.importorskip("msgpack", reason="msgpack, which reads frequencies, is not installed")
    from seeds.tables.telltales import cut

    assert cut("a b c", "a x c") == (1, 1, "x")
    assert cut("planche de directeurs", "conseil d'administration") == (
        0,
        0,
        "conseil d'administration",
    )
    assert cut("taux d'attrait", "taux d'intérêt") == (1, 0, "d'intérêt")
    assert cut("ministre des finances", "Ministre des Finances") == (2, 0, "Finances")
    assert cut("pasteur des finances", "ministre des Finances") == (0, 2, "ministre")


def expansions(pattern: str) -> Iterator[str]:
    return map(" ".join, product(*(slot.split("|") for slot in pattern.split(" "))))


@pytest.mark.parametrize("table", ["calques", "tortured"])
def test_no_row_holds_the_right_expression(table: str) -> None:
    for row in rows(table):
        right = row["right"].lower().replace("-", " ")
        wrong = row["wrong" if table == "calques" else "phrase"]
        assert right not in set(expansions(wrong)), row


def _offered(word: str, right: str) -> bool:
    def bases(form: str) -> set[str]:
        endings = (("s", ""), ("es", ""), ("ies", "y"), ("ing", ""), ("ing", "e"), ("ed", ""))
        cut = {form[: -len(old)] + new for old, new in endings if form.endswith(old)}
        return cut | {form} | ({form[:-1]} if form.endswith("ed") else set())

    net = thesaurus.wordnet()
    families = (thesaurus.moby(), net.synonyms, net.related, thesaurus.mythes())
    return any(
        one == other or other in family.get(one, ()) or one in family.get(other, ())
        for one, other in product(bases(word), bases(right))
        for family in families
    )


@needs_sources
def test_swapped_english_words_are_what_a_thesaurus_offers() -> None:
    english = [(r["phrase"], r["right"]) for r in rows("tortured") if r["language"] == "en"]
    for spun, right in [*english, *((r["spun"], r["english"]) for r in rows("calques"))]:
        for slot, word in zip(spun.split(" "), right.lower().split(" "), strict=True):
            assert all(_offered(swapped, word) for swapped in slot.split("|")), (spun, right)


@needs_sources
def test_definitions_in_good_english_hold_no_tortured_phrase() -> None:
    files = (member("wordnet-base", f"data.{part}") for part in thesaurus.PARTS)
    lines = chain.from_iterable(path.read_text("latin-1").splitlines() for path in files)
    text = "\n\n".join(line.partition("| ")[2] for line in lines)
    doc = Document(text, host("fr"))
    assert len(doc) > 1_000_000
    assert doc.identified.code == "en"
    assert not [hit for hit in doc.telltales if hit.telltale.rule == "tortured-phrase"]


PLACES = [
    ("En tant que modèle de langage, je me tais.", True),
    ("En tant que grand modèle de langage, croyez-moi ou non, je me tais.", True),
    ("EN TANT QUE MODÈLE DE LANGAGE, JE ME TAIS.", True),
    ("En tant que modèle de langage. Je me tais.", False),
    ("En tant que modèle de langage, un programme se tait.", False),
    ("« En tant que modèle de langage, je me tais », dit-elle.", False),
    ("*En tant que modèle de langage, je me tais*, dit-elle.", False),
    ("On part.\nRegenerate response\nOn rentre.", True),
    ("On part. Regenerate response. On rentre.", False),
    ("Rédige un article de 500 mots sur la pluie.", True),
    ("Elle dit : rédige un article de 500 mots sur la pluie.", False),
    ("Bien sûr ! Voici un texte.\n\nUn.\n\nDeux.\n\nTrois.\n\nQuatre.", True),
    ("Un.\n\nDeux.\n\nBien sûr ! Voici un texte.\n\nTrois.\n\nQuatre.", False),
    ("La planche de directeurs siège dans la salle.", True),
    ("La planche, de directeurs.", False),
    ("La sous-planche de directeurs siège dans la salle.", False),
    ("Le texte de counterfeit consciousness est dans le journal.", False),
]


@pytest.mark.parametrize(("text", "is_found"), PLACES)
def test_a_phrase_counts_where_it_is_meant(text: str, is_found: bool) -> None:
    assert bool(found(text)) is is_found


def test_the_original_keeps_the_capital() -> None:
    report = check(
        "Planche de directeurs : dans la salle, tous les sièges sont pris par le public."
    )
    assert [item.originals[0].text for item in report.findings] == ["Conseil d'administration"]


@pytest.mark.parametrize("document", ARTEFACTS, ids=lambda d: d.name)
def test_fixtures_have_the_traces_of_their_gold(document: GoldDocument) -> None:
    report = Detector(signals="full").check(document.text)
    own = [item for item in report.findings if item.rule in RULES]
    gold = [span for span in document.spans if span.kind in RULES]
    assert [(f.start, f.end, f.rule) for f in own] == [(s.start, s.end, s.kind) for s in gold]
    for item, span in zip(own, gold, strict=True):
        if span.original and item.kind is Kind.ARTEFACT:
            assert item.originals[0].text == span.original


@pytest.mark.parametrize("document", HONEST, ids=lambda d: d.name)
def test_honest_fixtures_have_none(document: GoldDocument) -> None:
    assert not [item for item in check(document.text).findings if item.rule in RULES]


def test_english_is_checked_for_swapped_expressions_and_the_notes_say_so() -> None:
    text = next(d.text for d in ARTEFACTS if d.name == "tortured_phrase_orchard.txt")
    report = check(text)
    assert (report.language, report.score) == ("en", None)
    assert "in en only known expressions" in report.notes[1]
    assert {item.rule for item in report.findings} == {"tortured-phrase"}


def test_a_language_without_rows_has_no_such_note() -> None:
    report = check("Die Kapelle probt jeden Donnerstag im Saal, und die Nachbarn hören zu. " * 3)
    assert len(report.notes) == 1


WORDS = st.sampled_from(
    [
        *(word for row in rows("residue") for word in row["phrase"].replace("|", " ").split()),
        *("planche", "de", "directeurs", ".", ",", "\n\n", "«", "»", "12", "$", "euros", "[", "]"),
        *("très", "and", "€", "*", "’", "\ud800", "e\u0301", "\0"),
    ]
)


@settings(max_examples=150)
@given(st.lists(WORDS, max_size=120), st.sampled_from([" ", "", "\n"]))
def test_traces_lie_in_any_text(words: list[str], glue: str) -> None:
    text = glue.join(words)
    doc = Document(text, host("fr"))
    for rule in tracers():
        for item in rule.find(doc):
            assert 0 <= item.start < item.end <= len(text)
            assert 0 < item.confidence < 1
            assert item.clue.template.format(*item.clue.parts)


HOSTILE = {
    "one telltale": "planche de directeurs ",
    "one pair": "bourreau de labeur ",
    "half a pair": "bourreau de la ",
    "conversions": "10 miles (16 mètres) ",
    "anchors alone": "directeurs factice langage voici ",
    "a gap never closed": "en tant que modèle de langage ",
    "one sentence": "La marée monte plus vite qu'on ne croit et efface nos pas sur le sable fin. ",
    "a loop": "prix du ",
    "amounts": "12 $ 12 $ 1 1 1 ",
    "crumbs": "le [and] ",
    "long words": "développement extraordinairement particulièrement ",
    "quotes": "« planche de directeurs ",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_time_is_linear_in_the_text(name: str) -> None:
    def seconds(size: int) -> float:
        doc = Document(HOSTILE[name] * (size // len(HOSTILE[name])), host("fr"))
        start = time.thread_time()
        for rule in tracers():
            for _ in rule.find(doc):
                pass
        return time.thread_time() - start

    small, large = seconds(50_000), min(seconds(400_000) for _ in range(2))
    assert large < 32 * small + 0.5  # eight times as long, which squared is 64


@pytest.mark.corpora
def test_clean_corpora_hold_no_tortured_phrase() -> None:
    clean_corpora()
    met = [
        hit.telltale.slots
        for corpus in corpora.names()
        for text in corpora.documents(corpus, "train")
        for hit in Document(text, host("fr")).telltales
        if hit.telltale.rule == "tortured-phrase"
    ]
    assert not met


def test_what_the_markup_declares_to_be_foreign_is_looked_at_too() -> None:
    text = "As an AI language model, I cannot taste the soup."
    declared = Prose(
        text, text, (Piece(0, len(text), 0, len(text)),), (Marked(Mark.FOREIGN, 0, 49),)
    )
    assert [hit.telltale.rule for hit in Document(declared, host("fr")).telltales] == [
        "assistant-residue"
    ]
