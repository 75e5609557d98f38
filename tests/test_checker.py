"""Text in, report out: what every report promises, and texts that nobody meant to write."""

from __future__ import annotations

import hashlib
import pickle
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import cache
from itertools import islice, repeat
from typing import Any, cast

import pytest
import regex
from hypothesis import given, settings
from hypothesis import strategies as st

import detector
from detector import Config, Detector, Report, check
from detector.host import DATA
from detector.model import load, logit
from detector.prose import Piece, Prose
from detector.report import Kind, Severity, Verdict
from detector.rules import rules
from seeds.gold import GoldDocument, fixtures
from tests.proses import proses

DOCUMENTS = [d for kind in ("spun", "clean", "hard_negatives") for d in fixtures(kind)]
SPUN = next(d.text for d in DOCUMENTS if d.name == "maraicher.txt")
CLEAN = next(d.text for d in DOCUMENTS if d.verdict == "clean")
RULES = {rule.name: rule for rule in rules()}
MODEL = load(DATA / "fr" / "model.json")
EVERYTHING = Detector(config=Config(min_confidence=0.0))
WORDS = regex.compile(r"\p{L}[\p{L}\p{M}]*(?:[\s'’-]+\p{L}[\p{L}\p{M}]*)*")
by_name = pytest.mark.parametrize("document", DOCUMENTS, ids=lambda d: d.name)


@cache
def report(text: str) -> Report:
    """The report that names every case, however doubtful."""
    return EVERYTHING.check(text)


def assert_sound(found: Report, text: str) -> None:
    """What holds for every report of every text."""
    assert found.text == text
    assert found.words == len(regex.findall(r"\p{L}[\p{L}\p{M}]*", text))
    assert found.error is None
    at: dict[Kind, int] = {}
    assert list(found.findings) == sorted(found.findings, key=lambda item: item.start)
    for item in found.findings:
        assert at.get(item.kind, 0) <= item.start < item.end
        assert text[item.start : item.end] == item.text
        at[item.kind] = item.end
        if item.kind is not Kind.SUBSTITUTION:
            continue
        assert WORDS.fullmatch(text, item.start, item.end)
        assert not WORDS.match(text[item.end : item.end + 1])
        assert not WORDS.match(text[max(0, item.start - 1) : item.start])
    if found.verdict is Verdict.UNSUPPORTED:
        assert found.score is found.log_likelihood_ratio is None
        assert found.notes
        assert Kind.SUBSTITUTION not in {item.kind for item in found.findings}
    else:
        assert found.score is not None
        assert 0 <= found.score <= 1
        assert found.language == "fr"
    assert (
        found.provenance.sha256 == hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest()
    )


@by_name
def test_findings_point_into_the_text(document: GoldDocument) -> None:
    assert_sound(report(document.text), document.text)
    assert_sound(check(document.text), document.text)


@by_name
def test_evidence_adds_up_to_the_confidence(document: GoldDocument) -> None:
    for item in report(document.text).findings:
        total = MODEL.together.intercept + sum(e.weight for e in item.evidence)
        assert total == pytest.approx(logit(item.confidence), abs=1e-6)
        assert item.evidence
        assert len({e.id for e in item.evidence}) == len(item.evidence)
        assert all(e.source and e.text for e in item.evidence)


@by_name
def test_originals_come_best_first(document: GoldDocument) -> None:
    for item in report(document.text).findings:
        shares = [original.confidence for original in item.originals]
        assert 1 <= len(shares) <= 5
        assert shares == sorted(shares, reverse=True)
        assert 0 < sum(shares) <= 1 + 1e-9
        texts = [original.text for original in item.originals]
        assert len(set(texts)) == len(texts)
        assert item.text not in texts
        assert texts[0] in item.message or not texts[0]


@by_name
def test_a_finding_is_named_by_a_rule_that_speaks(document: GoldDocument) -> None:
    for item in report(document.text).findings:
        rule = RULES[item.rule]
        assert (item.kind, item.severity) == (rule.kind, rule.severity)
        assert item.kind is Kind.SUBSTITUTION
        assert item.severity in Severity
        assert item.text in item.message


@by_name
def test_a_threshold_only_leaves_findings_out(document: GoldDocument) -> None:
    found, everything = check(document.text), report(document.text)
    assert found.findings == tuple(f for f in everything.findings if f.confidence >= 0.7)
    assert found.score == everything.score


