"""Notebooks: Markdown cells are read on their own, with places in the file."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detector.prose import BLOCK, Prose
from detector.readers import jupyter, markdown
from tests.written import assert_maps_back, golden, shown


def read(text: str) -> Prose:
    found = jupyter.prose(text)
    assert_maps_back(found)
    return found


def notebook(*cells: Any, **rest: Any) -> str:
    return json.dumps({"cells": cells, "nbformat": 4, **rest}, indent=1)


def cell(source: Any, kind: str = "markdown") -> dict[str, Any]:
    return {"cell_type": kind, "source": source, "metadata": {}}


def test_a_notebook_is_read_as_its_readers_read_it() -> None:
    document, expected = golden("meteo.ipynb")
    assert shown(read(document)) == expected


@given(st.lists(st.lists(st.text(max_size=20), max_size=4), max_size=4))
def test_cells_are_read_like_documents_of_their_own(cells: list[list[str]]) -> None:
    found = read(notebook(*map(cell, cells)))
    expected = [markdown.prose("".join(lines)).text for lines in cells]
    assert found.text.replace(BLOCK, "") == "".join(expected).replace(BLOCK, "")


def test_an_open_fence_ends_with_its_cell() -> None:
    assert read(notebook(cell("```\nun"), cell("deux"))).text.strip() == "deux"


def test_a_word_in_escapes_is_found_in_the_file() -> None:
    source = notebook(cell(["Un *é", "té*\n", 'dit "oui"']))
    found = read(source)
    start = found.text.index("été")
    begin, stop = found.span(start, start + 3)
    assert source[begin:stop] == '\\u00e9",\n    "t\\u00e9'


def test_only_markdown_cells_are_read() -> None:
    source = notebook(
        cell("un", "code"), cell("deux", "raw"), cell("trois"), {"source": "quatre"}, 5
    )
    assert read(source).text.strip() == "trois"


def test_notebooks_of_format_3_keep_their_cells_in_worksheets() -> None:
    assert read(json.dumps({"worksheets": [{"cells": [cell("un")]}]})).text.strip() == "un"


@pytest.mark.parametrize("text", ["[]", "{}", '{"cells": 1}', '{"worksheets": [{}]}', '"cells"'])
def test_other_json_is_no_notebook(text: str) -> None:
    with pytest.raises(ValueError, match="not a notebook: it has no cells"):
        jupyter.prose(text)


def test_what_is_no_json_is_refused() -> None:
    with pytest.raises(ValueError, match="not valid JSON at line 1, column 1"):
        jupyter.prose("# Un titre")
