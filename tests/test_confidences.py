"""No rule of telltales is surer than clean text allows."""

from __future__ import annotations

import pytest

from detector.document import Document
from detector.host import host
from detector.rules import tracers
from seeds import confidences
from seeds.gold import fixtures
from tests.available import clean_corpora

RULES = {
    "assistant-courtesy",
    "assistant-residue",
    "conversion-clash",
    "doubled-qualifier",
    "mangled-unit",
    "prompt-residue",
    "scraped-chrome",
    "spun-before-translation",
    "swapped-term",
    "tortured-phrase",
    "translated-name",
}
ROUNDING = 0.005


def test_confidence_falls_with_false_finds_and_grows_with_clean_words() -> None:
    assert confidences.confidence(0, 1_000_000) == pytest.approx(1 / (1 + 0.99 * 0.05))
    assert confidences.confidence(1, 1_000_000) < confidences.confidence(0, 1_000_000)
    assert confidences.confidence(1, 2_000_000) > confidences.confidence(1, 1_000_000)


@pytest.mark.corpora
def test_rules_are_no_surer_than_the_training_blocks_allow() -> None:
    clean_corpora()
    false, words = confidences.alarms(RULES)
    said: dict[str, set[float]] = {name: set() for name in RULES}
    for document in fixtures("artefacts"):
        doc = Document(document.text, host("fr"))
        for rule in tracers():
            if rule.name in RULES:
                said[rule.name].update(item.confidence for item in rule.find(doc))
    for name, values in said.items():
        assert len(values) == 1, name
        assert max(values) <= confidences.confidence(false[name], words) + ROUNDING, name
