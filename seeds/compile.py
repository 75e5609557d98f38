"""Compile what is hot, where there is a compiler: the hook that runs when a wheel is built.

The package is complete without: `detector.fits`, `detector.curves` and `detector.tokens` hold the
same in Python. One wheel serves every Python from 3.11 on, by the stable ABI.
``SPIN_DETECTOR_PURE=1`` in the environment leaves it out, for a wheel that runs anywhere.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface
from packaging.tags import platform_tags

ABI = "cp311-abi3"
FLAGS = [] if sys.platform == "win32" else ["-std=c11", "-O2", "-ffp-contract=off"]
"""Contracted operations round otherwise, and both versions are to give the same bits."""


class Hook(BuildHookInterface[Any]):
    """Adds the extensions to the wheel, beside their sources."""

    PLUGIN_NAME = "custom"

    def initialize(
        self,
        version: str,  # noqa: ARG002
        build_data: dict[str, Any],
    ) -> None:
        """Build them in place and name the wheel after its platform, or go on without."""
        if os.environ.get("SPIN_DETECTOR_PURE"):
            return
        try:
            built = compiled(Path(self.root))
        except Exception as error:  # setuptools has no end of ways to say that there is no compiler
            self.app.display_warning(f"built without its compiled part, which is faster: {error}")
            return
        build_data["artifacts"] += [path.relative_to(self.root).as_posix() for path in built]
        build_data["pure_python"] = False
        build_data["tag"] = f"{ABI}-{next(iter(platform_tags()))}"


def compiled(root: Path) -> list[Path]:
    """The extensions, built beside their sources; an error of setuptools or the compiler if not."""
    from setuptools import Distribution, Extension
    from setuptools.command.build_ext import build_ext

    extensions = [
        Extension(
            f"detector.{source.stem}",
            [str(source)],
            depends=[str(header) for header in sorted(source.parent.glob("_*.h"))],
            extra_compile_args=FLAGS,
            py_limited_api=True,
        )
        for source in sorted((root / "detector").glob("_*.c"))
    ]
    command = build_ext(Distribution({"name": "spin-detector", "ext_modules": extensions}))
    command.build_lib, command.build_temp = str(root), str(root / "build" / "compiled")
    command.ensure_finalized()
    command.run()
    return [root / str(command.get_ext_filename(item.name)) for item in extensions]  # type: ignore[no-untyped-call]
