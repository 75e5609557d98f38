"""What a run over a collection is to do, and what tells it from any other run."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from detector._version import __version__
from detector.checker import Detector
from detector.formats import Failed
from detector.scale.checkpoint import Signature
from detector.scale.keep import Keep
from detector.scale.records import Encoder, Wanted
from detector.scale.sink import beside
from detector.settings import Settings

ANNOTATE, FILTER, ATTRIBUTES = MODES = ("annotate", "filter", "attributes")
OUTPUT, REJECTS, AUDIT = "output", "rejects", "audit"
"""What a run writes row by row."""


class Plan(NamedTuple):
    """What a run is to do; all that its output follows from, and ``jobs``, which it does not.

    ``keep`` is set in the mode filter. ``sample`` is how many documents to draw for an audit, 0 for
    none. ``inputs`` are files, or folders that could not be listed. ``encoder`` makes what the
    output holds.
    """

    inputs: Sequence[str | Failed]
    output: Path
    encoder: Callable[[Detector, Wanted, Any], Encoder]
    detector: Detector
    settings: Settings
    mode: str = ANNOTATE
    keep: Keep | None = None
    wanted: Wanted = Wanted()
    prefix: str = ""
    rejects: Path | None = None
    statistics: Path | None = None
    sample: int = 0
    jobs: int = 1

    @property
    def targets(self) -> dict[str, Path]:
        """The files that grow while the run lasts, by what they are for."""
        drawn = beside(self.output, "audit") if self.sample else None
        named = {OUTPUT: self.output, REJECTS: self.rejects, AUDIT: drawn}
        return {name: target for name, target in named.items() if target}

    @property
    def labels(self) -> Path:
        """The table for a person to label."""
        return beside(self.output, "audit.csv")

    @property
    def progress(self) -> Path:
        """Where the run writes how far it is."""
        return beside(self.output, "checkpoint")

    def signature(self) -> Signature:
        """What tells this run from any other."""
        files = json.dumps(list(map(_signature, self.inputs)))
        reports = self.detector.check("").provenance
        shown = (self.settings.select, self.settings.ignore)
        return {
            "version": __version__,
            "data": reports.data,
            "configuration": [reports.config, self.detector.language, repr(shown)],
            "messages": self.detector.config.messages,
            "inputs": hashlib.sha256(files.encode()).hexdigest(),
            "--mode": self.mode,
            "--keep": self.keep.text if self.keep else None,
            "--text-field": self.wanted.text,
            "--id-field": self.wanted.id,
            "--prefix": self.prefix,
            "--rejects": str(self.rejects),
            "--audit": self.sample,
        }


def _signature(file: str | Failed) -> list[str | int]:
    """What tells a file from what it was."""
    if isinstance(file, Failed):
        return [file.path]
    try:
        found = Path(file).stat()
    except OSError:
        return [file]
    return [file, found.st_size, found.st_mtime_ns]
