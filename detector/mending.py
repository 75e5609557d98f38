"""One document until nothing is left to put back: what to change in it, time after time.

Each time it is looked at as closely as for a report, but only for what is certain, and only where
the last changes may have changed anything.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Protocol

from detector.certain import Certain
from detector.document import Document
from detector.prose import Prose
from detector.report import Change, Finding
from detector.restore import changes, probable


class Finder(Protocol):
    """What finds that which is certain, as a Detector does."""

    def certain(self, prose: Prose, least: float, earlier: Document | None = None) -> Certain:
        """See `Detector.certain`."""


class Mending:
    """The changes to a document, each time after those before were made, by what a Detector finds.

    A change is made where it is right with a probability of ``least``, and where its finding is one
    of those that are ``wanted`` of the source and its findings; in quotations unless these are not
    to be touched.
    """

    def __init__(
        self,
        detector: Finder,
        least: float,
        wanted: Callable[[str, tuple[Finding, ...]], Iterable[Finding]] | None = None,
        *,
        quoted: bool = True,
    ) -> None:
        self._detector, self._least, self._wanted = detector, probable(least), wanted
        self._quoted = quoted
        self._earlier: Document | None = None

    def __call__(self, prose: Prose) -> tuple[Change, ...]:
        """The changes to a prose, by start."""
        doc, found = self._detector.certain(prose, self._least, self._earlier)
        self._earlier = doc
        if doc is None or not found:
            return ()
        sure = found if self._wanted is None else self._wanted(prose.source, found)
        whole = doc if doc.prose is prose else Document(prose, doc.host)
        return changes(whole, sure, quoted=self._quoted)
