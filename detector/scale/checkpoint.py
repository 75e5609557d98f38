"""How far a run has come, so that the next one goes on from there.

A checkpoint says which run it is of, by everything that its output follows from, and has the state
of all that takes part in it: the place in the input, the lengths of what was written, the counts.
It is written after what it speaks of, at one stroke, so that it never says too much.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from detector.messages import Message
from detector.scale.sink import write

Signature = Mapping[str, Any]
"""What tells a run from any other, by the name of what may differ."""


class OtherRunError(Exception):
    """A checkpoint of a run that had another output."""


def load(path: Path, run: Signature) -> Any:
    """The state of a run, None where it has none; OtherRunError where it is that of another."""
    try:
        kept = json.loads(path.read_bytes())
        there, state = kept["run"], kept["state"]
    except FileNotFoundError:
        return None
    except (OSError, ValueError, TypeError, KeyError) as error:
        broken = Message("{} cannot be read ({}); --restart begins anew", str(path), str(error))
        raise OtherRunError(broken) from error
    other = [name for name in run if there.get(name) != run[name]]
    if other:
        raise OtherRunError(
            Message(
                "{} is of a run with other settings ({}); --restart begins anew",
                str(path),
                ", ".join(other),
            )
        )
    return state


def save(path: Path, run: Signature, state: Mapping[str, Any]) -> None:
    """Keep the state of a run."""
    write(path, json.dumps({"run": run, "state": state}, sort_keys=True).encode())
