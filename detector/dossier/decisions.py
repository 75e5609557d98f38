"""What people decided about findings, in a file beside the dossier that any editor opens.

``decisions.tsv`` has a line for each: the finding's name as its page shows it, the decision, and a
remark for people, parted by tabs. A finding is named by its document and by what a baseline knows
findings by, so that a decision holds while lines move and the text elsewhere changes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from detector import atomic, files
from detector.messages import Message, Text
from detector.suggest import one_of

NAME = "decisions.tsv"
HEADS = ("finding", "decision", "remark")
MAX_BYTES = 100_000_000
DIGITS = 16
"""Hexadecimal digits of a finding's name."""
_FINDING = re.compile(rf"[0-9a-f]{{{DIGITS}}}")


class Verdict(StrEnum):
    """What a person says of a finding."""

    CONFIRMED = "confirmed"
    REJECTED = "rejected"
    UNSURE = "unsure"


SAID = {
    Verdict.CONFIRMED: Text("confirmed"),
    Verdict.REJECTED: Text("rejected"),
    Verdict.UNSURE: Text("unsure"),
}


class Decision(NamedTuple):
    """A person's verdict, and a remark that explains it."""

    verdict: Verdict
    remark: str = ""


Decisions = Mapping[str, Decision]
"""Decisions by the name of their finding."""


class DecisionsError(Exception):
    """Decisions that cannot be followed, and why."""


def read(folder: Path) -> dict[str, Decision]:
    """The decisions of a dossier; none where it has no file of them.

    The last line about a finding counts. DecisionsError names a line that says nothing.
    """
    file = folder / NAME
    try:
        if file.stat().st_size > MAX_BYTES:
            raise DecisionsError(Message("{}: larger than {:,} bytes", file, MAX_BYTES))
        text = file.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        return {}
    except UnicodeDecodeError:
        raise DecisionsError(Message("{}: {}", file, Message("is not UTF-8"))) from None
    except OSError as error:
        raise DecisionsError(Message("{}: {}", file, files.reason(error))) from None
    found = {}
    for number, line in enumerate(text.splitlines(), 1):
        cells = [cell.strip() for cell in line.split("\t", 2)]
        if not line.strip() or cells[0] == HEADS[0]:
            continue
        name, verdict, remark = (*cells, "", "")[:3]
        if not _FINDING.fullmatch(name):
            wrong = Message("“{}” names no finding", name)
            raise DecisionsError(Message("{}: line {}: {}", file, number, wrong))
        if verdict not in set(Verdict):
            wrong = Message("“{}” is no decision: {}", verdict, one_of(list(Verdict)))
            raise DecisionsError(Message("{}: line {}: {}", file, number, wrong))
        found[name] = Decision(Verdict(verdict), remark)
    return found


def write(folder: Path, decisions: Decisions) -> None:
    """Put decisions in their file, sorted by finding, at one stroke."""
    rows = [HEADS, *((name, *each) for name, each in sorted(decisions.items()))]
    text = "".join("\t".join(map(_cell, row)) + "\n" for row in rows)
    atomic.write(folder / NAME, text.encode("utf-8", "backslashreplace"))


def of(names: Iterable[str], decisions: Decisions) -> dict[str, Decision]:
    """The decisions about some findings."""
    return {name: decisions[name] for name in names if name in decisions}


def _cell(text: str) -> str:
    return " ".join(text.split())
