"""What a caller may set, frozen, and hashed into every report."""

from __future__ import annotations

import hashlib
from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True)
class Config:
    """Settings of a `Detector`; an unknown name is a TypeError, a bad value a ValueError.

    ``min_confidence`` is the probability from which a candidate is a finding. ``prior`` is the
    share of spun documents in the collection, where the caller knows it.
    """

    min_confidence: float = 0.7
    prior: float | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "min_confidence", float(self.min_confidence))
        if self.prior is not None:
            object.__setattr__(self, "prior", float(self.prior))
        if not 0 <= self.min_confidence <= 1:
            raise ValueError(f"min_confidence is {self.min_confidence}, not between 0 and 1")
        if self.prior is not None and not 0 < self.prior < 1:
            raise ValueError(f"prior is {self.prior}, not strictly between 0 and 1")

    @property
    def digest(self) -> str:
        """SHA-256 of the settings, in hexadecimal."""
        return hashlib.sha256(repr(sorted(asdict(self).items())).encode()).hexdigest()
