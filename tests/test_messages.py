"""Messages in French and English: texts, numbers and typography, and reports that speak them."""

from __future__ import annotations

import copy
import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detector import Config, Detector, Finding, Report
from detector.cache import Cache, packed, unpacked
from detector.messages import (
    ENGLISH,
    Catalogue,
    Message,
    Plural,
    Text,
    codes,
    load,
    of_locale,
    reason,
)
from detector.messages.fr import number, typeset
from detector.prose import plain
from detector.report import Kind
from seeds.gold import FIXTURES

FRENCH = load("fr")
SPUN = sorted((FIXTURES / "spun").glob("*.txt"))
UNBALANCED = FRENCH.rules["unbalanced-quotes"]
QUOTED = re.compile("«\xa0.*?\xa0»")
PLAIN_SPACE = re.compile(r"« | »| [:;!?%]|\d \d|'|[“”]")


def test_languages_are_found_with_english_first() -> None:
    assert codes() == ("en", "fr")
    assert load("en") is ENGLISH
    with pytest.raises(ValueError, match="no messages in 'de', only in en and fr"):
        load("de")


@pytest.mark.parametrize(
    ("environ", "spoken"),
    [
        ({}, None),
        ({"LANG": ""}, None),
        ({"LANG": "fr_FR.UTF-8"}, ("fr", "LANG=fr_FR.UTF-8")),
        ({"LANG": "fr"}, ("fr", "LANG=fr")),
        ({"LANG": "FR-CA"}, ("fr", "LANG=FR-CA")),
        ({"LANG": "fr@euro"}, ("fr", "LANG=fr@euro")),
        ({"LANG": "fr.UTF-8"}, ("fr", "LANG=fr.UTF-8")),
        ({"LANG": "de_CH"}, ("en", "LANG=de_CH")),
        ({"LANG": "fro_FR"}, ("en", "LANG=fro_FR")),
        ({"LANG": "C.UTF-8"}, ("en", "LANG=C.UTF-8")),
        ({"LANG": "fr_FR", "LC_MESSAGES": "en_US"}, ("en", "LC_MESSAGES=en_US")),
        ({"LANG": "fr_FR", "LC_ALL": "C", "LC_MESSAGES": "fr"}, ("en", "LC_ALL=C")),
        ({"LANG": "en_US", "LC_ALL": "", "LC_MESSAGES": "fr_BE"}, ("fr", "LC_MESSAGES=fr_BE")),
    ],
)
def test_the_locale_decides(environ: dict[str, str], spoken: tuple[str, str] | None) -> None:
    assert of_locale(environ) == spoken


def test_a_message_is_its_english_text_and_can_be_said_otherwise() -> None:
    inner = Message("standard output")
    made = Message("Cannot write {}: {}", inner, "ENOENT {}")
    assert made == "Cannot write standard output: ENOENT {}"
    assert ENGLISH.text(made) == made
    assert type(ENGLISH.text(made)) is str
    assert FRENCH.text(made) == "Impossible d’écrire la sortie standard\xa0: ENOENT {}"
    assert FRENCH.text("standard output") == "standard output"
    again = copy.copy(made)
    assert (again, again.template, again.parts) == (made, made.template, made.parts)
    assert FRENCH.text(again) == FRENCH.text(made)


def test_an_error_says_its_message() -> None:
    assert FRENCH.text(reason(ValueError(Message("a text")))) == "un texte"
    assert reason(ValueError("odd")) == "odd"
    assert reason(KeyError()) == ""


def test_what_a_catalogue_lacks_is_said_in_english() -> None:
    text, things = Text("{} is new"), Plural(Text("{} new thing"), Text("{} new things"))
    assert FRENCH.say(text, 1.5) == "1,5 is new"
    assert FRENCH.counted(2, things) == "2 new things"


def test_places_of_a_translation_may_change_their_order() -> None:
    catalogue = Catalogue("xx", {"{} for {}": "{1} statt {0}"})
    assert catalogue.say(Text("{} for {}"), "a{0}", "b") == "b statt a{0}"


@pytest.mark.parametrize(
    ("written", "french"),
    [
        ("0.5", "0,5"),
        ("12,345", "12\u202f345"),
        ("-1,234,567.89", "-1\u202f234\u202f567,89"),
        ("68%", "68\xa0%"),
        ("6.99e+06", "6\u202f990\u202f000"),
        ("1e+15", "1\u202f000\u202f000\u202f000\u202f000\u202f000"),
        ("2.5e-05", "2,5e-05"),
        ("inf", "inf"),
        ("nan", "nan"),
    ],
)
def test_numbers_in_french(written: str, french: str) -> None:
    assert number(written) == french


def test_only_numbers_are_written_anew() -> None:
    assert FRENCH.say(Text("{} in {}"), "1.5%", 2.5) == "1.5% dans 2,5"


@pytest.mark.parametrize(
    ("count", "english", "french"),
    [
        (0, "0 words", "0 mot"),
        (1, "1 word", "1 mot"),
        (2, "2 words", "2 mots"),
        (12345, "12,345 words", "12\u202f345 mots"),
    ],
)
def test_numbers_choose_the_form(count: int, english: str, french: str) -> None:
    words = Plural(Text("{:,} word"), Text("{:,} words"))
    assert ENGLISH.counted(count, words) == english
    assert FRENCH.counted(count, words) == french


