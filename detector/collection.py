"""How often a process looks for garbage, where the process is ours.

Checking makes many values, hardly any of them in cycles, so that looking through all that live
finds nothing: it takes a fifth of the time of a document of a megabyte. A library leaves that to
its caller.
"""

from __future__ import annotations

import gc

THRESHOLDS = (50_000, 10, 10)


def seldom() -> None:
    """Look for garbage a seventieth as often as Python does by itself."""
    gc.set_threshold(*THRESHOLDS)
