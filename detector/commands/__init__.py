"""The commands of ``spin-detector``, one module each, found by its name.

To add a command, add a module here that defines ``command``, a click command. It is imported when
it is called for, or when the help lists all of them: the time to the first finding is mostly
imports. What several commands share is in `detector.arguments` and `detector.console`.
"""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    import click


def names() -> list[str]:
    """The commands there are, in alphabetical order."""
    return sorted(module.name for module in iter_modules(__path__))


def load(name: str) -> click.Command | None:
    """The command of that name, if there is one; it is imported only now."""
    if name not in names():
        return None
    return cast("click.Command", import_module(f"{__name__}.{name}").command)
