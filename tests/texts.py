"""The texts of the package that people read, found in its source by how they are marked."""

from __future__ import annotations

import ast
import json
from collections.abc import Iterator
from pathlib import Path
from string import Formatter
from typing import NamedTuple

import detector
from detector.host import DATA
from detector.telltales import ANYWHERE

PACKAGE = Path(detector.__file__).parent
MARKERS = {"Text", "Message", "say"}


class Marked(NamedTuple):
    """A text and where it stands; ``plural`` where a form is chosen by number."""

    place: str
    text: str
    plural: bool = False


def modules() -> Iterator[tuple[str, ast.Module]]:
    """The modules of the package but for the catalogues, by their path inside."""
    for path in sorted(PACKAGE.rglob("*.py")):
        name = path.relative_to(PACKAGE)
        if name.parts[0] != "messages":
            yield name.as_posix(), ast.parse(path.read_text("utf-8"))


def called(node: ast.AST) -> str:
    """Name of the function or method that is called, empty where that is none."""
    if not isinstance(node, ast.Call):
        return ""
    function = node.func
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def marked() -> Iterator[Marked]:
    """Every text that is marked, and those of the data."""
    for module, tree in modules():
        yield from _marked(module, tree)
    profiles = json.loads((PACKAGE / "data" / "profiles.json").read_text("utf-8"))
    for name, profile in profiles.items():
        yield Marked(f"profile {name}", profile["description"])
    for line in (DATA / "fr" / "telltales.tsv").read_text("utf-8").splitlines():
        _, _, _, rule, language, *cells = line.split("\t")
        if language == ANYWHERE:
            yield Marked(f"telltale of {rule}", cells[-1])


def _marked(module: str, tree: ast.AST) -> Iterator[Marked]:
    for node in ast.iter_child_nodes(tree):
        name = called(node)
        if name == "Plural" and isinstance(node, ast.Call):
            _, many = node.args
            yield from (each._replace(plural=True) for each in _marked(module, ast.Tuple([many])))
            continue
        if name in MARKERS and isinstance(node, ast.Call) and node.args:
            first = node.args[0]
            if isinstance(first, ast.Constant) and isinstance(first.value, str):
                yield Marked(f"{module}:{node.lineno}", first.value)
        yield from _marked(module, node)


def places(text: str) -> dict[str, tuple[str | None, str | None]]:
    """The places of a text by number, each with its format and conversion."""
    found: dict[str, tuple[str | None, str | None]] = {}
    for _, name, spec, conversion in Formatter().parse(text):
        if name is not None:
            found[name or str(len(found))] = (spec, conversion)
    return found
