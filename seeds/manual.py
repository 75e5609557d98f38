"""The manual page, made from what the commands say of themselves: ``make man``.

One page for all commands, in the plain macros of man(7), so that packagers need nothing else.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from detector import __version__, commands
from detector.cli import cli

NAME = "spin-detector"
TARGET = Path("build") / "man" / f"{NAME}.1"
STATUSES = {
    "0": "nothing was found that is to fail the run",
    "1": "something was found, or would be changed",
    "2": "the command or a configuration is wrong, or a document could not be read",
    "130": "the run was interrupted",
}
FILES = {
    "spin-detector.toml": "settings for the documents in this folder and below",
    "pyproject.toml": "the same, in the table [tool.spin-detector]",
}


def page() -> str:
    """The manual page as roff."""
    return "".join(f"{line}\n" for line in _page())


def _page() -> Iterator[str]:
    summary = (cli.help or "").strip()
    yield f'.TH "{NAME.upper()}" "1" "" "{NAME} {__version__}" "User Commands"'
    yield ".SH NAME"
    yield f"{_text(NAME)} \\- {_text(summary[:1].lower() + summary[1:].rstrip('.'))}"
    yield ".SH SYNOPSIS"
    for name in commands.names():
        usage = " ".join(_context(name).command.collect_usage_pieces(_context(name)))
        yield from (f".B {_text(NAME)} {_text(name)}", _text(usage), ".br")
    yield ".SH COMMANDS"
    for name in commands.names():
        yield from _command(name)
    yield from _list("EXIT STATUS", STATUSES)
    yield from _list("FILES", FILES)


def _command(name: str) -> Iterator[str]:
    context = _context(name)
    yield f".SS {_text(name)}"
    for number, paragraph in enumerate((context.command.help or "").split("\n\n")):
        if number:
            yield ".PP"
        yield _text(" ".join(paragraph.split()))
    for parameter in context.command.get_params(context):
        record = parameter.get_help_record(context)
        if record and record[1]:
            yield from (".TP", f"\\fB{_text(record[0])}\\fR", _text(record[1]))


def _list(title: str, items: dict[str, str]) -> Iterator[str]:
    yield f".SH {title}"
    for term, meaning in items.items():
        yield from (".TP", f"\\fB{_text(term)}\\fR", f"{_text(meaning)}.")


def _context(name: str) -> click.Context:
    command = commands.load(name)
    if command is None:
        raise ValueError(f"no command {name}")
    group = click.Context(cli, info_name=NAME, **cli.context_settings)
    return click.Context(command, info_name=name, parent=group)


def _text(text: str) -> str:
    """Text that roff takes for text: no escapes, hyphens as they are typed, no requests."""
    escaped = text.replace("\\", "\\e").replace("-", "\\-")
    return re.sub(r"^(?=[.'])", r"\\&", escaped, flags=re.MULTILINE)


if __name__ == "__main__":
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else TARGET
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(page(), "utf-8")
