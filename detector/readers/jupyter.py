"""Jupyter notebooks: their Markdown cells, each read on its own; code and output are not prose."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detector.messages import Message
from detector.prose import Builder

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detector.markup.positions import String, Value
    from detector.prose import Prose

SUFFIXES = (".ipynb",)


def prose(text: str) -> Prose:
    """The prose of all Markdown cells; offsets count in the file, escapes and all.

    ValueError where the text is no JSON or no notebook.
    """
    from detector.markup import nested
    from detector.markup.positions import decode, parse
    from detector.readers import markdown

    builder = Builder(text)
    for strings in _markdown(text, parse(text)):
        cell = Builder(text)
        for string in strings:
            decode(cell, text, string)
        within = cell.prose()
        builder.block()
        nested.add(builder, markdown.prose(within.text), within)
    return builder.prose()


def _markdown(text: str, notebook: Value) -> Iterator[list[String]]:
    """The strings that the source of each Markdown cell is made of."""
    from detector.markup.positions import String

    for cell in _cells(notebook):
        kind = cell.get("cell_type") if isinstance(cell, dict) else None
        if not isinstance(cell, dict) or not isinstance(kind, String):
            continue
        if text[kind.start : kind.stop] == "markdown":
            source = cell.get("source")
            lines = source if isinstance(source, list) else [source]
            yield [line for line in lines if isinstance(line, String)]


def _cells(notebook: Value) -> list[Value]:
    """The cells of a notebook; up to format 3 they stood in worksheets."""
    if isinstance(notebook, dict):
        cells = notebook.get("cells")
        if isinstance(cells, list):
            return cells
        sheets = notebook.get("worksheets")
        if isinstance(sheets, list):
            return [cell for sheet in sheets if isinstance(sheet, dict) for cell in _cells(sheet)]
    raise ValueError(Message("not a notebook: it has no cells"))
