"""Groups of alternatives: the outermost, and only those of prose."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detector.document import Document
from detector.host import host
from detector.rules.spintax import spintax

ALTERNATIVES = st.sampled_from(["la mer", "très beau", "l'été", "à midi", "déjà", "un repas d'ami"])


def found(text: str) -> list[str]:
    return [text[t.start : t.end] for t in spintax(Document(text, host("fr")))]


def group(parts: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.lists(parts, min_size=2, max_size=4).map("|".join).map("{{{}}}".format)


@given(st.recursive(group(ALTERNATIVES), lambda inner: group(inner | ALTERNATIVES), max_leaves=12))
def test_the_outermost_group_is_one_finding(written: str) -> None:
    assert found(f"Voyez {written} demain.") == [written]


@pytest.mark.parametrize(
    ("text", "groups"),
    [
        ("On part {|très }tôt.", ["{|très }"]),
        ("On part [à midi|après le repas].", ["[à midi|après le repas]"]),
        ("On part {à midi|{le soir|la nuit} tombée", ["{le soir|la nuit}"]),
        ("Un {beau|vieux|petit} chat.", ["{beau|vieux|petit}"]),
        (
            "{Un chat|Une chatte} dort\net {rêve la nuit|ronfle}.",
            ["{Un chat|Une chatte}", "{rêve la nuit|ronfle}"],
        ),
    ],
)
def test_groups_of_prose(text: str, groups: list[str]) -> None:
    assert found(text) == groups


@pytest.mark.parametrize(
    "text",
    [
        "Il part {à midi}, ou {} ou {|}.",
        "Choisir {oui|non} dans la liste.",
        "git stash {push|pop|list}, ls {-a|-l}",
        "Le champ {nom: string | null} est {facultatif}.",
        r"On pose \{à droite | à gauche\} et $\{a|b\}$.",
        "Le motif (à droite|à gauche)+ ou [à droite|à gauche]+ ou {à droite|à gauche}*.",
        "On affiche {{ la date|court }} et {{{la date|court}}}, puis {%si la nuit|tôt%}.",
        "| {le jour | la nuit} | x |",
        "[[la mer|les vagues]] et [la mer|les vagues](mer.html)",
        "{x | x premier}",
        "Un {start|stop|restart}.",
    ],
)
def test_what_is_none(text: str) -> None:
    assert found(text) == []
