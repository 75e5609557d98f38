"""Front matter: the values that the parsers of its languages read, where they stand."""

from __future__ import annotations

import json
import tomllib
from typing import Any

import pytest
import yaml
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from detector.markup import frontmatter
from detector.prose import BLOCK, Builder, Mark, Prose
from tests.written import assert_linear, assert_maps_back

VALUES = st.text(
    st.sampled_from("abé \"'\\:#-[]{}|>&*!%@,~\t\n🎈\u0301\u2028\x85\xa0")
    | st.characters(exclude_categories=["Cs"]),
    max_size=60,
)
KEYS = st.sampled_from(
    ["title", "description", "summary", "excerpt", "slug", "a b", "a:b", "l'été", '"', "-", "#"]
)
MAPPINGS = st.dictionaries(
    KEYS | st.sampled_from(["seo", "params"]),
    VALUES
    | st.lists(VALUES, max_size=3)
    | st.booleans()
    | st.dictionaries(KEYS, VALUES, max_size=3),
    max_size=5,
)
WANTED = ("title", "description", "summary", "excerpt")


def read(text: str) -> tuple[Prose, int]:
    builder = Builder(text)
    end = frontmatter.take(builder, text)
    assert_maps_back(builder.prose())
    return builder.prose(), end


def expected(values: dict[str, Any]) -> list[str]:
    """The strings that are prose, their white space aside, in order."""
    found: list[str] = []
    for key, value in values.items():
        if key in WANTED and isinstance(value, str):
            found += [value]
        elif key in ("seo", "params") and isinstance(value, dict):
            found += [text for inner, text in value.items() if inner in WANTED]
    return [" ".join(text.split()) for text in found if text.strip()]


def blocks(prose: Prose) -> str:
    return " ".join(prose.text.replace(BLOCK, " ").split())


@pytest.fixture(autouse=True)
def _no_addresses(monkeypatch: pytest.MonkeyPatch) -> None:
    """Values are compared to the letter, so that no address becomes a gap."""
    monkeypatch.setattr(frontmatter, "take_words", lambda builder, _, a, b: builder.take(a, b))


@settings(max_examples=300)
@given(MAPPINGS, st.sampled_from([None, *"\"'|>"]), st.integers(20, 100), st.booleans())
def test_yaml_is_read_as_its_parser_reads_it(
    values: dict[str, Any], style: str | None, width: int, escaped: bool
) -> None:
    written = yaml.safe_dump(
        values, default_style=style, width=width, allow_unicode=not escaped, sort_keys=False
    )
    assume(values)
    assume(not set("\x85\u2028\u2029") & set(written))  # lines end there in YAML 1.1, not in 1.2
    assume("\n...\n" not in written)  # ends the document, and with it the front matter
    assert yaml.safe_load(written) == values
    prose, end = read(f"---\n{written}---\nTexte")
    assert end == len(written) + 7
    assert blocks(prose) == " ".join(expected(values))


@settings(max_examples=300)
@given(MAPPINGS)
def test_json_is_read_as_its_parser_reads_it(values: dict[str, Any]) -> None:
    for written in (json.dumps(values, indent=2), json.dumps(values, ensure_ascii=False)):
        prose, end = read(f"{written}\nTexte")
        assert end == len(written)
        assert blocks(prose) == " ".join(expected(values))


