"""What a caller may set, frozen, and hashed into every report."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from math import isfinite

from detector.quality import LIMITS, Limit
from detector.signals import CHEAP, EXTENTS


@dataclass(frozen=True, slots=True)
class Config:
    """Settings of a `Detector`; an unknown name is a TypeError, a bad value a ValueError.

    ``min_confidence`` is the probability from which a candidate is a finding. ``prior`` is the
    share of spun documents in the collection, where the caller knows it. ``signals`` is ``cheap``
    or ``full`` (`detector.signals`). ``limits`` maps signals to the values where they are no longer
    fine and where they are poor, as far as `detector.quality.LIMITS` is not to apply.
    """

    min_confidence: float = 0.7
    prior: float | None = None
    signals: str = CHEAP
    limits: Mapping[str, tuple[float, float]] | Iterable[tuple[str, tuple[float, float]]] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "min_confidence", float(self.min_confidence))
        if self.prior is not None:
            object.__setattr__(self, "prior", float(self.prior))
        object.__setattr__(self, "limits", _limits(self.limits))
        if self.signals not in EXTENTS:
            raise ValueError(f"signals is {self.signals!r}, not one of {', '.join(EXTENTS)}")
        if not 0 <= self.min_confidence <= 1:
            raise ValueError(f"min_confidence is {self.min_confidence}, not between 0 and 1")
        if self.prior is not None and not 0 < self.prior < 1:
            raise ValueError(f"prior is {self.prior}, not strictly between 0 and 1")

    @property
    def all_limits(self) -> Mapping[str, Limit]:
        """The limits of all signals that quality depends on."""
        return {**LIMITS, **dict(_limits(self.limits))} if self.limits else LIMITS

    @property
    def digest(self) -> str:
        """SHA-256 of the settings, in hexadecimal."""
        return hashlib.sha256(repr(sorted(asdict(self).items())).encode()).hexdigest()


def _limits(
    given: Mapping[str, tuple[float, float]] | Iterable[tuple[str, tuple[float, float]]],
) -> tuple[tuple[str, Limit], ...]:
    """Limits in one order, so that equal settings are equal; ValueError for what is none."""
    found = {}
    for name, limit in dict(given).items():
        if name not in LIMITS:
            raise ValueError(f"limits has {name!r}, which quality does not depend on")
        pair = tuple(map(float, limit))
        if len(set(pair)) != 2 or len(pair) != 2 or not all(map(isfinite, pair)):
            raise ValueError(f"limits of {name} are {pair}, not two finite numbers that differ")
        found[name] = Limit(*pair)
    return tuple(sorted(found.items()))
