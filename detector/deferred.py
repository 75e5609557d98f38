"""What a finding says of itself, worked out when somebody first reads it.

A spun text of a thousand words has a thousand reasons in thirty findings, most of which only count:
whoever filters by score or confidence never reads them.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from detector.report import Evidence, Finding


class Reasons(Protocol):
    """What the evidence and the message of a finding are made from."""

    def evidence(self) -> tuple[Evidence, ...]:
        """All that speaks for and against the finding, weighed."""

    def message(self) -> str:
        """The finding in words."""


class Deferred:
    """A frozen value whose `evidence` and `message` its reasons give, if it was made of any.

    The two are then fields without a value until they are read. Which of several threads reads them
    first makes no difference: all work out the same.
    """

    __slots__ = ("_reasons",)
    _reasons: Reasons

    @property
    def unread(self) -> Reasons | None:
        """The reasons, as long as neither of the two has a value of its own."""
        for name in ("evidence", "message"):
            try:
                object.__getattribute__(self, name)
            except AttributeError:
                continue
            return None
        return self._reasons

    if not TYPE_CHECKING:  # A type checker would take it for any attribute.

        def __getattr__(self, name: str) -> object:
            if name not in ("evidence", "message"):
                return object.__getattribute__(self, name)
            value = getattr(self._reasons, name)()
            object.__setattr__(self, name, value)
            return value


class Folded:
    """A frozen value whose `findings` are made when somebody first reads them, if it came so.

    As with reasons, it makes no difference which of several threads does.
    """

    __slots__ = ("_unfold",)
    _unfold: Callable[[], tuple[Finding, ...]]

    if not TYPE_CHECKING:  # A type checker would take it for any attribute.

        def __getattr__(self, name: str) -> object:
            if name != "findings":
                return object.__getattribute__(self, name)
            value = self._unfold()
            object.__setattr__(self, name, value)
            return value
