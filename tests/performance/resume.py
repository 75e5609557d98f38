"""Whether a scan of many documents that is killed again and again ends as an undisturbed one.

python tests/performance/resume.py --documents 50000 --kills 20
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.killed import compared

ARGUMENTS = (
    "in.jsonl --output out.jsonl.gz --rejects rejects.jsonl --statistics counts.json --audit 100"
).split()


def main() -> None:
    """Run, and print what became of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=50_000)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--rows", type=int, default=256)
    parser.add_argument("--output", default="out.jsonl.gz")
    parser.add_argument("--jobs", default="2")
    options = parser.parse_args()
    arguments = [*ARGUMENTS, "--jobs", options.jobs, "--output", options.output]
    with tempfile.TemporaryDirectory() as folder:
        # So that few runs get to the end before the last kill.
        share = 2 / options.kills
        kills, seconds = compared(
            Path(folder), arguments, options.documents, options.rows, options.kills, share
        )
    print(f"{options.documents:,} documents in {seconds:.0f} s undisturbed")
    print(f"killed {kills} times: identical output, rejects, sample and statistics")


if __name__ == "__main__":
    main()