def test_every_french_text_is_well_set() -> None:
    texts = [*FRENCH.texts.values(), *(form for forms in FRENCH.plurals.values() for form in forms)]
    documented = [*FRENCH.rules.values(), *FRENCH.signals.values()]
    for text in (*texts, *documented):
        bare = re.sub(r"``[^`]+``|P\(w.*?\)|words / ", "", text)
        found = [each for each in PLAIN_SPACE.findall(bare) if not re.fullmatch(r"\d \d", each)]
        assert not found, text
        assert text.count("«") == text.count("»") or text is UNBALANCED, text


@given(st.text("abc :;!?%«»'\n", max_size=40))
def test_typesetting_changes_apostrophes_and_spaces_only(text: str) -> None:
    done = typeset(text)
    assert len(done) == len(text)
    assert re.sub("[\xa0\u202f]", " ", done).replace("’", "'") == text
    assert typeset(done) == done


@given(
    st.lists(
        st.text() | st.integers() | st.floats() | st.booleans() | st.none(), min_size=2, max_size=2
    )
)
def test_whatever_the_parts_are_they_are_said(parts: list[object]) -> None:
    said = FRENCH.say(Text("{} in {}"), *parts)
    texts = [part for part in parts if isinstance(part, str)]
    assert all(text in said for text in texts)
    assert " dans " in said


def reports(path: Path) -> tuple[Report, Report]:
    """A document in both languages."""
    text = path.read_text("utf-8")
    return Detector().check(text), Detector(config=Config(messages="fr")).check(text)


@pytest.mark.parametrize("path", SPUN, ids=lambda path: path.stem)
def test_a_report_says_the_same_in_either_language(path: Path) -> None:
    english, french = reports(path)
    assert [untold(each) for each in french.findings] == [untold(each) for each in english.findings]
    assert replace(french, findings=()) == replace(english, findings=())
    for each in french.findings:
        if each.kind is not Kind.SUBSTITUTION:
            continue
        assert each.message.startswith(f"«\xa0{each.text}\xa0»")
        assert not PLAIN_SPACE.search(QUOTED.sub("", each.message)), each.message
        for item in each.evidence:
            assert item.template in FRENCH.texts
            assert item.language == "fr"
            assert item.text != replaced(item.text)


def test_there_are_findings_to_speak_of() -> None:
    detector = Detector(config=Config(messages="fr"))
    found = [detector.check(path.read_text("utf-8")).findings for path in SPUN]
    assert sum(map(len, found)) > 100


def replaced(text: str) -> str:
    """A French text without what shows that it is one."""
    signs = "[«»’\xa0\u202fàâçéèêîôùœ]|est|mots|dans|probab|avec"
    return re.sub(signs, "", text)


def untold(finding: Finding) -> Finding:
    """A finding without what it says."""
    evidence = tuple(item._replace(language="") for item in finding.evidence)
    return replace(finding, evidence=evidence, message="")


def test_the_issue_at_hand_comes_first() -> None:
    (text,) = (path.read_text("utf-8") for path in SPUN if path.stem == "sentier")
    found = Detector(config=Config(messages="fr")).check(text).findings
    (scarce,) = (each for each in found if each.text == "scarce")
    assert re.fullmatch(
        "«\xa0scarce\xa0»\xa0: mot anglais, inconnu en français"
        r" \(zipf \d,\d en anglais, \d,\d en français\)"
        "\u202f; «\xa0rare\xa0» conviendrait.",
        scarce.message,
    )


def test_notes_speak_the_language_too() -> None:
    detector = Detector(config=Config(messages="fr"))
    assert detector.check("Bref.").notes == ("seulement 1 des 20 mots qu’il faut pour un score",)
    english = "This is an honest English text, and there is no reason to take it for French. " * 3
    note, further = detector.check(english).notes
    assert note == "la langue est en (d’après les mots-outils), non fr"
    assert further.startswith("pour la langue en, seules ont été cherchées des expressions connues")
    assert all(type(note) is str for note in detector.check(english).notes)


def test_the_language_of_messages_is_no_part_of_what_was_measured() -> None:
    assert Config(messages="fr").digest == Config().digest
    assert Config(messages="fr") != Config()
    with pytest.raises(ValueError, match="no messages in 'de'"):
        Config(messages="de")


def test_the_cache_keeps_languages_apart() -> None:
    english, french = Detector(), Detector(config=Config(messages="fr"))
    prose = plain("Le moyen le additional simple.")
    assert Cache.key(english, prose) != Cache.key(french, prose)
    made = french.check(SPUN[0].read_text("utf-8"))
    data = packed(made)
    assert data
    kept = unpacked(data, made.prose)
    assert kept == made
    assert kept.findings[0].evidence[0].text == made.findings[0].evidence[0].text


def test_processes_speak_the_language_too() -> None:
    detector = Detector(config=Config(messages="fr"))
    texts = ["Bref.", SPUN[0].read_text("utf-8")]
    assert list(detector.check_many(texts, jobs=2)) == list(map(detector.check, texts))
