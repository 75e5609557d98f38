"""One JSON object for the whole run: the documents as jsonl has them, then counts of all.

Written document by document, so that memory does not grow with their number.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from detector.formats import Result
from detector.formats.jsonl import array, dumps, record
from detector.tally import Tally
from detector.terminal import Page

HUMAN = False


def render(results: Iterable[Result], page: Page) -> Iterator[str]:  # noqa: ARG001
    """Yield the object piece by piece, a line for each document."""
    tally = Tally()

    def documents() -> Iterator[str]:
        for result in results:
            tally.count(result)
            yield dumps(record(result))

    yield '{"version": 1, "documents": '
    yield from array(documents())
    yield f', "summary": {dumps(tally.record())}}}\n'
