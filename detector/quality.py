"""How much a text is like what filters of web corpora keep: one figure from the signals.

Each signal has a `Limit`. Up to ``fine`` it is as in honest French and costs nothing; from there
the quality falls in a straight line, to a half at ``poor`` and to nothing as far again beyond. A
document is as good as its worst signal: the papers' filters drop a page that fails any one of
their rules, and here the rule that it fails most is its quality. A half is therefore where a filter
that draws the line at ``poor`` would drop it.

Quality is no evidence of spinning, and spun text may be of the best.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from math import isfinite
from typing import NamedTuple

from detector.messages import Message
from detector.suggest import hinted


class Limit(NamedTuple):
    """Where a signal ceases to be fine, and where it halves the quality: above that or below."""

    fine: float
    poor: float

    def factor(self, value: float) -> float:
        """What a value leaves of the quality, 0 to 1."""
        beyond = (value - self.fine) / (self.poor - self.fine)
        return min(1.0, max(0.0, 1 - beyond / 2))


LIMITS: Mapping[str, Limit] = {
    "mean_word_length": Limit(6.5, 11),
    "alphabetic_word_ratio": Limit(0.9, 0.812),
    "hash_ratio": Limit(0.02, 0.1),
    "ellipsis_ratio": Limit(0.06, 0.1),
    "stopword_ratio": Limit(0.15, 0.1),
    "oov_ratio": Limit(0.09, 0.17),
    "bullet_line_ratio": Limit(0.6, 0.9),
    "ellipsis_line_ratio": Limit(0.1, 0.3),
    "line_punct_ratio": Limit(0.35, 0.1),
    "curly_bracket_line_ratio": Limit(0.4, 0.6),
    "lorem_ipsum_line_ratio": Limit(0, 0.1),
    "policy_line_ratio": Limit(0.12, 0.25),
    "short_line_ratio": Limit(0.55, 0.8),
    "new_line_ratio": Limit(0.2, 0.3),
    "duplicate_line_fraction": Limit(0.1, 0.264),
    "char_duplicates_ratio": Limit(0.05, 0.1),
    "duplicate_paragraph_fraction": Limit(0.1, 0.3),
    "duplicate_paragraph_character_fraction": Limit(0.05, 0.2),
    "top_2gram_character_fraction": Limit(0.14, 0.2),
    "top_3gram_character_fraction": Limit(0.14, 0.19),
    "top_4gram_character_fraction": Limit(0.13, 0.17),
    "duplicate_5gram_character_fraction": Limit(0.3, 0.45),
    "duplicate_6gram_character_fraction": Limit(0.28, 0.42),
    "duplicate_7gram_character_fraction": Limit(0.26, 0.39),
    "duplicate_8gram_character_fraction": Limit(0.24, 0.36),
    "duplicate_9gram_character_fraction": Limit(0.22, 0.33),
    "duplicate_10gram_character_fraction": Limit(0.2, 0.3),
    "perplexity_ratio": Limit(8, 12),
}
"""Fitted to clean French of eleven registers: two documents in a hundred are beyond ``fine`` in a
cheap signal and four in any, most of them indexes, glossaries and tables of contents. ``poor`` is
the threshold of FineWeb-2 for French where it suits those registers, else of Gopher or FineWeb:
debates, notices and manuals repeat themselves more than Gopher allows, and repetition is of the
characters of words here; C4's rules would drop the documentation of React. Verse and lists of short
lines are poor, as in FineWeb."""


def limits(
    given: Mapping[str, tuple[float, float]] | Iterable[tuple[str, tuple[float, float]]],
) -> tuple[tuple[str, Limit], ...]:
    """Limits by signal in one order, so that equal ones are equal; ValueError for what is none."""
    found = {}
    for name, limit in dict(given).items():
        if name not in LIMITS:
            unknown = Message("quality does not depend on “{}”", name)
            raise ValueError(hinted(unknown, name, LIMITS))
        pair = tuple(map(float, limit))
        if len(set(pair)) != 2 or len(pair) != 2 or not all(map(isfinite, pair)):
            raise ValueError(
                Message("limits of {} are {}, not two finite numbers that differ", name, pair)
            )
        found[name] = Limit(*pair)
    return tuple(sorted(found.items()))


def reasons(signals: Mapping[str, float], by: Mapping[str, Limit] = LIMITS) -> dict[str, float]:
    """What each signal that costs quality leaves of it, the worst first."""
    costly = []
    for name, value in signals.items():
        if name not in by:
            continue
        fine, poor = limit = by[name]
        beyond = value > fine < poor or value < fine > poor
        if beyond and (left := limit.factor(value)) < 1:
            costly.append((left, name))
    return {name: factor for factor, name in sorted(costly)}