def test_fixtures_have_cases_to_look_at() -> None:
    assert len(report(SPUN).findings) > 10
    assert check(SPUN).findings


def test_checking_again_gives_the_same_report() -> None:
    assert check(SPUN) == check(SPUN) == Detector().check(SPUN)
    with ThreadPoolExecutor(3) as pool:
        assert set(map(repr, pool.map(check, [SPUN] * 6))) == {repr(check(SPUN))}


def test_provenance_says_with_what_the_report_was_made() -> None:
    found = check(SPUN).provenance
    manifest = (DATA / "fr" / "MANIFEST.json").read_bytes()
    assert found.schema == 1
    assert found.version == detector.__version__
    assert found.data == hashlib.sha256(manifest).hexdigest()
    assert found.config == Config().digest != Config(prior=0.01).digest
    assert found.sha256 == hashlib.sha256(SPUN.encode()).hexdigest()


def test_a_prior_shifts_the_score_alone() -> None:
    plain, rare = check(SPUN), Detector(prior=0.001).check(SPUN)
    assert plain.score is not None
    assert rare.score is not None
    assert rare.score < plain.score
    assert rare.log_likelihood_ratio == plain.log_likelihood_ratio
    assert rare.findings == plain.findings
    assert plain.log_likelihood_ratio == pytest.approx(logit(plain.score) - logit(MODEL.prior))


