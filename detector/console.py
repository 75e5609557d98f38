"""What a command writes: results where they are wanted, trouble on standard error, a status."""

from __future__ import annotations

import errno
import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import IO, Any, BinaryIO, TextIO, TypeVar

import click

from detector import files, formats
from detector.formats import Failed, Result
from detector.messages import Catalogue, Message
from detector.terminal import Page, page, visible

CLEAN, FOUND, BROKEN, INTERRUPTED, PIPE_CLOSED = 0, 1, 2, 130, 141
"""The exit statuses."""
STANDARD_OUTPUT = Message("standard output")
_CLOSED = Message("It is closed")
PATIENCE = 2.0
"""Seconds after which a person wants to know how far a run is."""
_ERASE = "\r\x1b[K"

_T = TypeVar("_T")


class Trouble(click.ClickException):
    """What cannot be done, and is said in the language of the run; click's own are in English."""

    def __init__(self, message: str, messages: Catalogue) -> None:
        super().__init__(visible(messages.text(message)))
        self._messages = messages

    def show(self, file: IO[Any] | None = None) -> None:
        """Say it on standard error."""
        aside(self._messages.say("Error: {}", self.message), file)


def aside(text: str, file: IO[Any] | None = None, end: str = "\n") -> None:
    """Say something on standard error; where nobody can hear it, the work goes on all the same."""
    with suppress(OSError):
        click.echo(text + end, file=file, nl=False, err=file is None)


def tell(failed: Failed, messages: Catalogue) -> None:
    """Say on standard error which document could not be done, and why."""
    aside(f"{visible(failed.path)}: {visible(messages.text(failed.error))}")


def put(lines: Iterable[bytes], messages: Catalogue) -> None:
    """Pass lines of documents to standard output: as they are to a program, visible to a person."""
    with told(STANDARD_OUTPUT, messages):
        stdout = _standard_output()
        person, encoding = stdout.isatty(), stdout.encoding
        for line in lines:
            stdout.buffer.write(_harmless(line, encoding) if person else line)
            stdout.buffer.flush()


def show(words: Callable[[Page], Iterable[str]], messages: Catalogue) -> None:
    """Write on standard output what a page is to hold."""
    with told(STANDARD_OUTPUT, messages):
        stdout = _standard_output()
        paper = page(stdout, os.environ)._replace(messages=messages)
        for piece in words(paper):
            stdout.buffer.write(piece.encode(paper.encoding))
            stdout.buffer.flush()


def write(format_name: str, results: Iterable[Result], output: str | None, paper: Page) -> None:
    """Render results where they are wanted, each as soon as it is there.

    Of ``paper``, what a format says and groups by holds wherever the output goes.
    """
    form = formats.load(format_name)
    where = visible(output) if output else STANDARD_OUTPUT
    messages = paper.messages
    with told(where, messages), ExitStack() as stack:
        if output:
            sink: BinaryIO = stack.enter_context(Path(output).open("wb"))
        else:
            stdout = _standard_output()
            sink = stdout.buffer
            if form.HUMAN:
                paper = page(stdout, os.environ)._replace(by=paper.by, messages=messages)
        for piece in form.render(results, paper):
            sink.write(piece.encode(paper.encoding))
            sink.flush()


def progress(results: Iterable[_T], total: int, messages: Catalogue) -> Iterator[_T]:
    """Pass results on, and after a while show a person on standard error how many there were.

    What is shown is gone whenever a result is being written, so that the two never mix.
    """
    begun = shown = time.monotonic()
    person = sys.stderr is not None and sys.stderr.isatty() and os.environ.get("TERM") != "dumb"
    for number, result in enumerate(results, 1):
        if shown > begun:
            aside(_ERASE, end="")
        yield result
        now = time.monotonic()
        if person and now - begun > PATIENCE:
            said = messages.say("Checked {:,} of {:,} documents", number, total)
            aside(said, end="")
            shown = now
    if shown > begun:
        aside(_ERASE, end="")


@contextmanager
def told(where: str, messages: Catalogue) -> Iterator[None]:
    """Say in a line what went wrong in writing."""
    try:
        yield
    except BrokenPipeError:
        # The reader has left; what is still buffered must not be flushed into the pipe at exit.
        if sys.stdout is not None:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise click.exceptions.Exit(PIPE_CLOSED) from None
    except OSError as error:
        wrong = Message("Cannot write {}: {}", where, files.reason(error))
        raise Trouble(wrong, messages) from error


def _harmless(line: bytes, encoding: str) -> bytes:
    """Lines of a document as a terminal may show them."""
    lines = line.decode("utf-8", "backslashreplace").split("\n")
    return "\n".join(visible(each, encoding) for each in lines).encode(encoding)


def _standard_output() -> TextIO:
    """Standard output; OSError where whoever started the command has closed it."""
    if sys.stdout is None:
        raise OSError(errno.EBADF, _CLOSED)
    return sys.stdout
