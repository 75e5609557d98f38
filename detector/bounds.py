"""How much of one document is looked at, so that none can hold up a run; what is left out is said.

Every rule and reader takes time in proportion to its text. What costs much more than reading a word
(weighing what stood there, reporting a finding) or would fill the memory has a number that it is
cut off at, the same on every machine. Only ``seconds`` depends on the machine: a document that
exceeds them has no report, rather than one that says something else each time.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import isfinite
from time import thread_time
from typing import NamedTuple

from detector.messages import Message, Text
from detector.prose import Mark, Marked, Prose
from detector.suggest import hinted

SHARE, FEW = 8, 1_000
"""One word in so many may be a candidate, and so many words in any case. Of the densest
spun fixture one in eleven is, of the densest honest one, a film's credits, one in 4.4."""
NEAR = 100
"""Characters before the last that is read in which a space is looked for, so as to cut no word."""
CUT = Text("only the first {:,} of {:,} characters were read")
LINE_CUT = Text("of a line of more than {:,} words only its beginning was read")
UNWEIGHED = Text("more than {:,} words and phrases could be a spinner's; no more were looked at")
UNLISTED = Text("more than {:,} findings; only the surest are listed")
LATE = Text("took more than {:g} seconds")


class Bounds(NamedTuple):
    """What is looked at in one document at most.

    ``characters`` of its prose are read, the rest is not; of a line ``line_words``, the rest is
    taken for no text of the language. ``candidates`` are weighed, in the order in which rules come
    to them; in a text of mostly candidates, one word in eight. Of more than ``findings``, by any
    rule or together, the surest are kept. ``seconds`` of processor time, 0 for any number, are
    looked at between rules and between candidates; readers come before and do not count.
    """

    characters: int = 5_000_000
    line_words: int = 100_000
    candidates: int = 20_000
    findings: int = 10_000
    seconds: float = 0.0


DEFAULT = Bounds()

NAMES = {name.replace("_", "-"): name for name in Bounds._fields}
"""Bounds by their names in a configuration file."""


def read(given: Mapping[str, object]) -> Bounds:
    """Bounds as a configuration file has them; ValueError names one that is none."""
    found = {}
    for name, value in given.items():
        if name not in NAMES:
            raise ValueError(hinted(Message("there is no bound “{}”", name), name, NAMES))
        found[NAMES[name]] = value
    return checked(Bounds(**found))  # type: ignore[arg-type]


def checked(bounds: Bounds) -> Bounds:
    """The same bounds; ValueError names one that is no number, or none that bounds anything."""
    for name, value in bounds._asdict().items():
        whole = name != "seconds"
        if isinstance(value, bool) or not isinstance(value, int if whole else int | float):
            raise ValueError(Message("{} is {!r}, not a number", name, value))  # noqa: TRY004
        if not isfinite(value) or value < whole:
            raise ValueError(Message("{} is {}, not at least {}", name, value, int(whole)))
    return bounds._replace(seconds=float(bounds.seconds))


class LateError(Exception):
    """A document has had its time."""


class Budget:
    """What looking at one document may still take, and a message for each thing left out of it."""

    __slots__ = ("_deadline", "_free", "bounds", "notes", "timed")

    def __init__(self, bounds: Bounds = DEFAULT) -> None:
        self.bounds = bounds
        self.notes: list[Message] = []
        self.timed = bounds.seconds > 0
        self._deadline = thread_time() + bounds.seconds if self.timed else 0.0
        self._free = min(bounds.candidates, FEW)

    def spend(self) -> None:
        """LateError where the time is up."""
        if self.timed and thread_time() > self._deadline:
            raise LateError(Message(LATE, self.bounds.seconds))

    def note(self, message: Message) -> None:
        """Say once that something was left out."""
        if message not in self.notes:
            self.notes.append(message)

    def weighs(self, number: int, words: int) -> bool:
        """Whether one more candidate of a text of so many words is weighed, after this number."""
        if self.timed:
            self.spend()
        if number < self._free:
            return True
        most = min(self.bounds.candidates, max(FEW, words // SHARE))
        if number < most:
            return True
        self.note(Message(UNWEIGHED, most))
        return False

    def lists(self, number: int) -> bool:
        """Whether so many findings are listed; the surest of them are where not."""
        if number <= self.bounds.findings:
            return True
        self.note(Message(UNLISTED, self.bounds.findings))
        return False

    def readable(self, prose: Prose) -> Prose:
        """As much of a prose as is read, what is too long in its lines marked as foreign."""
        most = self.bounds.characters
        if len(prose.text) > most:
            self.note(Message(CUT, most, len(prose.text)))
            stop = prose.text.rfind(" ", max(0, most - NEAR), most)
            prose = prose._replace(text=prose.text[: most if stop < 0 else stop])
        if len(prose.text) < 2 * self.bounds.line_words:
            return prose
        beyond = tuple(_beyond(prose.text, self.bounds.line_words))
        if not beyond:
            return prose
        self.note(Message(LINE_CUT, self.bounds.line_words))
        marks = sorted((*prose.marks, *beyond), key=lambda marked: (marked.start, -marked.end))
        return prose._replace(marks=tuple(marks))


def _beyond(text: str, words: int) -> list[Marked]:
    """What lines hold beyond so many words, which white space parts here, marked as foreign."""
    found = []
    at = 0
    for line in text.split("\n"):
        end = at + len(line)
        if len(line) >= 2 * words:
            pieces = line.split(None, words)
            if len(pieces) > words:
                found.append(Marked(Mark.FOREIGN, end - len(pieces[-1]), end))
        at = end + 1
    return found
