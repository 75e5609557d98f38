"""What a caller may set, frozen, and hashed into every report."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace

from detector import messages, profiles
from detector.bounds import DEFAULT, Bounds, checked
from detector.quality import LIMITS, Limit, limits
from detector.signals import CHEAP, EXTENTS


@dataclass(frozen=True, slots=True)
class Config:
    """Settings of a `Detector`; an unknown name is a TypeError, a bad value a ValueError.

    ``min_confidence`` is the probability from which a candidate is a finding. ``prior`` is the
    share of spun documents in the collection, where the caller knows it. ``accept`` are words and
    phrases that are no traces: an entry in lower case stands for any case, another for itself.
    ``profile`` decides which findings are no more than notes; `in_profile` takes its thresholds
    as well. ``signals`` is ``cheap`` or ``full`` (`detector.signals`). ``limits`` maps signals to
    the values where they are no longer fine and where they are poor, as far as
    `detector.quality.LIMITS` is not to apply. ``messages`` is the language, ``en`` or ``fr``, that
    reports speak to people in. ``bounds`` says how much of one document is looked at.
    """

    min_confidence: float = 0.7
    prior: float | None = None
    accept: tuple[str, ...] = ()
    profile: str = profiles.DEFAULT
    signals: str = CHEAP
    limits: Mapping[str, tuple[float, float]] | Iterable[tuple[str, tuple[float, float]]] = ()
    messages: str = messages.DEFAULT
    bounds: Bounds = DEFAULT

    def __post_init__(self) -> None:
        object.__setattr__(self, "min_confidence", float(self.min_confidence))
        if self.prior is not None:
            object.__setattr__(self, "prior", float(self.prior))
        object.__setattr__(self, "accept", _entries(self.accept))
        object.__setattr__(self, "limits", limits(self.limits))
        object.__setattr__(self, "bounds", checked(self.bounds))
        if self.signals not in EXTENTS:
            raise ValueError(f"signals is {self.signals!r}, not one of {', '.join(EXTENTS)}")
        if not 0 <= self.min_confidence <= 1:
            raise ValueError(f"min_confidence is {self.min_confidence}, not between 0 and 1")
        if self.prior is not None and not 0 < self.prior < 1:
            raise ValueError(f"prior is {self.prior}, not strictly between 0 and 1")
        profiles.load(self.profile)
        messages.load(self.messages)

    def in_profile(self, name: str) -> Config:
        """The same with a profile's thresholds; one that differs from the present profile's stays.

        ValueError where there is no such profile.
        """
        old, new = profiles.load(self.profile), profiles.load(name)
        kept = self.min_confidence != old.min_confidence
        confidence = self.min_confidence if kept else new.min_confidence
        return replace(self, profile=name, min_confidence=confidence)

    @property
    def all_limits(self) -> Mapping[str, Limit]:
        """The limits of all signals that quality depends on."""
        return {**LIMITS, **dict(limits(self.limits))} if self.limits else LIMITS

    @property
    def digest(self) -> str:
        """SHA-256 of the settings but for the language of messages, in hexadecimal."""
        settings = asdict(self)
        del settings["messages"]
        return hashlib.sha256(repr(sorted(settings.items())).encode()).hexdigest()


def _entries(accept: Iterable[str]) -> tuple[str, ...]:
    """Accepted words in one order, each once, so that equal settings are equal."""
    if isinstance(accept, str):
        raise ValueError(f"accept is the text {accept!r}, not a list of words")  # noqa: TRY004
    return tuple(sorted(set(accept)))
