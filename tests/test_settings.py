"""Settings: what each key takes, how layers lie over each other, what is said of a wrong one."""

from __future__ import annotations

import pickle
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detector import Config, profiles
from detector.report import Severity
from detector.settings import KEYS, Layer, SettingsError, layer, merged

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=5,
)


def of(**values: Any) -> Layer:
    """A layer of checked values, underscores for hyphens."""
    table = {name.replace("_", "-"): value for name, value in values.items()}
    return layer(table, "a.toml", "a.toml")


def test_without_any_layer_the_default_profile_holds() -> None:
    settings = merged([])
    assert settings.min_confidence == Config().min_confidence
    assert settings.profile == Config().profile == profiles.DEFAULT
    assert settings.threshold is Severity.WARNING
    assert (settings.language, settings.accept, settings.select) == ("fr", (), ())


def test_later_layers_win_and_what_silences_adds_up() -> None:
    settings = merged(
        [
            Layer(of(accept=["b", "a"], select=["foreign-word"], fail_on="error").values, "below"),
            Layer(of(accept=["c", "a"], select=["expansion"], min_confidence=1).values, "above"),
        ]
    )
    assert settings.accept == ("b", "a", "c")
    assert settings.select == ("expansion",)
    assert (settings.fail_on, settings.min_confidence) == ("error", 1.0)
    assert settings.origins["accept"] == ("below", "above")
    assert settings.origins["select"] == ("above",)
    assert settings.origins["fail-on"] == ("below",)


def test_a_profile_lies_below_whatever_is_said_of_its_thresholds() -> None:
    thorough = profiles.load("thorough")
    settings = merged([of(profile="thorough")])
    assert settings.min_confidence == thorough.min_confidence
    assert settings.origins["min-confidence"] == ("profile thorough",)
    assert merged([of(min_confidence=0.9), of(profile="thorough")]).min_confidence == 0.9


def test_nothing_fails_a_run_that_never_fails() -> None:
    assert merged([of(fail_on="never")]).threshold is None


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ({"min-confidance": 1}, "unknown key “min-confidance”; did you mean “min-confidence”?"),
        ({"min_confidence": 1}, "unknown key “min_confidence”; did you mean “min-confidence”?"),
        ({"zzz": 1}, "unknown key “zzz”"),
        ({"min-confidence": 2}, "min-confidence is 2, not a number from 0 to 1"),
        ({"min-confidence": True}, "min-confidence is True, not a number from 0 to 1"),
        ({"min-confidence": "0.7"}, "min-confidence is '0.7', not a number from 0 to 1"),
        ({"min-confidence": float("nan")}, "min-confidence is nan, not a number from 0 to 1"),
        ({"fail-on": "warn"}, "; did you mean “warning”?"),
        ({"profile": ["quiet"]}, "profile is ['quiet'], not one of default, quiet or thorough"),
        ({"select": ["foreign-wrd"]}, "“foreign-wrd” is none; did you mean “foreign-word”?"),
        ({"accept": "mot"}, "accept is 'mot', not a list of texts"),
        ({"accept": ["mot", 3]}, "accept is ['mot', 3], not a list of texts; 3 is none"),
        ({"accept": [" "]}, "' ' is none"),
        ({"exclude": ["ok", "a[z-a]"]}, "not a list of patterns: “a[z-a]” is no pattern"),
        ({"language": "tlh"}, "not one of fr or auto"),
        ({"messages": "de"}, "not one of en or fr"),
        ({"by": ""}, "by is '', not a text"),
    ],
)
def test_what_is_wrong_is_said_with_the_file(table: dict[str, object], message: str) -> None:
    with pytest.raises(SettingsError, match=r"^docs/a\.toml: ") as raised:
        layer(table, "docs/a.toml", "docs/a.toml")
    assert message in str(raised.value)
    assert str(pickle.loads(pickle.dumps(raised.value))) == str(raised.value)  # noqa: S301


@given(st.dictionaries(st.sampled_from(sorted(KEYS)) | st.text(max_size=8), VALUES, max_size=4))
def test_any_table_is_taken_or_refused_in_words(table: dict[str, object]) -> None:
    said, settings = "", None
    try:
        settings = merged([layer(table, "a.toml", "a.toml")])
    except SettingsError as error:
        said = str(error)
    if settings is None:
        assert said.startswith("a.toml: ")
        assert len(said) < 1000
    else:
        assert all(name in KEYS for name in table)
        assert 0 <= settings.min_confidence <= 1


def test_limits_are_a_table_of_pairs() -> None:
    table = {"signals": "full", "limits": {"oov_ratio": [0.2, 0.4]}}
    settings = merged([layer(table, "a.toml", "a.toml")])
    assert settings.signals == "full"
    assert settings.limits == {"oov_ratio": (0.2, 0.4)}
    assert merged([]).limits == {}


@pytest.mark.parametrize(
    ("limits", "said"),
    [
        ([], "not a table of two numbers each"),
        ({"oov_ratio": 3}, "not a table of two numbers each"),
        ({"oov_ratio": [1, 1]}, "two finite numbers that differ"),
        (
            {"oov_ration": [0, 1]},
            "quality does not depend on “oov_ration”; did you mean “oov_ratio”?",
        ),
    ],
)
def test_wrong_limits_are_said(limits: object, said: str) -> None:
    with pytest.raises(SettingsError) as raised:
        layer({"limits": limits}, "a.toml", "a.toml")
    assert said in str(raised.value)
    assert "a.toml: limits is " in str(raised.value)
