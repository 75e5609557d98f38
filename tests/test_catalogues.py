"""Catalogues: everything that people read is in them, nothing else, and with the same places."""

from __future__ import annotations

import ast
import re

import pytest

from detector import guide, signals
from detector.messages import DEFAULT, Catalogue, Text, codes, load
from detector.rules import AnyRule, rules
from detector.terminal import Page
from tests.texts import MARKERS, called, marked, modules, places

CATALOGUES = [load(code) for code in codes() if code != DEFAULT]
EACH = pytest.mark.parametrize("catalogue", CATALOGUES, ids=lambda each: each.code)
TEXTS = {each.text for each in marked() if not each.plural}
PLURALS = {each.text for each in marked() if each.plural}
SAME = {
    "fr": {
        "suspect",
        "substitution",
        "artefact",
        "passage",
        "signal",
        "ok",
        "Document",
        "Documents",
        "Dossier",
        "Pages",
        "Score",
        "Scores",
        "Traces",
        "Version",
        "marketing",
        "{:+.2f}",
        "{:,}",
        "{:.0%}",
        "{:.1%}",
        "{:.3g}",
        "{:.1f}",
        "{:.2f}",
        "{:.3f}",
        "{}",
        "{} (score {})",
        "{} ({})",
        "{}, {} {}",
        "{} {}",
    }
}
"""What a language says as English does."""
FOR_PROGRAMMERS = {
    "checker.py",
    "config.py",
    "curves.py",
    "interval.py",
    "languages/__init__.py",
    "markup/nested.py",
    "model.py",
    "profiles.py",
    "prose.py",
    "restore.py",
    "scale/arrow.py",
    "scale/datatrove.py",
    "scale/pool.py",
    "scale/spark.py",
    "scale/workers.py",
    "surroundings.py",
    "trees.py",
}
"""Modules some of whose errors only programs meet, so that these stay in English."""


def test_there_is_a_catalogue_of_french() -> None:
    assert [each.code for each in CATALOGUES] == ["fr"]
    assert len(TEXTS) > 150
    assert len(PLURALS) > 15


@EACH
def test_everything_that_people_read_is_there_and_nothing_more(catalogue: Catalogue) -> None:
    assert catalogue.texts.keys() - TEXTS == set(), "nothing says this"
    assert TEXTS - catalogue.texts.keys() == set(), "to be translated"
    assert catalogue.plurals.keys() == PLURALS


@EACH
def test_places_are_those_of_the_english_text(catalogue: Catalogue) -> None:
    for english, said in catalogue.texts.items():
        assert places(said) == places(english), english
    for english, forms in catalogue.plurals.items():
        assert {catalogue.form(number) for number in range(1000)} == set(range(len(forms)))
        assert all(places(form) == places(english) for form in forms), english


@EACH
def test_nothing_is_left_in_english_by_mistake(catalogue: Catalogue) -> None:
    same = {english for english, said in catalogue.texts.items() if english == said}
    assert same == SAME[catalogue.code]


@EACH
def test_what_begins_with_a_capital_or_ends_with_a_sign_does_so_everywhere(
    catalogue: Catalogue,
) -> None:
    for english, said in catalogue.texts.items():
        proper = english.startswith("English")
        if english[:1].isalpha() and said[:1].isalpha() and not proper:
            assert said[0].isupper() == english[0].isupper(), said
        assert said.endswith(".") == english.endswith("."), said


def test_what_is_said_is_written_where_it_is_said_or_is_a_constant() -> None:
    for module, tree in modules():
        for node in ast.walk(tree):
            if called(node) in MARKERS and isinstance(node, ast.Call):
                first = node.args[0]
                wrong = f"{module}:{node.lineno}: {ast.unparse(first)}"
                assert isinstance(
                    first, ast.Constant | ast.Name | ast.Attribute | ast.Subscript | ast.IfExp
                ), wrong


def test_errors_that_people_meet_can_be_said_in_any_language() -> None:
    found = []
    for module, tree in modules():
        for node in ast.walk(tree):
            if isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call):
                found += [
                    f"{module}:{node.lineno}"
                    for argument in node.exc.args
                    if isinstance(argument, ast.JoinedStr)
                    or (isinstance(argument, ast.Constant) and isinstance(argument.value, str))
                ]
    assert {place.rpartition(":")[0] for place in found} == FOR_PROGRAMMERS, found


def test_nothing_is_echoed_that_is_not_in_a_catalogue() -> None:
    for module, tree in modules():
        for node in ast.walk(tree):
            if called(node) == "echo" and isinstance(node, ast.Call) and node.args:
                literals = [
                    each.value
                    for each in ast.walk(node.args[0])
                    if isinstance(each, ast.Constant) and isinstance(each.value, str)
                ]
                words = [text for text in literals if re.search(r"[a-z]{3}", text)]
                assert set(words) <= TEXTS, f"{module}:{node.lineno}: {words}"


@EACH
@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.name)
def test_rules_are_explained_in_the_same_shape(catalogue: Catalogue, rule: AnyRule) -> None:
    said = guide.words(rule, Page(messages=catalogue))
    english = guide.words(rule, Page())
    assert said.summary.endswith(".")
    assert len(said.summary) <= 100, "one line"
    assert len(said.reasons) == len(english.reasons)
    typeset = re.sub(r"\s+", " ", catalogue.rules[rule.name]).strip()
    assert typeset.endswith(re.sub(r"\s", " ", said.example))
    assert said.example != english.example
    quoted = re.findall(r"\*(.+?)\*", rule.documentation)
    assert all(f"*{word}*" in typeset.replace("’", "'") for word in quoted)


@EACH
def test_no_rule_is_explained_that_is_not_there(catalogue: Catalogue) -> None:
    assert catalogue.rules.keys() == {rule.name for rule in rules()}


@EACH
@pytest.mark.parametrize("name", signals.names())
def test_signals_are_explained_in_the_same_shape(catalogue: Catalogue, name: str) -> None:
    said, english = catalogue.signals[name], signals.documentation(name)
    assert said != english
    assert len(said.split("\n\n")) == len(english.split("\n\n"))
    for figure in re.findall(r"\b20\d\d\b|A1\.1|``[^`]+``", english):
        assert figure in said


@EACH
def test_no_signal_is_explained_that_is_not_there(catalogue: Catalogue) -> None:
    assert catalogue.signals.keys() == set(signals.names())


def test_the_scan_finds_each_kind_of_mark() -> None:
    found = {each.text: each.place.partition(":")[0] for each in marked()}
    assert found[Text("“{}” looks inserted: {}.")] == "engine.py"
    assert found["perhaps {}"] == "wording.py"
    assert found["Standard input is closed"] == "session.py"
    assert found["{:,} words"] == "wording.py"
    assert "{:,} word" not in found