HOSTILE = {
    "nothing": "",
    "a space": " ",
    "digits": "123",
    "one endless word": "a" * 1_000_000,
    "one endless line": SPUN.replace("\n", " ") * 30,
    "endless space": CLEAN + " " * 1_000_000 + CLEAN,
    "endless dots": CLEAN + "." * 1_000_000,
    "line ends only": "\r\n" * 1000,
    "NULs": "\0" * 100,
    "NULs between letters": "\0".join(CLEAN[:2000]),
    "NULs between words": CLEAN.replace(" ", "\0"),
    "lone surrogates": CLEAN.replace(" ", " \ud83d "),
    "surrogates only": "\udfff" * 100,
    "combining marks": "e\u0301\u0327 " * 200,
    "marks without a letter": "\u0301" * 1000,
    "quotes never closed": "« " * 500 + CLEAN,
    "emphasis never closed": "*_`" * 500 + CLEAN,
    "hyphens": "-".join(CLEAN.split()),
    "capitals": SPUN.upper(),
    "decomposed": SPUN.replace("é", "e\u0301").replace("à", "a\u0300"),
    "no-break spaces": SPUN.replace(" ", "\u00a0"),
    "wide letters": "ｐｌｕｓ ｇｒａｎｄ " * 30,
    "Greek": "Η ορχήστρα της γειτονιάς κάνει πρόβα την Πέμπτη το βράδυ. " * 5,
    "Chinese": "社区乐队每周四晚上在市政厅借给他们的大厅里排练。" * 20,
    "Arabic": "تتدرب فرقة الحي مساء كل خميس في قاعة تعيرها لها البلدية. " * 5,
    "emoji": "🎺🥁 " * 100,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_text_has_a_report(name: str) -> None:
    assert_sound(check(HOSTILE[name]), HOSTILE[name])


@pytest.mark.parametrize("name", ["capitals", "decomposed", "no-break spaces", "one endless line"])
def test_a_spun_text_is_read_however_it_is_written(name: str) -> None:
    assert check(HOSTILE[name]).verdict is not Verdict.UNSUPPORTED


def test_twenty_words_are_needed() -> None:
    words = CLEAN.split()
    few = check(" ".join(w for w in words if w.isalpha())[:60])
    assert few.verdict is Verdict.UNSUPPORTED
    assert "of the 20 words that a score needs" in few.notes[0]
    assert few.language is None


def test_another_language_is_named_in_the_notes() -> None:
    text = "The brass band of the district meets on Thursday and they play for the neighbours. " * 3
    found = check(text)
    assert found.verdict is Verdict.UNSUPPORTED
    assert found.language == "en"
    assert "en" in found.notes[0]


PIECES = st.sampled_from(
    [
        *SPUN.split()[:150],
        *("additional", "le", "l'", "Hyde", "Garden", "in a row", "truly", "«", "»", '"', "*", "_"),
        *(".", "\n\n", "\r\n", "\0", "\ud800", "e\u0301", "🥁", "http://a.b/c", "3 %"),
    ]
)
TEXTS = st.lists(PIECES, max_size=80).map(" ".join) | st.text(st.characters(exclude_categories=()))


@settings(max_examples=150)
@given(TEXTS, st.sampled_from(["", CLEAN]))
def test_any_text_has_a_sound_report(text: str, before: str) -> None:
    assert_sound(EVERYTHING.check(before + text), before + text)


@settings(max_examples=100, deadline=None)
@given(proses(SPUN.split()[:200]))
def test_prose_has_the_findings_of_its_words_where_its_source_has_them(prose: Prose) -> None:
    text = prose.text
    flat = Prose(text, text, (Piece(0, len(text), 0, len(text)),) if text else (), prose.marks)
    found, alike = EVERYTHING.check(prose), EVERYTHING.check(flat)
    assert found.text == prose.source
    assert (found.score, found.verdict, found.notes) == (alike.score, alike.verdict, alike.notes)
    assert found.provenance.sha256 == hashlib.sha256(prose.source.encode()).hexdigest()
    assert len(found.findings) == len(alike.findings)
    for item, same in zip(found.findings, alike.findings, strict=True):
        assert (item.start, item.end) == prose.span(same.start, same.end)
        assert item.text == prose.source[item.start : item.end]
        assert item.surface == same.text
        assert replace(same, start=item.start, end=item.end, text=item.text) == item


def test_many_keep_their_order_in_one_process_or_two() -> None:
    texts = [d.text for d in DOCUMENTS] + ["", "trop court"]
    one = list(Detector().check_many(texts))
    assert [found.text for found in one] == texts
    assert one == [check(text) for text in texts]
    assert list(Detector().check_many(texts, jobs=2)) == one


@pytest.mark.parametrize("jobs", [1, 2])
def test_what_is_no_text_costs_itself_only(jobs: int) -> None:
    texts = cast(list[str], [CLEAN, None, 3, b"octets", ["mot"], SPUN])
    found = list(Detector().check_many(texts, jobs=jobs))
    assert [item.error is None for item in found] == [True, False, False, False, False, True]
    assert (found[0], found[-1]) == (check(CLEAN), check(SPUN))
    for item in found[1:-1]:
        assert item.verdict is Verdict.UNSUPPORTED
        assert item.score is None
        assert item.error
        assert item.error.startswith("TypeError in ")


def test_many_are_read_one_by_one() -> None:
    endless = Detector().check_many(repeat(CLEAN))
    assert [found.verdict for found in islice(endless, 3)] == [check(CLEAN).verdict] * 3


@pytest.mark.parametrize("jobs", [0, -1])
def test_no_jobs_is_a_value_error(jobs: int) -> None:
    with pytest.raises(ValueError, match="jobs"):
        Detector().check_many([CLEAN], jobs=jobs)


def test_a_pickled_detector_is_small_and_reopens_its_tables() -> None:
    original = Detector(config=Config(min_confidence=0.4, prior=0.2))
    packed = pickle.dumps(original)
    assert len(packed) < 1000
    copy = pickle.loads(packed)  # noqa: S301
    assert (copy.language, copy.config) == ("fr", original.config)
    assert copy.check(SPUN) == original.check(SPUN)


def test_a_report_survives_pickling() -> None:
    assert pickle.loads(pickle.dumps(check(SPUN))) == check(SPUN)  # noqa: S301


@pytest.mark.parametrize("name", ["score", "verdict", "findings", "text", "new"])
def test_a_report_is_frozen(name: str) -> None:
    with pytest.raises((AttributeError, TypeError)):
        setattr(check(CLEAN), name, None)


def test_a_finding_and_its_evidence_are_frozen() -> None:
    finding: Any = report(SPUN).findings[0]
    for value, name in ((finding, "start"), (finding.evidence[0], "weight")):
        with pytest.raises(AttributeError):
            setattr(value, name, 0)


@pytest.mark.parametrize("name", ["language", "config", "prior"])
def test_a_detector_cannot_be_changed(name: str) -> None:
    with pytest.raises(AttributeError):
        setattr(Detector(), name, "de")


@pytest.mark.parametrize("code", ["xx", "../x", "", "de"])
def test_an_unknown_language_is_a_value_error(code: str) -> None:
    with pytest.raises(ValueError, match="no host language"):
        Detector(code)
