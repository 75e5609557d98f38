"""Every regular expression of the package, found in its source, and strings that are bad for each.

A pattern is found where `re` or `regex` is called with it: compiled on import, made by a function
without arguments on first use, or a constant that is compiled when a text calls for it. What a
function puts together from its arguments is listed here by hand; a test sees to it that all is.
"""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from importlib import import_module
from itertools import pairwise, product
from types import FunctionType, ModuleType
from typing import Any, NamedTuple

import regex

from detector.sieve import Sieve
from tests.texts import modules

MODULES = {"re": re, "regex": regex}
CALLS = frozenset("compile match fullmatch search findall finditer sub subn split".split())
ANCHORED = frozenset("match fullmatch".split())
"""Methods that try one place; the others try every place of a text."""
MADE = {
    "markup/tags.py": (re.compile(r"</script(?=[\s/>])", re.IGNORECASE), False),
    "markup/fields.py": (re.compile(r"(?:[ ]{3}[^\n]*+(?:\n|\Z)|[ \t\r]*+\n)*+"), True),
}
"""What functions put together from a usual argument, by their module; whether it is anchored."""
MATCHED = frozenset({"_YAML_ESCAPED", "_YAML_DOUBLED"})
"""Patterns that are only ever tried at one place, by way of a variable."""
Pattern = Any
"""`re.Pattern` or `regex.Pattern`."""


class Expression(NamedTuple):
    """A pattern, where it stands, and whether it is only ever tried at one place of a text."""

    place: str
    pattern: Pattern
    anchored: bool

    def work(self, text: str) -> None:
        """Do with a text the most that the package does with it."""
        if self.anchored:
            self.pattern.match(text)
            self.pattern.fullmatch(text)
        else:
            for _ in self.pattern.finditer(text):
                pass


class Calls(NamedTuple):
    """What one module asks of `re` and `regex`: how often on import, and what in functions."""

    imported: int
    inside: list[tuple[str, ast.Call]]


@cache
def expressions() -> tuple[Expression, ...]:
    """All of them, each pattern once."""
    found: dict[tuple[str, int, str, bool], Expression] = {}
    uses = _uses()
    for path, module, calls in sources():
        everything = [
            *compiled(module, uses),
            *(each for _, call in calls.inside for each in _constant(module, call)),
            *([MADE[path]] if path in MADE else []),
        ]
        for pattern, anchored in everything:
            kind = type(pattern).__module__
            key = pattern.pattern, pattern.flags, kind, anchored
            if isinstance(pattern.pattern, str):
                found.setdefault(key, Expression(path, pattern, anchored))
    return tuple(found.values())


def sources() -> Iterator[tuple[str, ModuleType, Calls]]:
    """The modules of the package that speak of regular expressions."""
    for path, tree in modules():
        calls = _calls(tree)
        if calls.imported or calls.inside:
            name = path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
            yield path, import_module(f"detector.{name}"), calls


def compiled(module: ModuleType, uses: dict[str, set[str]]) -> Iterator[tuple[Pattern, bool]]:
    """Patterns that a module holds, or that its functions make without being told anything."""
    for name, value in vars(module).items():
        asked = uses.get(name, set())
        anchored = name in MATCHED or (bool(asked) and asked <= ANCHORED)
        held = value
        if isinstance(value, FunctionType | type(cache(len))):
            if value.__module__ != module.__name__ or not _makes(value):
                continue
            held, anchored = value(), False
        yield from _within(held, anchored=anchored)


def unresolved() -> set[str]:
    """Modules in which some function makes a pattern that is neither constant nor made alone."""
    return {
        path
        for path, module, calls in sources()
        for function, call in calls.inside
        if not _constant(module, call) and not _makes(vars(module).get(function))
    }


def _makes(function: Any) -> bool:
    """Whether a function makes patterns, and asks for nothing."""
    function = getattr(function, "__wrapped__", function)
    if not isinstance(function, FunctionType) or function.__code__.co_argcount:
        return False
    return "Pattern" in str(function.__annotations__.get("return"))


def _within(value: Any, *, anchored: bool) -> Iterator[tuple[Pattern, bool]]:
    """Patterns in a value: itself, what it is a method of, what it holds."""
    if isinstance(value, re.Pattern | regex.Pattern):
        yield value, anchored
    elif isinstance(value, Sieve):
        yield from _within(value._passes, anchored=anchored)
    elif isinstance(getattr(value, "__self__", None), re.Pattern | regex.Pattern):
        yield value.__self__, value.__name__ in ANCHORED
    elif isinstance(value, dict):
        yield from _within(tuple(value.values()), anchored=anchored)
    elif isinstance(value, tuple | list):
        for each in value:
            yield from _within(each, anchored=anchored)


def _constant(module: ModuleType, call: ast.Call) -> list[tuple[Pattern, bool]]:
    """The pattern that is written in a call, or is a constant of its module."""
    assert isinstance(call.func, ast.Attribute)
    assert isinstance(call.func.value, ast.Name)
    made = MODULES[call.func.value.id]
    first = call.args[0]
    written = first.value if isinstance(first, ast.Constant) else None
    if isinstance(first, ast.Name):
        written = vars(module).get(first.id)
    if not isinstance(written, str):
        return []
    return [(made.compile(written), call.func.attr in ANCHORED)]


def _calls(tree: ast.Module) -> Calls:
    inside = [
        (node.name, call)
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef)
        for call in _made(ast.walk(node))
    ]
    return Calls(len(list(_made(ast.walk(tree)))) - len({id(call) for _, call in inside}), inside)


