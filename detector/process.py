"""How a process behaves that is all ours: the command's, and those that check for it.

Checking makes many values, hardly any of them in cycles: looking through all that live finds
nothing, and takes a tenth of the time of a document of a megabyte. Arrow's own allocator keeps
20 MB more than the system's, and takes in NumPy, where that is installed, for conversions that
nobody here asks for: 12 MB. A library leaves all that to its caller.
"""

from __future__ import annotations

import gc
import os
import sys

THRESHOLDS = (50_000, 10, 10)
"""Garbage is looked for a seventieth as often as Python does by itself."""
ALLOCATOR = "ARROW_DEFAULT_MEMORY_POOL"


def settle() -> None:
    """Collect garbage seldom, and have Arrow use the system's allocator unless told otherwise."""
    gc.set_threshold(*THRESHOLDS)
    os.environ.setdefault(ALLOCATOR, "system")


def unburdened() -> None:
    """Have Arrow do without NumPy, which no code of ours uses: for processes without any other."""
    sys.modules.setdefault("numpy", None)  # type: ignore[arg-type]
