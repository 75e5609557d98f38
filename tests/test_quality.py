"""Quality: what each signal leaves of it, and what a report says."""

from __future__ import annotations

import math
import random
import textwrap

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from detector import Config, Detector, check
from detector.quality import LIMITS, Limit, reasons
from detector.report import Verdict
from detector.signals import names
from seeds.gold import GoldDocument, fixtures
from tests.quality.degraded import MAKERS

CHEAP, FULL = Detector(), Detector(signals="full")
HONEST = [*fixtures("clean"), *fixtures("hard_negatives")]
UNSEEN = {"shuffled lines"}
"""What no signal sees."""
DEEP = {"loops", "shuffled words"}
"""What only repetition and perplexity see."""


def test_a_factor_is_a_half_where_a_signal_is_poor() -> None:
    rising, falling = Limit(0.2, 0.4), Limit(0.4, 0.2)
    for limit, values in (
        (rising, (0, 0.2, 0.3, 0.4, 0.5, 0.6, 9)),
        (falling, (9, 0.4, 0.3, 0.2, 0.1, 0, -9)),
    ):
        found = [limit.factor(value) for value in values]
        assert found == pytest.approx([1, 1, 0.75, 0.5, 0.25, 0, 0])


def test_reasons_are_the_signals_that_cost_quality_worst_first() -> None:
    signals = {"oov_ratio": 0.13, "short_line_ratio": 0.8, "stopword_ratio": 0.3, "beauty": 9.0}
    found = reasons(signals)
    assert list(found) == ["short_line_ratio", "oov_ratio"]
    assert found == pytest.approx({"short_line_ratio": 0.5, "oov_ratio": 0.75})
    assert reasons(signals, {"beauty": Limit(10, 8)}) == {"beauty": 0.75}


@given(st.dictionaries(st.sampled_from(names()), st.floats(0, 1e9)))
@example({"lorem_ipsum_line_ratio": 1e-300})
def test_reasons_are_shares(signals: dict[str, float]) -> None:
    found = reasons(signals)
    assert found.keys() <= signals.keys() & LIMITS.keys()
    assert all(0 <= factor < 1 for factor in found.values())
    assert list(found.values()) == sorted(found.values())


def test_limits_are_of_signals_and_tell_fine_from_poor() -> None:
    assert LIMITS.keys() <= set(names())
    assert all(math.isfinite(x) for limit in LIMITS.values() for x in limit)
    assert all(limit.fine != limit.poor for limit in LIMITS.values())


@pytest.mark.parametrize("document", HONEST, ids=lambda d: d.name)
def test_honest_documents_are_good(document: GoldDocument) -> None:
    wrapped = "\n\n".join(textwrap.fill(line, 72) for line in document.text.splitlines())
    for text in (document.text, wrapped):
        cheap, full = CHEAP.check(text), FULL.check(text)
        assert cheap.quality is not None is not full.quality
        assert 0.8 <= full.quality <= cheap.quality <= 1


@pytest.mark.parametrize("name", sorted(MAKERS.keys() - UNSEEN))
def test_degraded_documents_are_bad(name: str) -> None:
    detector = FULL if name in DEEP else CHEAP
    chance, found = random.Random(5), []
    for document in fixtures("clean"):
        report = detector.check(MAKERS[name](document.text, chance))
        if report.quality is not None:
            assert report.quality == min(report.quality_reasons.values(), default=1)
        found.append(report.quality or 0.0)
    assert sum(found) / len(found) < 0.6


def test_quality_says_nothing_of_spinning() -> None:
    for document in fixtures("spun"):
        report = FULL.check(document.text)
        assert report.quality is not None
        assert report.quality > 0.9
    text = next(fixtures("clean")).text
    worse = check(MAKERS["repeated blocks"](text, random.Random(2)))
    assert worse.quality is not None
    assert worse.quality < 0.5
    assert worse.verdict is Verdict.CLEAN
    assert not worse.findings


@pytest.mark.parametrize(
    "text", ["", "Trop court.", "The cat sat on the mat and it was good. " * 5]
)
def test_what_is_unsupported_has_no_quality(text: str) -> None:
    report = FULL.check(text)
    assert report.quality is None
    assert report.quality_reasons == {}
    assert report.notes


def test_limits_of_the_configuration_decide() -> None:
    text = next(fixtures("clean")).text
    strict = Detector(config=Config(limits={"mean_word_length": (1, 2)}))
    report = strict.check(text)
    assert report.quality == 0
    assert report.quality_reasons == {"mean_word_length": 0}
    assert check(text).quality == 1


def test_the_extent_of_signals_is_that_of_the_configuration() -> None:
    text = next(fixtures("clean")).text
    assert "perplexity" not in check(text).signals
    assert "perplexity" in FULL.check(text).signals
    assert FULL.config == Config(signals="full")
    assert Detector(config=Config(prior=0.1), signals="full").config.prior == 0.1
