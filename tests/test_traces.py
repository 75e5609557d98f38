"""What the engine makes of the traces that rules find: which stay, in what order, what they say."""

from __future__ import annotations

import time
from collections.abc import Iterator
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detector import Detector, engine
from detector.document import Document
from detector.engine import called_for, traces
from detector.host import host
from detector.messages import ENGLISH, Text, load
from detector.model import logit
from detector.report import Finding, Kind, Original, Severity
from detector.rules import Clue, Rule, Trace, tracers
from seeds.gold import fixtures

TEXT = "Le marché ouvre à sept heures, et les premiers étals sentent déjà la pomme."
CLUE = Clue("c", 1.0, "test", Text("because {}"), ("it is",))
FRENCH = load("fr")
CLEAN = next(fixtures("clean")).text


def rule(name: str, *found: Trace, kind: str = "artefact", ratio: float = 0.0) -> Rule[Trace]:
    def find(doc: Document) -> Iterator[Trace]:
        return iter(found)

    return Rule(name, Kind(kind), Severity.NOTE, ("[[x]]",), ("y",), find, ratio=ratio)


def kept(monkeypatch: pytest.MonkeyPatch, *rules: Rule[Trace]) -> list[tuple[str, Finding]]:
    monkeypatch.setattr(engine, "tracers", lambda: rules)
    return [(rule.name, item) for rule, item in traces(Document(TEXT, host("fr")), ENGLISH)]


def spans(*confidences: float) -> st.SearchStrategy[Trace]:
    def trace(ends: tuple[int, int], confidence: float) -> Trace:
        start, end = sorted(ends)
        return Trace(start, end + 1, confidence, CLUE)

    offsets = st.integers(0, len(TEXT) - 1)
    return st.builds(trace, st.tuples(offsets, offsets), st.sampled_from(confidences))


FOUND = st.lists(spans(0.5, 0.8, 0.9), max_size=12)


