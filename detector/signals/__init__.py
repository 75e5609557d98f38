"""Text-quality signals: what filters of web corpora measure, under the names of their papers.

Each signal is a function from a `Page` to a number; its docstring says what the number means, its
range, its source and formula, and where it differs from datatrove, the reference implementation.
They are no evidence of spinning: translations and bad pages are not spun, and spun text can be
tidy.

Sources: Gopher (Rae et al. 2021, arXiv:2112.11446), C4 (Raffel et al. 2020, arXiv:1910.10683),
FineWeb (Penedo et al. 2024, arXiv:2406.17557), FineWeb-2 (Penedo et al. 2025, arXiv:2506.20920),
CCNet (Wenzek et al. 2020, arXiv:1911.00359).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache, partial
from typing import TYPE_CHECKING, Final

from detector.signals import lines, words
from detector.signals.page import Page

if TYPE_CHECKING:
    from detector.document import Document

Measure = Callable[[Page], float | None]
CHEAP: Final = "cheap"
FULL: Final = "full"
EXTENTS: Final = (CHEAP, FULL)

_CHEAP: dict[str, Measure] = {each.__name__: each for each in (*words.CHEAP, *lines.CHEAP)}


@cache
def _measures(extent: str) -> Mapping[str, Measure]:
    """The signals of an extent by name; those of ``full`` are imported when somebody asks."""
    if extent == CHEAP:
        return _CHEAP
    from detector.signals import perplexity, repetition

    return {**_CHEAP, **repetition.FULL, **perplexity.FULL}


def names() -> tuple[str, ...]:
    """All signals there are, the cheap ones first."""
    return tuple(_measures(FULL))


def signals(doc: Document, extent: str = CHEAP) -> dict[str, float]:
    """The signals of a document by name; none where it has no words.

    The extent ``full`` adds repetition and perplexity, which take longer than all others.
    """
    if not len(doc):
        return {}
    page = Page(doc)
    return {
        name: value
        for name, measure in _measures(extent).items()
        if (value := measure(page)) is not None
    }


def is_deep(name: str) -> bool:
    """Whether a signal is measured for the extent ``full`` only."""
    return name not in _CHEAP


def documentation(name: str) -> str:
    """What a signal means, its range, source and formula; KeyError where there is none such."""
    import inspect

    measure = _measures(FULL)[name]
    return inspect.getdoc(measure.func if isinstance(measure, partial) else measure) or ""
