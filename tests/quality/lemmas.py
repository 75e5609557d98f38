"""How often the right word is named, whatever its inflection.

A spinner's word says little of the number and gender of what it replaced: who reads *client* where
*clients* stood has the word.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from tests.performance.measure import MissingError
from tests.quality.counts import top_1, top_3, total
from tests.quality.outcomes import Outcome
from tests.quality.scorer import Pair, score
from tests.quality.tables import Cell, Table

TITLE = "Originals by lemma"


@cache
def lemma(text: str) -> str:
    """The lemmas of some words, as simplemma has them; MissingError without it."""
    try:
        from simplemma import lemmatize
    except ImportError:
        why = "simplemma is not installed: `pip install --group bench`"
        raise MissingError(why) from None
    return " ".join(lemmatize(word, lang="fr") for word in text.casefold().split())


def by_lemma(outcome: Outcome) -> Pair:
    """Gold and predictions with the lemmas of their originals."""
    gold = [
        span._replace(original=lemma(span.original)) if span.original else span
        for span in outcome.gold
    ]
    said = [p._replace(originals=tuple(map(lemma, p.originals))) for p in outcome.predictions]
    return gold, said


def _rows(groups: Mapping[str, Sequence[Outcome]]) -> Iterator[tuple[Cell, ...]]:
    for name, group in groups.items():
        exact = total(score(*outcome.pair) for outcome in group)
        lemmas = total(score(*by_lemma(outcome)) for outcome in group)
        shares = top_1(exact), top_1(lemmas), top_3(exact), top_3(lemmas)
        yield name, exact.named, *shares


def lemmas_table(groups: Mapping[str, Sequence[Outcome]]) -> Table:
    """Known originals that are named first and among the first three, exactly and by lemma."""
    columns = ("documents", "originals", "top-1", "top-1 by lemma", "top-3", "top-3 by lemma")
    try:
        return Table(TITLE, columns, tuple(_rows(groups)))
    except MissingError as missing:
        return Table(TITLE, columns, (), (f"Left out, as {missing}.",))
