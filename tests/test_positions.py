"""JSON with positions: the same values as the standard library, and where the strings stand."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detector.markup.positions import String, Value, decode, parse
from detector.prose import Builder
from tests.written import near

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


def same(value: Value, text: str, expected: Any) -> bool:
    if isinstance(value, String):
        return bool(json.loads(text[value.start - 1 : value.stop + 1]) == expected)
    if isinstance(value, list):
        return all(same(v, text, e) for v, e in zip(value, expected, strict=True))
    if isinstance(value, dict):
        return all(same(value[k], text, expected[k]) for k in value.keys() | expected.keys())
    return expected is None or isinstance(expected, bool | int | float)


@given(VALUES, st.sampled_from([None, 1, "\t"]), st.booleans())
def test_what_is_json_is_parsed(value: Any, indent: int | str | None, ascii_only: bool) -> None:
    text = json.dumps(value, indent=indent, ensure_ascii=ascii_only)
    assert same(parse(text), text, value)


@given(near(*'[ ] { } , : " \\ \\u00 0 1 - . e true null NaN "a"'.split(" ")))
def test_what_is_none_is_refused_as_the_standard_library_does(text: str) -> None:
    try:
        json.loads(text)
    except ValueError:
        with pytest.raises(ValueError, match=r" at line \d+, column \d+$"):
            parse(text)
    else:
        parse(text)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "not valid JSON at line 1, column 1"),
        ('{"a":\n 1', "not valid JSON at line 2, column 3"),
        ("{1: 2}", "the name of a JSON member is missing at line 1, column 2"),
        ('{"a" 1}', "expected one of : at line 1, column 6"),
        ("[1 2]", "expected one of , ] at line 1, column 4"),
        ("[,]", "a JSON value is missing at line 1, column 2"),
        ("1 2", "more than one JSON value at line 1, column 3"),
        ("[" * 1_000_000, "nested deeper than 100 levels at line 1, column 102"),
        ('{"a":' * 1_000_000, "nested deeper than 100 levels at line 1"),
    ],
)  # fmt: skip
def test_errors_say_what_and_where(text: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        parse(text)


@pytest.mark.parametrize("unit", ['"', "[],", "\\", '"\\', "[0", " ", "9", "-", '["a",'])
def test_time_is_linear_in_hostile_text(unit: str) -> None:
    with pytest.raises(ValueError, match="line 1"):
        parse(f"[{unit * 200_000}")


@given(st.text(), st.booleans())
def test_strings_are_decoded_where_they_stand(value: str, ascii_only: bool) -> None:
    text = json.dumps(value, ensure_ascii=ascii_only)
    string = parse(text)
    assert isinstance(string, String)
    builder = Builder(text)
    decode(builder, text, string)
    prose = builder.prose()
    assert prose.text == value
    for offset, char in enumerate(value):
        start, stop = prose.span(offset, offset + 1)
        assert json.loads(f'"{text[start:stop]}"') == char


def test_half_a_surrogate_pair_is_replaced() -> None:
    text = r'"a\ud83d \ude00\ud83d\ude00"'
    builder = Builder(text)
    decode(builder, text, String(1, len(text) - 1))
    assert builder.prose().text == "a\ufffd \ufffd😀"
