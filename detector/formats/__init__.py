"""Formats turn reports into text, one module per format, found by its name.

To add a format, add a module here. It defines two names: ``HUMAN``, true when a person reads the
output, so that it follows the console's encoding and colours (other formats are UTF-8 always);
and ``render``, which yields the output piece by piece while the documents are still being checked.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from importlib import import_module
from pkgutil import iter_modules
from types import MappingProxyType
from typing import NamedTuple, Protocol, cast

from detector.report import Report
from detector.terminal import Page


class Checked(NamedTuple):
    """A document that was read and checked; ``report`` offsets count in ``text``.

    ``part`` names the member of an archive that the text was taken from; ``fields`` is what the
    document says of itself, as front matter does.
    """

    path: str
    text: str
    report: Report
    part: str | None = None
    fields: Mapping[str, str] = MappingProxyType({})

    @property
    def title(self) -> str:
        """What to call the document."""
        return title(self.path, self.part)


class Failed(NamedTuple):
    """A document that could not be read or checked, and why; ``error`` may be a `Message`."""

    path: str
    error: str


Result = Checked | Failed


def title(path: str, part: str | None) -> str:
    """What to call a document: its path, and the part after an exclamation mark."""
    return path if part is None else f"{path}!{part}"


class Format(Protocol):
    """What a module of this package defines."""

    @property
    def HUMAN(self) -> bool:  # noqa: N802
        """Whether a person, not a program, reads this format."""

    def render(self, results: Iterable[Result], page: Page) -> Iterator[str]:
        """Yield the output for the results in their order, as they come."""


def names() -> list[str]:
    """The formats there are, in alphabetical order."""
    return sorted(module.name for module in iter_modules(__path__))


def load(name: str) -> Format:
    """The format of that name; it is imported only now."""
    return cast("Format", import_module(f"{__name__}.{name}"))
