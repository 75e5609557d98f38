"""Runs of scan that are killed at random moments and run again until they end by themselves."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from seeds.gold import FIXTURES

ROOT = Path(__file__).parents[1]
_PROGRAM = """
import sys
from detector.cli import main
from detector.scale import scan
if __name__ == "__main__":
    scan.MAX_ROWS = int(sys.argv[1])
    main(sys.argv[2:])
"""


def collection(path: Path, documents: int, seed: int = 1) -> None:
    """Write documents of a few paragraphs from the fixtures each, and some rows that are none."""
    texts = sorted(FIXTURES.glob("*/*.txt"))
    paragraphs = [each for text in texts for each in text.read_text("utf-8").split("\n\n")]
    draw = random.Random(seed)
    with path.open("w", encoding="utf-8") as file:
        for number in range(documents):
            chosen = draw.choices(paragraphs, k=draw.randint(1, 4))
            row = {"id": f"d{number}", "text": "\n\n".join(chosen)}
            file.write(json.dumps(row, ensure_ascii=False) + "\n")
            if not number % 97:
                file.write(f'{{"id": {number}, "text": null}}\n{{broken\n')


def scan(folder: Path, arguments: Sequence[str], rows: int) -> subprocess.Popen[bytes]:
    """Begin a run with so many rows from one checkpoint to the next."""
    program = folder / "program.py"
    program.write_text(_PROGRAM)
    return subprocess.Popen(
        [sys.executable, str(program), str(rows), "scan", *arguments],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )


def until_done(
    folder: Path, arguments: Sequence[str], rows: int, kills: int, longest: float, seed: int = 1
) -> int:
    """Run, and kill at a random moment, up to so many times; then let it end. The kills there were.

    ``longest`` is the most seconds until a kill.
    """
    draw = random.Random(seed)
    for killed in range(kills):
        with scan(folder, arguments, rows) as run:
            try:
                run.communicate(timeout=draw.uniform(0.1, longest))
            except subprocess.TimeoutExpired:
                run.kill()
                run.communicate()
            else:
                return killed
    with scan(folder, arguments, rows) as run:
        _, said = run.communicate()
    if run.returncode != 2:
        raise AssertionError(said.decode())
    return kills


def written(folder: Path) -> dict[str, bytes]:
    """What is in a folder, by name, but for the program and the input."""
    return {
        path.name: path.read_bytes()
        for path in folder.iterdir()
        if path.name not in ("program.py", "in.jsonl")
    }


def compared(
    folder: Path, arguments: Sequence[str], documents: int, rows: int, kills: int, share: float = 1
) -> tuple[int, float]:
    """Kill a run over a collection, and raise AssertionError where it ends with other bytes.

    Returns the kills there were, and the seconds of an undisturbed run. ``share`` of these is the
    longest that a run may take before it is killed.
    """
    undisturbed, disturbed = folder / "undisturbed", folder / "disturbed"
    for each in (undisturbed, disturbed):
        each.mkdir()
        collection(each / "in.jsonl", documents)
        os.utime(each / "in.jsonl", (1, 1))
    begun = time.monotonic()
    until_done(undisturbed, arguments, rows, 0, 0)
    seconds = time.monotonic() - begun
    killed = until_done(disturbed, arguments, rows, kills, share * seconds)
    expected, found = written(undisturbed), written(disturbed)
    if expected.keys() != found.keys():
        raise AssertionError(f"{sorted(found)}, not {sorted(expected)}")
    for name, data in expected.items():
        if found[name] != data:
            raise AssertionError(f"{name} has other bytes")
    return killed, seconds