@settings(max_examples=300)
@given(MAPPINGS, st.sampled_from(["basic", "long"]), st.booleans())
def test_toml_is_read_as_its_parser_reads_it(
    values: dict[str, Any], style: str, escaped: bool
) -> None:
    quote = {"basic": '"', "long": '"""'}[style]

    ascii_only = escaped and max(json.dumps(values, ensure_ascii=False)) < "\U00010000"

    def string(text: str) -> str:
        written = json.dumps(text, ensure_ascii=ascii_only)[1:-1]
        return quote + written.replace("\x7f", "\\u007f") + quote

    lines, tables = ["# réglages"], []
    for key, value in values.items():
        name = json.dumps(key)
        if isinstance(value, dict):
            tables += [
                f"[{name}]",
                *(f"{json.dumps(k)} = {string(v)}" for k, v in value.items()),
            ]
        elif isinstance(value, list):
            lines.append(f"{name} = [{', '.join(map(string, value))}]")
        else:
            lines.append(
                f"{name} = {string(value) if isinstance(value, str) else str(value).lower()}"
            )
    written = "\n".join([*lines, *tables])
    assume(values)
    assert tomllib.loads(written) == values
    tables_last = dict(sorted(values.items(), key=lambda item: isinstance(item[1], dict)))
    prose, end = read(f"+++\n{written}\n+++\nTexte")
    assert end == len(written) + 8
    assert blocks(prose) == " ".join(expected(tables_last))


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("title: Un titre # non", "Un titre"),
        ("title: Un titre\n  qui continue\nslug: x", "Un titre qui continue"),
        ("title: 'l''été'", "l'été"),
        ('title: "l\'\\u00e9t\\xe9 \\ud83c\\udf88"', "l'été 🎈"),
        ('title: "un \\\n  deux"', "un deux"),
        ("title: |-\n  un\n  title: deux\n\n  trois\nslug: x", "un title: deux trois"),
        ("title: >2\n    un\n  deux\nslug: x", "un deux"),
        ("title: [un]\ndescription: {a: b}", ""),
        ("title: *a\ndescription: null\nsummary: ~\nexcerpt:", ""),
        ("items:\n- title: un\n  summary: deux\ntitle: trois", "trois"),
        ("seo:\n  image:\n    title: un\n  title: deux", "deux"),
        ("slug: \"\ntitle: un\n\"\ntitle: deux", "deux"),
        ("'title': un\r\n\"summary\" : deux", "un deux"),
    ],
)  # fmt: skip
def test_yaml_as_people_write_it(written: str, text: str) -> None:
    assert blocks(read(f"---\r\n{written}\r\n---\r\n")[0]) == text


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("title = 'C:\\x' # non", "C:\\x"),
        ("title = '''\nun ' deux\n'''", "un ' deux"),
        ('title = """\\\n  un \\\n  deux "trois\\""""', 'un deux "trois"'),
        ("seo.title = 'un'\n[og]\n'title' = 'deux'", "un deux"),
        ("[[menu]]\ntitle = 'un'\n[menu.x]\ntitle = 'deux'", ""),
        ("a = [\n  'x', # title = 'un'\n  ['title = \"deux\"'],\n]\nb = { title = 'trois' }", ""),
        ('x = """\ntitle = "un"\n"""\nsummary = "deux"', "deux"),
    ],
)
def test_toml_as_people_write_it(written: str, text: str) -> None:
    tomllib.loads(written)
    assert blocks(read(f"+++\n{written}\n+++\n")[0]) == text


@pytest.mark.parametrize(
    "text",
    [
        *("---\nTexte\n---\n", "---\n\n---\n", "---\ntitle: un", "+++\ntitle = 'un'\n---\n"),
        *(" ---\na: b\n---\n", '{"title": "un"', "{un}", "{{< fig >}}", "{", "---", ""),
    ],
)
def test_what_is_no_front_matter(text: str) -> None:
    prose, end = read(text)
    assert (prose.text, end) == ("", 0)


def test_only_titles_are_headings() -> None:
    prose, _ = read("---\ntitle: Un\nsummary: Deux\nseo:\n  title: Trois\n---\n")
    found = [(m.mark, prose.text[m.start : m.end]) for m in prose.marks]
    assert found == [(Mark.HEADING, "Un"), (Mark.HEADING, "Trois")]


UNITS = (
    'title: "\n',
    "title: '\n",
    "title: |\n",
    "title: a\n",
    "  title: a\n",
    "title:  ",
    " ",
    "title: # ",
    "a: &",
)
TABLES = (
    'a = "',
    'a = """\n',
    "a = '''\n",
    "[a]\n",
    "[",
    "[[",
    "a.",
    '"a"',
    'title = "b"\n',
    '"',
    "{",
    "#\n",
    "'",
)
OBJECTS = ('"a":{', '"a":[', '"', "{", "[", '"title":"a",', "\\", '"\\u', " ")


@pytest.mark.parametrize(
    ("before", "unit", "after"),
    [("---\na: b\n", unit, "\n---\n") for unit in UNITS]
    + [("+++\na = 1\n", unit, "\n+++\n") for unit in TABLES]
    + [('{"a":', unit, "}") for unit in OBJECTS],
)
def test_time_is_linear_in_hostile_front_matter(before: str, unit: str, after: str) -> None:
    assert_linear(lambda text: read(before + text + after)[0], unit)


@pytest.mark.parametrize(
    "text",
    [
        '---\nauthor: "Zo\\u00e9"\nrubrique: Cuisine # du jour\nseo:\n  author: Ali\n---\nBien.\n',
        "+++\nauthor = 'Zoé'\nrubrique = \"Cuisine\"\n[seo]\nauthor = 'Ali'\n+++\nBien.\n",
        '{"author": "Zoé", "rubrique": "Cuisine", "seo": {"author": "Ali"}}\nBien.\n',
    ],
    ids=["yaml", "toml", "json"],
)
def test_values_are_the_strings_by_their_keys(text: str) -> None:
    assert frontmatter.values(text) == {"author": "Zoé", "rubrique": "Cuisine"}


def test_there_are_no_values_without_front_matter() -> None:
    assert frontmatter.values("Bien.\n---\nauthor: Zoé\n---\n") == {}
