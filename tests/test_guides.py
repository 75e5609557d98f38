"""Reading the guides that n-grams are counted from."""

from __future__ import annotations

from typing import Any

import pytest

from seeds import corpora, guides
from tests.available import clean_corpora, needs_sources


def element(name: str, *children: Any) -> dict[str, Any]:
    texts = (
        {"type": "text", "text": child} if isinstance(child, str) else child for child in children
    )
    return {"type": "element", "name": name, "children": list(texts)}


def test_a_passage_is_the_text_of_its_element_whatever_is_marked_in_it() -> None:
    link = element("LienInterne", "de la mairie")
    guide = {
        "id": "F1",
        "children": [element("Chapitre", element("Paragraphe", "Le site ", link, "."))],
    }
    assert list(guides.passages(guide)) == ["Le site de la mairie."]


def test_passages_come_in_order_and_once_though_they_are_nested() -> None:
    title = element("Titre", element("Paragraphe", "Où aller ?"))
    guide = element("Publication", title, element("Texte", element("Paragraphe", "Au\n  guichet.")))
    assert list(guides.passages(guide)) == ["Où aller ?", "Au guichet."]


@pytest.mark.parametrize("name", ["dc:rights", "Source", "Niveau"])
def test_what_is_no_prose_is_left_out(name: str) -> None:
    assert list(guides.passages(element("Publication", element(name, "Legifrance")))) == []


def test_a_passage_without_words_is_none() -> None:
    assert list(guides.passages(element("Publication", element("Paragraphe", "\n ")))) == []


@needs_sources
@pytest.mark.corpora
def test_no_sentence_of_a_guide_is_measured_on() -> None:
    clean_corpora()
    found = list(guides.lines())
    assert len(found) == len(set(found)) > 100_000
    counted = {hash(sentence) for line in found for sentence in corpora.sentences(line)}
    for corpus in corpora.names():
        for line in corpora.lines(corpus, "test"):
            assert counted.isdisjoint(map(hash, corpora.sentences(line)))
