"""How likely each option of a place is its original: scores, and a softmax over them.

Like those of `detector.fits`, the two functions have twins in C, which give the same bits.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from math import exp
from operator import mul
from struct import pack
from typing import TYPE_CHECKING, NamedTuple

from detector.evidence import GAIN_KNEE, GAIN_REACH, LINK_FEATURES, MAX_FRAME

if TYPE_CHECKING:
    from detector.options import Option

    Ranked = tuple[Option, float]
    """An option with the probability that it is the original, given that there is one."""


class Weights(NamedTuple):
    """What the coefficients of `evidence.OPTION_FEATURES` come to.

    ``closeness`` is, by link byte, the part of a score that the thesaurus link alone gives;
    ``rest`` are the other coefficients; ``packed`` is all that the compiled twins need.
    """

    closeness: tuple[float, ...]
    rest: tuple[float, ...]
    packed: bytes


def weights(coefficients: Sequence[float]) -> Weights:
    """What some coefficients come to."""
    closeness = tuple(sum(map(mul, coefficients, link)) for link in LINK_FEATURES)
    rest = tuple(coefficients[len(LINK_FEATURES[0]) :])
    fields = (*closeness, *rest, GAIN_KNEE, GAIN_REACH, MAX_FRAME)
    return Weights(closeness, rest, pack(f"={len(fields)}d", *fields))


def pure_scores(weights: Weights, options: Sequence[Option], listed: bool) -> list[float]:  # noqa: FBT001
    """Log-odds of one option against another are the difference of their scores.

    A score is the product of weights and `evidence.option_features`, added up without making those.
    ``listed`` says whether the surface is one of the modifiers that spinners insert.
    """
    closeness = weights.closeness
    loss, slope, steep, by_apart, by_affinity, *others = weights.rest
    by_gender, by_number, by_elision, host, english, by_degree, *others = others
    by_frame, by_elsewhere, deletion, listed_deletion = others
    scores = []
    for known, gain, apart, affinity, (gender, number, elision), elsewhere, frame in options:
        found = closeness[known.link] + by_apart * apart + by_affinity * affinity
        found += host * known.zipf + english * known.zipf_english + by_degree * known.degree
        if gain < 0:
            found += loss * gain
        elif gain <= GAIN_KNEE:
            found += slope * gain
        else:
            found += slope * GAIN_KNEE + steep * min(gain - GAIN_KNEE, GAIN_REACH)
        found += by_gender * gender + by_number * number + by_elision * elision
        if frame is not None:
            found += by_frame * min(frame.weight, MAX_FRAME)
        if elsewhere:
            found += by_elsewhere
        if not known.number:
            found += deletion
            if listed:
                found += listed_deletion
        scores.append(found)
    return scores


def pure_ranked(weights: Weights, options: Sequence[Option], listed: bool) -> list[Ranked]:  # noqa: FBT001
    """Options by descending probability, a softmax over their scores."""
    scores = pure_scores(weights, options, listed)
    top, total = max(scores, default=0.0), 0.0
    for score in scores:
        total += exp(score - top)
    order = sorted(range(len(scores)), key=scores.__getitem__, reverse=True)
    return [(options[i], exp(scores[i] - top) / total) for i in order]


if TYPE_CHECKING or os.environ.get("SPIN_DETECTOR_PURE"):
    scores, ranked = pure_scores, pure_ranked
else:
    try:
        from detector._ranks import ranked, scores
    except ImportError:
        scores, ranked = pure_scores, pure_ranked
