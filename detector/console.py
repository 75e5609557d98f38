"""What a command writes: results where they are wanted, trouble on standard error, a status."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import BinaryIO

import click

from detector import files, formats
from detector.formats import Failed, Result
from detector.terminal import Page, page, visible

CLEAN, FOUND, BROKEN, INTERRUPTED, PIPE_CLOSED = 0, 1, 2, 130, 141
"""The exit statuses."""
PATIENCE = 2.0
"""Seconds after which a person wants to know how far a run is."""
_ERASE = "\r\x1b[K"


def tell(failed: Failed) -> None:
    """Say on standard error which document could not be done, and why."""
    click.echo(f"{visible(failed.path)}: {visible(failed.error)}", err=True)


def put(pieces: Iterable[bytes]) -> None:
    """Pass bytes to standard output as they are."""
    for piece in pieces:
        with told("standard output"):
            sys.stdout.buffer.write(piece)
            sys.stdout.buffer.flush()


def say(words: Callable[[Page], Iterable[str]]) -> None:
    """Write on standard output what a page is to hold."""
    paper = page(sys.stdout, os.environ)
    put(piece.encode(paper.encoding) for piece in words(paper))


def write(format_name: str, results: Iterable[Result], output: str | None, by: str) -> None:
    """Render results where they are wanted, each as soon as it is there."""
    form = formats.load(format_name)
    where = visible(output) if output else "standard output"
    paper = Page(by=by)
    with ExitStack() as stack:
        if output:
            with told(where):
                sink: BinaryIO = stack.enter_context(Path(output).open("wb"))
        else:
            sink = sys.stdout.buffer
            if form.HUMAN:
                paper = page(sys.stdout, os.environ)._replace(by=by)
        for piece in form.render(results, paper):
            with told(where):
                sink.write(piece.encode(paper.encoding))
                sink.flush()


def progress(results: Iterable[Result], total: int) -> Iterator[Result]:
    """Pass results on, and after a while show a person on standard error how many there were.

    What is shown is gone whenever a result is being written, so that the two never mix.
    """
    begun = shown = time.monotonic()
    person = sys.stderr is not None and sys.stderr.isatty() and os.environ.get("TERM") != "dumb"
    for number, result in enumerate(results, 1):
        if shown > begun:
            click.echo(_ERASE, nl=False, err=True)
        yield result
        now = time.monotonic()
        if person and now - begun > PATIENCE:
            click.echo(f"Checked {number} of {total} documents", nl=False, err=True)
            shown = now
    if shown > begun:
        click.echo(_ERASE, nl=False, err=True)


@contextmanager
def told(where: str) -> Iterator[None]:
    """Say in a line what went wrong in writing."""
    try:
        yield
    except BrokenPipeError:
        # The reader has left; what is still buffered must not be flushed into the pipe at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise click.exceptions.Exit(PIPE_CLOSED) from None
    except OSError as error:
        raise click.ClickException(f"Cannot write {where}: {files.reason(error)}") from error
