"""HTML put together so that nothing is written without being escaped.

What is a plain string is text; only what this module made is markup.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from itertools import chain

from detector.terminal import visible

_VOID = frozenset({"input", "meta", "rect", "wbr"})
Attribute = str | int | bool


class Markup(str):
    """A stretch of HTML, safe as it is."""

    __slots__ = ()


def text(value: str) -> Markup:
    """Text on one line; characters that act on a reader's screen are written out."""
    return Markup(escape(visible(value)))


def block(value: str) -> Markup:
    """Text of several lines, whose ends stay."""
    lines = value.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return Markup("\n".join(map(text, lines)))


def join(content: Iterable[str]) -> Markup:
    """Markup in a row; plain strings among it are text."""
    return Markup("".join(each if isinstance(each, Markup) else text(each) for each in content))


def tag(name: str, /, *content: str, **attributes: Attribute) -> Markup:
    """An element; ``class_`` and ``aria_label`` stand for ``class`` and ``aria-label``.

    True gives an attribute without a value, False leaves it out.
    """
    named = ((key.rstrip("_").replace("_", "-"), value) for key, value in attributes.items())
    given = chain.from_iterable(_attribute(key, value) for key, value in named)
    opening = f"<{' '.join((name, *given))}>"
    return Markup(opening if name in _VOID else f"{opening}{join(content)}</{name}>")


def raw(name: str, content: str) -> Markup:
    """A style or script of our own, as it is."""
    return Markup(f"<{name}>{content}</{name}>")


def _attribute(name: str, value: Attribute) -> Iterable[str]:
    if value is True:
        return (name,)
    return () if value is False else (f'{name}="{text(str(value))}"',)
