"""A command that gets Ctrl-C while it works."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Mapping, Sequence
from typing import NamedTuple

PATIENCE = 120
"""Seconds after which a command that goes on is ended, and the test with it."""


class Interrupted(NamedTuple):
    """What an interrupted command left."""

    status: int
    first: bytes
    """The first line that it wrote, at which it was interrupted."""
    err: bytes


def interrupt(command: Sequence[str], environ: Mapping[str, str]) -> Interrupted:
    """Start a command and all its processes, and interrupt them at its first line.

    A signal that arrives just before a process waits for its standard input is noticed when the
    wait ends, so that input is closed afterwards.
    """
    before = signal.signal(signal.SIGINT, signal.default_int_handler)  # ignored in scripts
    try:
        process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=environ,
            start_new_session=True,
        )
    finally:
        signal.signal(signal.SIGINT, before)
    assert process.stdout
    with process:
        try:
            first = process.stdout.readline()
            os.killpg(process.pid, signal.SIGINT)
            _, err = process.communicate(timeout=PATIENCE)
        finally:
            process.kill()
    return Interrupted(process.returncode, first, err)
