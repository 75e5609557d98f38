"""How far a share that was counted can be trusted."""

from __future__ import annotations

from functools import lru_cache


@lru_cache(maxsize=16)
def _deviations(confidence: float) -> float:
    # Imported when somebody asks: the module takes as long as a third of a check.
    from statistics import NormalDist

    return NormalDist().inv_cdf((1 + confidence) / 2)


def wilson(successes: float, trials: float, confidence: float = 0.95) -> tuple[float, float]:
    """The score interval of a proportion, both ends from 0 to 1; all of that without trials.

    It keeps its promise for few trials and for shares near 0 and 1, where the textbook's one does
    not. Trials need not be whole: those of a stratified sample are as many as a simple one would
    need to know as much. ValueError where there are more successes than trials, or fewer than none.

    Source: E. B. Wilson, Probable Inference, the Law of Succession, and Statistical Inference,
    Journal of the American Statistical Association 22 (1927).
    """
    if not 0 <= successes <= trials:
        raise ValueError(f"{successes} of {trials} is no share")
    if not 0 < confidence < 1:
        raise ValueError(f"confidence is {confidence}, not strictly between 0 and 1")
    if not trials:
        return 0.0, 1.0
    z = _deviations(confidence)
    share, spread = successes / trials, z * z / trials
    middle = (share + spread / 2) / (1 + spread)
    half = z * (share * (1 - share) / trials + spread / (4 * trials)) ** 0.5 / (1 + spread)
    low = 0.0 if not successes else max(0.0, middle - half)
    high = 1.0 if successes == trials else min(1.0, middle + half)
    return low, high
