"""What a word calls for from its neighbour: gender, number, elision, liaison."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detector.agreement import NO_CALL, Fit, begins_with_vowel, call, fit
from detector.document import Document
from detector.host import host

DETERMINERS = sorted(host("fr").language.determiners)


def suits(text: str) -> Fit:
    """How the last word of a text suits the one before it."""
    doc = Document(text, host("fr"))
    last = len(doc) - 1
    word = doc.folded[last]
    return fit(doc.host, call(doc, last), word, doc.host.lexicon.form(word))


@pytest.mark.parametrize(
    ("text", "gender"),
    [
        ("le jardin", 1),
        ("la jardin", -1),
        ("cette fenêtre", 1),
        ("cet fenêtre", -1),
        ("une belle jardin", -1),
        ("les jardin", 0),
        ("l'arbre", 0),
        ("mon histoire", 0),
        ("le élève", 1),
        ("la élève", 1),
        ("la garden", 0),
    ],
)
def test_gender(text: str, gender: int) -> None:
    assert suits(text).gender == gender


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("les chevaux", 1),
        ("les cheval", -1),
        ("le chevaux", -1),
        ("deux jardins", 1),
        ("chaque jardins", -1),
        ("les souris", 1),
        ("la souris", 1),
        ("très jardins", 0),
        ("les gardens", 0),
    ],
)
def test_number(text: str, number: int) -> None:
    assert suits(text).number == number


@pytest.mark.parametrize(
    ("text", "elision"),
    [
        ("l'arbre", 1),
        ("l’arbre", 1),
        ("le arbre", -1),
        ("l'jardin", -1),
        ("le jardin", 1),
        ("de école", -1),
        ("d'école", 1),
        ("jusque ici", -1),
        ("jusqu'ici", 1),
        ("qu'elle", 1),
        ("que elle", -1),
        ("l'œuvre", 1),
        ("le œuf", -1),
    ],
)
def test_elision(text: str, elision: int) -> None:
    assert suits(text).elision == elision


@pytest.mark.parametrize(
    ("text", "elision"),
    [
        ("cet arbre", 1),
        ("ce arbre", -1),
        ("cet jardin", -1),
        ("ce jardin", 1),
        ("ma amie", -1),
        ("ma voisine", 1),
        ("mon amie", 0),
        ("bel homme", 1),
        ("beau homme", -1),
        ("nouvel jardin", -1),
        ("vieil arbre", 1),
    ],
)
def test_liaison(text: str, elision: int) -> None:
    assert suits(text).elision == elision


@pytest.mark.parametrize(
    ("text", "elision"),
    [
        ("le héros", 1),
        ("l'héros", -1),
        ("l'homme", 1),
        ("le homme", -1),
        ("la hache", 1),
        ("l'habitude", 1),
        ("la habitude", -1),
        ("cet hiver", 1),
        ("ce hibou", 1),
        ("l'hyène", 1),
    ],
)
def test_aspirated_h_is_a_consonant(text: str, elision: int) -> None:
    assert suits(text).elision == elision


@pytest.mark.parametrize(
    "text", ["le onze", "l'onze", "le oui", "le yaourt", "le yacht", "le ouistiti", "la une"]
)
def test_words_that_bar_elision_are_never_blamed(text: str) -> None:
    assert suits(text).elision == 0


@pytest.mark.parametrize(
    "text",
    ["le university", "l'university", "l'european", "le one", "l'yield", "le hour", "l'hour"],
)
def test_foreign_words_whose_sound_spelling_hides_say_nothing(text: str) -> None:
    assert suits(text).elision == 0


@pytest.mark.parametrize(
    ("text", "elision"),
    [("le enormous", -1), ("l'enormous", 1), ("le purpose", 1), ("l'purpose", -1)],
)
def test_other_foreign_words_are_heard(text: str, elision: int) -> None:
    assert suits(text).elision == elision


@pytest.mark.parametrize("text", ["le ONU", "l'SNCF", "LE ARBRE"])
def test_capitals_may_be_spelled_out(text: str) -> None:
    assert suits(text).elision == 0


@pytest.mark.parametrize("text", ["Le Arbre", "le Arbre", "L'Jardin"])
def test_a_capital_letter_changes_nothing(text: str) -> None:
    assert suits(text) == suits(text.lower())
    assert suits(text).elision == -1


@given(st.sampled_from(DETERMINERS), st.text(",;:.!?()«»0123456789-—*/", min_size=1, max_size=4))
def test_nothing_is_called_for_over_punctuation(left: str, between: str) -> None:
    doc = Document(f"{left}{between}arbre", host("fr"))
    assert call(doc, 1) == NO_CALL


@pytest.mark.parametrize("between", [" ", "\u00a0", "\u202f", "\n", "  \t"])
def test_a_call_reaches_over_space_and_line_ends(between: str) -> None:
    doc = Document(f"la{between}jardin", host("fr"))
    assert call(doc, 1) == call(Document("la jardin", host("fr")), 1) != NO_CALL


def test_the_first_word_and_a_new_paragraph_have_no_call() -> None:
    doc = Document("arbre le\n\narbre", host("fr"))
    assert call(doc, 0) == call(doc, 2) == NO_CALL


@given(
    st.sampled_from([*DETERMINERS, *sorted(host("fr").language.elided)]),
    st.sampled_from([" ", "'", "’"]),
    st.text("abehiouyzéœ", min_size=1, max_size=6),
)
def test_a_fit_is_one_of_three_and_clashes_are_counted(left: str, gap: str, word: str) -> None:
    found = suits(f"{left}{gap}{word}")
    assert set(found) <= {-1, 0, 1}
    assert found.clashes == list(found).count(-1)


def test_a_vowel_is_a_vowel_whatever_its_accent() -> None:
    for word in ("arbre", "école", "être", "île", "œuvre", "ail"):
        assert begins_with_vowel(host("fr"), word, native=True)
    for word in ("jardin", "ça", "wagon"):
        assert begins_with_vowel(host("fr"), word, native=True) is False
