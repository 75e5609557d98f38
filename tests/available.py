"""What a stranger's machine may lack, and what a test that needs it says when it skips."""

from __future__ import annotations

import pytest

from seeds.sources import BUILD, sources

_missing = sorted(
    source.name for source in sources().values() if not (BUILD / "archives" / source.file).is_file()
)
needs_sources = pytest.mark.skipif(
    bool(_missing),
    reason=f"{len(_missing)} sources not downloaded to {BUILD}: `make data` does it, or set"
    " SPIN_DETECTOR_BUILD",
)
