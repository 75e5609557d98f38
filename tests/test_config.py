"""Settings: checked when made, frozen, and hashed."""

from __future__ import annotations

import pickle
from dataclasses import FrozenInstanceError, replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detector import Config, Detector

SHARES = st.floats(0, 1, exclude_min=True, exclude_max=True)
PAIRS = st.tuples(st.floats(0, 1), st.floats(2, 3))
CONFIGS = st.builds(
    Config,
    min_confidence=st.floats(0, 1),
    prior=st.none() | SHARES,
    signals=st.sampled_from(("cheap", "full")),
    limits=st.dictionaries(st.sampled_from(("oov_ratio", "line_punct_ratio")), PAIRS),
)


def test_defaults_are_those_of_the_contract() -> None:
    assert Config() == Config(min_confidence=0.7, prior=None)
    assert Detector().config == Config()


@pytest.mark.parametrize("value", [-0.01, 1.01, float("nan"), float("inf"), -float("inf")])
def test_a_confidence_is_a_probability(value: float) -> None:
    with pytest.raises(ValueError, match="min_confidence"):
        Config(min_confidence=value)


@pytest.mark.parametrize("value", [0, 1, -0.5, 1.5, float("nan")])
def test_a_prior_lies_strictly_between_none_and_all(value: float) -> None:
    with pytest.raises(ValueError, match="prior"):
        Config(prior=value)
    with pytest.raises(ValueError, match="prior"):
        Detector(prior=value)


def test_the_ends_of_the_range_of_a_confidence_are_in_it() -> None:
    assert Config(min_confidence=0).min_confidence == 0
    assert Config(min_confidence=1).min_confidence == 1


def test_an_unknown_name_is_an_error() -> None:
    unknown: dict[str, Any] = {"min_confidance": 0.5}
    with pytest.raises(TypeError, match="min_confidance"):
        Config(**unknown)


def test_it_is_frozen() -> None:
    with pytest.raises(FrozenInstanceError):
        Config().prior = 0.1  # type: ignore[misc]


@given(CONFIGS, CONFIGS)
def test_digests_are_equal_where_settings_are(one: Config, two: Config) -> None:
    assert (one.digest == two.digest) == (one == two)
    assert one.digest == replace(one).digest
    assert one == replace(one) == pickle.loads(pickle.dumps(one))  # noqa: S301
    assert len(bytes.fromhex(one.digest)) == 32


@pytest.mark.parametrize("value", [0, 1])
def test_a_whole_number_is_the_same_setting(value: int) -> None:
    assert Config(min_confidence=value) == Config(min_confidence=float(value))
    assert Config(min_confidence=value).digest == Config(min_confidence=float(value)).digest


def test_the_prior_of_a_detector_is_that_of_its_configuration() -> None:
    config = Config(min_confidence=0.4)
    assert Detector(config=config, prior=0.01).config == Config(min_confidence=0.4, prior=0.01)
    assert Detector(config=config).config == config


def test_signals_are_cheap_or_full() -> None:
    with pytest.raises(ValueError, match="signals is 'some', not one of cheap, full"):
        Config(signals="some")


def test_limits_may_be_written_in_any_way() -> None:
    written = Config(limits={"oov_ratio": (0.1, 0.2), "hash_ratio": (0, 1)})
    assert written == Config(limits=(("hash_ratio", (0, 1)), ("oov_ratio", (0.1, 0.2))))
    assert written.all_limits["oov_ratio"] == (0.1, 0.2)
    assert written.all_limits.keys() == Config().all_limits.keys()
    assert hash(written) != hash(Config())


@pytest.mark.parametrize(
    ("name", "limit"),
    [
        ("beauty", (0, 1)),
        ("oov_ratio", (0.1, 0.1)),
        ("oov_ratio", (0.1, float("nan"))),
        ("oov_ratio", (0.1, float("inf"))),
        ("oov_ratio", (0.1,)),
    ],
)
def test_bad_limits_are_named(name: str, limit: Any) -> None:
    with pytest.raises(ValueError, match=name):
        Config(limits={name: limit})
