"""Inflection by the regular rules, and the exceptions that lists of common words need."""

from __future__ import annotations

import pytest

from seeds import french


@pytest.mark.parametrize(
    ("word", "many"),
    [
        ("planche", "planches"),
        ("prix", "prix"),
        ("journal", "journaux"),
        ("gâteau", "gâteaux"),
        ("jeu", "jeux"),
        ("bleu", "bleus"),
        ("travail", "travaux"),
        ("pare-brise", "pare-brise"),
    ],
)
def test_plurals(word: str, many: str) -> None:
    assert french.plural(word) == many


@pytest.mark.parametrize(
    ("masculine", "feminine"),
    [
        ("petit", "petite"),
        ("rapide", "rapide"),
        ("heureux", "heureuse"),
        ("actif", "active"),
        ("léger", "légère"),
        ("ancien", "ancienne"),
        ("blanc", "blanche"),
    ],
)
def test_feminines(masculine: str, feminine: str) -> None:
    assert french.feminine(masculine) == feminine


def test_forms_of_both_numbers() -> None:
    singular, plural = french.forms("petit")
    assert singular == {"petit", "petite"}
    assert plural == {"petits", "petites"}


def test_an_expression_is_plural_up_to_its_link() -> None:
    assert french.plural_of("taux|cours de change") == "taux|cours de change"
    assert french.plural_of("banque centrale") == "banques centrales"
    assert french.plural_of("banque|rive de sable") == "banques|rives de sable"


def test_common_short_adjectives_stand_before_their_noun() -> None:
    assert french.stands_before("grand")
    assert not french.stands_before("rouge")