def _made(nodes: Iterable[ast.AST]) -> Iterator[ast.Call]:
    """Calls of `re` and `regex`."""
    for node in nodes:
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            owner = node.func.value
            if isinstance(owner, ast.Name) and owner.id in MODULES and node.func.attr in CALLS:
                yield node


def _uses() -> dict[str, set[str]]:
    """Which methods the package asks of which names."""
    found: dict[str, set[str]] = defaultdict(set)
    for _, tree in modules():
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
                found[node.value.id].add(node.attr)
    return found


# --- strings that are bad for a pattern -----------------------------------------------------------

_PROPERTIES = {"L": "é", "M": "\u0301", "N": "7", "Cyrillic": "г", "Greek": "α", "Latin": "é"}
_ENDS = ("", "\x00", "\n", " ")
MAX_UNIT, MAX_PIECES = 40, 60


class Adversary(NamedTuple):
    """A shape of text that may be bad for a pattern, to be made of any length."""

    head: str
    one: str
    other: str
    end: str

    def text(self, size: int) -> str:
        """About so many characters of it."""
        half = size // 2
        row = (self.one * (half // len(self.one) + 1))[:half] if self.other else ""
        rest = self.other or self.one
        return self.head + row + (rest * (size // len(rest) + 1))[: size - len(row)] + self.end


def adversaries(pattern: Pattern, most: int) -> Iterator[Adversary]:
    """Rows of a pattern's pieces, one or two together, that end well or not; and nests of them.

    ``most`` of the pieces, the shortest, are tried in pairs.
    """
    found = [piece for piece in dict.fromkeys(_pieces(pattern)) if 0 < len(piece) <= MAX_UNIT]
    found = found[:: len(found) // MAX_PIECES + 1]
    short = sorted(found, key=lambda piece: (len(piece), piece))[:most]
    pairs = (one + other for one, other in product(short, repeat=2) if one != other)
    for unit in dict.fromkeys([*found, *pairs]):
        for end in _ENDS:
            yield Adversary("", unit, "", end)
    for one, other in pairwise(found):
        yield Adversary("", one, other, "")
        yield Adversary(one, other, "", "")
        yield Adversary("", one, "", other)


def _pieces(pattern: Pattern) -> Iterator[str]:
    """A string for each part of a pattern that matches it, and for each beginning of a sequence."""
    from re import _parser as parser  # type: ignore[attr-defined]

    yield from _parts(parser.parse(_plain(pattern), pattern.flags & re.VERBOSE))


def _plain(pattern: Pattern) -> str:
    """A pattern as `re` can read it; what only `regex` knows becomes a letter that fits."""
    written = regex.sub(r"\\p\{(\w+)\}", lambda match: _PROPERTIES[match[1]], pattern.pattern)
    written = re.sub(r"\(\?P<\w+>", "(", written)
    return re.sub(r"\(\?P=\w+\)", "0", written).replace("(?r)", "")


def _parts(tree: Any) -> Iterator[str]:
    """The samples of every node, and of every beginning of every sequence."""
    so_far = ""
    for op, value in tree:
        yield from _samples(op, value)
        for inner in _inner(op, value):
            yield from _parts(inner)
        so_far += next(_samples(op, value), "")
        yield so_far


def _inner(op: Any, value: Any) -> list[Any]:
    name = str(op)
    if name == "BRANCH":
        return list(value[1])
    if name == "SUBPATTERN":
        return [value[3]]
    if name.endswith("REPEAT"):
        return [value[2]]
    if name in {"ASSERT", "ASSERT_NOT"}:
        return [value[1]]
    return [value] if name == "ATOMIC_GROUP" else []


def _samples(op: Any, value: Any) -> Iterator[str]:
    """Some strings that a node matches."""
    name = str(op)
    if name == "LITERAL":
        yield chr(value)
    elif name == "NOT_LITERAL":
        yield "x" if value != ord("x") else "y"
    elif name == "ANY":
        yield "x"
    elif name == "IN":
        yield from _members(value)
    elif name.endswith("REPEAT"):
        yield _sample(value[2]) * max(value[0], 1)
    elif name not in {"ASSERT", "ASSERT_NOT"}:
        yield from map(_sample, _inner(op, value))


def _sample(tree: Any) -> str:
    return "".join(next(_samples(op, value), "") for op, value in tree)


_CATEGORIES = {
    "CATEGORY_DIGIT": "7",
    "CATEGORY_SPACE": " ",
    "CATEGORY_WORD": "a",
    "CATEGORY_NOT_DIGIT": "a",
    "CATEGORY_NOT_SPACE": "a",
    "CATEGORY_NOT_WORD": "-",
}


def _members(items: Any) -> Iterator[str]:
    """Some characters of a class; a few that it leaves out where it says which those are."""
    if str(items[0][0]) == "NEGATE":
        yield next(char for char in "ax7 -<é漢" if not _has(items[1:], char))
        items = items[1:]
    for op, value in items[:6]:
        if str(op) == "LITERAL":
            yield chr(value)
        elif str(op) == "RANGE":
            yield chr(value[0])
        else:
            yield _CATEGORIES[str(value)]


def _has(items: Any, char: str) -> bool:
    for op, value in items:
        name = str(op)
        if name == "LITERAL" and chr(value) == char:
            return True
        if name == "RANGE" and value[0] <= ord(char) <= value[1]:
            return True
        if name == "CATEGORY" and _CATEGORIES[str(value)] == char:
            return True
    return False