@given(FOUND, FOUND, FOUND)
def test_of_a_kind_none_overlap_and_none_is_dropped_without_a_better_one(
    one: list[Trace], two: list[Trace], other: list[Trace]
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        found = kept(
            patch, rule("one", *one), rule("two", *two), rule("other", *other, kind="quality")
        )
    assert [(f.start, f.end, name) for name, f in found] == sorted(
        (f.start, f.end, name) for name, f in found
    )
    for kind, given_ in (("artefact", one + two), ("quality", other)):
        same = [f for _, f in found if f.kind == kind]
        for a, b in pairwise(same):
            assert a.end <= b.start
        for trace in given_:
            rivals = [f for f in same if f.start < trace.end and trace.start < f.end]
            better = max((f.confidence, f.end - f.start) for f in rivals)
            assert better >= (trace.confidence, trace.end - trace.start)


def test_a_finding_says_what_its_trace_and_its_rule_say(monkeypatch: pytest.MonkeyPatch) -> None:
    trace = Trace(3, 9, 0.9, CLUE, (Original("rayon", 0.9),))
    ((name, found),) = kept(monkeypatch, rule("one", trace))
    assert (name, found.rule, found.kind, found.severity) == ("one", "one", "artefact", "note")
    assert (found.text, found.surface, found.confidence) == ("marché", "marché", 0.9)
    assert found.originals == (Original("rayon", 0.9),)
    (evidence,) = found.evidence
    assert evidence.weight == pytest.approx(logit(0.9))
    assert evidence.text == found.message == "because it is"


@pytest.mark.parametrize("count", [1, 3])
def test_a_ratio_counts_once_whatever_the_rule_finds(
    monkeypatch: pytest.MonkeyPatch, count: int
) -> None:
    def ratio(*rules: Rule[Trace]) -> float:
        monkeypatch.setattr(engine, "tracers", lambda: rules)
        found = Detector().check(CLEAN).log_likelihood_ratio
        assert found is not None
        return found

    found = [Trace(i, i + 1, 0.9, CLUE) for i in range(count)]
    doubtful = rule("doubtful", Trace(50, 51, 0.6, CLUE), ratio=9.0)
    sure = rule("sure", *found, ratio=2.5)
    assert ratio(sure, doubtful) - ratio() == pytest.approx(2.5)


def test_traces_are_found_where_no_score_can_be_given() -> None:
    report = Detector().check("Un {beau|grand|bel} été.")
    assert report.score is None
    assert [item.rule for item in report.findings] == ["spintax"]


PIECES = st.sampled_from(
    [
        *(
            "{",
            "}",
            "[",
            "]",
            "|",
            "{{",
            "}}",
            "%",
            "#",
            "<<",
            "keyword",
            "ville",
            "ad_1",
            "911911",
        ),
        *("Ã©", "Ã", "â€™", "Â«", "\ufffd", "ï¿½", "√©", "├®", "g4rantie", "c@sino", "\u0430"),
        *("gаrantie", "mãgâsin", "bèllës", "\u200b", "\u00ad", "\u202e", "\u202c", "\ufeff", "«"),
        *("»", "“", ". une vidéo.", ". a-t-il dit.", " de la.", "..", ",,", "( ", " )", "\n\n"),
        *("\n1.\n", "[…]\n", "?utm_a=b", '[a b="c"]', "[/caption]", "date 2023-11", "Le", "chat"),
        *("12 $ euros", "£", "10 miles (16 mètres)", "(", "[and]", "=", "1", "5", "”", "\u2060"),
        *("En tant que modèle de langage, je", "planche de directeurs", "la la la la", "la"),
        *("Lire la suite", "\n", " ", "l'", "'", "’", "été", "e\u0301", "\ud800", "🥁", "\0"),
    ]
)


TEXTS = st.lists(PIECES, max_size=40).map("".join) | st.lists(PIECES, max_size=30).map(" ".join)


@given(TEXTS)
def test_a_rule_that_is_not_asked_would_find_nothing(text: str) -> None:
    doc = Document(text, host("fr"))
    asked = {rule.name for rule in called_for(doc)}
    for tracer in tracers():
        assert tracer.name in asked or not list(tracer.find(doc))


@pytest.mark.parametrize("rule", tracers(), ids=lambda rule: rule.name)
def test_a_rule_is_asked_for_its_own_examples_and_not_for_nothing(rule: Rule[Trace]) -> None:
    for text in rule.flags:
        assert rule in called_for(Document(text.replace("[[", "").replace("]]", ""), host("fr")))
    gated = bool(rule.needs) or rule.telltale
    assert (rule not in called_for(Document("Le chat dort.", host("fr")))) == gated


@given(TEXTS)
def test_every_rule_points_into_any_text(text: str) -> None:
    doc = Document(text, host("fr"))
    for tracer in tracers():
        for start, end, confidence, clue, originals in tracer.find(doc):
            assert 0 <= start < end <= len(text)
            assert 0 < confidence < 1
            assert FRENCH.say(clue.template, *clue.parts) != ENGLISH.say(clue.template, *clue.parts)
            assert text[start:end] not in {original.text for original in originals}


HOSTILE = {
    "open groups": "{a|",
    "nested groups": "{a|{b|",
    "closed groups": "{la|le|un} ",
    "groups of the wrong kind": "[{a|b]} ",
    "shortcodes never closed": '[aa a="b" ',
    "misread letters": "Ã©",
    "words misread": "dÃ©cidÃ© ",
    "parameters": "?utm_a=b&",
    "digits in words": "g4r4nt1e ",
    "words cut by nothing": "ga\u200bran",
    "turned letters": "\u202eabc ",
    "sprinkled words": "mãgâsin bèllës ",
    "lower case": "Le chat dort. la nuit ",
    "stops": ". ",
    "lines": "\n1.\n",
    "digits on a line": "\n911911",
    "brackets": "( ) ,, ",
    "quotes": "« ” ",
    "slots": "%ville {",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_texts_take_time_in_proportion(name: str) -> None:
    """What is quadratic takes minutes at this length."""
    unit = HOSTILE[name]
    text = unit * (500_000 // len(unit))
    doc = Document(text, host("fr"))
    began = time.perf_counter()
    for tracer in tracers():
        if tracer.kind is Kind.ARTEFACT:
            for _ in tracer.find(doc):
                pass
    assert time.perf_counter() - began < 20
