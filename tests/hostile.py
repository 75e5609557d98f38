"""Strategies for what strangers may hand in: text, markup, records, configurations, comments."""

from __future__ import annotations

import json

from hypothesis import strategies as st

from detector.screen import COMMENT
from detector.settings import KEYS
from detector.suppress import DIRECTIVES, rule_names
from tests.written import near

ANYTHING = st.text(st.characters(exclude_categories=()), max_size=80)
"""Any code points, lone surrogates included."""
WORDS = st.sampled_from(
    "le la de l' un une scarce additional journey Great peak été e\u0301te\u0301 gа\u0440 a\u200be"
    " Ã© {a|b} %KEYWORD% « » “ ” . , ; : ! ? … - — ' ’ \n \n\n \t \xa0 \u202e \x00 1 $ €".split(" ")
)
TEXTS = ANYTHING | st.lists(WORDS, max_size=60).map(" ".join) | st.lists(WORDS).map("".join)
MARKDOWN = near(*"# > - * ** _ ` ``` [ ]( ) ! | --- 1. <!-- --> <b> &amp; \\ {{ }} {%".split())
HTML = near(
    *"<p> </p> <div <b a=' \" > </ <!-- --> <script> </script> <nav> &eacute; &# ; <br/>".split()
)
FRONT = near(*'--- +++ { } title: "a" \' | > = [ ] : , # \\" \\u00'.split())
RST = near(*".. :: ` `` :a: |b| ___ === --- * ** [1]_ +---+ :term:`a`".split())
ASCIIDOC = near(*"= == ---- |=== * _ ` + a:b[ ] image::c[ // :d: [e] << >>".split())
GETTEXT = near(*'msgid msgstr msgctxt "a" "" #, fuzzy #~ % %s \\n \\" <b>'.split())
MARKUP = MARKDOWN | HTML | FRONT | RST | ASCIIDOC | GETTEXT
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=6,
)
JSON_LINES = st.lists(JSON.map(json.dumps) | ANYTHING, max_size=4).map("\n".join)
BYTES = st.binary(max_size=200) | (TEXTS | MARKUP).map(
    lambda text: text.encode("utf-8", "surrogatepass")
)

_NAMES = st.sampled_from((*KEYS, "extend", "overrides", "paths", "tool.spin-detector", "x"))
_VALUES = st.sampled_from(
    'true 0.5 -1 1e999 nan "fr" "quiet" ["a"] ["**/*a*"] ["["] [1] {} { findings = 0 } \'a\' """a'
    " 1979-05-27 [[ ]]".split(" ")
)
CONFIGURATIONS = (
    st.lists(st.tuples(_NAMES, _VALUES).map(" = ".join) | _NAMES.map("[{}]".format), max_size=6)
    .map("\n".join)
    .map(str.encode)
    | BYTES
)
_RULES = st.sampled_from((*sorted(rule_names())[:5], "foreign-wrd", 'foreign-word="a b"', "=", ","))
COMMENTS = st.builds(
    "{}{}{} {}{}".format,
    st.sampled_from(("<!-- ", "{/* ", ".. ", "// ", "# ", "")),
    st.just(COMMENT),
    st.sampled_from((*(f" {each}" for each in DIRECTIVES), " ignore", "")),
    st.lists(_RULES, max_size=3).map(" ".join),
    st.sampled_from((" -->", " */}", "\n", "")),
)
COMMENTED = st.lists(COMMENTS | TEXTS, max_size=6).map("\n".join)
