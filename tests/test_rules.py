"""Every rule against its own examples, and the shape that every rule has."""

from __future__ import annotations

import re

import pytest

from detector.document import Document
from detector.host import host
from detector.report import Kind
from detector.rules import AnyRule, Candidate, proposers, rules, tracers

SUBSTITUTIONS = {
    "agreement-clash",
    "broken-expression",
    "broken-name",
    "expansion",
    "foreign-phrase",
    "foreign-word",
    "missing-elision",
    "native-synonym",
}
FLAGS = [(rule, text) for rule in rules() for text in rule.flags]
PASSES = [(rule, text) for rule in rules() for text in rule.passes]


def found(rule: AnyRule, text: str) -> list[tuple[int, int]]:
    doc = Document(text, host("fr"))
    return [
        doc.span(item.first, item.stop) if isinstance(item, Candidate) else (item.start, item.end)
        for item in rule.find(doc)
    ]


def marked(text: str) -> tuple[str, list[tuple[int, int]]]:
    """The text without its brackets, and where they stood."""
    plain = ""
    spans: list[tuple[int, int]] = []
    for piece in re.split(r"(\[\[.*?\]\](?!\]))", text):
        bare = piece[2:-2] if piece.startswith("[[") else piece
        if bare != piece:
            spans.append((len(plain), len(plain) + len(bare)))
        plain += bare
    return plain, spans


@pytest.mark.parametrize(("rule", "text"), FLAGS, ids=lambda x: getattr(x, "name", None))
def test_rule_proposes_exactly_the_marked_spans(rule: AnyRule, text: str) -> None:
    plain, spans = marked(text)
    assert spans
    assert found(rule, plain) == spans


@pytest.mark.parametrize(("rule", "text"), PASSES, ids=lambda x: getattr(x, "name", None))
def test_rule_leaves_good_french_alone(rule: AnyRule, text: str) -> None:
    assert found(rule, text) == []


def test_the_substitution_rules_are_those_of_the_contract() -> None:
    assert {rule.name for rule in proposers()} == SUBSTITUTIONS
    assert {rule.kind for rule in proposers()} == {Kind.SUBSTITUTION}
    assert Kind.SUBSTITUTION not in {rule.kind for rule in tracers()}


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.name)
def test_rule_is_complete(rule: AnyRule) -> None:
    assert rule.flags
    assert rule.passes
    head, *rest = rule.documentation.split("\n\n")
    assert head.endswith(".")
    assert "\n" not in head
    assert rest[-1].startswith("Example: ")
    assert len(rest) >= 2
    assert rule.find.__module__ == "detector.rules." + rule.name.replace("-", "_")
