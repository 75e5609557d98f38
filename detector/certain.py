"""What of a document is certain enough to be put back, and no more of it than that takes.

A report judges every place, for the score and for the reader. To put originals back only those
places matter of which one original is all but sure by itself: all are examined, because they are
evidence for and against each other, but few have to be judged, and none explained.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from detector.document import Document
from detector.engine import Case, finding, judged, originals, survivors
from detector.messages import Catalogue
from detector.model import Model
from detector.report import Finding
from detector.restore import certainty


class Certain(NamedTuple):
    """A document, None where it cannot be looked at, and what of it is to be put back, by start."""

    doc: Document | None
    findings: tuple[Finding, ...]


def certain(
    doc: Document, cases: Iterable[Case], model: Model, least: float, messages: Catalogue
) -> Iterator[Finding]:
    """The findings of some cases that are this certain (`restore.certainty`), as reported."""
    kept = survivors(cases)
    wanted = [i for i, case in enumerate(kept) if _sure(doc, case, least)]
    for each in judged(len(doc), kept, wanted, model):
        if each.confidence >= least:
            found = finding(doc, each, model, messages)
            if certainty(found) >= least:
                yield found


def _sure(doc: Document, case: Case, least: float) -> bool:
    """Whether one original is this probable, given that there is one."""
    if case.ranked[0][1] * case.proposal.place.weighed >= least:
        return True
    # Originals that differ in case only are one where the surface is no lower case.
    written = doc.slice(case.proposal.first, case.proposal.stop)
    return not written.islower() and originals(written, case)[0].confidence >= least
